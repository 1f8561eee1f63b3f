"""Technologies and tools: one node a product, named by its commodity and its slug."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from occupath.graph.nquads import Triples
from occupath.graph.rdf.described import Described
from occupath.ontology import vocab as oc
from occupath.ontology.ids import mint, slug
from occupath.ontology.model import TechnologyUse, ToolUse
from occupath.ontology.prefixes import SKOS

Use = TechnologyUse | ToolUse


class Products:
    """The uses of technologies and tools that one source states."""

    def __init__(self) -> None:
        self._uses: list[Use] = []

    def add(self, row: Use) -> None:
        """Remember a use whose occupation is known."""
        self._uses.append(row)

    def state(self, triples: Triples, described: Described) -> None:
        """State the products, who uses them, and the commodities that no reference described."""
        for kind in (TechnologyUse, ToolUse):
            self._state_kind(triples, [row for row in self._uses if type(row) is kind])
        for row in self._uses:
            if described.first("unspsc", row.commodity, row.commodity_title):
                commodity(triples, row.commodity, row.commodity_title)

    def _state_kind(self, triples: Triples, uses: list[Use]) -> None:
        iris = product_iris(uses)
        for row in uses:
            product = iris[row.commodity, row.name]
            user = mint("occupation", row.occupation)
            if isinstance(row, TechnologyUse):
                triples.a(product, oc.Technology)
                triples.link(user, oc.usesTechnology, product)
                triples.boolean(product, oc.hotTechnology, row.hot or None)
                if row.in_demand:
                    triples.link(user, oc.inDemandTechnology, product)
            else:
                triples.a(product, oc.Tool)
                triples.link(user, oc.usesTool, product)
            triples.text(product, SKOS["prefLabel"], row.name)
            triples.link(product, SKOS["broader"], mint("unspsc", row.commodity))


def product_iris(uses: Sequence[Use]) -> dict[tuple[str, str], str]:
    """The IRI of each (commodity, name) of the uses, which are all of technologies or all of tools.

    Names of a commodity that share a slug get four digits of a hash, all of them.
    """
    kind = "technology" if uses and isinstance(uses[0], TechnologyUse) else "tool"
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in uses:
        names[row.commodity, slug(row.name)].add(row.name)
    iris = {}
    for (code, short), same in names.items():
        for name in same:
            mark = f"-{sha256(name.encode()).hexdigest()[:4]}" if len(same) > 1 else ""
            iris[code, name] = mint(kind, code, short + mark)
    return iris


def commodity(triples: Triples, code: str, title: str) -> str:
    """State a UNSPSC item; returns its IRI."""
    node = mint("unspsc", code)
    triples.a(node, oc.Commodity)
    triples.text(node, SKOS["prefLabel"], title)
    triples.string(node, SKOS["notation"], code)
    return node
