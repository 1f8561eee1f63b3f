"""Makes a dataset: read, turn into RDF, link, store, infer, score the moves, pass the gate.

All or nothing: see `occupath.graph.place`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source
from occupath.graph.assembly import Assembly
from occupath.graph.demands import POSTINGS, PostingInput, posting_inputs, state_postings
from occupath.graph.infer import INFERRED
from occupath.graph.inputs import AREAS, Input, Inputs, find_inputs
from occupath.graph.links import mentions, own_links, reviewed_facts
from occupath.graph.manifest import Manifest, SourceEntry, entry
from occupath.graph.move_table import MOVES_FILE, MoveTable
from occupath.graph.moves import moves
from occupath.graph.nquads import Triples
from occupath.graph.origin import POSTING_NODES, Origin
from occupath.graph.place import replacing
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.rdf.classification import schemes
from occupath.graph.rdf.link import OWN_BUILDERS
from occupath.graph.rdf.move import Wages, move
from occupath.graph.rdf.occupation import title_keys
from occupath.graph.rdf.provenance import release, source_iri
from occupath.graph.reading import Reading
from occupath.graph.terms import ONTOLOGY, state_terms
from occupath.graph.text_links import DEFAULT, TEXT_LINKS, TextLinks, state_text_links
from occupath.graph.verdict import judge
from occupath.ontology.errors import OccupathError
from occupath.ontology.ids import mint
from occupath.ontology.model import AlternateTitle, Occupation
from occupath.ontology.prefixes import sparql_prologue

CATALOG = mint("source", "occupath-catalog")
LINKS = mint("source", "occupath-links")
MOVES = mint("source", "occupath-moves")

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
    without: Collection[str] = (),
    areas: Collection[str] = AREAS,
    postings: Sequence[Path] = (),
    posting_nodes: int = POSTING_NODES,
    text_links: TextLinks = DEFAULT,
    lists: Sequence[Path] = (),
    overrides: Sequence[Path] = (),
    links: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Manifest:
    """Make the dataset `out` from the files below `data_dir`, or from the starter (None).

    `sources` limits the sources by name, `without` leaves some out; `areas` are the kinds of area
    (state, metropolitan, nonmetropolitan) whose wages are read. `postings` are folders that
    ``occupath extract`` wrote; of each source in them `posting_nodes` postings become nodes.
    `text_links` is the pipeline that reads O*NET's texts (see `occupath.graph.text_links`).
    `lists` are mapping files of states' lists of programs (docs/state-lists.md), `overrides`
    reviewed tables of what instructional programs prepare for, `links` tables of listings that are
    one program.
    Raises `OccupathError` when a source fails, a shape is violated, another build is under way or
    the disk is full; what stood at `out` then still does.
    """
    steps = Steps(progress or Silent())
    official = frozenset(name for name in without if not name.startswith(POSTINGS))
    inputs = find_inputs(data_dir, sources, frozenset(areas), official, lists, overrides, links)
    origin = Origin(
        data=None if data_dir is None else str(data_dir.resolve()),
        sources=None if sources is None else sorted(sources),
        without=sorted(without),
        areas=sorted(areas),
        postings=sorted(str(path.resolve()) for path in postings),
        posting_nodes=posting_nodes,
        text_links=text_links,
        lists=sorted(str(path.resolve()) for path in lists),
        overrides=sorted(str(path.resolve()) for path in overrides),
        links=sorted(str(path.resolve()) for path in links),
    )
    found = posting_inputs(map(Path, origin.postings), without)
    try:
        with replacing(out) as workshop:
            origin.write(workshop)
            return _Build(Assembly(workshop, out, steps), steps, origin).run(inputs, found)
    except OSError as failed:
        raise OccupathError(
            f"{out}: the dataset could not be written ({failed}); free space (a full build needs "
            "about 4 GB) or give another place with --out. What stood there is untouched"
        ) from failed


class _Build:
    """One build."""

    def __init__(self, made: Assembly, steps: Steps, origin: Origin) -> None:
        self.made = made
        self.steps = steps
        self.origin = origin
        self.logs: dict[str, ReadLog] = {}
        self.digests: dict[str, str] = {}

    def run(self, inputs: Inputs, postings: list[PostingInput]) -> Manifest:
        """Every step; returns the manifest of what was made."""
        steps, made = self.steps, self.made
        with made.parts as parts:
            reading = self._read(inputs.present)
            with steps("link"):
                links = self._links(inputs, reading)
                inferred = Triples(INFERRED)
                title_keys(reading.kept.of(Occupation), reading.kept.of(AlternateTitle), inferred)
                reading.kept.clear()
            with steps("write"):
                for graph in reading.graphs.values():
                    parts.write(graph.triples)
                catalog = Triples(CATALOG)
                schemes(catalog, reading.described)
                for triples in (links, _terms()):
                    parts.write(triples)
                move_inputs = reading.move_rows.inputs()
                del reading
            store = made.load()
            tables = made.tables()
            with steps("text links"):
                named = Triples(TEXT_LINKS, made.work)
                state_text_links(store, made.text, self.origin.text_links, named)
                made.add(named)
            self._postings(postings)
            self._releases([*inputs.present, *postings], catalog)
            made.infer(inferred)
            with steps("score moves"):
                scored = Triples(MOVES)
                wages = _wages(store)
                rows = list(moves(move_inputs))
                for row in rows:
                    move(row, wages, scored)
                MoveTable.of(rows).write(made.workshop / MOVES_FILE)
                made.add(scored)
            del store
            made.close()
            with steps("check"):
                report = judge(parts.plain, inputs.present, self.logs, postings)
                made.pass_or_refuse(report)
            manifest = self._manifest(inputs, postings, dict(parts.counts), tables)
            made.finish(manifest, report)
        return manifest

    def _postings(self, postings: list[PostingInput]) -> None:
        """Read the postings and state what they ask for."""
        if postings:
            with self.steps("postings"):
                state_postings(postings, self.origin.posting_nodes, self.made, self.logs)
                self.digests |= {found.source.name: found.checksum() for found in postings}

    def _read(self, inputs: list[Input]) -> Reading:
        reading = Reading(self.made.work)
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
        links = Triples(LINKS, self.made.work)
        kept = reading.kept
        if inputs.linked:
            made = chain(reading.described_only(inputs.links()), mentions(kept))
        else:
            made = chain(own_links(kept), mentions(kept))
        for row in chain(made, reviewed_facts(kept)):
            OWN_BUILDERS[type(row)](row, links)
            links.relieve()
        return links

    def _releases(self, inputs: Sequence[Input | PostingInput], catalog: Triples) -> None:
        """Add the release of each source to the catalog, and the catalog to the dataset."""
        for found in inputs:
            name = found.source.name
            release(found.source, self.digests[name], self.logs[name], catalog)
        self.made.add(catalog)

    def _manifest(
        self,
        inputs: Inputs,
        postings: list[PostingInput],
        counts: dict[str, int],
        tables: dict[str, int],
    ) -> Manifest:
        def entry_of(source: Source) -> SourceEntry:
            digest, log = self.digests[source.name], self.logs[source.name]
            return entry(source, digest, log, counts.pop(source_iri(source.name)))

        entries = [entry_of(found.source) for found in inputs.present]
        entries += [entry_of(found.source) for found in postings]
        return Manifest(
            triples=sum(e.triples for e in entries) + sum(counts.values()),
            sources=sorted(entries, key=lambda e: e.name),
            graphs={graph.rpartition("/")[2]: n for graph, n in sorted(counts.items())},
            absent=inputs.absent,
            tables=tables,
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
