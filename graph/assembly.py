"""A dataset while its graphs come together: files of statements, the store, the gate, the whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Store

from occupath.graph import store as stores
from occupath.graph.infer import INFERRED, infer
from occupath.graph.manifest import Manifest
from occupath.graph.nquads import Triples
from occupath.graph.parts import DATASET, Parts
from occupath.graph.place import MARK
from occupath.graph.progress import Steps
from occupath.graph.text_tables import TEXT, write_text_tables
from occupath.graph.verdict import RefusedDataset, report_text
from occupath.shapes import Report

VALIDATION = "validation.json"
_WORK = "work"  # files of the making inside its workshop, gone at the end


def refused_report(out: Path) -> Path:
    """Where the report of a dataset `out` is kept when its data break the shapes."""
    return out.with_name(f"{out.name}.refused.json")


class Assembly:
    """The dataset `out` in its workshop. Graphs are written first; the store is then opened by
    `load`, and every graph that follows goes to both."""

    def __init__(self, workshop: Path, out: Path, steps: Steps) -> None:
        self.workshop = workshop
        self.steps = steps
        self.work = workshop / _WORK
        self.work.mkdir()
        self.parts = Parts(self.work)
        self.store: Store | None = None
        self._refused = refused_report(out)

    @property
    def text(self) -> Path:
        """The folder of the tables for the text pipeline."""
        return self.workshop / TEXT

    def load(self) -> Store:
        """Open the store with the graphs written so far."""
        self.store = Store(str(self.workshop / stores.STORE))
        with self.steps("load"):
            stores.load(self.store, self.parts.plain)
        return self.store

    def add(self, triples: Triples) -> None:
        """Write a graph and load it."""
        assert self.store is not None
        graph = triples.graph
        self.parts.write(triples)
        stores.load(self.store, self.parts.alone(graph))

    def copy(self, graph: str, lines: Iterable[bytes]) -> None:
        """Write a graph whose sorted lines are there already, and load it."""
        assert self.store is not None
        self.parts.copy(graph, lines)
        stores.load(self.store, self.parts.alone(graph))

    def tables(self) -> dict[str, int]:
        """Write the text tables of what is in the store; returns their rows."""
        assert self.store is not None
        with self.steps("text tables"):
            return write_text_tables(self.store, self.text)

    def infer(self, inferred: Triples) -> None:
        """Add what the rules derive from what is in the store to `inferred`, and that graph."""
        assert self.store is not None
        assert inferred.graph == INFERRED
        with self.steps("infer"):
            inferred.extend(f"<{s}> <{p}> <{o}>" for s, p, o in infer(self.store))
            self.add(inferred)

    def close(self) -> None:
        """Make the store fit for reading only."""
        assert self.store is not None
        with self.steps("optimize"):
            self.store.flush()
            self.store.optimize()
            self.store = None

    def pass_or_refuse(self, report: Report) -> None:
        """Keep the report of a refused dataset beside its place; forget an earlier one.

        Raises `RefusedDataset` where the report has a violation.
        """
        self._refused.unlink(missing_ok=True)
        if not report.conforms:
            self._refused.write_text(report_text(report), "utf-8")
            raise RefusedDataset(report, self._refused)

    def finish(self, manifest: Manifest, report: Report) -> None:
        """Pack the graphs, write manifest and report, and clear the workshop."""
        with self.steps("pack"):
            self.parts.join(self.workshop / DATASET)
        shutil.rmtree(self.work)
        (self.workshop / VALIDATION).write_text(report_text(report), "utf-8")
        (self.workshop / MARK).write_text(manifest.to_json(), "utf-8")
