"""What carries over from one occupation to another, and what is still to gain."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache

from occupath.graph.dataset import Dataset
from occupath.graph.values import Value
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID, OC
from occupath.queries.occupation.find import OccupationRef

KINDS = {
    OC["Skill"]: "skill",
    OC["Knowledge"]: "knowledge",
    OC["Ability"]: "ability",
    OC["WorkActivity"]: "work_activity",
}
MIN_IMPORTANCE = 2.5  # of 1–5: below it, the target occupation does not ask for the element

_RATINGS = """
SELECT ?element ?id ?name ?kind ?importance ?level WHERE {
  ?r oc:occupation <%s> ; a oc:SkillRequirement ; oc:competency ?element ; oc:level ?level .
  OPTIONAL { ?r oc:importance ?importance }
  ?element skos:notation ?id ; skos:prefLabel ?name ; a ?kind .
  FILTER(?kind IN (oc:Skill, oc:Knowledge, oc:Ability, oc:WorkActivity))
} ORDER BY ?id
"""
_USED = """
SELECT ?thing ?name ?hot ?demanded WHERE {
  <%(occupation)s> oc:%(property)s ?thing . ?thing skos:prefLabel ?name .
  OPTIONAL { ?thing oc:hotTechnology ?hot }
  OPTIONAL { <%(occupation)s> oc:inDemandTechnology ?demand FILTER(?demand = ?thing) }
  BIND(BOUND(?demand) AS ?demanded)
} ORDER BY ?name ?thing
"""


@dataclass(frozen=True, slots=True)
class GapItem:
    """One competency: importance to the target (1–5), level held and needed (0–7).

    `level_have` is None where the occupation one comes from is not rated; importance and levels
    are None for technologies and tools, which are used or not.
    """

    id: str
    name: str
    kind: str
    importance: float | None
    level_have: float | None
    level_need: float | None

    @property
    def strength(self) -> float:
        """Importance × level still to gain: what a gap is ordered by."""
        return (self.importance or 0.0) * max(
            0.0, (self.level_need or 0.0) - (self.level_have or 0.0)
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Missing and carried-over competencies of a move, strongest first."""

    from_: OccupationRef
    to: OccupationRef
    missing: tuple[GapItem, ...]
    carries_over: tuple[GapItem, ...]
    missing_technologies: tuple[GapItem, ...]
    carried_technologies: tuple[GapItem, ...]
    missing_tools: tuple[GapItem, ...]
    carried_tools: tuple[GapItem, ...]

    def as_json(self) -> dict[str, object]:
        """The object that ``gap --format json`` prints."""
        lists = {
            name: [asdict(item) for item in getattr(self, name)]
            for name in (
                "missing", "carries_over", "missing_technologies", "carried_technologies",
                "missing_tools", "carried_tools",
            )
        }  # fmt: skip
        return {"from": asdict(self.from_), "to": asdict(self.to), **lists}


def gap(dataset: Dataset, from_: OccupationRef, to: OccupationRef) -> Gap:
    """Compare two occupations element by element.

    An element is asked for when the target rates its importance at least `MIN_IMPORTANCE`; it is
    missing when the level needed is above the level held, else it carries over. Where the
    occupation one comes from has no rating, `level_have` is None and the element counts as missing.
    """
    missing, carried = compare_ratings(dataset, from_, to)
    technologies = _compare_use(dataset, from_, to, "usesTechnology", "technology")
    tools = _compare_use(dataset, from_, to, "usesTool", "tool")
    return Gap(from_, to, tuple(missing), tuple(carried), *technologies, *tools)


def compare_ratings(
    dataset: Dataset, from_: OccupationRef, to: OccupationRef
) -> tuple[list[GapItem], list[GapItem]]:
    """The rated elements that are missing and those that carry over, strongest first."""
    have = {item.id: item for item in _ratings(dataset, from_.iri)}
    missing: list[GapItem] = []
    carried: list[GapItem] = []
    for need in _ratings(dataset, to.iri):
        if need.importance is None or need.importance < MIN_IMPORTANCE:
            continue
        held = have[need.id].level_need if need.id in have else None
        item = GapItem(need.id, need.name, need.kind, need.importance, held, need.level_need)
        (carried if held is not None and item.strength == 0 else missing).append(item)
    missing.sort(key=lambda i: (-round(i.strength, 4), i.id))
    carried.sort(key=lambda i: (-round((i.importance or 0) * (i.level_need or 0), 4), i.id))
    return missing, carried


@lru_cache(maxsize=256)
def _ratings(dataset: Dataset, occupation: str) -> tuple[GapItem, ...]:
    return tuple(
        GapItem(
            str(row["id"]),
            str(row["name"]),
            KINDS[str(row["kind"])],
            None if row.get("importance") is None else float(str(row["importance"])),
            None,
            float(str(row["level"])),
        )
        for row in dataset.select(_RATINGS % occupation)
    )


def _compare_use(
    dataset: Dataset, from_: OccupationRef, to: OccupationRef, prop: str, kind: str
) -> tuple[tuple[GapItem, ...], tuple[GapItem, ...]]:
    held = {row["thing"] for row in _used(dataset, from_.iri, prop)}
    wanted = _used(dataset, to.iri, prop)
    wanted.sort(key=lambda r: (not r.get("demanded"), not r.get("hot"), str(r["name"])))
    items = [
        (row["thing"] in held,
         GapItem(str(row["thing"]).removeprefix(ID), str(row["name"]), kind, None, None, None))
        for row in wanted
    ]  # fmt: skip
    return (
        tuple(item for known, item in items if not known),
        tuple(item for known, item in items if known),
    )


def _used(dataset: Dataset, occupation: str, prop: str) -> list[dict[str, Value]]:
    return dataset.select(_USED % {"occupation": occupation, "property": prop})


def occupation_ref(dataset: Dataset, code: str) -> OccupationRef:
    """The reference of a code known to be in the dataset."""
    rows = dataset.select(
        f"SELECT ?title WHERE {{ <{mint('occupation', code)}> skos:prefLabel ?title }}"
    )
    return OccupationRef(code, str(rows[0]["title"]))
