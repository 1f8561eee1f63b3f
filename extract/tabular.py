"""Streaming of tables: CSV, tab-separated text and spreadsheets, row by row, nothing lost silently.

A `Layout` names the columns a reader needs and every spelling of them that a release has used. A
missing required column, an empty or a truncated file stops the source with a `SourceError`; a row
that cannot be read is counted and reported with its line.
"""

from __future__ import annotations

import gzip
import html
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import IO

from occupath.extract.log import BadRow, ReadLog
from occupath.extract.rows import spreadsheet_rows, text_rows
from occupath.ontology.errors import SourceError

NULLS = frozenset({"", "n/a", "N/A", "NA", "NULL", "null", "nan", "NaN"})
SPREADSHEETS = (".xlsx", ".xls", ".xlsm")

_EXCEL_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)  # ="01", how NCES keeps leading zeros
_TAG = re.compile(
    r"</?(?:p|br|b|i|em|strong|u|ul|ol|li|div|span|a|sub|sup|font|h[1-6]|table|thead|tbody|tr|td|th"
    r"|img|hr|blockquote|pre|code|small)(?:\s+[a-z-]+\s*=[^<>]{0,500})?\s*/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"</?(?:p|br|ul|ol|li|div|h[1-6]|table|tr|td|th|hr)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(\d+(,\d{3})*|\d*)(\.\d*)?([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a layout: the header spellings it may have, and whether it may be missing."""

    field: str
    names: tuple[str, ...]
    required: bool = True


def column(field: str, *names: str, required: bool = True) -> Column:
    """A `Column`; header names are compared without case, space and punctuation.

    The name ``""`` is the first column without a heading.
    """
    return Column(field, names or (field,), required)


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a table, and how its file is written.

    `delimiter` is ignored for spreadsheets. `quoted` False reads quotes as text (O*NET text
    files). `sheet` names a sheet by a part of its name; None is the first. The header is the first
    row that holds every required column, so a title block above it is passed over. `nulls` are the
    cell texts that mean "unknown".
    """

    columns: tuple[Column, ...]
    delimiter: str = ","
    quoted: bool = True
    sheet: str | None = None
    nulls: frozenset[str] = NULLS


@dataclass(frozen=True, slots=True)
class Located:
    """A file on disk, or a member of a zip archive, with the name shown in messages."""

    path: Path
    member: str | None
    shown: str

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes of the file, decompressed."""
        try:
            if self.member is not None:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as packed:
                    yield BufferedReader(packed)  # type: ignore[type-var]
            elif self.path.suffix == ".gz":
                with gzip.open(self.path, "rb") as zipped:
                    yield zipped  # type: ignore[misc]
            else:
                with self.path.open("rb") as plain:
                    yield plain
        except (EOFError, zipfile.BadZipFile, zlib.error, KeyError, OSError) as broken:
            raise SourceError(
                f"{self.shown}: cannot be read ({broken}); fetch the file again"
            ) from broken

    @property
    def suffix(self) -> str:
        """The ending that says how the file is written (``.csv`` for ``a.csv.gz``)."""
        return Path(self.member or self.path.name.removesuffix(".gz")).suffix.lower()


class Record(dict[str, str | None]):
    """One row by field name; values are stripped text, or None where the source leaves a blank."""

    __slots__ = ("file", "line")

    file: str
    line: int

    def __init__(self, values: Iterable[tuple[str, str | None]], file: str, line: int) -> None:
        super().__init__(values)
        self.file = file
        self.line = line

    def need(self, field: str) -> str:
        """The value of `field`; a blank is a `BadRow`."""
        value = self.get(field)
        if value is None:
            raise BadRow(f"{field} is blank")
        return value

    def text(self, field: str) -> str | None:
        """The value as plain text, without HTML tags and entities; None for a blank."""
        value = self.get(field)
        if value is None:
            return None
        return plain_text(value) or None

    def need_text(self, field: str) -> str:
        """As `text`; a blank is a `BadRow`."""
        value = plain_text(self.need(field))
        if not value:
            raise BadRow(f"{field} is blank")
        return value

    def number(self, field: str) -> float | None:
        """A finite number, or None for a blank; other text is a `BadRow`."""
        value = self.get(field)
        if value is None:
            return None
        number = _number(value)
        if number is None:
            raise BadRow(f"{field} is not a number", repr(value[:40]))
        return number

    def integer(self, field: str) -> int | None:
        """A whole number, or None for a blank; ``101.0`` is 101."""
        number = self.number(field)
        if number is None:
            return None
        if number != int(number):
            raise BadRow(f"{field} is not a whole number", str(number))
        return int(number)

    def flag(self, field: str) -> bool | None:
        """Y/N, true/false, t/f, 1/0; a blank is None."""
        value = self.get(field)
        if value is None:
            return None
        answer = _FLAGS.get(value.lower())
        if answer is None:
            raise BadRow(f"{field} is not yes or no", repr(value[:40]))
        return answer

    def code(self, field: str, pattern: str, scheme: str) -> str:
        """A code of `scheme`, matched whole against `pattern`; anything else is a `BadRow`."""
        value = self.get(field)
        if value is None:
            raise BadRow(f"{field} is blank")
        if not _matches(pattern, value):
            raise BadRow(f"{field} is not a {scheme} code", f"{value[:40]!r}, expected {pattern}")
        return value


_FLAGS = {"y": True, "n": False, "true": True, "false": False, "t": True, "f": False,
          "1": True, "0": False, "1.0": True, "0.0": False, "yes": True, "no": False,
          "x": True}  # fmt: skip


@lru_cache(maxsize=65536)
def _matches(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern, value, re.ASCII) is not None


@lru_cache(maxsize=65536)
def _number(text: str) -> float | None:
    """The finite number that `text` writes, with ``$`` and thousands commas; else None."""
    digits = text.lstrip("$")
    if _NUMBER.fullmatch(digits) is None:
        return None
    try:
        number = float(digits.replace(",", ""))
    except ValueError:
        return None
    return None if number in (float("inf"), float("-inf")) else number


def plain_text(text: str) -> str:
    """`text` without HTML tags, with entities resolved, and with single spaces."""
    if "<" in text or "&" in text:
        text = _TAG.sub(lambda tag: " " if _BREAK.match(tag.group()) else "", text)
        text = html.unescape(text)
    return " ".join(text.split())


def records(located: Located, layout: Layout, log: ReadLog) -> Iterator[Record]:
    """Every row of the table below its header, in order. Rows are counted in `log`.

    Raises `SourceError` when the file is empty, truncated, or lacks a required column.
    """
    shown = located.shown
    sheet = located.suffix in SPREADSHEETS
    if sheet:
        rows = spreadsheet_rows(located.open, shown, layout.sheet)
    else:
        rows = text_rows(located.open, shown, layout.delimiter, layout.quoted, log)
    width, found = _header(rows, layout, shown)
    fields = [field for field, _ in found]
    indices = [at for _, at in found]
    needed = {c.field for c in layout.columns if c.required}
    reach = 1 + max(at for field, at in found if field in needed) if needed else 0
    whole = 1 + max(indices, default=-1)
    nulls = layout.nulls
    excel = layout.quoted
    short: tuple[int, int] | None = None  # line and columns of the last row, if it is short
    before = log.rows_read
    new = Record.__new__
    for line, cells in rows:
        if (not cells or not cells[0].strip()) and not "".join(cells).strip():
            continue
        log.count_read(shown)
        short = (line, len(cells)) if len(cells) < width else None
        if len(cells) < whole:
            if len(cells) < reach:
                log.reject(shown, line, "row has too few columns", "\t".join(cells))
                continue
            cells = [*cells, *[""] * (whole - len(cells))]
        elif len(cells) > width and any(cell.strip() for cell in cells[width:]):
            log.reject(shown, line, "row has too many columns", "\t".join(cells))
            continue
        values = [None if (c := cells[at].strip()) in nulls else c for at in indices]
        if excel:
            values = [c if c is None or c[0] != "=" else _excel(c, nulls) for c in values]
        record = new(Record)
        record.update(zip(fields, values, strict=True))
        record.file = shown
        record.line = line
        yield record
    if short is not None and not sheet and _ends_open(located):
        raise SourceError(
            f"{shown}:{short[0]}: the file ends within a row ({short[1]} of {width} columns); "
            "it is truncated. Fetch it again"
        )
    if log.rows_read == before:
        log.warnings.append(f"{shown}: has a header and no rows")


def _header(
    rows: Iterator[tuple[int, list[str]]], layout: Layout, shown: str
) -> tuple[int, list[tuple[str, int]]]:
    """Width of the header, and the cell index of each known field."""
    start: str | None = None
    for _, cells in rows:
        found = _match_header(cells, layout)
        if found is not None:
            return len(cells), found
        if start is None and any(cell.strip() for cell in cells):
            start = " | ".join(cells)[:120]
    if start is None:
        raise SourceError(f"{shown}: the file is empty; fetch it again")
    raise SourceError(
        f"{shown}: no header with the required columns "
        f"{[c.names[0] for c in layout.columns if c.required]}; it starts with {start!r}. "
        "Check that this is the right file and release"
    )


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9*]+", "", name.lower())


def _match_header(cells: Sequence[str], layout: Layout) -> list[tuple[str, int]] | None:
    """Field and cell index of each known column, or None if this row is not the header."""
    index: dict[str, int] = {}
    for i, cell in enumerate(cells):
        index.setdefault(_key(cell), i)
    found = []
    for col in layout.columns:
        at = next((index[_key(n)] for n in col.names if _key(n) in index), None)
        if at is not None:
            found.append((col.field, at))
        elif col.required:
            return None
    return found


def _excel(text: str, nulls: frozenset[str]) -> str | None:
    match = _EXCEL_TEXT.match(text)
    value = match.group(1).strip() if match else text
    return None if value in nulls else value


def _ends_open(located: Located) -> bool:
    """Whether the file's last byte is not a line end."""
    last = b""
    with located.open() as stream:
        while chunk := stream.read(1 << 20):
            last = chunk[-1:]
    return last not in (b"\n", b"\r")
