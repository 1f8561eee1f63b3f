"""A training gap as the values that are printed and written: objects, rows, and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from occupath.ontology.prefixes import ID
from occupath.queries.training.gap import VERDICTS, OccupationGap, TrainingGap
from occupath.queries.training.skills import Near, OccupationSkill, SkillRow
from occupath.queries.training.tables import SMALL_CELL, Cell, Figure, Outcome, Program
from occupath.queries.training.trace import Trace

COLUMNS = (
    "code", "title", "typical_education", "employment", "employment_area", "employment_period",
    "annual_median_wage_usd", "wage_area", "annual_openings_us", "openings_at_national_rate",
    "in_demand_list", "completers", "completers_low", "completers_high",
    "completers_proportional", "completers_fitted", "listed_programs", "small_cells", "finding",
    "why_selected",
)  # fmt: skip
DECIMALS = 1  # of allocated completers


def cells(gap: TrainingGap) -> Iterator[Cell]:
    """Every cell that the answer cites."""
    for one in gap.occupations:
        for figure in one.demand:
            yield from figure.cells
        for outcome in one.supply.outcomes:
            yield outcome.cell
        for program in one.supply.programs:
            yield program.cell
    for outcome in gap.tables.outcomes:
        yield outcome.cell


def as_json(gap: TrainingGap, trace: Trace) -> dict[str, object]:
    """The object of ``training-gap --format json``; measures stand apart and are never added."""
    tables, selection = gap.tables, gap.selection
    return {
        "area": {
            "code": tables.area.code, "name": tables.area.name, "kind": tables.area.kind,
            "supply_of": list(tables.area.states),
        },
        "selection": {
            "title": selection.title, "definition": selection.definition,
            "source": selection.source, "occupations": len(selection.codes),
        },
        "periods": dict(tables.periods),
        "cohort": cohort(gap),
        "method": gap.method,
        "completers": {
            "source_total": gap.completers,
            "allocated": gap.allocated,
            "unallocated": gap.unallocated,
            "to_the_selection": {
                "low": gap.selection_low,
                "high": gap.selection_high,
                **{name: _round(value) for name, value in gap.selection_by_method.items()},
            },
        },
        "joined": {
            "pairs": gap.pairs, "joined": gap.joined, "programs": len(tables.programs),
            "note": joined_note(gap),
        },
        "occupations": [_occupation(one, trace) for one in gap.occupations],
        "unallocated": {
            "completers": gap.unallocated,
            "reasons": dict(gap.lost),
            "cips": [_outcome(o, trace) | {"reason": o.lost} for o in gap.lost_outcomes],
        },
        "skills": [_skill_row(row) for row in gap.skills],
        "missing": {**gap.missing, "from_build": {k: dict(v) for k, v in tables.notes.items()}},
        "notes": notes(gap),
        "sources": dict(tables.sources),
    }  # fmt: skip


def cohort(gap: TrainingGap) -> str:
    """The cohort that completers are of."""
    return (
        f"completers followed for {gap.tables.quarters} quarters; the source names no year, and "
        "the cohorts of other lengths are not added"
    )


def joined_note(gap: TrainingGap) -> str:
    """How much of the list of programs the outcomes know."""
    share = f" ({gap.joined / gap.pairs:.0%})" if gap.pairs else ""
    return (
        f"{gap.joined} of {gap.pairs} provider × CIP pairs of the program list{share} are in the "
        "outcomes; the list is a part of the state's, so a gap is 'no listed program'"
    )


def notes(gap: TrainingGap) -> list[str]:
    """What a reader has to know to use the figures."""
    tables = gap.tables
    weights = "; ".join(f"{n} by {what}" for what, n in tables.weight_notes.items() if n)
    partly = sum("(" in (one.reason or "") for one in gap.occupations)
    part = [
        f"{partly} occupations are in the selection only by some of the O*NET occupations under "
        "them (see 'why selected'); all figures are of the whole occupation."
    ]
    return [
        *(part if partly else []),
        f"Cohort: {cohort(gap)}.",
        f"Coverage: {joined_note(gap)}.",
        "Annual openings are the nation's. 'Openings at the national rate' are the area's jobs × "
        "the nation's openings per job: a yardstick, no projection for the area.",
        "No source tells which occupation a completer went to. Each is given out once, by two "
        "methods; low and high are the least and the most that any way of giving out allows. Highs "
        "of several occupations must not be added: the same completers stand in each.",
        f"Weights of allocation: {weights}.",
        "Completers are of listed and formerly listed programs only: openings are also filled by "
        "colleges, apprenticeships, employers' own training and people who move.",
        f"Cells of fewer than {SMALL_CELL} completers are flagged: a few people more or less "
        "change them much.",
    ]


def rows(gap: TrainingGap) -> list[dict[str, object]]:
    """One row an occupation, with the columns `COLUMNS`."""
    return [_row(one) for one in gap.occupations]


def _row(one: OccupationGap) -> dict[str, object]:
    jobs = known(one.demand, "employment")
    wage = known(one.demand, "annual_median_wage")
    openings = known(one.demand, "annual_openings")
    implied = known(one.demand, "openings_at_national_rate")
    supply = one.supply
    return {
        "code": one.occupation.code,
        "title": one.occupation.title,
        "typical_education": one.occupation.education,
        "employment": _whole(jobs),
        "employment_area": None if jobs is None else jobs.area,
        "employment_period": None if jobs is None else jobs.period,
        "annual_median_wage_usd": _whole(wage),
        "wage_area": None if wage is None else wage.area,
        "annual_openings_us": _whole(openings),
        "openings_at_national_rate": None if implied is None else implied.value,
        "in_demand_list": known(one.demand, "in_demand_list") is not None,
        "completers": _round(supply.value),
        "completers_low": _round(supply.low),
        "completers_high": _round(supply.high),
        **{f"completers_{name}": _round(supply.by_method.get(name))
           for name in ("proportional", "fitted")},
        "listed_programs": len(supply.programs),
        "small_cells": supply.small,
        "finding": one.verdict,
        "why_selected": one.reason,
    }  # fmt: skip


def known(figures: Iterable[Figure], measure: str) -> Figure | None:
    """The first figure of a measure that is known: the area's before the nation's."""
    return next((f for f in figures if f.measure == measure and f.value is not None), None)


def short(iri: str) -> str:
    """A concept's IRI without our namespace."""
    return iri.removeprefix(ID)


def _occupation(one: OccupationGap, trace: Trace) -> dict[str, object]:
    supply = one.supply
    return {
        "code": one.occupation.code,
        "title": one.occupation.title,
        "soc": list(one.occupation.soc),
        "onet": list(one.occupation.onet),
        "typical_education": one.occupation.education,
        "why_selected": one.reason,
        "finding": one.verdict,
        "finding_text": VERDICTS[one.verdict],
        "openings_held_against": one.openings,
        "demand": [_figure(figure, trace) for figure in one.demand],
        "supply": {
            "measure": "completers",
            "value": _round(supply.value),
            "low": _round(supply.low),
            "high": _round(supply.high),
            "methods": {name: _round(value) for name, value in supply.by_method.items()},
            "listed_programs": len(supply.programs),
            "small_cells": supply.small,
            "rows_unknown": supply.unknown,
            "programs": [_program(p, trace) for p in supply.programs],
            "rows": [_outcome(o, trace) for o in supply.outcomes],
        },
        "skills": [_skill(skill) for skill in one.skills],
    }


def _figure(figure: Figure, trace: Trace) -> dict[str, object]:
    value = figure.value
    return {
        "measure": figure.measure,
        "value": int(value) if value is not None and value.is_integer() else value,
        "unit": figure.unit,
        "period": figure.period,
        "area": figure.area,
        "source": figure.source,
        "derived": figure.derived,
        "note": figure.note,
        "rows": [trace.as_json(cell) for cell in figure.cells],
    }


def _outcome(outcome: Outcome, trace: Trace) -> dict[str, object]:
    return {
        "provider_id": outcome.provider_id,
        "provider": outcome.provider,
        "cip": outcome.cip,
        "cip_title": outcome.cip_title,
        "cip2020": list(outcome.cips2020),
        "completers": outcome.completers,
        "small": outcome.completers is not None and 0 < outcome.completers < SMALL_CELL,
        "occupations": len(outcome.leads),
        "row": trace.as_json(outcome.cell),
    }


def _program(program: Program, trace: Trace) -> dict[str, object]:
    return {
        "id": program.id,
        "name": program.name,
        "provider": program.provider,
        "cip": program.cip,
        "cip2020": list(program.cips2020),
        "cost_usd": program.cost,
        "hours": program.hours,
        "in_outcomes": program.joins,
        "completers_of_provider_and_cip": program.completers,
        "in_demand_cip": program.in_demand,
        "row": trace.as_json(program.cell),
    }


def _skill(skill: OccupationSkill) -> dict[str, object]:
    need = skill.need
    return {
        "id": short(need.concept),
        "name": need.name,
        "kind": need.kind,
        "basis": need.basis,
        "importance": need.importance,
        "level": need.level,
        "postings": need.postings,
        "taught_by": [p.id for p in skill.taught_by],
        "nearest": [near_json(near) for near in skill.nearest],
    }


def near_json(near: Near) -> dict[str, object]:
    """A program near to closing a gap."""
    return {
        "id": near.program.id,
        "name": near.program.name,
        "provider": near.program.provider,
        "why": near.why,
        "needs_named": near.shared,
    }


def _skill_row(row: SkillRow) -> dict[str, object]:
    return {
        "id": short(row.concept),
        "name": row.name,
        "kind": row.kind,
        "basis": row.basis,
        "occupations": list(row.occupations),
        "jobs": round(row.jobs),
        "importance": None if row.importance is None else round(row.importance, 2),
        "level": None if row.level is None else round(row.level, 2),
        "postings": row.postings,
        "programs": [p.id for p in row.programs],
        "programs_elsewhere": row.elsewhere,
        "nearest": [near_json(near) for near in row.nearest],
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _whole(figure: Figure | None) -> int | None:
    return None if figure is None or figure.value is None else round(figure.value)
