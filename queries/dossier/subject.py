"""What a dossier is about: a name, a file of duties, or a group that `occupath emerging` wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from occupath.ontology.errors import OccupathError
from occupath.queries.distinctness.measures import Role

_LONGEST = 1_000_000  # bytes of a file that is read


class InvalidRole(OccupathError):
    """The file given for a role cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a group's file says: counts of postings by value, and sentences about the work."""

    id: str
    size: int
    titles: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    employers: tuple[tuple[str, int], ...]
    skills: tuple[tuple[str, int], ...]
    tasks: tuple[tuple[str, str, int], ...]  # sentence, posting, postings with one like it


@dataclass(frozen=True, slots=True)
class Subject:
    """The role, where its words come from, and the group if it is one."""

    role: Role
    source: str
    group: Group | None = None


def read_subject(text: str, duties: Path | None = None) -> Subject:
    """The subject of ROLE: a group's JSON file, a text file whose first line is the name, or a
    name, with the duties of the file `duties` if given. Raises `InvalidRole`."""
    place = Path(text)
    if place.suffix.lower() == ".json":
        return _group(place)
    if place.suffix.lower() in (".txt", ".md"):
        lines = [line.strip(" #*-\t") for line in _read(place).splitlines() if line.strip()]
        if not lines:
            raise InvalidRole(f"{place}: is empty; give the name on the first line, then duties")
        return Subject(Role(lines[0], "\n".join(lines[1:])), place.name)
    if not any(map(str.isalpha, text)):
        raise InvalidRole(f"{text!r} names no role; give a name, a group's file or a text file")
    if duties is None:
        return Subject(Role(text.strip()), "the name as given")
    lines = [line.strip(" #*-\t") for line in _read(duties).splitlines() if line.strip()]
    return Subject(Role(text.strip(), "\n".join(lines)), duties.name)


def _read(place: Path) -> str:
    try:
        if place.stat().st_size > _LONGEST:
            raise InvalidRole(f"{place}: has over {_LONGEST} bytes; give the duties only")
        return place.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise InvalidRole(f"{place}: cannot be read ({wrong}); give text in UTF-8") from wrong


def _group(place: Path) -> Subject:
    try:
        record = json.loads(_read(place))
        tasks = tuple(
            (str(t["sentence"]), str(t["posting"]), int(t["postings"])) for t in record["tasks"]
        )
        group = Group(
            id=str(record["id"]),
            size=int(record["size"]),
            titles=_counts(record, "titles"),
            months=_counts(record, "months"),
            places=_counts(record, "places"),
            employers=_counts(record, "employers"),
            skills=tuple((str(s["name"]), int(s["postings"])) for s in record["skills"]),
            tasks=tasks,
        )
        name = str(record.get("name") or group.titles[0][0])
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as wrong:
        raise InvalidRole(
            f"{place}: is not a group's file ({type(wrong).__name__}: {wrong}); give one that "
            "'occupath emerging' wrote"
        ) from wrong
    return Subject(Role(name, "\n".join(t[0] for t in tasks)), place.name, group)


def _counts(record: Mapping[str, Any], name: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (str(each["value"]), int(each["postings"]))
        for each in record[name]
        if each["value"] is not None
    )
