"""Paths by the named query are those of ``occupath route``, in SPARQL and in Cypher."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.graph.neo4j import Server
from occupath.ontology.errors import QueryError
from occupath.queries.named import run
from occupath.queries.pathway.network import load_network

PAIRS = [
    ("47-2111.00", "47-2231.00", 3),
    ("47-2111.00", "15-1252.00", 3),
    ("47-2111.00", "17-2071.00", 2),
    ("15-1252.00", "47-2231.00", 4),
]


@pytest.mark.parametrize(("start", "end", "hops"), PAIRS)
def test_the_best_paths_are_those_of_the_path_search(
    starter_dataset: Path, starter_graph: Server, start: str, end: str, hops: int
) -> None:
    dataset = Dataset.open(starter_dataset)
    expected = load_network(dataset).paths(start, end, hops, 60)[:5]
    asked = {"from": start, "to": end, "most": hops, "limit": 5}
    languages = (dataset, starter_graph) if hops < 4 else (starter_graph,)  # SPARQL takes minutes
    for source in languages:
        rows = run("routes", source, asked).rows
        assert [str(row["path"]).split(" > ") for row in rows] == expected


def test_an_occupation_to_avoid_is_avoided(starter_dataset: Path, starter_graph: Server) -> None:
    dataset = Dataset.open(starter_dataset)
    asked = {"from": "47-2111.00", "to": "47-2231.00", "most": 2, "avoid": "47-1011.03"}
    for source in (dataset, starter_graph):
        rows = run("routes", source, asked).rows
        assert rows
        assert not any("47-1011.03" in str(row["path"]) for row in rows)


def test_a_senseless_number_of_hops_is_refused(starter_dataset: Path) -> None:
    asked = {"from": "47-2111.00", "to": "47-2231.00", "most": 5}
    with pytest.raises(QueryError, match="1 to 4 hops"):
        run("routes", Dataset.open(starter_dataset), asked)
