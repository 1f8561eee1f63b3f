"""Nodes, relationships and paths of a Cypher answer as a graph of networkx or igraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from occupath.graph.neo4j.writing import DIGEST
from occupath.ontology.errors import QueryError
from occupath.queries.frames import library

if TYPE_CHECKING:
    import igraph
    import networkx

    from occupath.graph.neo4j.server import Server


def to_networkx(
    graph: Server, statement: str, parameters: Mapping[str, Any] | None = None
) -> networkx.MultiDiGraph:
    """The nodes and relationships that a read-only Cypher statement returns, as one graph.

    A node is keyed with its ``iri`` and has its properties and ``labels``; an edge is keyed with
    its type and its ``iri``, or its ``source`` where it has no IRI, and has its properties and
    ``type``. Dates are `datetime.date`. Both stand in the order in which they are first returned.

    Raises `QueryError` as `occupath.queries.cypher.run_cypher` does, and where a relationship
    comes without its ends or there are too many rows; `OccupathError` where networkx is not
    installed.
    """
    lib = library("networkx")
    found = _network(graph, statement, parameters)
    made: networkx.MultiDiGraph = lib.MultiDiGraph()
    made.add_nodes_from(found.nodes.items())
    for (start, end, type_, name), attributes in found.edges.items():
        made.add_edge(start, end, key=(type_, name), **attributes)
    return made


def to_igraph(
    graph: Server, statement: str, parameters: Mapping[str, Any] | None = None
) -> igraph.Graph:
    """As `to_networkx`, as a directed graph of igraph.

    ``vs.find(iri=...)`` finds a node; ``name`` is its title or label. What a node or edge lacks
    is None.
    """
    lib = library("igraph")
    found = _network(graph, statement, parameters)
    place = {iri: at for at, iri in enumerate(found.nodes)}
    made: igraph.Graph = lib.Graph(n=len(place), directed=True)
    made.add_edges([(place[start], place[end]) for start, end, _, _ in found.edges])
    for sequence, every in ((made.vs, found.nodes), (made.es, found.edges)):
        for name in dict.fromkeys(key for attributes in every.values() for key in attributes):
            sequence[name] = [attributes.get(name) for attributes in every.values()]
    return made


@dataclass(slots=True)
class _Network:
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str, str], dict[str, Any]] = field(default_factory=dict)


def _network(graph: Server, statement: str, parameters: Mapping[str, Any] | None) -> _Network:
    from neo4j.graph import Node

    from occupath.queries.cypher import refuse_harm
    from occupath.queries.sparql import ROWS, SECONDS

    refuse_harm(statement)
    rows, _ = graph.answer(statement, parameters, timeout=SECONDS, max_rows=ROWS + 1)
    if len(rows) > ROWS:
        raise QueryError(f"the answer has more than {ROWS:,} rows; make the statement narrower")
    parts = [part for row in rows for value in row.values() for part in _parts(value)]
    made = _Network()
    iris: dict[str, str] = {}  # by the server's own identity
    for part in parts:
        if isinstance(part, Node):
            attributes = _attributes(part)
            if "iri" not in attributes:
                raise QueryError(f"a node with the labels {sorted(part.labels)} has no iri; it is "
                                 "no part of the property graph")  # fmt: skip
            iris[part.element_id] = str(attributes["iri"])
            made.nodes[str(attributes["iri"])] = {**attributes, "labels": sorted(part.labels)}
    for part in parts:
        if not isinstance(part, Node):
            ends = [iris.get(end.element_id) for end in (part.start_node, part.end_node)]
            if None in ends:
                raise QueryError(f"a relationship {part.type} is returned without its ends; "
                                 "return its nodes too, or a path")  # fmt: skip
            attributes = _attributes(part)
            name = str(attributes.get("iri") or attributes.get("source") or part.element_id)
            start, end = map(str, ends)
            made.edges[start, end, part.type, name] = {**attributes, "type": part.type}
    return made


def _parts(value: Any) -> Iterator[Any]:
    """The nodes and relationships in a value: alone, in a path, a list or a map."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node | Relationship):
        yield value
    elif isinstance(value, Path):
        yield from value.nodes
        yield from value.relationships
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _parts(item)


def _attributes(part: Any) -> dict[str, Any]:
    return {key: _plain(value) for key, value in sorted(part.items()) if key != DIGEST}


def _plain(value: Any) -> Any:
    from neo4j.time import Date

    if isinstance(value, Date):
        return date(value.year, value.month, value.day)
    return value
