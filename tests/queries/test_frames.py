"""Answers as frames and networks, on the starter data."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from occupath.graph.neo4j import Server
from occupath.ontology.errors import OccupathError, QueryError
from occupath.queries import Dataset, Result, run, to_igraph, to_networkx

MOVES = """\
MATCH path = (:Occupation {code: $from})-[:CAN_MOVE_TO]->(via)-[:CAN_MOVE_TO]->
             (:Occupation {code: $to})
RETURN path ORDER BY via.code"""
SOLAR = {"from": "47-2111.00", "to": "47-2231.00"}
MIXED = Result(
    ("code", "n", "share", "known"),
    [
        {"code": "a", "n": 1, "share": 2, "known": True},
        {"code": None, "n": None, "share": 0.5, "known": None},
    ],
)


def test_a_pandas_frame_keeps_whole_numbers_and_what_is_unknown() -> None:
    frame = MIXED.to_pandas()
    assert [str(kind) for kind in frame.dtypes] == ["string", "Int64", "Float64", "boolean"]
    assert frame["n"].tolist()[0] == 1
    assert frame.isna().sum().tolist() == [1, 1, 0, 1]


def test_a_polars_frame_keeps_whole_numbers_and_what_is_unknown() -> None:
    frame = MIXED.to_polars()
    assert [str(kind) for kind in frame.dtypes] == ["String", "Int64", "Float64", "Boolean"]
    assert frame.rows() == [("a", 1, 2.0, True), (None, None, 0.5, None)]


def test_no_rows_are_a_frame_with_the_columns() -> None:
    empty = Result(("code", "n"))
    assert list(empty.to_pandas().columns) == ["code", "n"]
    assert empty.to_polars().columns == ["code", "n"]
    assert len(empty.to_pandas()) == len(empty.to_polars()) == 0


def test_a_named_query_is_a_frame(starter_dataset: Path) -> None:
    needs = run("occupation-needs", Dataset.open(starter_dataset), {"occupation": "47-2231.00"})
    for frame in (needs.to_pandas(), needs.to_polars()):
        assert list(frame.columns) == list(needs.columns)
        assert len(frame) == len(needs.rows)
        assert frame["name"][0] == "Building and Construction"
        assert frame["level"][0] == 5.59


def test_paths_are_a_graph_of_networkx(starter_graph: Server) -> None:
    graph = to_networkx(starter_graph, MOVES, SOLAR)
    start, end = (occupation(SOLAR[key]) for key in ("from", "to"))
    assert graph.nodes[start]["name"] == "Electricians"
    assert graph.nodes[start]["labels"] == ["Occupation", "Resource"]
    assert graph.in_degree(start) == graph.out_degree(end) == 0
    assert graph.number_of_edges() == 2 * (graph.number_of_nodes() - 2)
    for _, _, (type_, iri), move in graph.edges(keys=True, data=True):
        assert type_ == move["type"] == "CAN_MOVE_TO"
        assert iri == move["iri"]
        assert move["source"] == "occupath-moves"
        assert "digest" not in move
        assert move.get("wagePeriod") in (date(2025, 5, 1), None)


def test_paths_are_a_graph_of_igraph(starter_graph: Server) -> None:
    graph, twin = (make(starter_graph, MOVES, SOLAR) for make in (to_igraph, to_networkx))
    assert graph.is_directed()
    assert graph.vs["iri"] == list(twin.nodes)
    assert graph.ecount() == twin.number_of_edges()
    electricians = graph.vs.find(iri=occupation("47-2111.00"))
    assert electricians["name"] == "Electricians"
    assert set(graph.es["type"]) == {"CAN_MOVE_TO"}
    ends = [(graph.vs[edge.source]["iri"], graph.vs[edge.target]["iri"]) for edge in graph.es]
    assert sorted(ends) == sorted(twin.edges())


def test_lists_and_relationships_beside_their_nodes_are_a_graph(starter_graph: Server) -> None:
    graph = to_networkx(
        starter_graph,
        "MATCH (o:Occupation {code: '47-2111.00'})-[r:IN_JOB_ZONE|CLASSIFIED_BY]->(n) "
        "RETURN o, collect(r) AS all, collect(n) AS ends",
    )
    assert sorted(key for _, _, key in graph.edges(keys=True)) == [
        ("CLASSIFIED_BY", "onet"), ("IN_JOB_ZONE", "onet"),
    ]  # fmt: skip


def test_several_relationships_between_two_nodes_all_stay(starter_graph: Server) -> None:
    statement = "MATCH (o:Occupation {code: '47-2111.00'})-[r:RATED]->(e) RETURN o, r, e"
    rows = starter_graph.cypher(statement)
    graph = to_networkx(starter_graph, statement)
    assert graph.number_of_edges() == len(rows) > graph.number_of_nodes()


def test_a_relationship_needs_its_ends(starter_graph: Server) -> None:
    with pytest.raises(QueryError, match="CAN_MOVE_TO is returned without its ends"):
        to_networkx(starter_graph, "MATCH (:Occupation)-[r:CAN_MOVE_TO]->() RETURN r LIMIT 1")


def test_a_network_is_only_read(starter_graph: Server) -> None:
    with pytest.raises(QueryError, match="read-only"):
        to_igraph(starter_graph, "MATCH (o:Occupation) SET o.name = '' RETURN o")


@pytest.mark.parametrize("name", ["pandas", "polars", "networkx", "igraph"])
def test_a_missing_library_is_named_with_what_to_install(
    name: str, starter_graph: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    ways = {
        "pandas": MIXED.to_pandas,
        "polars": MIXED.to_polars,
        "networkx": lambda: to_networkx(starter_graph, MOVES, SOLAR),
        "igraph": lambda: to_igraph(starter_graph, MOVES, SOLAR),
    }
    with pytest.raises(OccupathError, match=rf"{name} is not installed .*occupath\[frames\]"):
        ways[name]()


def occupation(code: str) -> str:
    return f"https://w3id.org/occupath/id/occupation/{code}"
