"""Crosswalks: their rows as `xkos:ConceptAssociation`, with cardinality over the whole table."""

from __future__ import annotations

from collections import Counter

from occupath.extract.log import SetAside
from occupath.graph.nquads import Triples
from occupath.graph.rdf.described import Described
from occupath.ontology import vocab as oc
from occupath.ontology.ids import SCHEMES, code_iri, mint
from occupath.ontology.model import Correspondence
from occupath.ontology.prefixes import SKOS, XKOS

Pair = tuple[str, str, str, str]

_PREPARES = {("cip2020", "soc2018"), ("cip2020", "onetsoc2019")}  # a program is no occupation


def concept(scheme: str, code: str) -> str:
    """The IRI of a code; ESCO's codes are IRIs already."""
    return code if scheme == "esco" else code_iri(scheme, code)


def _local(scheme: str, code: str) -> str:
    return code.rsplit("/", 1)[-1] if scheme == "esco" else code


class Correspondences:
    """The crosswalk rows of one source."""

    def __init__(self) -> None:
        self._rows: dict[Pair, Correspondence] = {}
        self._stated_elsewhere: set[Pair] = set()

    def add(self, row: Correspondence, described: Described) -> None:
        """Remember a row whose codes are known; a pair that stands already is set aside.

        A pair that another source states first still counts for this table's cardinalities.
        """
        pair = row[:4]
        if pair in self._rows:
            raise SetAside("repeats an earlier pair of codes")
        self._rows[pair] = row
        if not described.first("association", " ".join(pair)):
            self._stated_elsewhere.add(pair)
            raise SetAside("an earlier source states this pair of codes")

    def state(self, triples: Triples, described: Described) -> None:
        """State every row, each table with its cardinalities."""
        tables: dict[tuple[str, str], list[Correspondence]] = {}
        for row in self._rows.values():
            tables.setdefault((row.from_scheme, row.to_scheme), []).append(row)
        for (source, target), rows in tables.items():
            table = mint("correspondence", f"{source}-{target}")
            if described.first("correspondence", table):
                triples.a(table, XKOS["Correspondence"])
                triples.link(table, XKOS["compares"], mint(source))
                triples.link(table, XKOS["compares"], mint(target))
                triples.text(table, SKOS["prefLabel"], f"{SCHEMES[source]} to {SCHEMES[target]}")
            targets = Counter(row.from_code for row in rows)
            sources = Counter(row.to_code for row in rows)
            for row in rows:
                if row[:4] not in self._stated_elsewhere:
                    many = sources[row.to_code] > 1, targets[row.from_code] > 1
                    _state(triples, table, row, ":".join("m" if m else "1" for m in many))


def _state(triples: Triples, table: str, row: Correspondence, cardinality: str) -> None:
    source, target = row.from_scheme, row.to_scheme
    one = concept(source, row.from_code)
    other = concept(target, row.to_code)
    node = mint("correspondence", f"{source}-{target}", _local(source, row.from_code),
                _local(target, row.to_code))  # fmt: skip
    edge = oc.preparesFor if (source, target) in _PREPARES else oc.correspondsTo
    triples.link(one, edge, other)
    triples.link(table, XKOS["madeOf"], node)
    triples.a(node, XKOS["ConceptAssociation"])
    triples.link(node, XKOS["sourceConcept"], one)
    triples.link(node, XKOS["targetConcept"], other)
    triples.string(node, oc.cardinality, cardinality)
    triples.boolean(node, oc.partial, row.partial or None)
    triples.string(node, oc.action, row.action)
