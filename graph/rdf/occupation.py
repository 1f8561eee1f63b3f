"""O*NET occupations: titles, job zones, tasks, activities and O*NET's related occupations."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from occupath.extract.log import BadRow
from occupath.graph.nquads import Triples
from occupath.graph.rdf.classification import code
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import code_iri, mint
from occupath.ontology.prefixes import DCT, SKOS
from occupath.ontology.titles import title_key


def occupation(row: model.Occupation, graph: SourceGraph) -> None:
    """An occupation profile, classified by its O*NET-SOC 2019 code."""
    if not graph.described.first("occupation", row.code, row.title):
        title = graph.described.need("occupation", row.code)
        raise BadRow("an occupation stands twice", f"{row.code}, {title!r} and {row.title!r}")
    node = mint("occupation", row.code)
    graph.triples.a(node, oc.Occupation)
    graph.triples.text(node, SKOS["prefLabel"], row.title)
    graph.triples.string(node, SKOS["notation"], row.code)
    graph.triples.text(node, DCT["description"], row.description)
    graph.triples.link(node, oc.classifiedBy, code_iri("onetsoc2019", row.code))
    if graph.described.get("onetsoc2019", row.code) is None:  # no taxonomy was read
        code(model.Code("onetsoc2019", row.code, row.title, None, None, None), graph)


def alternate_title(row: model.AlternateTitle, graph: SourceGraph) -> None:
    """A title people use."""
    graph.described.need("occupation", row.occupation)
    node = mint("occupation", row.occupation)
    graph.triples.text(node, oc.reportedTitle if row.reported else SKOS["altLabel"], row.title)
    graph.triples.text(node, oc.shortTitle, row.short)


def title_keys(
    occupations: Collection[model.Occupation],
    titles: Iterable[model.AlternateTitle],
    triples: Triples,
) -> None:
    """State the keys under which every title of an occupation is found."""
    for row in occupations:
        triples.string(mint("occupation", row.code), oc.titleKey, title_key(row.title))
    known = {row.code for row in occupations}
    for title in titles:
        if title.occupation in known:
            node = mint("occupation", title.occupation)
            for text in (title.title, title.short):
                key = title_key(text or "")
                triples.string(node, oc.titleKey, key or None)


def job_zone(row: model.JobZone, graph: SourceGraph) -> None:
    """The job zone of an occupation."""
    graph.described.need("occupation", row.occupation)
    graph.triples.link(mint("occupation", row.occupation), oc.jobZone, _zone(row.zone, graph))


def _zone(zone: int, graph: SourceGraph) -> str:
    if not 1 <= zone <= 5:
        raise BadRow("job zone is not 1 to 5", str(zone))
    node = mint("jobzone", str(zone))
    if graph.described.first("jobzone", str(zone)):
        graph.triples.a(node, oc.JobZone)
        graph.triples.integer(node, oc.zone, zone)
        graph.at_end(lambda: _zone_name(zone, f"Job Zone {zone}", graph))
    return node


def _zone_name(zone: int, name: str, graph: SourceGraph) -> None:
    if graph.described.first("job zone name", str(zone)):
        graph.triples.text(mint("jobzone", str(zone)), SKOS["prefLabel"], name)


def job_zone_reference(row: model.JobZoneReference, graph: SourceGraph) -> None:
    """What a job zone means."""
    node = _zone(row.zone, graph)
    _zone_name(row.zone, row.name, graph)
    graph.triples.text(node, oc.experienceText, row.experience)
    graph.triples.text(node, oc.educationText, row.education)
    graph.triples.text(node, oc.trainingText, row.training)
    graph.triples.string(node, oc.svpRange, row.svp_range)


def related(row: model.RelatedOccupation, graph: SourceGraph) -> None:
    """O*NET's statement that an occupation is related to another."""
    graph.described.need("occupation", row.occupation)
    graph.described.need("occupation", row.related)
    node = mint("related", row.occupation, row.related)
    if not graph.described.first("related", node):
        raise BadRow("a pair of related occupations stands twice", node)
    graph.triples.a(node, oc.Relatedness)
    graph.triples.link(node, oc.occupation, mint("occupation", row.occupation))
    graph.triples.link(node, oc.relatedOccupation, mint("occupation", row.related))
    graph.triples.string(node, oc.tier, row.tier)
    graph.triples.integer(node, oc.rank, row.rank)


def task(row: model.Task, graph: SourceGraph) -> None:
    """A task of an occupation."""
    graph.described.need("occupation", row.occupation)
    if not graph.described.first("task", row.id):
        raise BadRow("a task stands twice", row.id)
    node = mint("onet", "task", row.id)
    user = mint("occupation", row.occupation)
    graph.triples.a(node, oc.Task)
    graph.triples.text(node, oc.statement, row.statement)
    graph.triples.link(node, oc.taskOf, user)
    graph.triples.link(user, oc.hasTask, node)
    graph.triples.string(node, oc.taskType, row.type)
    graph.triples.integer(node, oc.incumbentsResponding, row.incumbents)
    graph.triples.month(node, oc.date, row.date)
    graph.triples.string(node, oc.domainSource, row.domain_source)


def emerging_task(row: model.EmergingTask, graph: SourceGraph) -> None:
    """A task that O*NET has seen come up, new or a revision of another."""
    graph.described.need("occupation", row.occupation)
    if row.original_task is not None:
        graph.described.need("task", row.original_task)
    key = f"emerging-task {row.occupation}"
    graph.ordinals[key] += 1
    node = mint("onet", "emerging-task", row.occupation, str(graph.ordinals[key]))
    graph.triples.a(node, oc.EmergingTask)
    graph.triples.text(node, oc.statement, row.statement)
    graph.triples.link(node, oc.taskOf, mint("occupation", row.occupation))
    graph.triples.string(node, oc.emergingCategory, row.category)
    if row.original_task is not None:
        graph.triples.link(node, oc.revises, mint("onet", "task", row.original_task))
    graph.triples.month(node, oc.date, row.date)
    graph.triples.string(node, oc.domainSource, row.domain_source)


def task_activity(row: model.TaskActivity, graph: SourceGraph) -> None:
    """The detailed work activity that a task involves."""
    graph.described.need("task", row.task)
    graph.described.need("activity", row.activity)
    graph.triples.link(
        mint("onet", "task", row.task), oc.involves, mint("onet", "activity", row.activity)
    )


BUILDERS: dict[type, Builder] = {
    model.Occupation: occupation,
    model.AlternateTitle: alternate_title,
    model.JobZone: job_zone,
    model.JobZoneReference: job_zone_reference,
    model.RelatedOccupation: related,
    model.Task: task,
    model.EmergingTask: emerging_task,
    model.TaskActivity: task_activity,
}
