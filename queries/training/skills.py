"""Skills that an area's occupations need beside those that its listed programs teach.

A program teaches what its description names (our reading of the text). That a text does not name
a skill does not say that the program leaves it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from occupath.queries.training.tables import AreaTables, Need, Program

NEAREST = 3  # programs named for a gap
PREPARES = "prepares for the occupation"
ELSEWHERE = "names the skill, prepares for others"


@dataclass(frozen=True, slots=True)
class Near:
    """A program near to closing a gap: why, and how many of the occupation's needs it names."""

    program: Program
    why: str
    shared: int


@dataclass(frozen=True, slots=True)
class OccupationSkill:
    """A need of one occupation: the programs that prepare for it and name it, or the nearest."""

    need: Need
    taught_by: tuple[Program, ...]
    nearest: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A need over all selected occupations.

    `jobs` are those of the area in the occupations that need it (weights of allocation),
    `importance` the mean rating (1–5) weighted by jobs. `programs` prepare for one of them and
    name it; `elsewhere` counts the other programs of the area that name it.
    """

    concept: str
    name: str
    kind: str
    basis: str
    occupations: tuple[str, ...]
    jobs: float
    importance: float | None
    level: float | None
    postings: int | None
    programs: tuple[Program, ...]
    elsewhere: int
    nearest: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class SkillView:
    """Needs by occupation and over all, those of most jobs first."""

    of: Mapping[str, tuple[OccupationSkill, ...]]
    rows: tuple[SkillRow, ...]


def skill_view(tables: AreaTables, codes: Sequence[str]) -> SkillView:
    """The needs of the occupations in `codes` beside what the area's programs name."""
    naming: defaultdict[str, list[Program]] = defaultdict(list)
    leading: defaultdict[str, list[Program]] = defaultdict(list)
    for program in tables.programs:
        for concept in program.teaches:
            naming[concept].append(program)
        for code in program.leads:
            leading[code].append(program)
    of = {code: _of_occupation(tables.needs.get(code, ()), leading[code], naming) for code in codes}
    return SkillView(of, _over_all(tables, of, naming))


def _of_occupation(
    needs: Sequence[Need], leading: Sequence[Program], naming: Mapping[str, Sequence[Program]]
) -> tuple[OccupationSkill, ...]:
    wanted = frozenset(need.concept for need in needs)
    near = sorted(
        (Near(p, PREPARES, len(p.teaches & wanted)) for p in leading),
        key=lambda n: (-n.shared, n.program.cost is None, n.program.cost or 0, n.program.id),
    )
    inside = {p.id for p in leading}
    found = []
    for need in needs:
        taught = tuple(p for p in leading if need.concept in p.teaches)
        others = () if taught else (
            Near(p, ELSEWHERE, len(p.teaches & wanted))
            for p in naming.get(need.concept, ()) if p.id not in inside
        )  # fmt: skip
        found.append(OccupationSkill(need, taught, () if taught else _nearest(near, others)))
    return tuple(found)


def _nearest(near: Sequence[Near], others: Iterable[Near]) -> tuple[Near, ...]:
    """At most `NEAREST`: those that prepare for the occupation, and one that names the skill."""
    elsewhere = sorted(others, key=lambda n: (-n.shared, n.program.id))[:NEAREST]
    kept = max(NEAREST - len(elsewhere), NEAREST - 1)
    return tuple([*near[:kept], *elsewhere][:NEAREST])


def _over_all(
    tables: AreaTables,
    of: Mapping[str, Sequence[OccupationSkill]],
    naming: Mapping[str, Sequence[Program]],
) -> tuple[SkillRow, ...]:
    by_need: defaultdict[tuple[str, str], list[tuple[str, OccupationSkill]]] = defaultdict(list)
    for code, skills in of.items():
        for skill in skills:
            by_need[skill.need.basis, skill.need.concept].append((code, skill))
    rows = [_row(tables, found, naming) for found in by_need.values()]
    return tuple(sorted(rows, key=lambda r: (-round(r.jobs, 3), -len(r.occupations), r.name,
                                             r.concept, r.basis)))  # fmt: skip


def _row(
    tables: AreaTables,
    found: Sequence[tuple[str, OccupationSkill]],
    naming: Mapping[str, Sequence[Program]],
) -> SkillRow:
    need = found[0][1].need
    jobs = [tables.weights.get(code, 0.0) for code, _ in found]
    programs = {p.id: p for _, skill in found for p in skill.taught_by}
    nearest: dict[str, Near] = {}
    for _, skill in found:
        for near in skill.nearest:
            before = nearest.get(near.program.id)
            if before is None or near.shared > before.shared:
                nearest[near.program.id] = near
    ranked = sorted(nearest.values(), key=lambda n: (n.why != PREPARES, -n.shared, n.program.id))
    asking = [s.need.postings for _, s in found if s.need.postings is not None]
    return SkillRow(
        need.concept, need.name, need.kind, need.basis, tuple(code for code, _ in found),
        float(sum(jobs)), _mean([s.need.importance for _, s in found], jobs),
        _mean([s.need.level for _, s in found], jobs), sum(asking) if asking else None,
        tuple(programs[key] for key in sorted(programs)),
        sum(p.id not in programs for p in naming.get(need.concept, ())),
        () if programs else tuple(ranked[:NEAREST]),
    )  # fmt: skip


def _mean(values: Sequence[float | None], weights: Sequence[float]) -> float | None:
    known = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None]
    total = sum(w for _, w in known)
    if not known:
        return None
    return sum(v * w for v, w in known) / total if total else sum(v for v, _ in known) / len(known)
