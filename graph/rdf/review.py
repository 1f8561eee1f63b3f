"""Reviewed decisions on what instructional programs prepare for, beside the published crosswalk."""

from __future__ import annotations

from occupath.extract.log import BadRow
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import code_iri, mint

EDGES = {"add": oc.preparesFor, "remove": oc.doesNotPrepareFor}


def review(row: model.CrosswalkReview, graph: SourceGraph) -> None:
    """A decision, and the edge that it states in the graph of its table."""
    graph.described.need("cip2020", row.cip)
    graph.described.need(row.scheme, row.code)
    node = mint("review", row.table, row.cip, row.code)
    if not graph.described.first("review", f"{row.cip} {row.code}"):
        raise BadRow("another table decides the same pair", f"{row.cip} {row.code}")
    triples = graph.triples
    cip, code = code_iri("cip2020", row.cip), code_iri(row.scheme, row.code)
    triples.a(node, oc.CrosswalkReview)
    triples.link(node, oc.reviewedProgram, cip)
    triples.link(node, oc.reviewedCode, code)
    triples.string(node, oc.reviewAction, row.action)
    triples.string(node, oc.reviewer, row.reviewer)
    triples.string(node, oc.reviewDate, row.date)
    triples.text(node, oc.reviewReason, row.reason)
    triples.text(node, oc.reviewBasis, row.source)
    triples.link(cip, EDGES[row.action], code)
    graph.at_end(lambda: _compare(row, graph))


def _compare(row: model.CrosswalkReview, graph: SourceGraph) -> None:
    """Note a decision that says what the published tables say already."""
    pair = f"cip2020 {row.cip} {row.scheme} {row.code}"
    published = graph.described.get("association", pair) is not None
    if published == (row.action == "add"):
        what = "that a table states already" if published else "that no table states"
        graph.log.notes[f"reviews that {row.action} a pair {what}"] += 1


BUILDERS: dict[type, Builder] = {model.CrosswalkReview: review}
