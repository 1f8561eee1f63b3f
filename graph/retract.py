"""Takes a source, and everything that rests on it alone, out of a dataset.

A source of postings is taken out of the dataset itself: its named graph, its release, the places
that only it names, and whatever the rules then no longer derive. The others keep their own
figures, so that what several sources ask for stays, with the others' counts. An official source
is left out by building again from the files that the dataset was made from, because links,
moves and crosswalks were made of several sources together. Either way the result is what a build
without the source makes, it passes the gate, and it takes the old one's place whole or not at all.
"""

from __future__ import annotations

import gzip
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from occupath.extract.state_lists import LISTS, REVIEWS, SAME
from occupath.graph.assembly import VALIDATION, Assembly
from occupath.graph.build import CATALOG, MOVES, build
from occupath.graph.demands import PLACES, POSTINGS
from occupath.graph.infer import INFERRED
from occupath.graph.inputs import CORE, find_inputs
from occupath.graph.manifest import Manifest
from occupath.graph.move_table import MOVES_FILE
from occupath.graph.nquads import Triples
from occupath.graph.origin import Origin
from occupath.graph.parts import DATASET
from occupath.graph.place import MARK, replacing, standing
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.rdf.provenance import source_iri
from occupath.graph.text_tables import TEXT
from occupath.graph.verdict import rejudged
from occupath.graph.vintage.applied import applied_drafts
from occupath.ontology import vocab as oc
from occupath.ontology.errors import OccupathError, SourceError
from occupath.ontology.prefixes import RDF

_TYPE = f"<{RDF['type']}>"
_COUNTED = {
    oc.Posting: "postings",
    oc.Mention: "mentions",
    oc.DemandObservation: "figures of demand",
    oc.PostingCount: "counts of postings",
}


class Retraction(NamedTuple):
    """What was taken out. `graphs` gives statements before and after of each graph that changed;
    `things` counts what was of the source by kind; `edges` counts the links between an occupation
    and a concept that nothing demands any more, and `kept_edges` those that others still do."""

    source: str
    graphs: dict[str, tuple[int, int]]
    things: dict[str, int]
    edges: int
    kept_edges: int


def retract(
    dataset: Path, source: str, *, data_dir: Path | None = None, progress: Progress | None = None
) -> Retraction:
    """Take `source` (``postings/city``, ``city``, ``stem``) out of the dataset in `dataset`.

    `data_dir` is where the official files are now, if they have moved. Raises `OccupathError`
    for a source that the dataset does not have or cannot be without, when the files that an
    official source needs for building again are gone or have changed, and as `build`; the
    dataset is then as it was.
    """
    place = standing(dataset)
    before = Manifest.read(place / MARK)
    if applied := applied_drafts(place):
        raise OccupathError(
            f"{dataset}: has the drafts {', '.join(applied)}; drop them first with 'occupath "
            "vintage drop'"
        )
    names = [entry.name for entry in before.sources]
    spellings = (
        source,
        f"{LISTS}{source}",
        f"{REVIEWS}{source}",
        f"{SAME}{source}",
        f"{POSTINGS}{source}",
    )
    name = next((spelt for spelt in spellings if spelt in names), None)
    if name is None:
        raise OccupathError(
            f"{dataset}: has no source {source!r}; its sources are: {', '.join(names)}"
        )
    if name in CORE:
        raise OccupathError(
            f"{name}: nothing can be asked without it; make a dataset of other sources with "
            "'occupath build --source …'"
        )
    steps = Steps(progress or Silent())
    if name.startswith(POSTINGS):
        return _Removal(dataset, place, name, before, steps).run()
    after = _built_without(dataset, place, name, before, data_dir, steps.progress)
    return Retraction(name, _changes(before, after), {}, 0, 0)


def _built_without(
    dataset: Path,
    place: Path,
    name: str,
    before: Manifest,
    data_dir: Path | None,
    progress: Progress,
) -> Manifest:
    origin = Origin.read(place)
    data = data_dir or (None if origin.data is None else Path(origin.data))
    without = sorted({*origin.without, name})
    sources = None if origin.sources is None else [s for s in origin.sources if s != name]
    try:
        official = frozenset(w for w in without if not w.startswith(POSTINGS))
        lists = [Path(mapping) for mapping in origin.lists]
        overrides = [Path(table) for table in origin.overrides]
        links = [Path(table) for table in origin.links]
        inputs = find_inputs(
            data, sources, frozenset(origin.areas), official, lists, overrides, links
        )
    except SourceError as gone:
        raise OccupathError(
            f"{name}: taking it out means building again, and that failed ({gone}); say where the "
            "official files are with --data"
        ) from gone
    digests = {entry.name: entry.sha256 for entry in before.sources}
    for found in inputs.present:
        if digests.get(found.source.name) != found.checksum():
            raise OccupathError(
                f"{found.source.name}: its files are not those that the dataset was made from, so "
                f"that more than {name} would change; build a new dataset instead"
            )
    return build(
        data,
        dataset,
        sources=sources,
        without=without,
        areas=origin.areas,
        postings=[Path(folder) for folder in origin.postings],
        posting_nodes=origin.posting_nodes,
        text_links=origin.text_links,
        lists=lists,
        overrides=overrides,
        links=links,
        progress=progress,
    )


class _Removal:
    """The removal of one source of postings."""

    def __init__(
        self, dataset: Path, place: Path, name: str, before: Manifest, steps: Steps
    ) -> None:
        self.dataset = dataset
        self.place = place
        self.name = name
        self.before = before
        self.steps = steps
        self.graph = source_iri(name)
        self.things: Counter[str] = Counter()
        self.asked: set[str] = set()  # "<occupation> <concept>" that the source asks for
        self.edges_before: set[str] = set()

    def run(self) -> Retraction:
        """Make the dataset anew without the source's statements."""
        with replacing(self.dataset) as workshop:
            made = Assembly(workshop, self.dataset, self.steps)
            with made.parts as parts:
                with self.steps("copy"):
                    inferred = self._copy(made)
                made.load()
                made.infer(inferred)
                moves = (
                    line for graph, lines in self._graphs() if graph == MOVES for line in lines
                )
                made.copy(MOVES, moves)
                made.close()
                with self.steps("check"):
                    report = rejudged(parts.plain, self.place / VALIDATION, self.name)
                    made.pass_or_refuse(report)
                self._keep_files(workshop)
                manifest = self._manifest(parts.counts)
                edges = self._edges_left(parts.alone(INFERRED))
                made.finish(manifest, report)
        lost, stay = self.edges_before - edges, self.asked & edges
        return Retraction(
            self.name, _changes(self.before, manifest), dict(sorted(self.things.items())),
            len(lost), len(stay),
        )  # fmt: skip

    def _graphs(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each graph of the dataset with its lines, which are to be read at once."""
        with gzip.open(self.place / DATASET, "rb") as lines:
            yield from groupby(lines, key=_graph_of)

    def _copy(self, made: Assembly) -> Triples:
        """Copy what stays but inferences and moves; returns the inferences no rule makes."""
        inferred = Triples(INFERRED)
        places: list[bytes] = []
        named: set[bytes] = set()
        for graph, lines in self._graphs():
            if graph == self.graph:
                self._count(lines)
            elif graph == INFERRED:
                inferred.extend(self._own_inferences(lines))
            elif graph == CATALOG:
                about = f"<{self.graph}> ".encode()
                made.parts.copy(graph, (li for li in lines if not li.startswith(about)))
            elif graph == PLACES:
                places = list(lines)
            elif graph.startswith(source_iri(POSTINGS)):
                made.parts.copy(graph, _noting_areas(lines, named))
            elif graph != MOVES:
                made.parts.copy(graph, lines)
        left = [line for line in places if line.partition(b" ")[0] in named]
        if self._others:
            made.parts.copy(PLACES, left)
        for name in (*self.before.graphs, *(e.name for e in self.before.sources if not e.triples)):
            graph = source_iri(name)
            if graph not in {INFERRED, MOVES, PLACES, self.graph, *made.parts.counts}:
                made.parts.copy(graph, ())  # one that is empty, so that equal files come out
        return inferred

    @property
    def _others(self) -> bool:
        """Whether the dataset has other sources of postings."""
        names = {entry.name for entry in self.before.sources} - {self.name}
        return any(name.startswith(POSTINGS) for name in names)

    def _own_inferences(self, lines: Iterator[bytes]) -> Iterator[str]:
        """Title keys, which the build states itself; the edges of demand are noted."""
        end = f" <{INFERRED}> .\n"
        for line in lines:
            text = line.decode().removesuffix(end)
            subject, predicate, value = text.split(" ", 2)
            if predicate == f"<{oc.titleKey}>":
                yield text
            elif predicate == f"<{oc.demands}>":
                self.edges_before.add(f"{subject} {value}")

    def _count(self, lines: Iterator[bytes]) -> None:
        occupation: dict[str, str] = {}
        concept: dict[str, str] = {}
        for line in lines:
            subject, predicate, value = line.decode().split(" ", 2)
            value = value.partition(" ")[0]
            if predicate == _TYPE and value[1:-1] in _COUNTED:
                self.things[_COUNTED[value[1:-1]]] += 1
            elif predicate == f"<{oc.occupation}>":
                occupation[subject] = value
            elif predicate == f"<{oc.demandedConcept}>":
                concept[subject] = value
        self.asked = {f"{occupation[d]} {c}" for d, c in concept.items() if d in occupation}

    def _edges_left(self, inferred: Path) -> set[str]:
        demands = f" <{oc.demands}> "
        with inferred.open(encoding="utf-8", newline="\n") as lines:
            found = (line.split(" ") for line in lines if demands in line)
            return {f"{parts[0]} {parts[2]}" for parts in found}

    def _keep_files(self, workshop: Path) -> None:
        shutil.copytree(self.place / TEXT, workshop / TEXT)
        shutil.copy2(self.place / MOVES_FILE, workshop / MOVES_FILE)
        origin = Origin.read(self.place)
        replace(origin, without=sorted({*origin.without, self.name})).write(workshop)

    def _manifest(self, counts: dict[str, int]) -> Manifest:
        own = {graph.rpartition("/")[2]: n for graph, n in sorted(counts.items())}
        return replace(
            self.before,
            triples=sum(counts.values()),
            sources=[entry for entry in self.before.sources if entry.name != self.name],
            graphs={
                name: own.get(name, 0)
                for name in self.before.graphs
                if self._others or name != PLACES.rpartition("/")[2]
            },
            seconds=self.steps.seconds,
        )


def _graph_of(line: bytes) -> str:
    return line[line.rindex(b" <") + 2 : -4].decode()


def _noting_areas(lines: Iterator[bytes], named: set[bytes]) -> Iterator[bytes]:
    area = f" <{oc.area}> ".encode()
    for line in lines:
        if area in line:
            named.add(line.split(b" ", 3)[2])
        yield line


def _changes(before: Manifest, after: Manifest) -> dict[str, tuple[int, int]]:
    """Statements before and after, of the graphs that are not as they were."""
    was, now = (
        {entry.name: entry.triples for entry in m.sources} | m.graphs for m in (before, after)
    )
    return {
        graph: (was.get(graph, 0), now.get(graph, 0))
        for graph in sorted({*was, *now})
        if was.get(graph) != now.get(graph)
    }
