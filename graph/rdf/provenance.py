"""The catalog: one release node a source, with its licence, checksum and tally."""

from __future__ import annotations

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source
from occupath.graph.nquads import Triples
from occupath.ontology import vocab as oc
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import DCAT, DCT, PROV


def source_iri(name: str) -> str:
    """The IRI of a source, which is its release and its named graph."""
    kind, slash, rest = name.partition("/")  # "postings/<name>" or a name without a slash
    return mint("source", kind, rest) if slash else mint("source", name)


def release(source: Source, sha256: str | None, log: ReadLog, triples: Triples) -> None:
    """State the release that was read; `sha256` is that of its files (see `Manifest`)."""
    node = source_iri(source.name)
    triples.a(node, DCAT["Dataset"])
    triples.a(node, PROV["Entity"])
    triples.text(node, DCT["title"], source.title)
    triples.string(node, DCT["publisher"], source.publisher)
    triples.string(node, oc.release, source.release)
    if source.url:
        triples.link(node, DCAT["landingPage"], source.url)
    triples.string(node, DCT["license"], source.licence)
    triples.string(node, oc.derivedLicence, source.derived_licence)
    triples.string(node, DCT["bibliographicCitation"], source.citation)
    triples.string(node, oc.sha256, sha256)
    triples.integer(node, oc.rowsRead, log.rows_read)
    triples.integer(node, oc.rowsKept, log.rows_kept)
    triples.integer(node, oc.rowsRejected, log.rows_rejected)
