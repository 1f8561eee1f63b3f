"""Rows of the property graph on disk while they wait to be loaded: in batches, in order."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from occupath.graph.projection.table import EdgeRow, FactRow, NodeRow

BATCH = 5_000  # rows in one record of a file

Row = NodeRow | EdgeRow | FactRow
Properties = dict[str, object]  # a value is str, int, float, bool, date, or a list of str


class Node(NamedTuple):
    """A node: its IRI, its properties (`iri` among them), and a digest of what it is made of."""

    iri: str
    properties: Properties
    digest: int


class Relationship(NamedTuple):
    """A relationship: IRIs of its ends, properties, and a digest of what it is made of.

    The digest is told from that of any other relationship of its type, so it is its identity.
    """

    start: str
    end: str
    properties: Properties
    digest: int


class Spool:
    """Files of rows in a folder of this process's own; they are trusted to be its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, int] = {}
        self._waiting: dict[str, list[tuple[object, ...]]] = {}
        self._files: dict[str, IO[bytes]] = {}

    def add(self, row: Row, item: tuple[object, ...]) -> None:
        """Add one item of a row of the table."""
        name = row.name
        waiting = self._waiting.get(name)
        if waiting is None:
            waiting = self._waiting[name] = []
        waiting.append(item)
        if len(waiting) >= BATCH:
            self._write(name, waiting)

    def seal(self) -> None:
        """Write what still waits; nothing is added afterwards."""
        for name, waiting in self._waiting.items():
            self._write(name, waiting)
        for file in self._files.values():
            file.close()
        self._waiting.clear()
        self._files.clear()

    def _write(self, name: str, waiting: list[tuple[object, ...]]) -> None:
        if not waiting:
            return
        if name not in self._files:
            self._files[name] = self._place(name).open("wb", buffering=1 << 20)
        pickle.dump(waiting, self._files[name], protocol=5)
        self.counts[name] = self.counts.get(name, 0) + len(waiting)
        waiting.clear()

    def _place(self, name: str) -> Path:
        return self.folder / ("".join(c for c in name if c.isalnum() or c == "_") + ".rows")

    def nodes(self, row: NodeRow) -> Iterator[list[Node]]:
        """The nodes of a row, in batches."""
        for batch in self._batches(row.name):
            yield [Node(*item) for item in batch]

    def relationships(self, row: EdgeRow | FactRow) -> Iterator[list[Relationship]]:
        """The relationships of a row, in batches."""
        for batch in self._batches(row.name):
            yield [Relationship(*item) for item in batch]

    def _batches(self, name: str) -> Iterator[list[tuple]]:  # type: ignore[type-arg]
        if name not in self.counts:
            return
        with self._place(name).open("rb", buffering=1 << 20) as file:
            left = self.counts[name]
            while left:
                batch = pickle.load(file)
                left -= len(batch)
                yield batch
