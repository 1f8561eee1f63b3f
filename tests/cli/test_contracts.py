"""The JSON that programs rely on: the keys of the contract, and null for what is unknown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Occupath = Callable[..., Any]

REF = {"code", "title"}
HOP = {
    "from", "to", "closeness", "shortfall", "job_zone_step", "wage_change_usd", "wage_area",
    "wage_period", "gap", "programs", "credentials",
}  # fmt: skip
GAP = {"id", "name", "kind", "importance", "level_have", "level_need"}
PROGRAM = {
    "id", "name", "provider", "cip", "cip2020", "cost_usd", "hours", "weeks", "credentials",
}  # fmt: skip
CREDENTIAL = {"id", "name", "kind", "issuer"}
NEIGHBOR = {"code", "title", "closeness", "shortfall", "parts"}
QUERY = {"name", "description", "params", "engines"}
PARAM = {"name", "type", "default", "example"}


def ask(occupath: Occupath, *words: str) -> Any:
    answer = occupath(*words, "--format", "json")
    return json.loads(answer.out)


@pytest.fixture
def routes(occupath: Occupath) -> Any:
    return ask(occupath, "route", "electrician", "solar technician", "-k", "10")


def test_a_route_has_the_keys_of_the_contract(routes: Any) -> None:
    assert {"from", "to", "routes"} <= routes.keys()
    assert routes["from"] == {"code": "47-2111.00", "title": "Electricians"}
    assert routes["to"] == {"code": "47-2231.00", "title": "Solar Photovoltaic Installers"}
    assert len(routes["routes"]) in range(1, 11)
    for route in routes["routes"]:
        assert {"hops", "cost_usd", "hours"} <= route.keys()
        assert len(route["hops"]) in range(1, 5)
        for hop in route["hops"]:
            assert hop.keys() >= HOP
            assert hop["from"].keys() == hop["to"].keys() == REF
            assert all(item.keys() == GAP for item in hop["gap"])
            assert all(item.keys() >= PROGRAM for item in hop["programs"])
            assert all(item.keys() >= CREDENTIAL for item in hop["credentials"])


def test_the_hops_of_a_route_are_a_loopless_chain(routes: Any) -> None:
    for route in routes["routes"]:
        stops = [hop["from"]["code"] for hop in route["hops"]] + [routes["to"]["code"]]
        assert stops[0] == routes["from"]["code"]
        assert [hop["to"]["code"] for hop in route["hops"]] == stops[1:]
        assert len(set(stops)) == len(stops)


def test_numbers_are_in_their_ranges_and_never_a_stand_in_for_unknown(routes: Any) -> None:
    for hop in (hop for route in routes["routes"] for hop in route["hops"]):
        assert 0 <= hop["closeness"] <= 1
        assert hop["shortfall"] is None or 0 <= hop["shortfall"] <= 7
        for item in hop["gap"]:
            assert item["importance"] <= 5
            assert item["importance"] >= 1
            assert item["level_have"] is None or 0 <= item["level_have"] < item["level_need"] <= 7
        for program in hop["programs"]:
            for key in ("cost_usd", "hours"):
                assert program[key] is None or program[key] > 0
            low, high = program["weeks"] or (0, None)
            assert high is None or low <= high


def test_the_solar_program_of_new_jersey_is_on_the_first_route(routes: Any) -> None:
    (hop,) = routes["routes"][0]["hops"]
    program = next(p for p in hop["programs"] if "NABCEP PV Entry Level Exam" in p["credentials"])
    assert (program["cip"], program["cip2020"]) == ("15.0505", "15.1703")
    assert (program["cost_usd"], program["hours"]) == (4000, 300)
    assert program["provider"] == "Eferon Solar Solutions - PVS"
    assert program["weeks"] == [26, 52]
    assert any(c["issuer"] == "NABCEP" for c in hop["credentials"])
    assert (hop["wage_area"], hop["wage_period"]) == ("US", "2025-05")


def test_a_hop_says_what_education_its_occupation_typically_asks_for(occupath: Occupath) -> None:
    found = ask(occupath, "route", "electrician", "construction managers", "--max-hops", "1")
    asked = {hop["typical_education"] for route in found["routes"] for hop in route["hops"]}
    assert asked == {"Bachelor's degree"}


def test_no_route_is_an_empty_list_with_the_reason(occupath: Occupath) -> None:
    answer = occupath(
        "route", "47-2111.00", "47-2231.00", "--min-wage", "1000000", "--format", "json"
    )
    assert answer.status == 1
    found = json.loads(answer.out)
    assert found["routes"] == []
    assert "--min-wage" in found["reason"]
    assert f"no route: {found['reason']}\n" == answer.err


@pytest.mark.parametrize(
    ("limit", "kept"),
    [
        (["--max-hops", "1"], lambda r: len(r["hops"]) == 1),
        (["--max-cost", "4500"], lambda r: r["cost_usd"] <= 4500),
        (["--max-weeks", "52"], lambda r: r["weeks"][1] <= 52),
        (["--min-wage", "50000"], lambda r: r["lowest_wage_usd"] >= 50000),
        (["--area", "nj"], lambda r: all(h["wage_area"] in ("NJ", "US") for h in r["hops"])),
        (["--start-with-credential", "NABCEP"],
         lambda r: any("NABCEP" in f"{c['name']} {c['issuer']}"
                       for c in r["hops"][0]["credentials"])
         or any("NABCEP" in n for p in r["hops"][0]["programs"] for n in p["credentials"])),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)  # fmt: skip
def test_a_route_keeps_the_limit(
    occupath: Occupath, limit: list[str], kept: Callable[[Any], bool]
) -> None:
    found = ask(occupath, "route", "electrician", "47-2231.00", "-k", "20", *limit)
    assert found["routes"]
    assert all(kept(route) for route in found["routes"])


def test_neighbors_are_a_list_closest_first(occupath: Occupath) -> None:
    found = ask(occupath, "neighbors", "electrician", "--top", "12")
    assert len(found) == 12
    assert all(near.keys() >= NEIGHBOR for near in found)
    closeness = [near["closeness"] for near in found]
    assert closeness == sorted(closeness, reverse=True)
    assert "47-2111.00" not in {near["code"] for near in found}
    assert all(value is None or 0 <= value <= 1 for n in found for value in n["parts"].values())


def test_all_neighbors_are_an_object_from_code_to_the_same_lists(occupath: Occupath) -> None:
    found = ask(occupath, "neighbors", "--all", "--top", "3")
    assert len(found) >= 80
    assert all(1 <= len(near) <= 3 for near in found.values())
    assert found["47-2111.00"] == ask(occupath, "neighbors", "47-2111.00", "--top", "3")


def test_a_gap_has_items_strongest_first(occupath: Occupath) -> None:
    found = ask(occupath, "gap", "electrician", "47-2231.00")
    assert {"from", "to", "missing", "carries_over"} <= found.keys()
    assert all(item.keys() == GAP for item in found["missing"] + found["carries_over"])
    strength = [
        item["importance"] * (item["level_need"] - (item["level_have"] or 0))
        for item in found["missing"]
    ]
    assert strength == sorted(strength, reverse=True)
    assert all(item["level_have"] >= item["level_need"] for item in found["carries_over"])
    assert found["missing"][0] == {
        "id": "2.C.3.b", "name": "Engineering and Technology", "kind": "knowledge",
        "importance": 4.38, "level_have": 2.12, "level_need": 4.65,
    }  # fmt: skip


def test_the_list_of_queries_has_the_keys_of_the_contract(occupath: Occupath) -> None:
    found = ask(occupath, "query", "--list")
    assert len({query["name"] for query in found}) == len(found) > 10
    for query in found:
        assert query.keys() >= QUERY
        assert "sparql" in query["engines"]
        assert all(param.keys() >= PARAM for param in query["params"])
        assert all(param["example"] for param in query["params"])


def test_rows_of_a_query_are_a_list_of_objects(occupath: Occupath) -> None:
    rows = ask(occupath, "query", "occupation-needs", "-p", "occupation=47-2231.00")
    assert isinstance(rows, list)
    assert len({tuple(row) for row in rows}) == 1
    assert {"id", "name", "importance", "level"} <= rows[0].keys()
