"""Each named question in SPARQL and in Cypher: the same rows in the same order, typed alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from occupath.graph.build import build
from occupath.graph.dataset import Dataset
from occupath.graph.neo4j import Server
from occupath.graph.neo4j.embedded import embedded
from occupath.ontology.errors import OccupathError
from occupath.queries.catalog import NamedQuery, list_queries
from occupath.queries.engines import Source
from occupath.queries.named import run
from tests.graph import postings
from tests.queries.pair_cases import CASES

QUERIES = list_queries()
FAMILIES = sorted({query.family for query in QUERIES})


def _answer(query: NamedQuery, source: Source, params: Mapping[str, str]) -> str:
    """The rows as JSON text, in which 1, 1.0 and true differ; or the error."""
    try:
        found = run(query.name, source, params)
    except OccupathError as refused:
        return f"{type(refused).__name__}: {refused}"
    lines = [json.dumps(row, ensure_ascii=False) for row in found.rows]
    return "\n".join([*lines, f"truncated: {found.truncated}"])


def _compare(dataset: Dataset, graph: Server, family: str) -> None:
    for query in QUERIES:
        if query.family != family:
            continue
        for params in (query.examples(), *CASES.get(query.name, [])):
            expected = _answer(query, dataset, params)
            assert _answer(query, graph, params) == expected, f"{query.name} {params}"


@pytest.fixture(scope="module")
def starter(starter_dataset: Path) -> Dataset:
    return Dataset.open(starter_dataset)


@pytest.fixture(scope="module")
def real(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


def test_every_question_can_be_asked_in_both_languages() -> None:
    assert [query.name for query in QUERIES if "cypher" not in query.engines] == []


def test_every_list_of_parameters_belongs_to_a_question() -> None:
    assert CASES.keys() - {query.name for query in QUERIES} == set()


@pytest.mark.parametrize("family", FAMILIES)
def test_both_languages_answer_alike_on_the_starter_data(
    starter: Dataset, starter_graph: Server, family: str
) -> None:
    _compare(starter, starter_graph, family)


def test_both_languages_answer_alike_where_there_are_postings(tmp_path: Path) -> None:
    place = tmp_path / "dataset"
    build(
        None,
        place,
        postings=[postings.city(tmp_path / "city"), postings.county(tmp_path / "county")],
    )
    dataset = Dataset.open(place)
    assert run("posting-sources", dataset, {}).rows
    with embedded(place) as graph:
        for family in ("posting", "provenance"):
            _compare(dataset, graph, family)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_both_languages_answer_alike_on_the_real_data(
    real: Dataset, real_graph: Server, family: str
) -> None:
    _compare(real, real_graph, family)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_both_languages_answer_alike_on_a_neo4j_server(
    real: Dataset, neo4j_graph: Server, family: str
) -> None:
    _compare(real, neo4j_graph, family)
