"""Demand beside supply, occupation by occupation: what ``occupath training-gap`` answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from occupath.queries.training.allocation import (
    FITTED,
    PROPORTIONAL,
    Allocation,
    Interval,
    fitted,
    interval,
    interval_of,
    proportional,
)
from occupath.queries.training.demand import EMPLOYMENT, IMPLIED, OPENINGS, WAGE
from occupath.queries.training.sectors import Selection
from occupath.queries.training.skills import OccupationSkill, SkillRow, skill_view
from occupath.queries.training.tables import (
    SMALL_CELL,
    UNCERTAIN,
    AreaTables,
    Figure,
    Occupation,
    Outcome,
    Program,
)

NO_PROGRAM = "no listed program"
NOT_KNOWN = "completers not known"
NO_OPENINGS = "openings not known"
SHORT = "short"
ENOUGH = "enough"
WITHIN = "cannot be told"
VERDICTS = {
    SHORT: "fewer completers than openings, even if all who may came",
    WITHIN: "the interval of completers holds the openings",
    ENOUGH: "at least as many completers as openings, even if only those came who must",
    NO_PROGRAM: "no listed program, and no completers of one, lead to it",
    NOT_KNOWN: "listed programs lead to it, but the outcomes have none of their CIP codes",
    NO_OPENINGS: "completers may come, but openings are not known",
}


@dataclass(frozen=True, slots=True)
class Supply:
    """Completers that may come to an occupation, in persons of one cohort.

    `by_method` has each allocation, `low` and `high` the extremes of all; all are None where no
    outcome's CIP leads to the occupation. `value` is that of the method asked for. `unknown` are
    outcome rows whose completers are not known, so that `high` is then a least value; `small`
    are those of fewer than `SMALL_CELL`.
    """

    value: float | None
    low: float | None
    high: float | None
    by_method: Mapping[str, float]
    outcomes: tuple[Outcome, ...]
    programs: tuple[Program, ...]
    unknown: int
    small: int


@dataclass(frozen=True, slots=True)
class OccupationGap:
    """One occupation: demand, supply and what can be told of the two. `verdict`: `VERDICTS`.

    `openings` are those a year that completers are held against: the area's jobs at the nation's
    openings per job, or for the nation its own; None where they are not known.
    """

    occupation: Occupation
    reason: str | None
    demand: tuple[Figure, ...]
    supply: Supply
    openings: float | None
    verdict: str
    skills: tuple[OccupationSkill, ...] = ()

    def figure(self, measure: str, area: str | None = None) -> Figure | None:
        """The first figure of a measure (of an area)."""
        return next(
            (f for f in self.demand if f.measure == measure and area in (None, f.area)), None
        )


@dataclass(frozen=True, slots=True)
class TrainingGap:
    """The answer for an area and a selection of occupations.

    `allocated` + `unallocated` = `completers`, those of the source. `selection_low` and
    `selection_high` are the extremes for the selected occupations together; `lost` is completers
    by reason, and `lost_codes` by CIP code. `pairs` are provider × CIP pairs of the program list,
    `joined` those of them that the outcomes have.
    """

    tables: AreaTables
    selection: Selection
    method: str
    steps: Mapping[str, int]
    occupations: tuple[OccupationGap, ...]
    completers: int
    allocated: int
    unallocated: int
    lost: Mapping[str, int]
    lost_outcomes: tuple[Outcome, ...]
    selection_low: float
    selection_high: float
    selection_by_method: Mapping[str, float]
    pairs: int
    joined: int
    missing: Mapping[str, int]
    skills: tuple[SkillRow, ...]


def compare(
    tables: AreaTables, selection: Selection, method: str = PROPORTIONAL, skills: bool = False
) -> TrainingGap:
    """Hold the supply of `tables` against their demand for the occupations of `selection`.

    Completers are allocated over all occupations, so that what goes to others does not count here.
    `method` is that of `Supply.value`; both are worked out.
    """
    leading = [o for o in tables.outcomes if o.leads and o.completers is not None]
    codes = sorted({code for o in tables.outcomes for code in o.leads})
    place = {code: i for i, code in enumerate(codes)}
    shares = _shares(tables, leading, codes, place)
    supplies = _Supplies(tables, place, shares, method)
    view = skill_view(tables, selection.codes) if skills else None
    gaps = []
    for code in selection.codes:
        figures = tables.figures.get(code, ())
        supply = supplies.of(code)
        openings = _openings(figures, tables.area.code)
        gaps.append(
            OccupationGap(
                tables.occupations[code], selection.reasons.get(code), figures, supply, openings,
                _verdict(supply, openings), view.of.get(code, ()) if view else (),
            )
        )  # fmt: skip
    chosen = np.array([code in set(selection.codes) for code in codes], dtype=bool)
    low, high = interval_of(shares.leads, shares.completers, shares.elsewhere, chosen)
    lost_outcomes = tuple(o for o in tables.outcomes if o.lost)
    lost: Counter[str] = Counter()
    for outcome in lost_outcomes:
        lost[str(outcome.lost)] += outcome.completers or 0
    pairs = {(p.cell.key[0], p.provider_id, p.cip): p.joins
             for p in tables.programs if p.provider_id and p.cip}  # fmt: skip
    return TrainingGap(
        tables=tables,
        selection=selection,
        method=method,
        steps={name: found.steps for name, found in shares.methods.items()},
        occupations=tuple(gaps),
        completers=sum(o.completers or 0 for o in tables.outcomes),
        allocated=sum(o.completers or 0 for o in leading),
        unallocated=lost.total(),
        lost=dict(sorted(lost.items())),
        lost_outcomes=lost_outcomes,
        selection_low=low,
        selection_high=high,
        selection_by_method={
            name: float(found.by_column[chosen].sum()) for name, found in shares.methods.items()
        },
        pairs=len(pairs),
        joined=sum(pairs.values()),
        missing=_missing(tables, gaps),
        skills=view.rows if view else (),
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    """The rows that lead somewhere as arrays, and how they are given out."""

    leads: sparse.csr_array
    completers: np.ndarray
    elsewhere: np.ndarray
    methods: Mapping[str, Allocation]
    extremes: Interval


def _shares(
    tables: AreaTables, leading: Sequence[Outcome], codes: Sequence[str], place: Mapping[str, int]
) -> _Shares:
    rows = [i for i, outcome in enumerate(leading) for _ in outcome.leads]
    columns = [place[code] for outcome in leading for code in outcome.leads]
    leads = sparse.csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(len(leading), len(codes))
    )
    completers = np.array([float(o.completers or 0) for o in leading])
    elsewhere = np.array([o.elsewhere for o in leading], dtype=bool)
    jobs = np.array([tables.weights.get(code, 0.0) for code in codes])
    openings = np.array([tables.openings.get(code, 0.0) for code in codes])
    return _Shares(
        leads, completers, elsewhere,
        {PROPORTIONAL: proportional(leads, completers, jobs),
         FITTED: fitted(leads, completers, openings)},
        interval(leads, completers, elsewhere),
    )  # fmt: skip


class _Supplies:
    """Supply by occupation."""

    def __init__(
        self, tables: AreaTables, place: Mapping[str, int], shares: _Shares, method: str
    ) -> None:
        self._place, self._shares, self._method = place, shares, method
        self._by_column = {name: found.by_column for name, found in shares.methods.items()}
        self._outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
        for outcome in tables.outcomes:
            for code in outcome.leads:
                self._outcomes[code].append(outcome)
        self._programs: defaultdict[str, list[Program]] = defaultdict(list)
        for program in tables.programs:
            for code in program.leads:
                self._programs[code].append(program)

    def of(self, code: str) -> Supply:
        outcomes = tuple(self._outcomes[code])
        programs = tuple(self._programs[code])
        unknown = sum(o.completers is None for o in outcomes)
        small = sum(o.completers is not None and 0 < o.completers < SMALL_CELL for o in outcomes)
        if unknown == len(outcomes):
            return Supply(None, None, None, {}, outcomes, programs, unknown, small)
        at = self._place[code]
        by_method = {name: float(found[at]) for name, found in self._by_column.items()}
        extremes = self._shares.extremes
        return Supply(by_method[self._method], float(extremes.low[at]), float(extremes.high[at]),
                      by_method, outcomes, programs, unknown, small)  # fmt: skip


def _openings(figures: Sequence[Figure], area: str) -> float | None:
    measure = OPENINGS if area == "US" else IMPLIED
    return next((f.value for f in figures if f.measure == measure and f.area == area), None)


def _verdict(supply: Supply, openings: float | None) -> str:
    if not supply.outcomes and not supply.programs:
        return NO_PROGRAM
    if supply.low is None or supply.high is None:
        return NOT_KNOWN
    if openings is None:
        return NO_OPENINGS
    if supply.high < openings and not supply.unknown:
        return SHORT
    return ENOUGH if supply.low >= openings else WITHIN


def _missing(tables: AreaTables, gaps: Sequence[OccupationGap]) -> dict[str, int]:
    """What is not known, counted; the figures of the answer leave it out and put no 0 for it."""
    area = tables.area.code

    def lacking(measure: str, note: str) -> int:
        return sum(
            any(f.measure == measure and f.area == area and f.value is None
                and (f.note or "").startswith(note) for f in gap.demand)
            for gap in gaps
        )  # fmt: skip

    return {
        "occupations whose employment is not released for the area": lacking(EMPLOYMENT, "not rel"),
        "occupations whose employment is not published for the area":
            lacking(EMPLOYMENT, "not publ"),
        "occupations whose median wage is not released for the area": lacking(WAGE, "not rel"),
        "occupations whose median wage is not published for the area": lacking(WAGE, "not publ"),
        "occupations whose median wage is at or above the top code (#)": lacking(WAGE, "at or"),
        "occupations without openings in the projections":
            sum(gap.figure(OPENINGS) is None for gap in gaps),
        f"occupations whose employment has a relative standard error above {UNCERTAIN:g} %":
            sum(_uncertain(gap.figure(EMPLOYMENT, area)) for gap in gaps),
        "outcome rows whose completers are not available":
            sum(o.completers is None for o in tables.outcomes),
        f"outcome rows of fewer than {SMALL_CELL} completers (small cells)":
            sum(o.completers is not None and 0 < o.completers < SMALL_CELL
                for o in tables.outcomes),
        "outcome rows of 0 completers": sum(o.completers == 0 for o in tables.outcomes),
        "listed programs without a CIP code": sum(p.cip is None for p in tables.programs),
        "listed programs whose CIP code leads to no occupation":
            sum(p.cip is not None and not p.leads for p in tables.programs),
        "listed programs without a cost": sum(p.cost is None for p in tables.programs),
        "listed programs without hours": sum(p.hours is None for p in tables.programs),
        "listed programs whose text names no known skill":
            sum(not p.teaches for p in tables.programs),
    }  # fmt: skip


def _uncertain(figure: Figure | None) -> bool:
    text = "" if figure is None else figure.note or ""
    return text.startswith("relative standard error") and float(text.split()[3]) > UNCERTAIN
