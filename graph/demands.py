"""Postings become graphs of a dataset: one for each source, and one for the places they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source
from occupath.graph.nquads import Triples
from occupath.graph.postings import Known, demand
from occupath.graph.postings.known import Place
from occupath.graph.postings.parquet import Postings, PostingSource, posting_sources
from occupath.graph.rdf.posting import PostingGraph, state_places
from occupath.graph.rdf.provenance import source_iri
from occupath.ontology.ids import mint

if TYPE_CHECKING:
    from occupath.graph.assembly import Assembly

PLACES = mint("source", "occupath-places")  # areas that only postings name
POSTINGS = "postings/"  # what names of such sources begin with
_UNSTATED = "not stated in the Parquet"


class PostingInput(NamedTuple):
    """A source of postings, as the catalog describes it."""

    source: Source
    found: PostingSource

    def checksum(self) -> str:
        """The SHA-256 of what is read (see `SourceEntry`)."""
        return self.found.sha256


def posting_inputs(paths: Iterable[Path], without: Collection[str] = ()) -> list[PostingInput]:
    """The sources of postings in folders of Parquet, by name, but for those in `without`.

    Raises as `posting_sources`.
    """
    inputs = (PostingInput(_source(found), found) for found in posting_sources(paths))
    return [found for found in inputs if found.source.name not in without]


def _source(found: PostingSource) -> Source:
    return Source(
        name=f"{POSTINGS}{found.name}",
        title=f"Postings: {found.name}",
        publisher=found.name,
        release=found.sha256[:12],
        url="",
        licence=_UNSTATED,
        derived_licence=_UNSTATED,
        citation=f"Postings of {found.name}, extracted by Occupath.",
        files=(),
        optional=True,
    )


def state_postings(
    inputs: Iterable[PostingInput], nodes: int, made: Assembly, logs: dict[str, ReadLog]
) -> None:
    """Read every source against the dataset in `made` and add its graph, then the places.

    `nodes` postings of each source become nodes. What was read is counted in `logs`, by name.
    """
    assert made.store is not None
    known = Known(made.text, made.store)
    places: dict[str, Place] = {}
    for found in inputs:
        name = found.source.name
        log = logs[name] = ReadLog(name)
        postings = found.found.read(known, log)
        made.steps.progress.advance(name, log.rows_read)
        triples = Triples(source_iri(name), made.work)
        _state(found.found.name, postings, nodes, triples, log)
        made.add(triples)
        places |= postings.places
    triples = Triples(PLACES)
    state_places(places, triples)
    made.add(triples)


def _state(name: str, postings: Postings, nodes: int, triples: Triples, log: ReadLog) -> None:
    loaded = _drawn(postings.documents, nodes)
    graph = PostingGraph(name, triples, loaded)
    counts, demands = demand(postings, loaded)
    for cell, count in counts.items():
        graph.count(cell, count)
    for row in demands:
        graph.demand(row, counts[row.cell])
        triples.relieve()
    for document in sorted(loaded):
        graph.posting(postings.documents[document], postings.codes.get(document))
    for found in postings.mentions:
        if found.document in loaded:
            graph.mention(found)
            triples.relieve()
    log.notes["postings"] = len(postings.documents)
    log.notes["postings with a code"] = len(postings.codes)
    log.notes["postings loaded as nodes"] = len(loaded)
    log.notes["figures of demand"] = len(demands)


def _drawn(documents: Iterable[str], nodes: int) -> frozenset[str]:
    """At most so many of the documents: those whose ids have the smallest hashes."""
    ranked = sorted(documents, key=lambda d: (blake2b(d.encode(), digest_size=8).digest(), d))
    return frozenset(ranked[:nodes])
