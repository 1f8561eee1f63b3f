"""Lists of occupations: bright outlook, and green under two definitions that are kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import BadRow, Once, ReadLog, SetAside
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Record, column, records
from occupath.ontology.ids import CODE_PATTERNS, SCHEMES
from occupath.ontology.model import CollectionMember, Row

BRIGHT_OUTLOOK = {
    "growth": "bright-outlook-growth",
    "openings": "bright-outlook-openings",
    "new_emerging": "bright-outlook-new-emerging",
}

GREEN_2010 = {
    "Green Increased Demand": "green-onet2010-increased-demand",
    "Green Enhanced Skills": "green-onet2010-enhanced-skills",
    "Green New & Emerging": "green-onet2010-new-emerging",
}

_CODE = column("code", "O*NET-SOC 2019 Code", "O*NET-SOC Code", "ONET SOC Code", "Code")

_OUTLOOK = Layout((_CODE,))
_GREEN_2010 = Layout(
    (
        column("code", "O*NET-SOC 2010 Code", "O*NET-SOC Code"),
        column("category", "Green Occupational Category"),
    )
)
_GREEN_2019 = Layout((_CODE, column("brown", "Brown"), column("green", "Green")))


def read_bright_outlook(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Occupations with rapid growth, numerous openings, or new and emerging."""
    for key, collection in BRIGHT_OUTLOOK.items():
        located = files.get(key)
        if located is None:
            continue
        once = Once()
        for r in records(located, _OUTLOOK, log):
            with log.row(r.file, r.line, r):
                yield once(_member(collection, r, "onetsoc2019"))


def read_green_2010(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """O*NET's three kinds of green occupation, in O*NET-SOC 2010 codes."""
    once = Once()
    for r in records(files["list"], _GREEN_2010, log):
        with log.row(r.file, r.line, r):
            category = r.need_text("category")
            collection = GREEN_2010.get(category)
            if collection is None:
                raise BadRow("green category is not known", repr(category[:60]))
            yield once(_member(collection, r, "onetsoc2010"))


def read_green_2019(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Green and brown occupations in O*NET-SOC 2019 codes; one may be both."""
    once = Once()
    for r in records(files["list"], _GREEN_2019, log):
        with log.row(r.file, r.line, r):
            kinds = [kind for kind in ("green", "brown") if r.flag(kind)]
            if not kinds:
                raise SetAside("neither green nor brown")
            yield from [once(_member(f"{kind}-list2019", r, "onetsoc2019")) for kind in kinds]


def _member(collection: str, r: Record, scheme: str) -> CollectionMember:
    return CollectionMember(
        collection, scheme, r.code("code", CODE_PATTERNS[scheme], SCHEMES[scheme])
    )
