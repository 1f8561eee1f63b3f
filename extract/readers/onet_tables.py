"""How an O*NET text file becomes rows: its layout and the row that a record makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from occupath.extract.log import BadRow, Once, ReadLog
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Column, Layout, Record, column, records
from occupath.ontology.ids import CODE_PATTERNS
from occupath.ontology.model import Row

OCCUPATION = column("occupation", "O*NET-SOC Code", "O*NET-SOC 2019 Code")
DATE = column("date", "Date", required=False)
DOMAIN_SOURCE = column("domain_source", "Domain Source", required=False)

_ELEMENT = r"\d(\.[A-Za-z0-9]+)*"
_NULLS = frozenset({"", "n/a", "N/A"})
_DATE = re.compile(r"(0?[1-9]|1[0-2])/(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class OnetTable:
    """A file of the O*NET database, by its key in the table of sources."""

    key: str
    layout: Layout
    row: Callable[[Record], Row]


def layout(*columns: Column) -> Layout:
    """A tab-separated O*NET layout: quotes are text, ``n/a`` is unknown."""
    return Layout(columns, delimiter="\t", quoted=False, nulls=_NULLS)


def read_tables(tables: tuple[OnetTable, ...], files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The rows of those `tables` that are there, each once."""
    for table in tables:
        located = files.get(table.key)
        if located is None:
            continue
        once = Once()
        for record in records(located, table.layout, log):
            with log.row(record.file, record.line, record):
                yield once(table.row(record))


def occupation(record: Record, field: str = "occupation") -> str:
    """The O*NET-SOC 2019 code in `field`."""
    return record.code(field, CODE_PATTERNS["onetsoc2019"], "O*NET-SOC 2019")


def element(record: Record, field: str = "element") -> str:
    """The content model id in `field`, e.g. ``2.A.1.a``."""
    return record.code(field, _ELEMENT, "O*NET element")


def month(record: Record) -> str | None:
    """The ``MM/YYYY`` date of the record as ``YYYY-MM``."""
    value = record.get("date")
    if value is None:
        return None
    found = _month(value)
    if found is None:
        raise BadRow("date is not MM/YYYY", repr(value[:40]))
    return found


@lru_cache(maxsize=4096)
def _month(value: str) -> str | None:
    match = _DATE.fullmatch(value)
    return f"{match.group(2)}-{int(match.group(1)):02d}" if match else None


def need_number(record: Record, field: str) -> float:
    """A number that must be there."""
    number = record.number(field)
    if number is None:
        raise BadRow(f"{field} is blank")
    return number


def need_integer(record: Record, field: str) -> int:
    """A whole number that must be there."""
    number = record.integer(field)
    if number is None:
        raise BadRow(f"{field} is blank")
    return number
