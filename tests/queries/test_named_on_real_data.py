"""The examples of every named query on the whole real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.queries.catalog import NamedQuery, list_queries
from occupath.queries.named import run
from occupath.queries.template import order_of

OF_USERS = {"cip-soc-reviews"}  # official data holds no reviews, and no postings
QUERIES = [q for q in list_queries() if q.family != "posting" and q.name not in OF_USERS]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def dataset(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


@pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])
def test_the_example_gives_rows_in_a_total_order(dataset: Dataset, query: NamedQuery) -> None:
    rows = run(query.name, dataset, query.examples()).rows
    assert rows
    if query.steps is None:
        by_key: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
        for row in rows:
            key = tuple(row.get(name) for name in order_of(query.body))
            by_key.setdefault(key, set()).add(tuple(row.values()))
        assert all(len(same) == 1 for same in by_key.values())


def test_soc_2010_to_2018_has_the_cardinalities_of_the_file(dataset: Dataset) -> None:
    counted = run("crosswalk-summary", dataset, {"from": "soc2010", "to": "soc2018"}).rows
    assert {str(row["cardinality"]): row["rows"] for row in counted} == {
        "1:1": 766, "1:m": 70, "m:1": 32, "m:m": 32,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "code", "to", "reached"),
    [
        ("onetsoc2019", "47-2111.00", "soc2018", "47-2111"),
        ("cip2010", "15.0505", "cip2020", "15.1703"),
        ("cip2020", "15.1703", "soc2018", "47-2231"),
        ("cip2010", "15.0505", "onetsoc2019", "47-2231.00"),
        ("isco08", "7411", "soc2018", "47-2111"),
        ("esco", "7411.1.4", "onetsoc2019", "47-2231.00"),
        ("oews", "13-1020", "soc2018", "13-1023"),
        ("onetsoc2000", "47-2111.00", "soc2018", "47-2111"),
        ("soc2018", "47-2231", "soc2010", "47-2231"),
        ("esco", "7411.1.4", "isco08", "7411"),
    ],
)
def test_any_two_schemes_cross(
    dataset: Dataset, scheme: str, code: str, to: str, reached: str
) -> None:
    rows = run("crosswalk", dataset, {"from": scheme, "code": code, "to": to}).rows
    assert reached in {row["to_code"] for row in rows}


def test_the_solar_program_of_the_list_is_offered_for_solar_installers(dataset: Dataset) -> None:
    programs = run("programs-for-occupation", dataset, {"occupation": "47-2231.00"}).rows
    assert any(
        (row["cip"], row["cip2020"], row["cost_usd"], row["hours"])
        == ("15.0505", "15.1703", 4000.0, 300.0)
        for row in programs
    )


def test_blockchain_engineers_hide_in_all_other_computer_occupations(dataset: Dataset) -> None:
    hidden = run("hidden-in-residual", dataset, {"code": "15-1299"}).rows
    assert ("15-1299.07", "Blockchain Engineers") in {
        (row["occupation_code"], row["title"]) for row in hidden
    }
