"""Areas, wages, employment, projections and what became of those who completed programs."""

from __future__ import annotations

from occupath.extract.log import BadRow
from occupath.graph.nquads import Triples
from occupath.graph.rdf.classification import code
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import code_iri, mint
from occupath.ontology.prefixes import SKOS

KNOWN_AREAS: dict[str, tuple[str, str]] = {
    "US": ("United States", "nation"),
    "NJ": ("New Jersey", "state"),
}  # what sources speak of without describing it


def area(row: model.Area, graph: SourceGraph) -> None:
    """An area; sources repeat them, the first description stands."""
    if graph.described.first("area", row.code, row.name):
        node = mint("area", row.code)
        graph.triples.a(node, oc.Area)
        graph.triples.text(node, SKOS["prefLabel"], row.name)
        graph.triples.string(node, SKOS["notation"], row.code)
        graph.triples.string(node, oc.areaKind, row.kind)


def area_node(area_code: str, graph: SourceGraph) -> str:
    """The IRI of a known area; raises `Unresolved` for one that nobody describes."""
    if graph.described.get("area", area_code) is None and area_code in KNOWN_AREAS:
        area(model.Area(area_code, *KNOWN_AREAS[area_code]), graph)
    graph.described.need("area", area_code)
    return mint("area", area_code)


def _oews_code(notation: str, title: str, level: str | None, graph: SourceGraph) -> str:
    if graph.described.get("oews", notation) is None:
        code(model.Code("oews", notation, title, level, None, None), graph)
    return code_iri("oews", notation)


def wage(row: model.Wage, graph: SourceGraph) -> None:
    """One OEWS estimate: a wage observation and an employment observation."""
    place = area_node(row.area, graph)
    node = mint("observation", "wage", row.period, row.area, row.code)
    if not graph.described.first("observation", node):
        raise BadRow("a wage stands twice", f"{row.code} in {row.area}, {row.period}")
    occupation = _oews_code(row.code, row.title, row.group, graph)
    if row.top_coded or any(value is not None for value in row[7:15]):  # the wages
        _wage_observation(node, row, occupation, place, graph.triples)
    if row.employment is not None:
        _employment(row, occupation, place, graph.triples)


def _wage_observation(
    node: str, row: model.Wage, occupation: str, place: str, triples: Triples
) -> None:
    triples.a(node, oc.WageObservation)
    triples.link(node, oc.code, occupation)
    triples.link(node, oc.area, place)
    triples.month(node, oc.period, row.period)
    triples.decimal(node, oc.hourlyMean, row.hourly_mean)
    triples.decimal(node, oc.hourlyMedian, row.hourly_median)
    triples.integer(node, oc.annualMean, row.annual_mean)
    triples.integer(node, oc.annualMedian, row.annual_median)
    triples.integer(node, oc.annualP10, row.annual_p10)
    triples.integer(node, oc.annualP25, row.annual_p25)
    triples.integer(node, oc.annualP75, row.annual_p75)
    triples.integer(node, oc.annualP90, row.annual_p90)
    for field in row.top_coded:
        triples.string(node, oc.topCoded, field)


def _employment(row: model.Wage, occupation: str, place: str, triples: Triples) -> None:
    jobs = mint("observation", "employment", row.period, row.area, row.code)
    triples.a(jobs, oc.EmploymentObservation)
    triples.link(jobs, oc.code, occupation)
    triples.link(jobs, oc.area, place)
    triples.month(jobs, oc.period, row.period)
    triples.integer(jobs, oc.employment, row.employment)
    triples.decimal(jobs, oc.employmentRelativeStandardError, row.employment_rse)


def projection(row: model.Projection, graph: SourceGraph) -> None:
    """One row of the employment projections."""
    node = mint("observation", "projection", row.period, "US", row.code)
    if not graph.described.first("observation", node):
        raise BadRow("a projection stands twice", f"{row.code}, {row.period}")
    place = area_node("US", graph)
    level = "detailed" if row.line_item else None
    occupation = _oews_code(row.code, row.title, level, graph)
    triples = graph.triples
    triples.a(node, oc.ProjectionObservation)
    triples.link(node, oc.code, occupation)
    triples.link(node, oc.area, place)
    triples.string(node, oc.projectionPeriod, row.period)
    triples.integer(node, oc.baseEmployment, row.base_employment)
    triples.integer(node, oc.projectedEmployment, row.projected_employment)
    triples.decimal(node, oc.changePercent, row.change_percent)
    triples.integer(node, oc.annualOpenings, row.annual_openings)
    triples.decimal(node, oc.selfEmployedPercent, row.self_employed_percent)
    triples.text(node, oc.typicalEducation, row.typical_education)
    triples.text(node, oc.workExperience, row.work_experience)
    triples.text(node, oc.onTheJobTraining, row.on_the_job_training)


BUILDERS: dict[type, Builder] = {
    model.Area: area,
    model.Wage: wage,
    model.Projection: projection,
}
