"""Makes a dataset: read, turn into RDF, link, store, infer, score the moves, pass the gate.

All or nothing: see `occupath.graph.place`.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from occupath.extract.log import ReadLog
from occupath.graph import store as stores
from occupath.graph.infer import INFERRED, infer
from occupath.graph.inputs import AREAS, Input, Inputs, find_inputs
from occupath.graph.links import mentions, own_links, reviewed_facts
from occupath.graph.manifest import Manifest, SourceEntry, entry
from occupath.graph.move_table import MOVES_FILE, MoveTable
from occupath.graph.moves import moves
from occupath.graph.nquads import Triples
from occupath.graph.parts import DATASET, Parts
from occupath.graph.place import MARK, replacing
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.rdf.classification import schemes
from occupath.graph.rdf.link import OWN_BUILDERS
from occupath.graph.rdf.move import Wages, move
from occupath.graph.rdf.occupation import title_keys
from occupath.graph.rdf.provenance import release
from occupath.graph.reading import Reading
from occupath.graph.terms import ONTOLOGY, state_terms
from occupath.graph.verdict import RefusedDataset, judge, report_text
from occupath.ontology.errors import OccupathError
from occupath.ontology.ids import mint
from occupath.ontology.model import AlternateTitle, Occupation
from occupath.ontology.prefixes import sparql_prologue
from occupath.shapes import Report

CATALOG = mint("source", "occupath-catalog")
LINKS = mint("source", "occupath-links")
MOVES = mint("source", "occupath-moves")
VALIDATION = "validation.json"
_WORK = "work"  # files of the build inside its workshop, gone at the end

_WAGES = f"""{sparql_prologue()}
SELECT ?code ?wage ?period WHERE {{
  ?o a oc:WageObservation ; oc:area <{mint("area", "US")}> ; oc:code ?oews ;
     oc:annualMedian ?wage ; oc:period ?period .
  ?occupation oc:reportedUnder ?oews ; a oc:Occupation ; skos:notation ?code .
}} ORDER BY ?code ?period ?wage"""


def build(
    data_dir: Path | None,
    out: Path,
    *,
    sources: Collection[str] | None = None,
    areas: Collection[str] = AREAS,
    progress: Progress | None = None,
) -> Manifest:
    """Make the dataset `out` from the files below `data_dir`, or from the starter (None).

    `sources` limits the sources by name; `areas` are the kinds of area (state, metropolitan,
    nonmetropolitan) whose wages are read. Raises `OccupathError` when a source fails, a shape is
    violated, another build is under way or the disk is full; what stood at `out` then still does.
    """
    steps = Steps(progress or Silent())
    inputs = find_inputs(data_dir, sources, frozenset(areas))
    try:
        with replacing(out) as workshop:
            return _Build(workshop, steps, refused_report(out)).run(inputs)
    except OSError as failed:
        raise OccupathError(
            f"{out}: the dataset could not be written ({failed}); free space (a full build needs "
            "about 4 GB) or give another place with --out. What stood there is untouched"
        ) from failed


def refused_report(out: Path) -> Path:
    """Where the report of a build of `out` is kept when its data break the shapes."""
    return out.with_name(f"{out.name}.refused.json")


class _Build:
    """One build in its workshop."""

    def __init__(self, workshop: Path, steps: Steps, refused: Path) -> None:
        self.workshop = workshop
        self.refused = refused
        self.steps = steps
        self.work = workshop / _WORK
        self.work.mkdir()
        self.logs: dict[str, ReadLog] = {}
        self.digests: dict[str, str] = {}

    def run(self, inputs: Inputs) -> Manifest:
        """Every step; returns the manifest of what was made."""
        steps = self.steps
        with Parts(self.work) as parts:
            reading = self._read(inputs.present)
            with steps("link"):
                links = self._links(inputs, reading)
                inferred = Triples(INFERRED)
                title_keys(reading.kept.of(Occupation), reading.kept.of(AlternateTitle), inferred)
                reading.kept.clear()
            with steps("write"):
                for graph in reading.graphs.values():
                    parts.write(graph.triples)
                for triples in (self._catalog(inputs.present, reading), links, _terms()):
                    parts.write(triples)
                move_inputs = reading.move_rows.inputs()
                del reading
            store = Store(str(self.workshop / stores.STORE))
            with steps("load"):
                stores.load(store, parts.plain)
            with steps("infer"):
                inferred.extend(f"<{s}> <{p}> <{o}>" for s, p, o in infer(store))
                parts.write(inferred)
                stores.load(store, parts.alone(INFERRED))
            with steps("score moves"):
                scored = Triples(MOVES)
                wages = _wages(store)
                rows = list(moves(move_inputs))
                for row in rows:
                    move(row, wages, scored)
                MoveTable.of(rows).write(self.workshop / MOVES_FILE)
                parts.write(scored)
                stores.load(store, parts.alone(MOVES))
            with steps("optimize"):
                store.flush()
                store.optimize()
                del store
            with steps("check"):
                report = judge(parts.plain, inputs.present, self.logs)
                self._pass_or_refuse(report)
            with steps("pack"):
                parts.join(self.workshop / DATASET)
            manifest = self._manifest(inputs, parts.counts)
        shutil.rmtree(self.work)
        (self.workshop / VALIDATION).write_text(report_text(report), "utf-8")
        (self.workshop / MARK).write_text(manifest.to_json(), "utf-8")
        return manifest

    def _pass_or_refuse(self, report: Report) -> None:
        """Keep the report of a refused dataset beside its place; forget an earlier one."""
        self.refused.unlink(missing_ok=True)
        if not report.conforms:
            self.refused.write_text(report_text(report), "utf-8")
            raise RefusedDataset(report, self.refused)

    def _read(self, inputs: list[Input]) -> Reading:
        reading = Reading(self.work)
        for found in inputs:
            name = found.source.name
            with self.steps(f"read {name}"):
                log = self.logs[name] = ReadLog(name)
                self.digests[name] = found.checksum()
                reading.read(name, found.source.release, found.rows(log), log, self.steps.progress)
        with self.steps("settle"):
            reading.settle()
        return reading

    def _links(self, inputs: Inputs, reading: Reading) -> Triples:
        links = Triples(LINKS, self.work)
        kept = reading.kept
        made = inputs.links() if inputs.linked else chain(own_links(kept), mentions(kept))
        for row in chain(made, reviewed_facts(kept)):
            OWN_BUILDERS[type(row)](row, links)
            links.relieve()
        return links

    def _catalog(self, inputs: list[Input], reading: Reading) -> Triples:
        catalog = Triples(CATALOG)
        schemes(catalog, reading.described)
        for found in inputs:
            name = found.source.name
            release(found.source, self.digests[name], self.logs[name], catalog)
        return catalog

    def _manifest(self, inputs: Inputs, counts: dict[str, int]) -> Manifest:
        entries: list[SourceEntry] = []
        for found in inputs.present:
            source = found.source
            triples = counts.pop(mint("source", source.name))
            log, digest = self.logs[source.name], self.digests[source.name]
            entries.append(entry(source, digest, log, triples))
        return Manifest(
            triples=sum(e.triples for e in entries) + sum(counts.values()),
            sources=sorted(entries, key=lambda e: e.name),
            graphs={graph.rpartition("/")[2]: n for graph, n in sorted(counts.items())},
            absent=inputs.absent,
            seconds=self.steps.seconds,
        )


def _terms() -> Triples:
    terms = Triples(ONTOLOGY)
    state_terms(terms)
    return terms


def _wages(store: Store) -> Wages:
    """The latest national median of each occupation's reported code; the highest where several."""
    wages: dict[str, tuple[int, str, str]] = {}
    for row in store.query(_WAGES, use_default_graph_as_union=True):  # type: ignore[union-attr]
        wages[row["code"].value] = (int(row["wage"].value), "US", row["period"].value)
    return wages
