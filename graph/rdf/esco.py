"""ESCO: occupations, skills, groups and their relations. ESCO keeps its own IRIs."""

from __future__ import annotations

from occupath.extract.log import BadRow
from occupath.graph.nquads import is_iri
from occupath.graph.rdf.classification import code
from occupath.graph.rdf.hierarchy import Step
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import code_iri, mint
from occupath.ontology.prefixes import DCT, ESCO, SKOS

CLASSES: dict[str, str] = {
    "occupation": oc.EscoOccupation,
    "skill": oc.EscoSkill,
    "skill-group": oc.EscoSkillGroup,
}
_ISCO_LEVELS = {1: "major", 2: "sub-major", 3: "minor", 4: "unit"}  # by digits of the code


def concept(row: model.EscoConcept, graph: SourceGraph) -> None:
    """An ESCO concept; an ISCO group becomes the code of ISCO-08 that it is."""
    if not is_iri(row.iri):
        raise BadRow("not an IRI", row.iri)
    if row.kind == "isco-group":
        _isco_group(row, graph)
        return
    if row.kind not in CLASSES:
        raise BadRow("no such kind of ESCO concept", row.kind)
    if not graph.described.first("esco", row.iri, row.kind):
        raise BadRow("an ESCO concept stands twice", row.iri)
    node, triples = row.iri, graph.triples
    triples.a(node, CLASSES[row.kind])
    triples.a(node, SKOS["Concept"])
    triples.link(node, SKOS["inScheme"], mint("esco"))
    triples.text(node, SKOS["prefLabel"], row.label)
    for label in row.alt_labels:
        triples.text(node, SKOS["altLabel"], label)
    for label in row.hidden_labels:
        triples.text(node, SKOS["hiddenLabel"], label)
    triples.text(node, DCT["description"], row.description)
    triples.string(node, SKOS["notation"], row.code)
    triples.string(node, oc.skillType, row.skill_type)
    triples.string(node, oc.reuseLevel, row.reuse_level)
    if row.isco_group is not None:
        group = row.isco_group
        graph.at_end(lambda: _isco_link(node, group, graph))


def _isco_link(node: str, group: str, graph: SourceGraph) -> None:
    if graph.described.get("isco08", group) is None:
        graph.log.notes["occupations in an ISCO group that nobody describes"] += 1
        return
    graph.triples.link(node, oc.iscoGroup, code_iri("isco08", group))


def _isco_group(row: model.EscoConcept, graph: SourceGraph) -> None:
    if row.code is None:
        raise BadRow("an ISCO group without a code", row.iri)
    level = _ISCO_LEVELS.get(len(row.code))
    code(model.Code("isco08", row.code, row.label, level, None, row.description), graph)
    graph.described.first("isco-group", row.iri, row.code)
    graph.triples.link(code_iri("isco08", row.code), SKOS["exactMatch"], row.iri)


def broader(row: model.EscoBroader, graph: SourceGraph) -> None:
    """A step of an ESCO hierarchy; ISCO groups stand in it by their ISCO-08 code."""
    child, child_name, _ = _place(row.iri, graph)
    parent, parent_name, kind = _place(row.broader, graph)
    graph.hierarchy.add(Step(child, parent, child_name, parent_name, kind, graph.place))


def _place(iri: str, graph: SourceGraph) -> tuple[str, str, str]:
    """The node of an ESCO IRI, its name and the kind under which it is described."""
    group = graph.described.get("isco-group", iri)
    if group is not None:
        return code_iri("isco08", group), group, "isco08"
    graph.described.need("esco", iri)
    return iri, iri, "esco"


def requirement(row: model.EscoRequirement, graph: SourceGraph) -> None:
    """A skill that an occupation needs, essential or optional."""
    graph.described.need("esco", row.occupation)
    _relate(row.occupation, row.skill, row.essential, graph)


def skill_relation(row: model.EscoSkillRelation, graph: SourceGraph) -> None:
    """A skill that another skill builds on, essential or optional."""
    graph.described.need("esco", row.skill)
    _relate(row.skill, row.related, row.essential, graph)


def _relate(node: str, skill: str, essential: bool, graph: SourceGraph) -> None:
    graph.described.need("esco", skill)
    kind = "relatedEssentialSkill" if essential else "relatedOptionalSkill"
    graph.triples.link(node, ESCO[kind], skill)


BUILDERS: dict[type, Builder] = {
    model.EscoConcept: concept,
    model.EscoBroader: broader,
    model.EscoRequirement: requirement,
    model.EscoSkillRelation: skill_relation,
}
