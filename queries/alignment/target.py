"""What a target asks for: the requirements that coverage counts, and what exercises each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from occupath.graph.dataset import Dataset
from occupath.ontology.prefixes import ID, OC
from occupath.queries.alignment.knowledge import knowledge_of_activities
from occupath.queries.occupation.find import OccupationRef
from occupath.queries.pathway.gap import MIN_IMPORTANCE

RATED = ("knowledge", "skill", "work_activity")  # the kinds that coverage counts
UNRATED = ("technology", "tool", "esco_skill")  # listed, not counted

_KINDS = {OC["Knowledge"]: "knowledge", OC["Skill"]: "skill", OC["WorkActivity"]: "work_activity"}
_RATINGS = """
SELECT ?element ?id ?name ?class ?importance ?level WHERE {
  ?r oc:occupation <%s> ; a oc:SkillRequirement ; oc:competency ?element .
  OPTIONAL { ?r oc:level ?level }
  OPTIONAL { ?r oc:importance ?importance }
  ?element skos:notation ?id ; skos:prefLabel ?name ; a ?class .
  FILTER(?class IN (oc:Knowledge, oc:Skill, oc:WorkActivity))
} ORDER BY ?id
"""
_TASKS = """
SELECT ?task ?statement ?dwa ?id ?name ?iwa ?gwa WHERE {
  ?task oc:taskOf <%s> ; oc:statement ?statement .
  OPTIONAL {
    ?task oc:involves ?dwa . ?dwa skos:notation ?id ; skos:prefLabel ?name .
    OPTIONAL { ?dwa skos:broader ?iwa . ?iwa skos:broader/skos:notation ?gwa }
  }
} ORDER BY ?task ?dwa ?iwa ?gwa
"""
_LINKED = """
SELECT ?skill ?activity WHERE {
  ?s oc:linkedActivity ?a . ?s a oc:Skill ; skos:notation ?skill . ?a skos:notation ?activity
} ORDER BY ?skill ?activity
"""
_USED = """
SELECT DISTINCT ?thing ?name ?kind ?first WHERE {
  { <%(o)s> oc:usesTechnology ?thing BIND("technology" AS ?kind) }
  UNION { <%(o)s> oc:usesTool ?thing BIND("tool" AS ?kind) }
  ?thing skos:prefLabel ?name .
  BIND(IF(EXISTS { <%(o)s> oc:inDemandTechnology ?thing }, 0,
       IF(EXISTS { ?thing oc:hotTechnology true }, 1, 2)) AS ?first)
} ORDER BY ?kind ?first ?name ?thing
"""
_ESCO = """
SELECT DISTINCT ?thing ?name WHERE {
  <%s> oc:classifiedBy ?code . ?esco oc:correspondsTo ?code ; esco:relatedEssentialSkill ?thing .
  ?thing skos:prefLabel ?name
} ORDER BY ?name ?thing
"""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a target asks for. A detailed work activity has the rating of the activity above it."""

    id: str  # O*NET element or activity id, else the IRI without its base
    name: str
    kind: str  # one of RATED or UNRATED
    importance: float | None  # 1–5
    level: float | None  # 0–7
    concept: str | None = None  # IRI

    @property
    def strength(self) -> float:
        """Importance × level; 0 where unknown."""
        return (self.importance or 0.0) * (self.level or 0.0)


@dataclass(frozen=True, slots=True)
class Task:
    """A task or duty of the target, and the ids of the activities that it is known to practise."""

    id: str
    statement: str
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An occupation, or a draft of one, as coverage sees it."""

    code: str
    title: str
    requirements: tuple[Requirement, ...]  # strongest first, unrated last
    tasks: tuple[Task, ...]
    exercised: dict[str, frozenset[str]] = field(repr=False)  # activity id → skills and knowledge
    iri: str | None = None  # of an occupation in the graph
    description: str | None = None

    def counted(self) -> tuple[Requirement, ...]:
        """The requirements that coverage counts."""
        return tuple(r for r in self.requirements if r.kind in RATED)

    def weights(self) -> dict[str, int]:
        """What each counted requirement weighs, in thousandths: importance × level.

        Where the source rates none of them, each weighs the same; where it rates some, an unrated
        one weighs what the rated ones do on average.
        """
        rated = [round(1000 * r.strength) for r in self.counted() if r.strength > 0]
        mean = round(sum(rated) / len(rated)) if rated else 1000
        return {r.id: round(1000 * r.strength) if rated_(r) else mean for r in self.counted()}


def rated_(requirement: Requirement) -> bool:
    """Whether the source gives both importance and level."""
    return requirement.importance is not None and requirement.level is not None


def of_occupation(dataset: Dataset, occupation: OccupationRef) -> Target:
    """What O*NET says that an occupation needs and does.

    Knowledge and skills count from `MIN_IMPORTANCE`; work activities are the detailed ones of its
    tasks, or the general ones where the dataset holds no tasks. Abilities are left out: they are
    lasting traits, no learning outcomes.
    """
    rows = dataset.select(_RATINGS % occupation.iri)
    rated = {
        str(row["id"]): Requirement(
            str(row["id"]), str(row["name"]), _KINDS[str(row["class"])],
            _number(row.get("importance")), _number(row.get("level")), str(row["element"]),
        )
        for row in rows
    }  # fmt: skip
    detailed, tasks, above = _activities(dataset, occupation, rated)
    asked = [
        r
        for r in rated.values()
        if (r.importance or 0.0) >= MIN_IMPORTANCE and not (r.kind == "work_activity" and detailed)
    ] + detailed
    linked = linked_skills(dataset)
    knowledge = knowledge_of_activities(dataset, {iwa for iwa, _ in above.values() if iwa})
    known = {r.id for r in asked}
    exercised = {}
    for r in asked:
        if r.kind == "work_activity":
            iwa, gwa = above.get(r.id, (None, r.id))
            skills = linked.get(gwa or "", frozenset())
            exercised[r.id] = (skills | knowledge.get(iwa or "", frozenset())) & known
    return Target(
        occupation.code, occupation.title,
        (*strongest(asked), *_unrated(dataset, occupation.iri)), tuple(tasks), exercised,
        occupation.iri,
    )  # fmt: skip


def strongest(requirements: Iterable[Requirement]) -> list[Requirement]:
    """By importance × level, then id."""
    return sorted(requirements, key=lambda r: (-round(r.strength, 4), r.id))


def _activities(
    dataset: Dataset, occupation: OccupationRef, rated: dict[str, Requirement]
) -> tuple[list[Requirement], list[Task], dict[str, tuple[str | None, str | None]]]:
    """The detailed activities, the tasks, and the intermediate and general activity above each."""
    statements: dict[str, str] = {}
    involved: defaultdict[str, list[str]] = defaultdict(list)
    detailed: dict[str, Requirement] = {}
    above: dict[str, tuple[str | None, str | None]] = {}
    for row in dataset.select(_TASKS % occupation.iri):
        task = str(row["task"]).removeprefix(ID)
        statements[task] = str(row["statement"])
        if row.get("id") is None:
            continue
        name = str(row["id"])
        if name not in involved[task]:
            involved[task].append(name)
        gwa = row.get("gwa")
        above.setdefault(name, (_text(row.get("iwa")), _text(gwa)))
        over = rated.get(str(gwa))
        detailed[name] = Requirement(
            name, str(row["name"]), "work_activity",
            None if over is None else over.importance, None if over is None else over.level,
            str(row["dwa"]),
        )  # fmt: skip
    tasks = [Task(t, s, tuple(involved[t])) for t, s in sorted(statements.items())]
    return list(detailed.values()), tasks, above


def linked_skills(dataset: Dataset) -> dict[str, frozenset[str]]:
    """General activity → the skills that O*NET links to it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in dataset.select(_LINKED):
        found[str(row["activity"])].add(str(row["skill"]))
    return {activity: frozenset(skills) for activity, skills in found.items()}


def _unrated(dataset: Dataset, occupation: str) -> list[Requirement]:
    used = [
        Requirement(
            str(row["thing"]).removeprefix(ID), str(row["name"]), str(row["kind"]), None, None,
            str(row["thing"]),
        )
        for row in dataset.select(_USED % {"o": occupation})
    ]  # fmt: skip
    esco = [
        Requirement(str(row["thing"]), str(row["name"]), "esco_skill", None, None,
                    str(row["thing"]))
        for row in dataset.select(_ESCO % occupation)
    ]  # fmt: skip
    return used + esco


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
