"""Classifications: codes, their levels and titles, crosswalks, and the collections of sources."""

from __future__ import annotations

import re

from occupath.extract.log import BadRow
from occupath.graph.nquads import Triples
from occupath.graph.rdf.correspondences import concept
from occupath.graph.rdf.described import Described
from occupath.graph.rdf.hierarchy import Step
from occupath.graph.rdf.provenance import source_iri
from occupath.graph.rdf.source_graph import Builder, SourceGraph
from occupath.ontology import model
from occupath.ontology import vocab as oc
from occupath.ontology.ids import SCHEMES, code_iri, mint
from occupath.ontology.prefixes import DCT, SKOS, XKOS

_SOC = ("major", "minor", "broad", "detailed")
LEVELS: dict[str, tuple[str, ...]] = {
    "soc2010": _SOC,
    "soc2018": _SOC,
    "oews": ("total", *_SOC),
    "cip2010": ("family", "group", "program"),
    "cip2020": ("family", "group", "program"),
    "isco08": ("major", "sub-major", "minor", "unit"),
}  # from the top

FOLLOWS: dict[str, str] = {
    "soc2018": "soc2010",
    "onetsoc2006": "onetsoc2000",
    "onetsoc2009": "onetsoc2006",
    "onetsoc2010": "onetsoc2009",
    "onetsoc2019": "onetsoc2010",
    "cip2020": "cip2010",
}

ALL_OTHER = re.compile(r"\ball other\b", re.IGNORECASE)  # in the title of a residual code
_RESIDUAL_SCHEMES = ("soc2010", "soc2018", "onetsoc2019", "oews")


def schemes(triples: Triples, described: Described) -> None:
    """State the scheme of every kind of code that is described."""
    for scheme in described.kinds():
        if scheme not in SCHEMES:
            continue
        node = mint(scheme)
        triples.a(node, SKOS["ConceptScheme"])
        triples.text(node, SKOS["prefLabel"], SCHEMES[scheme])
        triples.string(node, SKOS["notation"], scheme)
        if FOLLOWS.get(scheme) in described.kinds():
            triples.link(node, XKOS["follows"], mint(FOLLOWS[scheme]))


def code(row: model.Code, graph: SourceGraph) -> None:
    """A code of a classification; a later row may add a definition or level, not another title."""
    scheme, notation = row.scheme, row.code
    node = code_iri(scheme, notation)
    triples = graph.triples
    if not graph.described.first(scheme, notation, row.title):
        _described_again(row, graph)
        return
    graph.described.first("code of", _here(row, graph))
    triples.a(node, SKOS["Concept"])
    triples.a(node, oc.Code)
    triples.link(node, SKOS["inScheme"], mint(scheme))
    triples.string(node, SKOS["notation"], notation)
    triples.text(node, SKOS["prefLabel"], row.title)
    if row.definition is not None:
        graph.described.first("definition", node)
        triples.text(node, SKOS["definition"], row.definition)
    if row.level is not None:
        graph.described.first("level of", node)
        _level(row, node, graph)
    if row.parent is not None:
        graph.hierarchy.add(
            Step(node, code_iri(scheme, row.parent), notation, row.parent, scheme, graph.place)
        )
    elif row.level == LEVELS.get(scheme, (None,))[0]:
        triples.link(mint(scheme), SKOS["hasTopConcept"], node)
    detailed = row.level == "detailed" or scheme == "onetsoc2019"
    if scheme in _RESIDUAL_SCHEMES and detailed and ALL_OTHER.search(row.title):
        triples.boolean(node, oc.residual, True)
    if scheme == "onetsoc2019" and not notation.endswith(".00"):
        triples.boolean(node, oc.onetDetail, True)


def _described_again(row: model.Code, graph: SourceGraph) -> None:
    title = graph.described.need(row.scheme, row.code)
    if title != row.title:
        if graph.described.get("code of", _here(row, graph)) is not None:
            raise BadRow(
                f"a code of {row.scheme} stands twice with different titles",
                f"{row.code}, {title!r} and {row.title!r}",
            )
        graph.log.notes[f"codes of {row.scheme} with another title than in an earlier file"] += 1
    node = code_iri(row.scheme, row.code)
    if row.definition is not None and graph.described.first("definition", node):
        graph.triples.text(node, SKOS["definition"], row.definition)
    if row.level is not None and graph.described.first("level of", node):
        _level(row, node, graph)


def _here(row: model.Code, graph: SourceGraph) -> str:
    """A code within the file that gives it."""
    return f"{graph.name} {graph.place[0]} {row.scheme} {row.code}"


def _level(row: model.Code, node: str, graph: SourceGraph) -> None:
    assert row.level is not None
    level = mint(row.scheme, "level", row.level)
    triples = graph.triples
    if graph.described.first("level", level):
        triples.a(level, XKOS["ClassificationLevel"])
        triples.text(level, SKOS["prefLabel"], f"{row.level} ({SCHEMES[row.scheme]})")
        order = LEVELS.get(row.scheme, (row.level,))
        if row.level in order:
            triples.integer(level, XKOS["depth"], order.index(row.level) + 1)
    triples.link(level, SKOS["member"], node)
    triples.link(node, oc.atLevel, level)


def code_title(row: model.CodeTitle, graph: SourceGraph) -> None:
    """A title filed under a code."""
    graph.described.need(row.scheme, row.code)
    graph.triples.text(code_iri(row.scheme, row.code), SKOS["altLabel"], row.title)


def correspondence(row: model.Correspondence, graph: SourceGraph) -> None:
    """A row of a crosswalk, both ends known."""
    graph.described.need(row.from_scheme, row.from_code)
    graph.described.need(row.to_scheme, row.to_code)
    graph.correspondences.add(row, graph.described)


def collection_member(row: model.CollectionMember, graph: SourceGraph) -> None:
    """A code that a source lists."""
    graph.described.need(row.scheme, row.code)
    _member(row.collection, concept(row.scheme, row.code), graph)


def skill_collection_member(row: model.SkillCollectionMember, graph: SourceGraph) -> None:
    """An ESCO skill in one of ESCO's collections."""
    graph.described.need("esco", row.skill)
    _member(row.collection, row.skill, graph)


def _member(key: str, node: str, graph: SourceGraph) -> None:
    name = model.collection_name(key)
    if name is None:
        raise BadRow("no such collection", key)
    collection = mint("collection", key)
    if graph.described.first("collection", key):
        graph.triples.a(collection, SKOS["Collection"])
        graph.triples.text(collection, SKOS["prefLabel"], name)
        graph.triples.link(collection, DCT["source"], source_iri(graph.name))
    graph.triples.link(collection, SKOS["member"], node)
    graph.triples.link(node, oc.memberOf, collection)


BUILDERS: dict[type, Builder] = {
    model.Code: code,
    model.CodeTitle: code_title,
    model.Correspondence: correspondence,
    model.CollectionMember: collection_member,
    model.SkillCollectionMember: skill_collection_member,
}
