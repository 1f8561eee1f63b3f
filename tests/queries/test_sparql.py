"""SPARQL of the user's own cannot change, leave or exhaust anything."""

from __future__ import annotations

import pytest

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.queries.sparql import run_sparql


def test_a_select_gives_rows_in_column_order(tiny: Dataset) -> None:
    answer = run_sparql(
        tiny, "SELECT ?code ?t WHERE { ?o a oc:Certification ; skos:notation ?code ; "
        "skos:prefLabel ?t }",
    )  # fmt: skip
    assert answer.columns == ("code", "t")
    assert answer.rows == [{"code": "1", "t": "PV Installation Professional"}]
    assert not answer.truncated


def test_rows_over_the_limit_are_cut_off_and_told(tiny: Dataset) -> None:
    answer = run_sparql(tiny, "SELECT ?s WHERE { ?s ?p ?o }", max_rows=3)
    assert (len(answer.rows), answer.truncated) == (3, True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "LOAD <http://localhost:9/>",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT ?s WHERE {",
    ],
)
def test_what_is_not_a_read_only_query_is_refused(tiny: Dataset, query: str) -> None:
    with pytest.raises(QueryError):
        run_sparql(tiny, query)


def test_a_query_without_end_is_stopped(tiny: Dataset) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryError, match="took longer"):
        run_sparql(tiny, endless, timeout=1)
