"""A group of postings that may be emerging work, and the file in which it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from occupath.ontology.errors import SourceError
from occupath.queries.emerging.growth import Growth
from occupath.queries.emerging.telling_words import TellingWord

FORMAT = "occupath-group/1"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the group's postings have a value; `value` is None where they do not say."""

    value: str | None
    postings: int


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, tool or piece of knowledge, and how many postings of the group name it.

    `share` is theirs of the group's postings and `corpus_share` that of all postings, 0–1.
    """

    name: str
    kind: str
    concept: str | None
    postings: int
    share: float
    corpus_share: float


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence about the work, the posting it stands in, and how many have one like it."""

    sentence: str
    posting: str
    postings: int


@dataclass(frozen=True, slots=True)
class Near:
    """A SOC 2018 code near the group; `share` is its mean probability by the texts alone, 0–1."""

    code: str
    title: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Detail:
    """Whether O*NET-SOC 2019 already has the group below the SOC level, and by what it is judged.

    `answer` is yes, no or unclear; `code` and `title` are of the detail most like it, and `rank`
    is its place among all O*NET occupations by the words of their tasks, 1 the most alike.
    """

    answer: str
    code: str | None
    title: str | None
    rank: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Postings of like work that the coder places badly, under titles that no list names.

    `id` is made of the ids of its postings. `titles`, `months`, `places`, `employers` and
    `sources` add up to `size`; `codes` are the coder's first codes and `reasons` why a posting
    counts as placed badly (a posting may have several). `alike` is the mean likeness of its
    postings, `probability` the mean of the coder's first probability and `title_likeness` that of
    their titles to the nearest known ones, all 0–1.
    """

    id: str
    name: str
    size: int
    postings: tuple[str, ...]
    titles: tuple[Count, ...]
    months: tuple[Count, ...]
    places: tuple[Count, ...]
    employers: tuple[Count, ...]
    sources: tuple[Count, ...]
    reasons: tuple[Count, ...]
    codes: tuple[Near, ...]
    alike: float
    probability: float
    title_likeness: float
    growth: Growth
    tasks: tuple[Task, ...]
    skills: tuple[Skill, ...]
    nearest: tuple[Near, ...]
    telling: tuple[TellingWord, ...]
    detail: Detail


def as_record(group: Group) -> dict[str, Any]:
    """The group as JSON values, with the name of the format first."""
    return {"format": FORMAT, **asdict(group)}


def group_of(record: Mapping[str, Any]) -> Group:
    """The group of such values; raises `KeyError` or `TypeError` where they are others."""

    kinds: dict[str, Any] = {
        "titles": Count, "months": Count, "places": Count, "employers": Count, "sources": Count,
        "reasons": Count, "codes": Near, "tasks": Task, "skills": Skill, "nearest": Near,
        "telling": TellingWord,
    }  # fmt: skip
    values: dict[str, Any] = {each.name: record[each.name] for each in fields(Group)}
    for name, kind in kinds.items():
        values[name] = tuple(kind(**each) for each in values[name])
    values["postings"] = tuple(values["postings"])
    values["growth"] = Growth(**values["growth"])
    values["detail"] = Detail(**values["detail"])
    return Group(**values)


def read_groups(path: Path) -> list[Group]:
    """The groups in a file that ``occupath emerging --format json`` wrote, or one group's own.

    Raises `SourceError` where it is no such file.
    """
    try:
        given = json.loads(path.read_text("utf-8"))
        records: Sequence[Mapping[str, Any]] = given.get("groups", [given])
        if any(record["format"] != FORMAT for record in records):
            raise ValueError(f"the format is not {FORMAT}")
        return [group_of(record) for record in records]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise SourceError(
            f"{path}: is no file of groups ({broken}); make one with "
            "'occupath emerging --postings … --format json --output FILE'"
        ) from broken
