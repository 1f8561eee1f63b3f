"""O*NET's content model: elements, requirements, ratings, work activities, technologies, tools."""

from __future__ import annotations

from occupath.extract.log import BadRow
from occupath.graph.rdf.products import commodity as state_commodity
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import DCT, ID, SKOS

ELEMENT_CLASSES: tuple[tuple[str, str], ...] = (
    ("2.A.", oc.Skill),
    ("2.B.", oc.Skill),
    ("2.C.", oc.Knowledge),
    ("1.A.", oc.Ability),
    ("4.A.", oc.WorkActivity),
    ("1.B.1.", oc.Interest),
    ("1.B.3.", oc.Interest),
    ("1.B.2.", oc.WorkValue),
    ("1.C.", oc.WorkStyle),
    ("1.D.", oc.WorkStyle),
)  # by the branch of the outline that an element stands in

_ELEMENT = f"{ID}onet/element/"
_OCCUPATION = f"{ID}occupation/"  # these ids are made of unreserved characters only


def element_class(element_id: str) -> str:
    """The class of a content model element, from its branch."""
    branch = f"{element_id}."
    return next((c for start, c in ELEMENT_CLASSES if branch.startswith(start)),
                oc.ContentModelElement)  # fmt: skip


def element(row: model.Element, graph: SourceGraph) -> None:
    """A node of the content model; its id is its place in the published outline."""
    if not graph.described.first("element", row.id, row.name):
        raise BadRow("an element stands twice", row.id)
    node = mint("onet", "element", row.id)
    graph.triples.a(node, element_class(row.id))
    graph.triples.text(node, SKOS["prefLabel"], row.name)
    graph.triples.string(node, SKOS["notation"], row.id)
    graph.triples.text(node, DCT["description"], row.description)
    graph.at_end(lambda: _outline(row.id, graph))


def _outline(element_id: str, graph: SourceGraph) -> None:
    """State what an element stands under: the nearest id above it that the outline has."""
    above = element_id
    while "." in above:
        above = above.rpartition(".")[0]
        if graph.described.get("element", above) is not None:
            child, parent = (mint("onet", "element", e) for e in (element_id, above))
            graph.triples.link(child, SKOS["broader"], parent)
            return


def requirement(row: model.RatedRequirement, graph: SourceGraph) -> None:
    """An occupation's importance and level of one element."""
    need = graph.described.need
    need("occupation", row.occupation)
    need("element", row.element)
    key = f"{row.occupation}/{row.element}"
    if not graph.described.first("requirement", key):
        raise BadRow("an element is rated twice for an occupation", key)
    node = f"{ID}requirement/{key}"
    user = _OCCUPATION + row.occupation
    triples = graph.triples
    triples.a(node, oc.SkillRequirement)
    triples.link(user, oc.requires, node)
    triples.link(node, oc.occupation, user)
    triples.link(node, oc.competency, _ELEMENT + row.element)
    triples.decimal(node, oc.importance, row.importance)
    triples.decimal(node, oc.level, row.level)
    triples.decimal(node, oc.importanceStandardError, row.importance_se)
    triples.decimal(node, oc.levelStandardError, row.level_se)
    triples.integer(node, oc.importanceSampleSize, row.importance_n)
    triples.integer(node, oc.levelSampleSize, row.level_n)
    triples.boolean(node, oc.recommendSuppress, row.suppress)
    triples.boolean(node, oc.notRelevant, row.not_relevant or None)
    triples.month(node, oc.date, row.date)
    triples.string(node, oc.domainSource, row.domain_source)
    triples.string(node, oc.release, graph.release)


def rating(row: model.Rating, graph: SourceGraph) -> None:
    """Any other rated value, or the share of one answer category."""
    need = graph.described.need
    need("occupation", row.occupation)
    need("element", row.element)
    key = f"{row.occupation}/{row.element}/{row.scale}"
    triples = graph.triples
    category = None
    if row.category is not None:
        key += f"/{row.category}"
        name = f"{row.scale}/{row.element}/{row.category}"
        category = f"{ID}onet/scale/{name}"
        if graph.described.first("rated category", name):
            as_used = model.ScaleCategory(row.element, row.scale, row.category, name)
            graph.at_end(lambda: _category_in_use(name, as_used, graph))
    if not graph.described.first("rating", key):
        raise BadRow("a rating stands twice", key)
    if graph.described.first("rated scale", row.scale):
        graph.at_end(lambda: _scale_in_use(row.scale, graph))
    node = f"{ID}rating/{key}"
    triples.a(node, oc.Rating)
    triples.link(node, oc.occupation, _OCCUPATION + row.occupation)
    triples.link(node, oc.element, _ELEMENT + row.element)
    triples.link(node, oc.scale, f"{ID}onet/scale/{row.scale}")
    if category is not None:
        triples.link(node, oc.category, category)
    triples.decimal(node, oc.value, row.value)
    triples.integer(node, oc.sampleSize, row.n)
    triples.decimal(node, oc.standardError, row.se)
    triples.boolean(node, oc.recommendSuppress, row.suppress)
    triples.month(node, oc.date, row.date)
    triples.string(node, oc.domainSource, row.domain_source)
    triples.string(node, oc.release, graph.release)


def _scale_in_use(scale_id: str, graph: SourceGraph) -> None:
    """Name a scale by its id where the optional file of scales does not describe it."""
    if graph.described.first("scale", scale_id):
        _scale_node(scale_id, scale_id, graph)


def _category_in_use(key: str, row: model.ScaleCategory, graph: SourceGraph) -> None:
    if graph.described.get("category", key) is None:
        scale_category(row, graph)


def _scale_node(scale_id: str, name: str, graph: SourceGraph) -> str:
    node = mint("onet", "scale", scale_id)
    graph.triples.a(node, oc.Scale)
    graph.triples.text(node, SKOS["prefLabel"], name)
    graph.triples.string(node, SKOS["notation"], scale_id)
    return node


def scale(row: model.Scale, graph: SourceGraph) -> None:
    """A scale of the ratings."""
    if not graph.described.first("scale", row.id, row.name):
        raise BadRow("a scale stands twice", row.id)
    node = _scale_node(row.id, row.name, graph)
    graph.triples.decimal(node, oc.minimum, row.minimum)
    graph.triples.decimal(node, oc.maximum, row.maximum)


def scale_category(row: model.ScaleCategory, graph: SourceGraph) -> None:
    """One answer category of an element's scale."""
    key = f"{row.scale}/{row.element}/{row.category}"
    if not graph.described.first("category", key, row.description):
        raise BadRow("an answer category stands twice", key)
    node = mint("onet", "scale", row.scale, row.element, str(row.category))
    graph.triples.a(node, oc.ScaleCategory)
    graph.triples.text(node, SKOS["prefLabel"], row.description)
    graph.triples.integer(node, oc.rank, row.category)


def work_activity(row: model.WorkActivity, graph: SourceGraph) -> None:
    """An intermediate or detailed work activity below its published parent."""
    graph.described.need("activity" if row.detailed else "element", row.parent)
    if not graph.described.first("activity", row.id, row.title):
        raise BadRow("an activity stands twice", row.id)
    node = mint("onet", "activity", row.id)
    graph.triples.a(node, oc.DetailedWorkActivity if row.detailed else oc.IntermediateWorkActivity)
    graph.triples.text(node, SKOS["prefLabel"], row.title)
    graph.triples.string(node, SKOS["notation"], row.id)
    parent = "activity" if row.detailed else "element"
    graph.triples.link(node, SKOS["broader"], mint("onet", parent, row.parent))


def commodity(row: model.Commodity, graph: SourceGraph) -> None:
    """A UNSPSC commodity, its class, family and segment."""
    above = None
    for code, title in (
        (row.segment_code, row.segment_title),
        (row.family_code, row.family_title),
        (row.class_code, row.class_title),
        (row.code, row.title),
    ):
        if graph.described.first("unspsc", code, title):
            node = state_commodity(graph.triples, code, title)
            if above is not None:
                graph.triples.link(node, SKOS["broader"], mint("unspsc", above))
        above = code


def product_use(row: model.TechnologyUse | model.ToolUse, graph: SourceGraph) -> None:
    """An occupation's use of a technology or tool."""
    graph.described.need("occupation", row.occupation)
    graph.products.add(row)


def element_link(row: model.ElementLink, graph: SourceGraph) -> None:
    """O*NET's own link from a skill or ability to a work activity or context."""
    graph.described.need("element", row.element)
    graph.described.need("element", row.linked)
    graph.triples.link(
        mint("onet", "element", row.element), oc.linkedActivity, mint("onet", "element", row.linked)
    )


BUILDERS: dict[type, Builder] = {
    model.Element: element,
    model.RatedRequirement: requirement,
    model.Rating: rating,
    model.Scale: scale,
    model.ScaleCategory: scale_category,
    model.WorkActivity: work_activity,
    model.Commodity: commodity,
    model.TechnologyUse: product_use,
    model.ToolUse: product_use,
    model.ElementLink: element_link,
}
