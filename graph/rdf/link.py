"""What is ours: inferred links and mentions, each with its method and confidence."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from occupath.extract.log import BadRow
from occupath.graph.nquads import Triples
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import vocab as oc
from occupath.ontology.ids import mint
from occupath.ontology.model import InferredLink, LabelMention, LicenceRequirement
from occupath.ontology.prefixes import ID

EDGES: dict[str, str] = {
    "certification-occupation": oc.suggestedFor,
    "licence-occupation": oc.existsFor,
    "credential-certification": oc.listedAs,
    "same-listing": oc.sameListingAs,
}  # the direct edge of each kind of link

CONFIDENCE_DIGITS = 4


def link(row: InferredLink, triples: Triples) -> None:
    """A link that no source states, and its direct edge."""
    node = mint("link", row.kind, _local(row.subject), _local(row.object))
    triples.a(node, oc.InferredLink)
    triples.string(node, oc.linkKind, row.kind)
    triples.link(node, oc.subject, row.subject)
    triples.link(node, oc.object_, row.object)
    triples.string(node, oc.method, row.method)
    triples.decimal(node, oc.confidence, row.confidence, CONFIDENCE_DIGITS)
    triples.text(node, oc.evidenceText, row.evidence)
    triples.link(row.subject, EDGES[row.kind], row.object)


def licence_requirement(row: LicenceRequirement, triples: Triples) -> None:
    """A licence without which an occupation may not be worked in, by a reviewed source."""
    node = mint("licence-requirement", row.occupation)
    triples.a(node, oc.LicenceRequirement)
    triples.link(node, oc.occupation, mint("occupation", row.occupation))
    triples.text(node, oc.licenceName, row.licence)
    triples.text(node, oc.evidenceText, row.basis)
    triples.boolean(node, oc.reviewed, True)


def mention(row: LabelMention, triples: Triples) -> None:
    """A concept's label found in a text, with its span."""
    mark = sha256(row.concept.encode()).hexdigest()[:8]
    node = mint("mention", _local(row.document), f"{row.start}-{row.end}", mark)
    triples.a(node, oc.Mention)
    triples.link(node, oc.document, row.document)
    triples.link(node, oc.concept, row.concept)
    triples.integer(node, oc.start, row.start)
    triples.integer(node, oc.end, row.end)
    triples.text(node, oc.exact, row.text)
    triples.string(node, oc.method, row.method)
    triples.decimal(node, oc.confidence, row.confidence, CONFIDENCE_DIGITS)


def same_listing(row: InferredLink, graph: SourceGraph) -> None:
    """A link between two known programs, of a table that a person may have reviewed."""
    graph.described.need("program", row.subject)
    graph.described.need("program", row.object)
    if not graph.described.first("link", f"{row.kind} {row.subject} {row.object}"):
        raise BadRow("another table links the same programs", row.subject)
    link(row, graph.triples)


BUILDERS: dict[type, Builder] = {InferredLink: same_listing}
OWN_BUILDERS: dict[type, Callable[[Any, Triples], None]] = {
    InferredLink: link,
    LicenceRequirement: licence_requirement,
    LabelMention: mention,
}


def _local(iri: str) -> str:
    """The part of an instance IRI below ``id/<kind>/``, as one name; ESCO's last segment."""
    if not iri.startswith(ID):
        return iri.rsplit("/", 1)[-1]
    return iri.removeprefix(ID).partition("/")[2].replace("/", "-")
