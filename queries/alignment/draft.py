"""A target that no dataset holds yet: the new code of a draft, see `occupath.graph.vintage`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from occupath.graph.dataset import Dataset
from occupath.graph.vintage import NewCode, Rated, read_draft
from occupath.ontology.errors import OccupathError
from occupath.queries.alignment.activities import Matcher
from occupath.queries.alignment.knowledge import knowledge_of_activities
from occupath.queries.alignment.target import Requirement, Target, Task, linked_skills, strongest

_ELEMENTS = """
SELECT ?id ?name ?element ?kind WHERE {
  ?element skos:notation ?id ; skos:prefLabel ?name .
  { ?element a oc:Knowledge BIND("knowledge" AS ?kind) }
  UNION { ?element a oc:Skill BIND("skill" AS ?kind) }
  UNION { ?element a oc:WorkActivity BIND("work_activity" AS ?kind) }
} ORDER BY ?kind ?id
"""
_ABOVE = """
SELECT ?iwa ?gwa WHERE { <%s> skos:broader ?iwa . ?iwa skos:broader/skos:notation ?gwa }
ORDER BY ?iwa ?gwa LIMIT 1
"""


def read_target(path: Path, dataset: Dataset, matcher: Matcher) -> Target:
    """The target of a file; raises `OccupathError` that names the field that is wrong.

    A vintage's file must have one code with duties or skills.
    """
    described = [c for c in read_draft(path).new_codes if c.duties or c.skills]
    if not described:
        raise OccupathError(f"{path}: has neither duties nor skills; give at least one of them")
    if len(described) > 1:
        codes = ", ".join(code.code for code in described)
        raise OccupathError(
            f"{path}: describes the codes {codes}; put the one to hold against in a file of its own"
        )
    return target_of(described[0], dataset, matcher)


def target_of(code: NewCode, dataset: Dataset, matcher: Matcher) -> Target:
    """A new code as a target.

    A duty is a work activity of its own; it exercises the profile's skills and knowledge that the
    O*NET activity nearest to it does. A skill is an O*NET element where its name or id is one.
    """
    activities = [
        Requirement(f"duty-{n}", duty.text, "work_activity", duty.importance, duty.level)
        for n, duty in enumerate(code.duties, 1)
    ]
    asked = activities + _skills(code.skills, dataset)
    technologies = [
        Requirement(f"technology-{n}", used.text, "technology", None, None)
        for n, used in enumerate(code.technologies, 1)
    ]
    tasks = tuple(Task(a.id, a.name, (a.id,)) for a in activities)
    known = frozenset(r.id for r in asked)
    exercised = {
        a.id: exercises & known
        for a, exercises in zip(activities, _exercises(activities, dataset, matcher), strict=True)
    }
    return Target(
        code.code, code.title, (*strongest(asked), *technologies), tasks, exercised, None,
        code.definition,
    )  # fmt: skip


def _skills(rows: Sequence[Rated], dataset: Dataset) -> list[Requirement]:
    elements: dict[str, tuple[str, str, str, str]] = {}
    for element in dataset.select(_ELEMENTS):
        known = (
            str(element["id"]), str(element["name"]), str(element["kind"]),
            str(element["element"]),
        )  # fmt: skip
        elements.setdefault(known[0].lower(), known)
        elements.setdefault(known[1].lower(), known)
    made: dict[str, Requirement] = {}
    for n, row in enumerate(rows, 1):
        name = row.text
        rating = row.importance, row.level
        known_as = elements.get(name.lower())
        if known_as is None:
            made[f"skill-{n}"] = Requirement(f"skill-{n}", name, "skill", *rating)
        else:
            made[known_as[0]] = Requirement(
                known_as[0], known_as[1], known_as[2], *rating, known_as[3]
            )
    return list(made.values())


def _exercises(
    activities: list[Requirement], dataset: Dataset, matcher: Matcher
) -> list[frozenset[str]]:
    """For each duty what the O*NET activity nearest to it exercises; nothing if none is near."""
    linked = linked_skills(dataset)
    made = []
    for concept in matcher.nearest_activity([a.name for a in activities]):
        rows = dataset.select(_ABOVE % concept) if concept else []
        if not rows:
            made.append(frozenset[str]())
            continue
        iwa, gwa = str(rows[0]["iwa"]), str(rows[0]["gwa"])
        knowledge = knowledge_of_activities(dataset, {iwa})[iwa]
        made.append(linked.get(gwa, frozenset()) | knowledge | {gwa})
    return made
