"""Learning programs, their providers, an earlier listing, and outcomes."""

from __future__ import annotations

from collections.abc import Callable

from occupath.extract.log import BadRow
from occupath.graph.rdf.credential import award_node, credential_node, licence_node
from occupath.graph.rdf.labour_market import area_node
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import code_iri, mint
from occupath.ontology.prefixes import DCT, SCHEMA, SKOS


def program(row: model.Program, graph: SourceGraph) -> None:
    """A listed program; a code or credential that nobody describes is left out and noted."""
    state = row.state.lower()
    place = area_node(row.state, graph)
    node = mint("program", state, row.id)
    if not graph.described.first("program", node, row.name):
        raise BadRow("a program stands twice", row.id)
    triples = graph.triples
    triples.a(node, oc.LearningProgram)
    triples.text(node, SKOS["prefLabel"], row.name)
    triples.string(node, SKOS["notation"], row.id)
    triples.text(node, DCT["description"], row.description)
    if row.provider_id is not None:
        provider = _provider(row.state, row.provider_id, row.provider, graph)
        triples.link(node, oc.offeredBy, provider)
        graph.described.first("provider of", node, provider)
    if row.cip is not None:
        scheme, cip = row.cip_scheme, row.cip
        graph.at_end(lambda: _instructional_program(node, scheme, cip, graph))
    triples.decimal(node, oc.tuition, row.tuition)
    triples.decimal(node, oc.totalCost, row.total_cost)
    triples.decimal(node, oc.clockHours, row.clock_hours)
    if row.duration_id in model.WEEKS:
        wording, low, high = model.WEEKS[row.duration_id]
        triples.text(node, oc.durationCategory, wording)
        if row.weeks is None:
            triples.decimal(node, oc.weeksLow, low)
            triples.decimal(node, oc.weeksHigh, high)
    triples.decimal(node, oc.weeksLow, row.weeks)
    triples.decimal(node, oc.weeksHigh, row.weeks)
    triples.string(node, oc.delivery, row.delivery)
    triples.text(node, oc.prerequisites, row.prerequisites)
    _leads_to(node, row, graph)
    triples.string(node, oc.locality, row.city)
    triples.string(node, oc.postalCode, row.zip)
    triples.string(node, oc.county, row.county)
    triples.string(node, oc.status, row.status)
    triples.string(node, SCHEMA["url"], row.website)
    triples.link(node, oc.area, place)


Describe = Callable[[str, str, str, SourceGraph], str | None]


def _leads_to(node: str, row: model.Program, graph: SourceGraph) -> None:
    named: tuple[tuple[str, str | None, str | None, Describe], ...] = (
        ("licence", row.licence_id, row.licence, licence_node),
        ("credential", row.credential_id, row.credential, credential_node),
        ("award", row.award_id, row.award, award_node),
    )
    for kind, number, name, describe in named:
        if number is None:
            continue
        target = mint(kind, row.state.lower(), number)
        if graph.described.get(kind, target) is None:
            if name is None:
                graph.log.notes[f"programs with a {kind} that nobody names"] += 1
                continue
            describe(row.state, number, name, graph)
            if kind != "award":
                place = area_node(row.state, graph)
                graph.triples.link(target, oc.jurisdiction, place)
        graph.triples.link(node, oc.leadsTo, target)


def _instructional_program(node: str, scheme: str, cip: str, graph: SourceGraph) -> None:
    if graph.described.get(scheme, cip) is None:
        graph.log.notes[f"{scheme} codes that nobody describes, left out"] += 1
        graph.triples.string(node, oc.statedCode, cip)
    else:
        graph.triples.link(node, oc.instructionalProgram, code_iri(scheme, cip))


def _provider(state: str, number: str, name: str | None, graph: SourceGraph) -> str:
    """The provider's IRI; its name is stated where it is first known."""
    node = mint("provider", state.lower(), number)
    if graph.described.first("provider", node):
        graph.triples.a(node, oc.Provider)
        graph.triples.string(node, SKOS["notation"], number)
    if name is not None and graph.described.first("provider name", node, name):
        graph.triples.text(node, SKOS["prefLabel"], name)
    return node


def listing(row: model.ProgramListing, graph: SourceGraph) -> None:
    """What an earlier list says of a program; it describes those that no later list has."""
    node = mint("program", row.state.lower(), row.id)
    if not graph.described.first("listing", node):
        raise BadRow("a program stands twice in the list", row.id)
    triples = graph.triples
    if graph.described.first("program", node, row.name):
        triples.a(node, oc.LearningProgram)
        triples.text(node, SKOS["prefLabel"], row.name)
        triples.string(node, SKOS["notation"], row.id)
        triples.string(node, oc.locality, row.location)
        triples.link(node, oc.area, area_node(row.state, graph))
    triples.boolean(node, oc.listedIn2018, True)
    triples.text(node, oc.listedProvider, row.provider)
    provider = graph.described.get("provider of", node)
    if provider is not None and graph.described.first("provider name", provider, row.provider):
        triples.text(provider, SKOS["prefLabel"], row.provider)  # a later list left it blank
    triples.decimal(node, oc.listedCost, row.cost)
    triples.decimal(node, oc.listedHours, row.clock_hours)
    triples.boolean(node, oc.listedInDemand, row.in_demand)


def outcome(row: model.ProgramOutcome, graph: SourceGraph) -> None:
    """What became of those who completed a provider's programs of one CIP code."""
    place = area_node(row.state, graph)
    state, quarters = row.state.lower(), str(row.quarters)
    node = mint("observation", "outcome", state, row.provider_id, row.cip, quarters)
    if not graph.described.first("observation", node):
        raise BadRow("an outcome stands twice", f"{row.provider_id} {row.cip} {quarters}")
    graph.at_end(lambda: _outcome(node, place, row, graph))


def _outcome(node: str, place: str, row: model.ProgramOutcome, graph: SourceGraph) -> None:
    """Once all codes are in: completers of a code that no vintage has count in the total too."""
    triples = graph.triples
    if graph.described.get(row.cip_scheme, row.cip) is None:
        graph.log.notes[f"outcomes of {row.cip_scheme} codes that nobody describes"] += 1
        triples.a(node, oc.UncodedOutcome)
        triples.string(node, oc.statedCode, row.cip)
    else:
        triples.a(node, oc.OutcomeObservation)
        triples.link(node, oc.instructionalProgram, code_iri(row.cip_scheme, row.cip))
    triples.link(node, oc.provider, _provider(row.state, row.provider_id, None, graph))
    triples.link(node, oc.area, place)
    triples.integer(node, oc.quarters, row.quarters)
    triples.integer(node, oc.completers, row.completers)
    triples.decimal(node, oc.percentEmployed, row.percent_employed)
    triples.decimal(node, oc.averageQuarterlyWage, row.average_quarterly_wage)
    triples.integer(node, oc.wageSampleSize, row.wage_n)
    triples.decimal(node, oc.percentRetained, row.percent_retained)
    triples.integer(node, oc.retainedSampleSize, row.retained_n)


BUILDERS: dict[type, Builder] = {
    model.Program: program,
    model.ProgramListing: listing,
    model.ProgramOutcome: outcome,
}
