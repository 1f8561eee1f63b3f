"""A draft vintage as a classification: levels, codes, what it follows, and its correspondences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source
from occupath.graph.nquads import Triples
from occupath.graph.rdf.classification import ALL_OTHER
from occupath.graph.rdf.provenance import release, source_iri
from occupath.graph.vintage.structure import Pair, Vintage
from occupath.ontology import vocab as oc
from occupath.ontology.ids import SCHEMES, code_iri, mint
from occupath.ontology.prefixes import SKOS, XKOS

_OWN = "of the draft's authors; what Occupath makes of it: CC BY 4.0"


class Table(NamedTuple):
    """A correspondence of the draft: the scheme on its left, and its rows."""

    scheme: str
    title: str
    rows: tuple[Pair, ...]


def graph_of(draft: str) -> str:
    """The named graph of a draft."""
    return source_iri(f"occupath-{draft}")


def vintage_triples(vintage: Vintage, profiles: Iterable[Pair], sha256: str) -> Triples:
    """Everything a dataset says of a draft. `profiles` are the rows from O*NET-SOC 2019 codes.

    The rows are no published crosswalk, so no ``oc:correspondsTo`` is stated: what a draft says
    is found by its own correspondences alone.
    """
    triples = Triples(graph_of(vintage.id))
    scheme = mint(vintage.id)
    triples.a(scheme, SKOS["ConceptScheme"])
    triples.text(scheme, SKOS["prefLabel"], vintage.title)
    triples.string(scheme, SKOS["notation"], vintage.id)
    triples.link(scheme, XKOS["follows"], mint(vintage.follows))
    _codes(vintage, triples)
    titles = {vintage.follows: SCHEMES.get(vintage.follows, vintage.follows),
              "onetsoc2019": SCHEMES["onetsoc2019"]}  # fmt: skip
    tables = {vintage.follows: vintage.pairs, "onetsoc2019": tuple(profiles)}
    for name, rows in tables.items():
        _table(vintage, Table(name, titles[name], rows), triples)
    _release(vintage, sha256, triples)
    return triples


def _codes(vintage: Vintage, triples: Triples) -> None:
    levels: Mapping[str, str] = {level: mint(vintage.id, "level", level)
                                 for level in vintage.levels}  # fmt: skip
    for depth, (level, node) in enumerate(levels.items(), 1):
        triples.a(node, XKOS["ClassificationLevel"])
        triples.text(node, SKOS["prefLabel"], f"{level} ({vintage.title})")
        triples.integer(node, XKOS["depth"], depth)
    for item in vintage.items.values():
        node = code_iri(vintage.id, item.code)
        triples.a(node, SKOS["Concept"])
        triples.a(node, oc.Code)
        triples.link(node, SKOS["inScheme"], mint(vintage.id))
        triples.string(node, SKOS["notation"], item.code)
        triples.text(node, SKOS["prefLabel"], item.title)
        triples.text(node, SKOS["definition"], item.definition)
        if item.level is not None and item.level in levels:
            triples.link(levels[item.level], SKOS["member"], node)
            triples.link(node, oc.atLevel, levels[item.level])
        if item.parent is not None:
            triples.link(node, SKOS["broader"], code_iri(vintage.id, item.parent))
        else:
            triples.link(mint(vintage.id), SKOS["hasTopConcept"], node)
        if item.level == vintage.levels[-1] and ALL_OTHER.search(item.title):
            triples.boolean(node, oc.residual, True)
            triples.a(node, oc.ResidualCode)


def _table(vintage: Vintage, table: Table, triples: Triples) -> None:
    if not table.rows:
        return
    name = f"{table.scheme}-{vintage.id}"
    node = mint("correspondence", name)
    triples.a(node, XKOS["Correspondence"])
    triples.link(node, XKOS["compares"], mint(table.scheme))
    triples.link(node, XKOS["compares"], mint(vintage.id))
    triples.text(node, SKOS["prefLabel"], f"{table.title} to {vintage.title}")
    for pair in table.rows:
        row = mint("correspondence", name, pair.old, pair.new)
        triples.link(node, XKOS["madeOf"], row)
        triples.a(row, XKOS["ConceptAssociation"])
        triples.link(row, XKOS["sourceConcept"], code_iri(table.scheme, pair.old))
        triples.link(row, XKOS["targetConcept"], code_iri(vintage.id, pair.new))
        triples.string(row, oc.cardinality, pair.cardinality)
        triples.boolean(row, oc.partial, pair.partial or None)
        triples.string(row, oc.action, pair.note)


def _release(vintage: Vintage, sha256: str, triples: Triples) -> None:
    log = ReadLog(vintage.id)
    for _ in vintage.draft.changes:
        log.count_read("draft")
    source = Source(
        name=f"occupath-{vintage.id}", title=f"Draft: {vintage.title}", publisher="draft",
        release=sha256[:12], url="", licence=_OWN, derived_licence=_OWN,
        citation=f"{vintage.title}, a draft that follows {vintage.follows}; no official code.",
        files=(), optional=True,
    )  # fmt: skip
    release(source, sha256, log, triples)
