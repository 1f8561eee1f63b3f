"""Reads sources into their graphs, in an order in which codes come before what points to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from occupath.extract.linking.esco_crosswalk import EscoCrosswalk
from occupath.extract.log import ReadLog
from occupath.graph.move_inputs import MoveRows
from occupath.graph.nquads import Triples
from occupath.graph.progress import Progress
from occupath.graph.rdf import BUILDERS, SourceGraph
from occupath.graph.rdf.described import Described
from occupath.graph.rdf.provenance import source_iri
from occupath.ontology import model
from occupath.ontology.errors import OccupathError, SourceError
from occupath.ontology.prefixes import RDF

_Kind = TypeVar("_Kind")

KEPT = (
    model.AlternateTitle,
    model.Certification,
    model.Correspondence,
    model.Element,
    model.EscoConcept,
    model.IndustryCredential,
    model.Licence,
    model.Occupation,
    model.Program,
    model.TechnologyUse,
    model.ToolUse,
)  # what links and mentions are made from
_ADVANCE = 5_000  # rows between two signs of progress


class Kept:
    """Rows that are needed again after their statements were made."""

    def __init__(self) -> None:
        self._rows: dict[type, list[object]] = {kind: [] for kind in KEPT}

    def add(self, row: object) -> None:
        """Keep `row` if its kind is needed again."""
        rows = self._rows.get(type(row))
        if rows is not None:
            rows.append(row)

    def of(self, kind: type[_Kind]) -> list[_Kind]:
        """The rows of one kind, in the order in which they were read."""
        return self._rows[kind]  # type: ignore[return-value]

    def clear(self) -> None:
        """Forget all rows."""
        self._rows.clear()


class Reading:
    """The graphs of all sources while they are made. `folder` takes what memory need not hold."""

    def __init__(self, folder: Path) -> None:
        self.graphs: dict[str, SourceGraph] = {}
        self.described = Described()
        self.kept = Kept()
        self.move_rows = MoveRows()
        self._folder = folder

    def read(
        self,
        name: str,
        release: str,
        rows: Iterable[model.Row],
        log: ReadLog,
        progress: Progress,
    ) -> None:
        """Turn every row of a source into statements of its graph.

        Raises `SourceError` when the source cannot be read to its end.
        """
        triples = Triples(source_iri(name), self._folder)
        graph = SourceGraph(name, release, triples, log, self.described)
        self.graphs[name] = graph
        count = 0
        try:
            for row in self._joined(rows, graph):
                self.kept.add(row)
                self.move_rows.add(row)
                graph.add(row, BUILDERS[type(row)])
                count += 1
                if count % _ADVANCE == 0:
                    progress.advance(name, _ADVANCE)
        except (OccupathError, OSError, MemoryError):
            raise
        except Exception as broken:
            file, line = log.place
            raise SourceError(
                f"{file or name}{f':{line}' if line else ''}: cannot be read "
                f"({type(broken).__name__}: {broken}); check that the file is whole and of the "
                "release that this source names"
            ) from broken
        progress.advance(name, count % _ADVANCE)

    def _joined(self, rows: Iterable[model.Row], graph: SourceGraph) -> Iterator[model.Row]:
        """The rows, those of the ESCO crosswalk joined to the ESCO that was read."""
        crosswalk: EscoCrosswalk | None = None
        for row in rows:
            if not isinstance(row, model.EscoCrosswalkRow):
                yield row
                continue
            if crosswalk is None:
                crosswalk = EscoCrosswalk(self.kept.of(model.EscoConcept))
            joined = next(crosswalk.join([row]), None)
            if joined is None:
                file, line = graph.log.place
                detail = f"{row.esco_code} {row.esco_label!r}"
                reason = "neither code nor label leads to one ESCO occupation"
                graph.log.reject(file or graph.name, line, reason, "", detail)
            else:
                yield joined

    def described_only(self, links: Iterable[model.Row]) -> Iterator[model.Row]:
        """Those of the ready-made links and mentions whose both ends a source describes."""
        typed = f" <{RDF['type']}> "
        described = {
            line.partition(" ")[0][1:-1]
            for graph in self.graphs.values()
            for line in graph.triples.sorted_lines()
            if typed in line
        }
        for row in links:
            ends = (
                {row.subject, row.object}
                if isinstance(row, model.InferredLink)
                else {row.document, row.concept}
                if isinstance(row, model.LabelMention)
                else set()
            )
            if ends <= described:
                yield row

    def settle(self) -> None:
        """Build what waited for other sources, then what needed all rows."""
        graphs = self.graphs.values()
        while sum(graph.settle() for graph in graphs):
            pass  # what was built now may be what others wait for
        for graph in graphs:
            graph.give_up()
        for graph in graphs:
            graph.finish()
