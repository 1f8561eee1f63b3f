"""The two languages in which a named query can be put: SPARQL to a dataset, Cypher to a graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from occupath.graph.values import Value, python_value
from occupath.ontology.errors import QueryError
from occupath.queries.catalog import NamedQuery
from occupath.queries.template import fill


class Selects(Protocol):
    """What SPARQL is put to: `occupath.graph.dataset.Dataset`, or anything that selects."""

    def select(
        self, sparql: str, bindings: Mapping[str, Value] | None = None
    ) -> list[dict[str, Value]]:
        """The rows of a SELECT without PREFIX lines, with Python values."""


@runtime_checkable
class PropertyGraph(Protocol):
    """What Cypher is put to: `occupath.graph.neo4j.Server`, whatever product answers there."""

    def cypher(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        max_rows: int | None = None,
    ) -> list[dict[str, Any]]:
        """The rows of a read-only statement, with Python values."""


Source = Selects | PropertyGraph


class Engine(Protocol):
    """Answers named queries; `terms` are parameters as RDF terms in SPARQL syntax."""

    def rows(self, query: NamedQuery, terms: Mapping[str, str]) -> list[dict[str, Any]]:
        """The rows of one pass of a query, in order."""

    def holds(self, node: str) -> bool:
        """Whether anything is known of an IRI in brackets."""


def engine_of(source: Source) -> Engine:
    """The engine that asks `source`."""
    return Cypher(source) if isinstance(source, PropertyGraph) else Sparql(source)


class Sparql:
    """Asks a dataset in SPARQL."""

    def __init__(self, dataset: Selects) -> None:
        self._dataset = dataset

    def rows(self, query: NamedQuery, terms: Mapping[str, str]) -> list[dict[str, Any]]:
        """The rows of the query's SELECT."""
        text = fill(query.body, terms)
        if query.limit is not None:
            text += f"\nLIMIT {terms[query.limit.name]}"
        return [dict(row) for row in self._dataset.select(text)]

    def holds(self, node: str) -> bool:
        """Whether the IRI is the subject of a statement."""
        return bool(self._dataset.select(f"SELECT ?p WHERE {{ {node} ?p ?o }} LIMIT 1"))


class Cypher:
    """Asks a property graph in Cypher."""

    def __init__(self, graph: PropertyGraph) -> None:
        self._graph = graph

    def rows(self, query: NamedQuery, terms: Mapping[str, str]) -> list[dict[str, Any]]:
        """The rows of the query's twin; parameters are handed over as values, never as text."""
        if query.cypher is None:
            raise QueryError(f"query {query.name!r} cannot be asked in Cypher; use SPARQL")
        text = query.cypher
        if query.limit is not None:
            text += f"\nLIMIT ${query.limit.name}"
        return self._graph.cypher(text, {name: value_of(text) for name, text in terms.items()})

    def holds(self, node: str) -> bool:
        """Whether there is a node of the IRI."""
        found = self._graph.cypher(
            "MATCH (n:Resource {iri: $iri}) RETURN 1 AS one LIMIT 1", {"iri": value_of(node)}
        )
        return bool(found)


def value_of(term: str) -> Value:
    """A term in SPARQL syntax, as `occupath.queries.parameters` makes it, as a Python value."""
    if term.isdigit():
        return int(term)
    (statement,) = parse(f"<x:s> <x:p> {term} .", format=RdfFormat.N_TRIPLES)
    found = statement.object
    assert isinstance(found, Literal | NamedNode)
    return python_value(found)
