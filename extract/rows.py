"""Cells of a file, row by row: text in any encoding that occurs, and spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO, StringIO
from typing import IO

from occupath.extract.log import ReadLog
from occupath.ontology.errors import SourceError

MAX_LINE = 4_000_000  # bytes; a longer line is rejected unread

Open = Callable[[], AbstractContextManager[IO[bytes]]]
Rows = Iterator[tuple[int, list[str]]]


def text_rows(open_: Open, shown: str, delimiter: str, quoted: bool, log: ReadLog) -> Rows:
    """Line number and cells of every row; the line is the first of a row that has several.

    With `quoted` False a quote is text and a row is a line. Raises `SourceError` on a quote that
    is not closed.
    """
    with open_() as stream:
        lines = _lines(stream, shown, log)
        if not quoted:
            for number, line in enumerate(lines, 1):
                yield number, line.rstrip("\r\n").split(delimiter)
            return
        yield from _quoted(lines, shown, delimiter, log)


def _quoted(lines: Iterator[str], shown: str, delimiter: str, log: ReadLog) -> Rows:
    csv.field_size_limit(MAX_LINE)
    held: list[str] = []  # the lines of the row being read
    reader = csv.reader(_held(lines, held), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            mended = _mended(held, delimiter)
            if mended is None:
                raise SourceError(
                    f"{shown}:{start}: the quotes of the row that starts here are not closed "
                    f"({broken}); the file seems truncated. Fetch it again"
                ) from broken
            cells = mended
            log.notes[f"{shown}: rows with quotes inside quotes mended"] += 1
        yield start, cells
        start = reader.line_num + 1
        held.clear()


def _held(lines: Iterator[str], held: list[str]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line


def _mended(held: list[str], delimiter: str) -> list[str] | None:
    """The cells of a one-line row whose inner quotes were not doubled; None if that is not it."""
    if len(held) != 1:
        return None
    at = re.escape(delimiter)
    inner = re.compile(rf'(?<!^)(?<!{at})(?<!^=)(?<!{at}=)"+(?!{at}|$)')
    doubled = inner.sub('""', held[0].rstrip("\r\n"))
    try:
        return next(csv.reader([doubled], delimiter=delimiter, strict=True), None)
    except csv.Error:
        return None


def _lines(stream: IO[bytes], shown: str, log: ReadLog) -> Iterator[str]:
    """Decoded lines: UTF-8 (with or without BOM), UTF-16 by its BOM, else Windows-1252 per line."""
    raw = stream.readline(MAX_LINE)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = (raw + stream.read()).decode("utf-16", errors="replace")
        log.warnings.append(f"{shown}: read as UTF-16")
        yield from StringIO(text)
        return
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    number = 1
    while raw:
        if len(raw) >= MAX_LINE and not raw.endswith(b"\n"):
            log.count_read(shown)
            log.reject(shown, number, f"line longer than {MAX_LINE} bytes")
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


def spreadsheet_rows(open_: Open, shown: str, sheet: str | None) -> Rows:
    """Row number and cells as text of the sheet whose name holds `sheet` (None: the first).

    Raises `SourceError` when the file is not a whole spreadsheet or has no such sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    with open_() as stream:
        content = stream.read()
    if not content:
        return
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        wanted = (sheet or "").lower()
        name = next((n for n in book.sheet_names if wanted in n.lower()), None)
        if name is None:
            raise SourceError(f"{shown}: has no sheet like {sheet!r} (sheets: {book.sheet_names})")
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as broken:
        raise SourceError(
            f"{shown}: is not a whole spreadsheet ({broken}); fetch it again"
        ) from broken
    for number, row in enumerate(rows, 1):
        yield number, [_cell_text(value) for value in row]


def _cell_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
