"""O*NET ratings: importance and level of one element joined, other scales one row each."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import NamedTuple

from occupath.extract.log import DUPLICATE, BadRow, Once, ReadLog, SetAside
from occupath.extract.readers.onet_tables import (
    DATE,
    DOMAIN_SOURCE,
    OCCUPATION,
    element,
    layout,
    month,
    need_number,
    occupation,
)
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Record, column, records
from occupath.ontology.errors import SourceError
from occupath.ontology.model import RatedRequirement, Rating, Row

SKILLS = ("skills", "essential_skills", "transferable_skills")
REQUIREMENTS = (*SKILLS, "knowledge", "abilities", "work_activities")
OTHERS = ("interests", "interest_areas", "work_values", "work_styles", "education", "training")

_RATINGS = layout(
    OCCUPATION,
    column("element", "Element ID"),
    column("scale", "Scale ID"),
    column("value", "Data Value"),
    column("category", "Category", required=False),
    column("n", "N", required=False),
    column("se", "Standard Error", required=False),
    column("suppress", "Recommend Suppress", required=False),
    column("not_relevant", "Not Relevant", required=False),
    DATE,
    DOMAIN_SOURCE,
)


class _Half(NamedTuple):
    """One scale (IM or LV) of one occupation's element."""

    scale: str
    value: float
    se: float | None
    n: int | None
    suppress: bool | None
    not_relevant: bool | None
    date: str | None
    domain_source: str | None


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Every rating; raises `SourceError` where no file rates skills."""
    if not any(files.get(key) for key in SKILLS):
        raise SourceError(
            f"{files.source.name}: found neither Skills.txt nor Essential Skills.txt; unpack the "
            f"whole text archive of the database, or get it from {files.source.url}"
        )
    for key in REQUIREMENTS:
        if files.get(key) is not None:
            yield from _requirements(files, key, log)
    for key in OTHERS:
        if files.get(key) is not None:
            yield from _ratings(files, key, log)


def _requirements(files: SourceFiles, key: str, log: ReadLog) -> Iterator[Row]:
    """Halves joined as soon as both are read, in any order of rows; a lone half at the end."""
    waiting: dict[tuple[str, str], _Half] = {}
    joined: set[tuple[str, str]] = set()
    once = Once()
    for record in records(files[key], _RATINGS, log):
        with log.row(record.file, record.line, record):
            scale = record.need("scale")
            if scale not in ("IM", "LV"):
                yield once(_rating(record, scale))
                continue
            pair = (intern(occupation(record)), intern(element(record)))
            half = _half(record, scale)
            other = waiting.get(pair)
            if pair in joined or (other is not None and other.scale == scale):
                if other == half:
                    raise SetAside(DUPLICATE)
                raise BadRow(f"{scale} of this occupation and element is rated twice")
            if other is None:
                waiting[pair] = half
            else:
                del waiting[pair]
                joined.add(pair)
                yield _join(pair, half, other)
    for pair, half in waiting.items():
        log.notes[f"{files[key].shown}: only {half.scale} is rated"] += 1
        yield _join(pair, half, None)


def _half(record: Record, scale: str) -> _Half:
    return _Half(
        scale,
        need_number(record, "value"),
        record.number("se"),
        record.integer("n"),
        record.flag("suppress"),
        record.flag("not_relevant"),
        month(record),
        record.get("domain_source"),
    )


def _join(pair: tuple[str, str], one: _Half, two: _Half | None) -> RatedRequirement:
    halves = {half.scale: half for half in (one, two) if half is not None}
    importance, level = halves.get("IM"), halves.get("LV")
    first = importance or level or one
    marks = {half.suppress for half in halves.values()}
    return RatedRequirement(
        pair[0],
        pair[1],
        importance.value if importance else None,
        level.value if level else None,
        importance.se if importance else None,
        level.se if level else None,
        importance.n if importance else None,
        level.n if level else None,
        True if True in marks else False if False in marks else None,
        level.not_relevant if level else None,
        first.date,
        first.domain_source,
    )


def _ratings(files: SourceFiles, key: str, log: ReadLog) -> Iterator[Row]:
    once = Once()
    for record in records(files[key], _RATINGS, log):
        with log.row(record.file, record.line, record):
            yield once(_rating(record, record.need("scale")))


def _rating(record: Record, scale: str) -> Rating:
    return Rating(
        occupation(record),
        element(record),
        scale,
        record.integer("category"),
        need_number(record, "value"),
        record.integer("n"),
        record.number("se"),
        record.flag("suppress"),
        month(record),
        record.get("domain_source"),
    )
