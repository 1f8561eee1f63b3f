"""Reads the starter: the rows of one source, and the checksum that names its state."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from occupath.extract.log import ReadLog
from occupath.extract.starter.tables import PROVENANCE, ROW_TYPES, from_cells
from occupath.ontology.errors import OccupathError, SourceError
from occupath.ontology.model import Row

INDEX = "sources.csv"  # source, release, sha256, and the rows of each type as file=rows


class Part(NamedTuple):
    """What the starter has of a source. `rows` is by file; `sha256` is over their lines."""

    source: str
    release: str
    sha256: str
    rows: dict[str, int]


def _folder() -> Traversable:
    return files("occupath.extract.starter")


def _index() -> dict[str, Part]:
    try:
        text = _folder().joinpath(INDEX).read_text("utf-8")
    except FileNotFoundError:  # while the starter is being made for the first time
        return {}
    parts: dict[str, Part] = {}
    for source, release, sha256, listed in csv.reader(text.splitlines()[1:]):
        pairs = (pair.split("=") for pair in listed.split(" "))
        parts[source] = Part(source, release, sha256, {file: int(n) for file, n in pairs})
    return parts


_INDEX = _index()
STARTER_SOURCES: tuple[str, ...] = tuple(_INDEX)


def _part(name: str) -> Part:
    if name not in _INDEX:
        raise OccupathError(
            f"the starter has nothing of source {name!r}; it has: {', '.join(STARTER_SOURCES)}"
        )
    return _INDEX[name]


def starter_digest(name: str) -> str:
    """SHA-256 of what the starter has of the source `name`: its lines, file by file.

    Raises `OccupathError` when the starter has nothing of it.
    """
    return _part(name).sha256


def read_starter(name: str, log: ReadLog) -> Iterator[Row]:
    """The starter's rows of the source `name` (one of `STARTER_SOURCES`), as its reader gives them
    but without texts (definitions, descriptions, prerequisites).

    Raises `OccupathError` when the starter has nothing of that source, and `SourceError` when a
    file of it is not whole; a row that cannot be read is counted in `log`.
    """
    for file in _part(name).rows:
        yield from _rows(name, file, log)


def _rows(name: str, file: str, log: ReadLog) -> Iterator[Row]:
    shown = f"starter/{file}"
    row_type = ROW_TYPES[file]
    expected = [*getattr(row_type, "_fields"), *PROVENANCE]  # noqa: B009
    of_source = 0
    with _folder().joinpath(file).open(encoding="utf-8") as stream:
        lines = csv.reader(stream, strict=True)
        header = next(lines, [])
        if header != expected:
            raise SourceError(
                f"{shown}:1: its columns are {header}, expected {expected}; install Occupath again"
            )
        for cells in lines:
            if cells[-2:-1] != [name]:
                continue
            of_source += 1
            log.count_read(shown)
            with log.row(shown, lines.line_num, ",".join(cells)):
                yield from_cells(row_type, cells[:-2])
    if of_source != _INDEX[name].rows[file]:
        raise SourceError(
            f"{shown}: has {of_source} rows of {name}, expected {_INDEX[name].rows[file]}; "
            "install Occupath again"
        )
