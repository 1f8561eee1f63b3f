"""Postings: what they ask for in numbers, and those that are loaded as nodes, as annotations."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from occupath.graph.nquads import Triples
from occupath.graph.postings.demand import Cell, Demand
from occupath.graph.postings.known import Place
from occupath.graph.postings.rows import Coding, Document, Found
from occupath.graph.rdf.link import CONFIDENCE_DIGITS
from occupath.ontology import vocab as oc
from occupath.ontology.ids import code_iri, mint
from occupath.ontology.prefixes import DCT, ID, OA, SCHEMA, SKOS

METHOD = "extraction"  # of the mentions
_MENTIONS = "mentions.parquet"
_COUNTS = {
    "required": oc.requiredCount,
    "preferred": oc.preferredCount,
    "taught": oc.taughtCount,
    "mentioned": oc.mentionedCount,
}


class PostingGraph:
    """The statements about the postings of one source; `loaded` are those that become nodes."""

    def __init__(self, source: str, triples: Triples, loaded: frozenset[str]) -> None:
        self.source = source
        self.triples = triples
        self.loaded = loaded

    def count(self, cell: Cell, postings: int) -> None:
        """How many postings there are of a code, area and month."""
        node = self._node("posting-count", cell)
        self.triples.a(node, oc.PostingCount)
        self._cell(node, cell, postings)

    def demand(self, row: Demand, postings: int) -> None:
        """How many of them ask for a concept, and where that can be read."""
        triples = self.triples
        mark = sha256(row.concept.encode()).hexdigest()[:12]
        node = self._node("demand", row.cell, mark)
        triples.a(node, oc.DemandObservation)
        self._cell(node, row.cell, postings)
        triples.link(node, oc.outOf, self._node("posting-count", row.cell))
        triples.link(node, oc.demandedConcept, row.concept)
        triples.integer(node, oc.demandCount, row.asking)
        triples.decimal(node, oc.share, row.asking / postings)
        for strength, count in row.by_strength.items():
            triples.integer(node, _COUNTS[strength], count)
        for found in row.examples:
            triples.string(node, oc.pointer, f"{_MENTIONS}#{found.row}")
            if found.document in self.loaded:
                triples.link(node, oc.evidence, self._mention(found))

    def posting(self, row: Document, coding: Coding | None) -> None:
        """A posting as a node."""
        node = mint("posting", self.source, row.id)
        triples = self.triples
        triples.a(node, oc.Posting)
        triples.text(node, SKOS["prefLabel"], row.title or row.id)
        triples.string(node, SKOS["notation"], row.id)
        triples.link(node, DCT["source"], self.triples.graph)
        triples.string(node, oc.employer, row.employer)
        triples.link(node, oc.area, row.area)
        triples.month(node, oc.postedIn, row.month)
        triples.boolean(node, oc.unknownPeriod, row.month is None or None)
        triples.string(node, oc.textSha256, row.sha256)
        if coding is not None:
            self._code(node, coding.code, coding.onetsoc)
            triples.decimal(node, oc.codeProbability, coding.probability, CONFIDENCE_DIGITS)

    def mention(self, row: Found) -> None:
        """A mention in a loaded posting, as a Web Annotation: what is named, and the place."""
        node, triples = self._mention(row), self.triples
        posting = mint("posting", self.source, row.document)
        triples.a(node, oc.Mention)
        triples.a(node, OA["Annotation"])
        triples.link(node, oc.document, posting)
        if row.concept is not None:
            triples.link(node, oc.concept, row.concept)
            triples.link(node, OA["hasBody"], row.concept)
        triples.string(node, oc.mentionKind, row.kind)
        triples.string(node, oc.requirement, row.requirement)
        triples.string(node, oc.section, row.section)
        triples.text(node, oc.sentence, row.sentence)
        triples.integer(node, oc.start, row.start)
        triples.integer(node, oc.end, row.end)
        triples.text(node, oc.exact, row.text)
        triples.string(node, oc.method, METHOD)
        triples.decimal(node, oc.confidence, row.confidence, CONFIDENCE_DIGITS)
        target, selector = (f"{posting}/{row.start}-{row.end}{end}" for end in ("", "/selector"))
        triples.link(node, OA["hasTarget"], target)
        triples.a(target, OA["SpecificResource"])
        triples.link(target, OA["hasSource"], posting)
        triples.link(target, OA["hasSelector"], selector)
        triples.a(selector, OA["TextPositionSelector"])
        triples.a(selector, OA["TextQuoteSelector"])
        triples.integer(selector, OA["start"], row.start)
        triples.integer(selector, OA["end"], row.end)
        triples.text(selector, OA["exact"], row.text)

    def _cell(self, node: str, cell: Cell, postings: int) -> None:
        triples = self.triples
        triples.link(node, DCT["source"], self.triples.graph)
        self._code(node, cell.code, cell.onetsoc or None)
        triples.link(node, oc.area, cell.area)
        triples.month(node, oc.period, cell.month or None)
        triples.boolean(node, oc.unknownPeriod, not cell.month or None)
        triples.integer(node, oc.postings, postings)

    def _code(self, node: str, code: str, onetsoc: str | None) -> None:
        self.triples.link(node, oc.codedAs, code_iri("soc2018", code))
        if onetsoc is not None:
            self.triples.link(node, oc.occupation, mint("occupation", onetsoc))

    def _node(self, kind: str, cell: Cell, *more: str) -> str:
        area = cell.area.removeprefix(f"{ID}area/").replace("/", "-")
        code, month = cell.onetsoc or cell.code, cell.month or "unknown"
        return mint(kind, self.source, code, area, month, *more)

    def _mention(self, row: Found) -> str:
        mark = sha256(f"{row.kind} {row.concept or ''}".encode()).hexdigest()[:8]
        return mint("mention", f"posting-{self.source}", row.document,
                    f"{row.start}-{row.end}", mark)  # fmt: skip


def state_places(places: Mapping[str, Place], triples: Triples) -> None:
    """Describe the areas that postings name and no official source describes."""
    for iri, place in places.items():
        triples.a(iri, oc.Area)
        triples.text(iri, SKOS["prefLabel"], place.name)
        triples.string(iri, SKOS["notation"], place.notation)
        triples.string(iri, oc.areaKind, place.kind)
        if place.within is not None:
            triples.link(iri, SCHEMA["containedInPlace"], place.within)
