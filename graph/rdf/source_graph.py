"""One source on its way to RDF: its statements, its tally and what has to wait for all its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from occupath.extract.log import BadRow, ReadLog, SetAside
from occupath.graph.nquads import Triples
from occupath.graph.rdf.correspondences import Correspondences
from occupath.graph.rdf.described import Described, Unresolved
from occupath.graph.rdf.hierarchy import Hierarchy
from occupath.graph.rdf.products import Products

Builder = Callable[[Any, "SourceGraph"], None]  # a row and the graph it goes to


class _Waiting(NamedTuple):
    """A row whose node `key` of `kind` was not described when it came."""

    place: tuple[str, int]
    row: object
    builder: Builder
    kind: str
    key: str


class SourceGraph:
    """The named graph of one source while it is made.

    `described` is shared by all sources. `add` turns a row into statements; a row that points to
    a node not described yet waits until `settle`, when every source has been read.
    """

    def __init__(
        self, name: str, release: str, triples: Triples, log: ReadLog, described: Described
    ) -> None:
        self.name = name
        self.release = release
        self.triples = triples
        self.log = log
        self.described = described
        self.place = ("", 0)  # file and line of the row being built
        self.hierarchy = Hierarchy()
        self.correspondences = Correspondences()
        self.products = Products()
        self.ordinals: Counter[str] = Counter()  # how many of a kind so far, for numbered IRIs
        self._last: list[Callable[[], None]] = []
        self._waiting: list[_Waiting] = []
        self._rejected_lines: set[tuple[str, int]] = set()

    def add(self, row: object, builder: Builder) -> None:
        """Turn `row`, read at the log's present place, into statements."""
        self.place = self.log.place
        self._build(row, builder)
        self.triples.relieve()

    def _build(self, row: object, builder: Builder) -> None:
        try:
            builder(row, self)
        except Unresolved as lack:
            self._waiting.append(_Waiting(self.place, row, builder, lack.kind, lack.detail))
        except BadRow as bad:
            self._reject(self.place, bad, row)
        except SetAside as aside:
            self.log.set_aside[str(aside)] += 1

    def at_end(self, state: Callable[[], None]) -> None:
        """Run `state` when all rows of all sources are in, in the order asked."""
        self._last.append(state)

    def settle(self) -> int:
        """Build those of the waiting rows that can be built by now; returns how many were dealt
        with."""
        waiting, self._waiting = self._waiting, []
        for self.place, row, builder, _, _ in waiting:
            self._build(row, builder)
        return len(waiting) - len(self._waiting)

    def give_up(self) -> None:
        """Reject the rows that still wait: they point to what no source describes."""
        waiting, self._waiting = self._waiting, []
        for place, row, _, kind, key in waiting:
            self._reject(place, Unresolved(kind, key), row)

    def finish(self) -> None:
        """State what needed all rows: parents, cardinalities, technologies and tools."""
        for state in self._last:
            state()
        self.hierarchy.state(self.triples, self.described, self._reject)
        self.correspondences.state(self.triples, self.described)
        self.products.state(self.triples, self.described)

    def _reject(self, place: tuple[str, int], bad: BadRow, row: object) -> None:
        if place[1] and place in self._rejected_lines:
            return  # several statements of one line fell: it is one row
        self._rejected_lines.add(place)
        file, line = place
        self.log.reject(file or self.name, line, bad.reason, _shown(row), bad.detail)


def _shown(row: object) -> str:
    if isinstance(row, tuple):
        return " | ".join(str(value) for value in row if value is not None)
    return str(row)
