"""A target that no dataset holds yet: a draft code's definition, duties and skills in a file.

TOML or JSON::

    code = "47-2299"
    title = "Renewable Energy Technicians"
    definition = "Install, test and repair …"
    duties = ["Install modules.", {text = "Test inverters.", importance = 4, level = 3}]
    skills = ["Troubleshooting", {name = "Design", importance = 4, level = 4}]
    technologies = ["SCADA software"]
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError
from occupath.queries.alignment.activities import Matcher
from occupath.queries.alignment.knowledge import knowledge_of_activities
from occupath.queries.alignment.target import Requirement, Target, Task, linked_skills, strongest

_FIELDS = ("code", "title", "definition", "duties", "skills", "technologies")
_SCALES = {"importance": (1.0, 5.0), "level": (0.0, 7.0)}
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

    A duty is a work activity of its own; it exercises the profile's skills and knowledge that the
    O*NET activity nearest to it does. A skill is an O*NET element where its name or id is one.
    """
    told = _read(path)
    duties = [_rated(path, f"duties[{n}]", row, "text") for n, row in _rows(path, told, "duties")]
    skills = [_rated(path, f"skills[{n}]", row, "name") for n, row in _rows(path, told, "skills")]
    used = [_rated(path, f"technologies[{n}]", row, "name")
            for n, row in _rows(path, told, "technologies")]  # fmt: skip
    if not duties and not skills:
        raise OccupathError(f"{path}: has neither duties nor skills; give at least one of them")
    activities = [
        Requirement(f"duty-{n}", str(row["text"]), "work_activity", row["importance"], row["level"])
        for n, row in enumerate(duties, 1)
    ]
    asked = activities + _skills(skills, dataset)
    technologies = [
        Requirement(f"technology-{n}", str(row["name"]), "technology", None, None)
        for n, row in enumerate(used, 1)
    ]
    tasks = tuple(Task(a.id, a.name, (a.id,)) for a in activities)
    known = frozenset(r.id for r in asked)
    exercised = {
        a.id: exercises & known
        for a, exercises in zip(activities, _exercises(activities, dataset, matcher), strict=True)
    }
    return Target(
        str(told.get("code") or path.stem), str(told.get("title") or path.stem),
        (*strongest(asked), *technologies), tasks, exercised, None,
        str(told["definition"]) if told.get("definition") else None,
    )  # fmt: skip


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
        told = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as failed:
        raise OccupathError(f"{path}: cannot be read ({failed.strerror})") from failed
    except (ValueError, RecursionError) as wrong:
        raise OccupathError(f"{path}: is not TOML or JSON ({wrong})") from wrong
    if not isinstance(told, dict):
        raise OccupathError(f"{path}: a target is a table of {', '.join(_FIELDS)}")
    if unknown := sorted(set(told) - set(_FIELDS)):
        raise OccupathError(
            f"{path}: unknown field {unknown[0]!r}; a target has {', '.join(_FIELDS)}"
        )
    return told


def _rows(path: Path, told: dict[str, Any], field: str) -> Iterator[tuple[int, Any]]:
    rows = told.get(field, [])
    if not isinstance(rows, list):
        raise OccupathError(f"{path}: {field} is not a list")
    yield from enumerate(rows, 1)


def _rated(path: Path, where: str, row: object, text: str) -> dict[str, Any]:
    """A row as a table with its text and ratings; a bare text has none."""
    given: dict[str, Any] = row if isinstance(row, dict) else {text: row}
    said = given.get(text)
    if not isinstance(said, str) or not any(map(str.isalpha, said)):
        raise OccupathError(f"{path}: {where} has no {text}; give a text, or a table with {text}")
    if unknown := sorted(set(given) - {text, *_SCALES}):
        raise OccupathError(f"{path}: {where} has an unknown field {unknown[0]!r}")
    made: dict[str, Any] = {text: " ".join(said.split())}
    for scale, (low, high) in _SCALES.items():
        value = given.get(scale)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (number and low <= value <= high):
            raise OccupathError(
                f"{path}: {where}: {scale} {value!r} is not a number from {low:g} to {high:g}"
            )
        made[scale] = None if value is None else float(value)
    return made


def _skills(rows: list[dict[str, Any]], dataset: Dataset) -> list[Requirement]:
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
        name = str(row["name"])
        rating: tuple[float | None, float | None] = (row["importance"], row["level"])
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
