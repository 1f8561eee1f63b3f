"""Certifications, licences, industry credentials and educational awards."""

from __future__ import annotations

import re

from occupath.extract.log import BadRow
from occupath.graph.rdf.labour_market import area_node
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import DCT, SCHEMA, SKOS

_DEGREE = re.compile(r"\b(degree|associate|bachelor|master|doctor)", re.IGNORECASE)


def certification(row: model.Certification, graph: SourceGraph) -> None:
    """A certification and the organization that offers it."""
    if not graph.described.first("certification", row.id, row.name):
        raise BadRow("a certification stands twice", row.id)
    node = mint("certification", row.id)
    triples = graph.triples
    triples.a(node, oc.Certification)
    triples.text(node, SKOS["prefLabel"], row.name)
    triples.string(node, SKOS["notation"], row.id)
    triples.string(node, oc.acronym, row.acronym)
    triples.text(node, oc.keywords, row.keywords)
    triples.text(node, DCT["description"], row.description)
    triples.string(node, SCHEMA["url"], row.url)
    triples.string(node, oc.certificationType, row.type)
    triples.boolean(node, oc.examRequired, row.exam_required)
    triples.boolean(node, oc.trainingRequired, row.training_required)
    triples.decimal(node, oc.renewalYears, row.renewal_years)
    triples.link(node, oc.offeredBy, _organization(row, graph))


def _organization(row: model.Certification, graph: SourceGraph) -> str:
    node = mint("organization", "careeronestop", row.organization_id)
    if graph.described.first("organization", row.organization_id, row.organization):
        graph.triples.a(node, oc.Organization)
        graph.triples.text(node, SKOS["prefLabel"], row.organization)
        graph.triples.string(node, oc.acronym, row.organization_acronym)
        graph.triples.string(node, SCHEMA["url"], row.organization_url)
    return node


def licence(row: model.Licence, graph: SourceGraph) -> None:
    """A licence that a state gives."""
    place = area_node(row.jurisdiction, graph)
    node = licence_node(row.jurisdiction, row.id, row.name, graph)
    if node is None:
        raise BadRow("a licence stands twice", row.id)
    graph.triples.link(node, oc.jurisdiction, place)
    graph.triples.string(node, oc.sourceCode, row.source_code)
    graph.triples.boolean(node, oc.active, row.active)


def industry_credential(row: model.IndustryCredential, graph: SourceGraph) -> None:
    """A credential on a state's list."""
    place = area_node(row.jurisdiction, graph)
    node = credential_node(row.jurisdiction, row.id, row.name, graph)
    if node is None:
        raise BadRow("an industry credential stands twice", row.id)
    graph.triples.link(node, oc.jurisdiction, place)
    graph.triples.boolean(node, oc.active, row.active)


def licence_node(state: str, number: str, name: str, graph: SourceGraph) -> str | None:
    """Describe a licence; None if it is described already."""
    return _first("licence", oc.Licence, state, number, name, graph)


def credential_node(state: str, number: str, name: str, graph: SourceGraph) -> str | None:
    """Describe an industry credential; None if it is described already."""
    return _first("credential", oc.IndustryCredential, state, number, name, graph)


def award_node(state: str, number: str, name: str, graph: SourceGraph) -> str | None:
    """Describe an educational award, a degree if its name says so; None if described already."""
    kind = oc.Degree if _DEGREE.search(name) else oc.EducationalAward
    return _first("award", kind, state, number, name, graph)


def _first(
    kind: str, of_class: str, state: str, number: str, name: str, graph: SourceGraph
) -> str | None:
    node = mint(kind, state.lower(), number)
    if not graph.described.first(kind, node, name):
        return None
    graph.triples.a(node, of_class)
    graph.triples.text(node, SKOS["prefLabel"], name)
    graph.triples.string(node, SKOS["notation"], number)
    return node


BUILDERS: dict[type, Builder] = {
    model.Certification: certification,
    model.Licence: licence,
    model.IndustryCredential: industry_credential,
}
