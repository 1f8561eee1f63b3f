"""Streaming of tables: CSV, tab-separated text and spreadsheets, row by row, nothing lost silently.

A `Layout` names the columns a reader needs and every spelling of them that a release has used. A
missing required column, an empty or a truncated file stops the source with a `SourceError`; a row
that cannot be read is counted and reported with its line.
"""

from __future__ import annotations

import csv
import gzip
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from occupath.extract.log import BadRow, ReadLog
from occupath.ontology.errors import SourceError

MAX_LINE = 4_000_000  # bytes; a longer line is rejected unread
csv.field_size_limit(MAX_LINE)

_EXCEL_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)  # ="01", how NCES keeps leading zeros
_NULLS = frozenset({"", "n/a", "N/A", "NA", "NULL", "null", "nan", "NaN"})


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a layout: the header spellings it may have, and whether it may be missing."""

    field: str
    names: tuple[str, ...]
    required: bool = True


def column(field: str, *names: str, required: bool = True) -> Column:
    """A `Column`; header names are compared without case, space and punctuation."""
    return Column(field, names or (field,), required)


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a table, and how its file is written.

    `delimiter` is ignored for spreadsheets. `quoted` False reads quotes as text (O*NET text
    files). `sheet` names a sheet by a part of its name; None is the first. The header is the first
    row that holds every required column, so a title block above it is passed over.
    """

    columns: tuple[Column, ...]
    delimiter: str = ","
    quoted: bool = True
    sheet: str | None = None


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
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                    yield stream
            elif self.path.suffix == ".gz":
                with gzip.open(self.path, "rb") as zipped:
                    yield zipped  # type: ignore[misc]
            else:
                with self.path.open("rb") as plain:
                    yield plain
        except (EOFError, zipfile.BadZipFile, gzip.BadGzipFile, OSError) as broken:
            raise SourceError(
                f"{self.shown}: cannot be read ({broken}); fetch the file again"
            ) from broken


class Record(dict[str, str | None]):
    """One row by field name; values are stripped text, or None where the source leaves a blank."""

    __slots__ = ("file", "line")

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

    def number(self, field: str) -> float | None:
        """A finite number, or None for a blank; other text is a `BadRow`."""
        value = self.get(field)
        if value is None:
            return None
        try:
            number = float(value.replace(",", "").lstrip("$"))
        except ValueError:
            raise BadRow(f"{field} is not a number: {value[:40]!r}") from None
        if number != number or number in (float("inf"), float("-inf")):
            raise BadRow(f"{field} is not a finite number: {value[:40]!r}")
        return number

    def integer(self, field: str) -> int | None:
        """A whole number, or None for a blank; ``101.0`` is 101."""
        number = self.number(field)
        if number is None:
            return None
        if number != int(number):
            raise BadRow(f"{field} is not a whole number: {number}")
        return int(number)

    def flag(self, field: str) -> bool | None:
        """Y/N, true/false, t/f, 1/0; a blank is None."""
        value = self.get(field)
        if value is None:
            return None
        answer = _FLAGS.get(value.lower())
        if answer is None:
            raise BadRow(f"{field} is not yes or no: {value[:40]!r}")
        return answer

    def code(self, field: str, pattern: str, scheme: str) -> str:
        """A code of `scheme`, matched whole against `pattern`; anything else is a `BadRow`."""
        value = self.need(field)
        if re.fullmatch(pattern, value) is None:
            raise BadRow(f"{field} {value[:40]!r} is not a {scheme} code (expected {pattern})")
        return value


_FLAGS = {"y": True, "n": False, "true": True, "false": False, "t": True, "f": False,
          "1": True, "0": False, "1.0": True, "0.0": False, "yes": True, "no": False,
          "x": True}  # fmt: skip


def records(located: Located, layout: Layout, log: ReadLog) -> Iterator[Record]:
    """Every row of the table below its header, in order. Rows are counted in `log`.

    Raises `SourceError` when the file is empty, truncated, or lacks a required column.
    """
    suffix = Path(located.member or located.path.name.removesuffix(".gz")).suffix.lower()
    if suffix in (".xlsx", ".xls", ".xlsm"):
        rows: Iterator[tuple[int, list[str]]] = _spreadsheet_rows(located, layout)
    else:
        rows = _text_rows(located, layout, log)
    fields: list[tuple[str, int]] | None = None
    width = 0
    seen: list[str] = []
    for line, cells in rows:
        if fields is None:
            fields = _match_header(cells, layout)
            width = len(cells)
            if len(seen) < 12:
                seen.append(" | ".join(cells)[:120])
            continue
        if not any(cell.strip() for cell in cells):
            continue
        log.count_read(located.shown)
        if len(cells) < width and suffix not in (".xlsx", ".xls", ".xlsm"):
            missing = [f for f, i in fields if i >= len(cells)]
            if any(c.required for c in layout.columns if c.field in missing):
                log.reject(located.shown, line, "row has too few columns", "\t".join(cells))
                continue
        if len(cells) > width:
            log.reject(located.shown, line, "row has too many columns", "\t".join(cells))
            continue
        yield Record(
            ((f, _clean(cells[i]) if i < len(cells) else None) for f, i in fields),
            located.shown,
            line,
        )
    if fields is None:
        if not seen:
            raise SourceError(f"{located.shown}: the file is empty; fetch it again")
        raise SourceError(
            f"{located.shown}: no header with the required columns "
            f"{[c.names[0] for c in layout.columns if c.required]}; it starts with {seen[0]!r}. "
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


def _clean(cell: str) -> str | None:
    text = cell.strip()
    if text.startswith('="'):
        match = _EXCEL_TEXT.match(text)
        if match:
            text = match.group(1).strip()
    return None if text in _NULLS else text


def _text_rows(located: Located, layout: Layout, log: ReadLog) -> Iterator[tuple[int, list[str]]]:
    with located.open() as stream:
        reader = csv.reader(
            _lines(stream, located.shown, log),
            delimiter=layout.delimiter,
            quoting=csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE,
            strict=layout.quoted,
        )
        previous: tuple[int, list[str]] | None = None
        width = 0
        try:
            for cells in reader:
                if previous is not None:
                    yield previous
                previous = (reader.line_num, cells)
                width = max(width, len(cells)) if reader.line_num > 1 else len(cells)
        except csv.Error as broken:
            raise SourceError(
                f"{located.shown}:{reader.line_num}: {broken}; the file seems truncated or "
                "its quotes are not closed. Fetch it again"
            ) from broken
        if previous is not None:
            if len(previous[1]) < width and _ends_open(located) and len(previous[1]) > 0:
                raise SourceError(
                    f"{located.shown}:{previous[0]}: the file ends within a row "
                    f"({len(previous[1])} of {width} columns); it is truncated. Fetch it again"
                )
            yield previous


def _lines(stream: IO[bytes], shown: str, log: ReadLog) -> Iterator[str]:
    """Decoded lines: UTF-8 (with or without BOM), UTF-16 by its BOM, else Windows-1252 per line."""
    head = stream.readline(MAX_LINE)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = (head + stream.read()).decode("utf-16", errors="replace")
        log.warnings.append(f"{shown}: read as UTF-16")
        yield from text.splitlines(keepends=True)
        return
    raw = head.removeprefix(b"\xef\xbb\xbf")
    number = 1
    while raw:
        if len(raw) >= MAX_LINE and not raw.endswith(b"\n"):
            log.count_read(shown)
            log.reject(shown, number, f"line longer than {MAX_LINE} bytes", "")
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MAX_LINE)
            yield "\n"
        else:
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError:
                text = raw.decode("cp1252", errors="replace")
                log.notes[f"{shown}: lines read as Windows-1252"] += 1
            if "\x00" in text:
                log.notes[f"{shown}: NUL characters removed"] += text.count("\x00")
                text = text.replace("\x00", "")
            yield text
        raw = stream.readline(MAX_LINE)
        number += 1


def _ends_open(located: Located) -> bool:
    """Whether the file's last byte is not a line end."""
    last = b""
    with located.open() as stream:
        while chunk := stream.read(1 << 20):
            last = chunk[-1:]
    return last not in (b"\n", b"\r")


def _spreadsheet_rows(located: Located, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook

    with located.open() as stream:
        content = stream.read()
    if not content:
        return
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = book.sheet_names
        wanted = layout.sheet.lower() if layout.sheet else ""
        name = next((n for n in names if wanted in n.lower()), None)
        if name is None:
            raise SourceError(
                f"{located.shown}: has no sheet like {layout.sheet!r} (sheets: {names})"
            )
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as broken:
        raise SourceError(
            f"{located.shown}: is not a whole spreadsheet ({broken}); fetch it again"
        ) from broken
    for number, row in enumerate(rows, 1):
        yield number, [_cell_text(value) for value in row]


def _cell_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)
