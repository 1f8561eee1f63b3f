"""The lines of the files a dataset was made from, so that a finding can name its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from occupath.extract.rows import spreadsheet_rows
from occupath.extract.state_lists import CheckedTable, StateList
from occupath.extract.tabular import Located
from occupath.graph.inputs import Input, OnDisk
from occupath.shapes import SourceLine

_SPREADSHEETS = (".xlsx", ".xls", ".xlsm")
_NOT_TEXT = (".sqlite", ".db")


def source_lines(inputs: Iterable[Input]) -> Callable[[str], Iterator[SourceLine]]:
    """A function from a source's name to the lines of its files, in the order of its table entry.

    Databases have no lines, and what the starter has of a source is not looked into.
    """
    by_name = {found.source.name: found for found in inputs}

    def lines(name: str) -> Iterator[SourceLine]:
        found = by_name.get(name)
        if isinstance(found, OnDisk | StateList | CheckedTable):
            for located in found.files.found.values():
                yield from _lines(located)

    return lines


def _lines(located: Located) -> Iterator[SourceLine]:
    name = PurePath((located.member or located.path.name).removesuffix(".gz"))
    if name.suffix.lower() in _NOT_TEXT:
        return
    if name.suffix.lower() in _SPREADSHEETS:
        for number, cells in spreadsheet_rows(located.open, located.shown, None):
            yield SourceLine(located.shown, number, "\t".join(cells))
        return
    with located.open() as stream:
        for number, line in enumerate(stream, 1):
            yield SourceLine(located.shown, number, line.decode("utf-8", "replace"))
