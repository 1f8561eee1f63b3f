"""Questions about postings, on a few written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.queries.catalog import NamedQuery, list_queries
from occupath.queries.named import run
from occupath.queries.template import order_of

ELECTRICIANS = {"occupation": "47-2111"}
QUERIES = [query for query in list_queries() if query.family == "posting"]


def test_demand_is_summed_over_cells_and_out_of_all_postings_of_the_occupation(
    tiny: Dataset,
) -> None:
    (row,) = run("occupation-demand", tiny, ELECTRICIANS).rows
    assert (row["name"], row["asking"], row["postings"], row["share"]) == (
        "Engineering and Technology", 5, 10, 0.5,
    )  # fmt: skip
    assert (row["required"], row["preferred"], row["mentioned"]) == (2, 1, 2)
    assert (row["first_month"], row["last_month"]) == ("2018-07", "2018-07")
    assert run("occupation-demand", tiny, ELECTRICIANS | {"minimum": "6"}).rows == []


def test_an_edge_leads_to_the_sentence(tiny: Dataset) -> None:
    (row,) = run("demand-evidence", tiny, ELECTRICIANS | {"skill": "2.C.3.b"}).rows
    assert (row["sentence"], row["start"], row["end"]) == ("Knows engineering.", 6, 17)
    assert (row["title"], row["month"], row["source"]) == (
        "Electrician", "2018-07", "postings/city",
    )  # fmt: skip


def test_an_unknown_month_has_its_own_row(tiny: Dataset) -> None:
    rows = run("demand-by-month", tiny, ELECTRICIANS | {"skill": "2.C.3.b"}).rows
    assert [(r["month"], r["area"], r["asking"], r["postings"]) for r in rows] == [
        ("2018-07", "New Jersey", 3, 4),
        ("unknown", "Unknown area", 2, 6),
    ]


def test_months_in_which_nobody_asks_are_shown_with_their_postings(tiny: Dataset) -> None:
    rows = run("demand-by-month", tiny, ELECTRICIANS | {"skill": "2.A.1.a"}).rows
    assert [(r["month"], r["asking"], r["share"]) for r in rows] == [
        ("2018-07", 0, 0), ("unknown", 0, 0),
    ]  # fmt: skip


def test_postings_of_an_occupation_tell_how_sure_their_code_is(tiny: Dataset) -> None:
    (row,) = run("occupation-postings", tiny, ELECTRICIANS).rows
    assert (row["title"], row["employer"], row["probability"], row["mentions"]) == (
        "Electrician", "City", 0.9, 1,
    )  # fmt: skip


def test_a_source_of_postings_tells_what_it_covers(tiny: Dataset) -> None:
    (row,) = run("posting-sources", tiny).rows
    assert (row["source"], row["coded"], row["occupations"], row["nodes"]) == (
        "postings/city", 10, 1, 1,
    )  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])
def test_examples_give_rows_in_a_total_order(tiny: Dataset, query: NamedQuery) -> None:
    rows = run(query.name, tiny, query.examples()).rows
    keys = [tuple(row.get(name) for name in order_of(query.body)) for row in rows]
    assert len(keys) == len(set(keys)) > 0


def test_a_dataset_without_postings_has_no_demand(starter_dataset: Path) -> None:
    assert run("occupation-demand", Dataset.open(starter_dataset), ELECTRICIANS).rows == []
