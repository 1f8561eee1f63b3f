"""Routes: the solar answer with its real program, limits, licences, Pareto and no-route reasons."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.queries.occupation.find import OccupationRef, find_occupation
from occupath.queries.pathway.licences import Licences
from occupath.queries.pathway.network import Edge, Network, load_network
from occupath.queries.pathway.picture import mermaid, svg
from occupath.queries.pathway.route import Limits, route

ELECTRICIANS = OccupationRef("47-2111.00", "Electricians")
SOLAR = OccupationRef("47-2231.00", "Solar Photovoltaic Installers")


@pytest.fixture(scope="module")
def starter(starter_dataset: Path) -> Dataset:
    return Dataset.open(starter_dataset)


@pytest.fixture(scope="module")
def real(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


@pytest.mark.parametrize("which", ["starter", "real"])
def test_an_electrician_becomes_a_solar_technician_in_one_hop(
    which: str, request: pytest.FixtureRequest
) -> None:
    dataset: Dataset = request.getfixturevalue(which)
    end = find_occupation(dataset, "solar technician").occupation
    answer = route(dataset, find_occupation(dataset, "electrician").occupation, end)
    best = answer.routes[0]
    assert [hop.to.code for hop in best.hops] == ["47-2231.00"]
    (program,) = (p for p in best.hops[0].programs if p.id == "44728")
    assert (program.cip, program.cip2020) == ("15.0505", "15.1703")
    assert (program.cost_usd, program.hours) == (4000, 300)
    assert "NABCEP PV Entry Level Exam" in program.credentials
    assert program.weeks == (26, 52)
    assert any(c.issuer == "NABCEP" for c in best.hops[0].credentials)
    assert best.cost == 4000
    assert best.hops[0].wage_change == 53140 - 63190  # medians of May 2025
    assert (best.hops[0].wage_area, best.hops[0].wage_period) == ("US", "2025-05")


def test_the_json_has_the_keys_of_the_contract(starter: Dataset) -> None:
    answer = route(starter, ELECTRICIANS, SOLAR).as_json()
    assert answer["from"] == {"code": "47-2111.00", "title": "Electricians"}
    routes = answer["routes"]
    assert isinstance(routes, list)
    assert routes[0].keys() >= {"hops", "cost_usd", "hours"}
    hop = routes[0]["hops"][0]
    assert hop.keys() >= {
        "from", "to", "closeness", "shortfall", "job_zone_step", "wage_change_usd", "wage_area",
        "wage_period", "gap", "programs", "credentials",
    }  # fmt: skip
    assert hop["gap"][0].keys() == {
        "id", "name", "kind", "importance", "level_have", "level_need",
    }  # fmt: skip
    assert hop["programs"][0].keys() >= {
        "id", "name", "provider", "cip", "cip2020", "cost_usd", "hours", "weeks", "credentials",
    }  # fmt: skip
    assert hop["credentials"][0].keys() >= {"id", "name", "kind", "issuer"}


def test_gaps_come_strongest_first_and_ask_for_more_than_is_held(starter: Dataset) -> None:
    items = route(starter, ELECTRICIANS, SOLAR).routes[0].hops[0].gap
    strengths = [item.strength for item in items]
    assert strengths == sorted(strengths, reverse=True)
    assert all((i.level_need or 0) > (i.level_have or 0) for i in items)


def test_limits_are_kept_and_what_cannot_be_known_to_keep_them_is_left_out(
    starter: Dataset,
) -> None:
    for found in route(starter, ELECTRICIANS, SOLAR, Limits(max_cost=4300, k=10)).routes:
        assert found.cost is not None
        assert found.cost <= 4300
    for found in route(starter, ELECTRICIANS, SOLAR, Limits(max_weeks=60, k=10)).routes:
        assert found.weeks is not None
        assert found.weeks[1] is not None
        assert found.weeks[1] <= 60
    for found in route(starter, ELECTRICIANS, SOLAR, Limits(min_wage=53000, k=10)).routes:
        assert all((hop.wage_to or 0) >= 53000 for hop in found.hops)
    (only,) = route(starter, ELECTRICIANS, SOLAR, Limits(max_hops=1, k=10)).routes[:1]
    assert len(only.hops) == 1


def test_no_route_says_why(starter: Dataset) -> None:
    answer = route(starter, ELECTRICIANS, SOLAR, Limits(max_cost=10))
    assert answer.routes == ()
    assert answer.reason is not None
    assert "--max-cost" in answer.reason
    assert "where you start" in str(route(starter, SOLAR, SOLAR).reason)


def test_a_credential_to_start_with_must_be_offered_by_the_first_hop(starter: Dataset) -> None:
    named = route(starter, ELECTRICIANS, SOLAR, Limits(start_with_credential="NABCEP", k=10))
    assert [hop.to.code for hop in named.routes[0].hops] == ["47-2231.00"]
    assert not route(
        starter, ELECTRICIANS, SOLAR, Limits(start_with_credential="bar admission")
    ).routes


def test_routes_do_not_repeat_and_have_no_loops(real: Dataset) -> None:
    answer = route(real, ELECTRICIANS, SOLAR, Limits(k=10))
    assert len(answer.routes) in range(2, 11)
    for found in answer.routes:
        codes = [found.hops[0].from_.code, *(hop.to.code for hop in found.hops)]
        assert len(codes) == len(set(codes))
        assert len(found.hops) <= 4
    shown = [(tuple(h.to.code for h in r.hops), r.cost, r.hours) for r in answer.routes]
    assert len(shown) == len(set(shown))


def test_no_shown_route_beats_one_on_the_front(real: Dataset) -> None:
    routes = route(real, ELECTRICIANS, SOLAR, Limits(k=50)).routes
    front = [r for r in routes if r.pareto]
    assert front
    for best in front:
        for other in routes:
            if other.cost is None or other.weeks is None or other.lowest_wage is None:
                continue
            assert best.cost is not None
            assert best.weeks is not None
            assert best.lowest_wage is not None
            if other.weeks[1] is None or best.weeks[1] is None:
                continue
            mine = (best.weeks[1], best.cost, -best.lowest_wage)
            theirs = (other.weeks[1], other.cost, -other.lowest_wage)
            assert not (all(t <= m for t, m in zip(theirs, mine, strict=True)) and theirs != mine)


def test_nobody_is_sent_into_an_occupation_whose_licence_nothing_listed_gives(
    real: Dataset,
) -> None:
    physicians = find_occupation(real, "29-1215.00").occupation
    nurses = find_occupation(real, "29-1141.00").occupation
    answer = route(real, nurses, physicians)
    assert answer.routes == ()
    assert answer.reason is not None
    assert "licence" in answer.reason


def test_a_licence_is_obtainable_only_if_a_program_leads_to_one_of_its_name(real: Dataset) -> None:
    network = load_network(real)
    assert {"29-1141.00", "29-2061.00", "53-3032.00"} <= network.licences.obtainable
    assert (
        "29-1171.00" not in network.licences.obtainable
    )  # nurse practitioners: a nurse's licence is less
    assert "23-1011.00" not in network.licences.obtainable
    assert "29-1141.01" not in network.barred("29-1141.00")


def test_an_area_without_wages_says_so_and_shows_national_ones(starter: Dataset) -> None:
    answer = route(starter, ELECTRICIANS, SOLAR, Limits(area="NJ"))
    assert "national" in answer.notes[0]
    assert answer.routes[0].hops[0].wage_area == "US"


@pytest.mark.parametrize("limits", [Limits(max_hops=0), Limits(max_hops=5), Limits(k=0)])
def test_limits_without_sense_are_refused(starter: Dataset, limits: Limits) -> None:
    with pytest.raises(QueryError):
        route(starter, ELECTRICIANS, SOLAR, limits)


def test_paths_go_around_a_barred_occupation() -> None:
    near, far = Edge(0.9, 0.0, 0), Edge(0.5, 0.0, 0)
    edges = {("a", "b"): near, ("b", "d"): near, ("a", "c"): far, ("c", "d"): far}
    open_ = Network(("a", "b", "c", "d"), edges, Licences({}, frozenset()))
    assert open_.paths("a", "d", 4, 5) == [["a", "b", "d"], ["a", "c", "d"]]
    licensed = Network(("a", "b", "c", "d"), edges, Licences({"b": "bar"}, frozenset()))
    assert licensed.paths("a", "d", 4, 5) == [["a", "c", "d"]]
    obtainable = Network(("a", "b", "c", "d"), edges, Licences({"b": "bar"}, frozenset("b")))
    assert obtainable.paths("a", "d", 4, 5)[0] == ["a", "b", "d"]
    held = Network(("a", "b", "c", "d"), edges, Licences({"a": "bar", "b": "bar"}, frozenset()))
    assert held.paths("a", "d", 4, 5)[0] == ["a", "b", "d"]
    assert open_.paths("a", "d", 1, 5) == []
    assert open_.paths("a", "d", 4, 5, avoid=["b"]) == [["a", "c", "d"]]
    assert open_.paths("a", "d", 4, 5, avoid=["d"]) == []


def test_longer_paths_do_not_crowd_out_the_one_that_is_short_enough() -> None:
    near = Edge(1.0, 0.0, 0)
    middle = [f"m{i}" for i in range(5)]
    edges = {("a", "z"): Edge(0.0, 7.0, 4)}  # direct, and harder than any detour
    edges |= {("a", m): near for m in middle} | {(m, "z"): near for m in middle}
    network = Network(("a", *middle, "z"), edges, Licences({}, frozenset()))
    assert network.paths("a", "z", 1, 3) == [["a", "z"]]
    assert all(len(path) == 3 for path in network.paths("a", "z", 2, 3))


def test_pictures_show_every_stop_and_escape_what_they_show(starter: Dataset) -> None:
    answer = route(starter, ELECTRICIANS, SOLAR, Limits(k=2))
    text = mermaid(answer)
    assert text.startswith("flowchart LR\n")
    drawn = unescape(svg(answer))
    assert drawn.startswith("<?xml")
    for found in answer.routes:
        for hop in found.hops:
            assert hop.to.code in text
            assert hop.to.code in drawn
    hostile = OccupationRef("47-2111.00", '<script>"alert"&')
    from dataclasses import replace

    first = answer.routes[0]
    hop = replace(first.hops[0], from_=hostile)
    odd = replace(answer, routes=(replace(first, hops=(hop,)),))
    assert "<script>" not in mermaid(odd)
    assert "<script>" not in svg(odd)
