"""Answers of named queries on the hand-written dataset; every value stands in fixtures/tiny.ttl."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError, QueryError, UnknownCode
from occupath.queries.named import run
from occupath.queries.result import Result


def pairs(answer: Result, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in columns) for row in answer.rows]


def test_titles_are_found_in_any_case_and_any_vintage(tiny: Dataset) -> None:
    assert pairs(run("find-occupation", tiny, {"text": "SOLAR"}), "code", "matched_title") == [
        ("47-2111.00", "Solar Electrician"),
        ("47-2231.00", "Solar Photovoltaic Installers"),
        ("47-2231.00", "Solar Technician"),
    ]
    earlier = run("find-occupation", tiny, {"text": "developers", "scheme": "soc2010"})
    assert pairs(earlier, "code") == [("15-1132",), ("15-1133",)]


def test_the_profile_has_wage_job_zone_and_what_the_occupation_is(tiny: Dataset) -> None:
    (row,) = run("occupation", tiny, {"occupation": "47-2111"}).rows
    assert (row["soc_code"], row["job_zone"], row["annual_median_usd"]) == ("47-2111", 3, 63190)
    assert (row["licensed"], row["residual"], row["green_list2019"]) == (True, False, False)
    assert row["change_percent"] is None


def test_needs_come_strongest_first_and_above_the_least_importance(tiny: Dataset) -> None:
    asked = {"occupation": "47-2231.00", "minimum": 3}
    assert pairs(run("occupation-needs", tiny, asked), "id", "kind", "importance", "level") == [
        ("2.C.3.b", "knowledge", 4.38, 4.65),
        ("2.B.3.k", "skill", 3.25, 3.12),
    ]


def test_the_gap_has_only_what_the_target_needs_more_of(tiny: Dataset) -> None:
    gap = run("skill-gap", tiny, {"from": "47-2111.00", "to": "47-2231.00"})
    assert pairs(gap, "id", "level_have", "level_need", "gap") == [("2.C.3.b", 2.12, 4.65, 11.0814)]


def test_the_technology_gap_leaves_out_what_is_used_already(tiny: Dataset) -> None:
    gap = run("technology-gap", tiny, {"from": "47-2111.00", "to": "47-2231.00"})
    assert pairs(gap, "name", "kind", "in_demand") == [
        ("PV design software", "technology", True),
        ("Solar pathfinders", "tool", False),
    ]


def test_programs_show_both_vintages_of_their_cip_and_unknown_cost_last(tiny: Dataset) -> None:
    programs = run("programs-for-occupation", tiny, {"occupation": "47-2231.00"})
    assert pairs(programs, "id", "provider", "cip", "cip2020", "cost_usd", "credential") == [
        ("100", "County College", "15.0505", "15.1703", 4000.0, "PV Entry Level"),
        ("101", "Sun School", "15.0505", None, None, None),
    ]


def test_a_program_teaches_what_its_text_names_with_the_span(tiny: Dataset) -> None:
    asked = {"skill": "http://data.europa.eu/esco/skill/pv"}
    assert pairs(run("programs-for-skill", tiny, asked), "id", "found", "start", "end") == [
        ("100", "Solar", 0, 5)
    ]


def test_our_links_carry_method_and_confidence(tiny: Dataset) -> None:
    asked = {"occupation": "47-2111.00"}
    assert pairs(run("occupation-credentials", tiny, asked), "kind", "name", "method") == [
        ("licence that exists", "ELECTRICAL CONTRACTOR", "code chain")
    ]
    surer = run("certifications-for-occupation", tiny, {"occupation": "47-2231", "minimum": 0.95})
    assert surer.rows == []


def test_wages_are_of_the_area_asked_for(tiny: Dataset) -> None:
    asked = {"occupation": "47-2111.00"}
    assert pairs(run("wages", tiny, asked), "area_title", "annual_median_usd", "employment") == [
        ("United States", 63190, 750000)
    ]
    assert pairs(
        run("wages", tiny, asked | {"area": "NJ"}), "area_title", "annual_median_usd", "employment"
    ) == [("New Jersey", 77250, None)]


def test_outcomes_name_the_cohort(tiny: Dataset) -> None:
    assert pairs(
        run("outcomes", tiny, {"cip": "15.0505"}), "provider", "quarters", "percent_employed"
    ) == [("County College", 4, 75.0)]


def test_a_crosswalk_shows_cardinality_from_either_side(tiny: Dataset) -> None:
    forward = run("crosswalk", tiny, {"from": "soc2010", "code": "15-1132", "to": "soc2018"})
    assert pairs(forward, "to_code", "cardinality", "steps") == [("15-1252", "m:1", 1)]
    back = run("crosswalk", tiny, {"from": "soc2018", "code": "15-1252", "to": "soc2010"})
    assert pairs(back, "to_code", "cardinality") == [("15-1132", "1:m"), ("15-1133", "1:m")]


def test_a_crosswalk_goes_over_several_tables_and_names_each_step(tiny: Dataset) -> None:
    chain = run("crosswalk", tiny, {"from": "isco08", "code": "2512", "to": "soc2018"})
    assert pairs(chain, "to_code", "path", "cardinality", "via", "partial") == [
        ("15-1252", "isco08 > soc2010 > soc2018", "1:m > m:1", "15-1132", True),
        ("15-1252", "isco08 > soc2010 > soc2018", "1:m > m:1", "15-1133", None),
    ]


def test_an_esco_occupation_crosses_by_its_code_to_its_isco_group(tiny: Dataset) -> None:
    group = run("crosswalk", tiny, {"from": "esco", "code": "7411.1.4", "to": "isco08"})
    assert pairs(group, "to_code", "cardinality") == [("7411", "m:1")]


def test_schemes_that_no_table_joins_are_said_to_be_so(tiny: Dataset) -> None:
    with pytest.raises(QueryError, match="no crosswalk leads from opm to soc2018"):
        run("crosswalk", tiny, {"from": "opm", "code": "2210", "to": "soc2018"})


def test_green_definitions_stand_side_by_side(tiny: Dataset) -> None:
    columns = ("code", "onet2010", "list2019", "esco_occupations")
    assert pairs(run("green-comparison", tiny), *columns) == [
        ("47-2111.00", True, False, 0),
        ("47-2231.00", True, True, 1),
    ]


def test_a_residual_code_shows_what_hides_in_it(tiny: Dataset) -> None:
    assert pairs(run("residual-codes", tiny), "code", "hidden_occupations") == [("15-1299", 1)]
    hidden = run("hidden-in-residual", tiny, {"code": "15-1299"})
    assert pairs(hidden, "kind", "title") == [
        ("O*NET occupation", "Blockchain Engineers"),
        ("SOC direct match title", "Information Technology Consultant"),
        ("alternate title", "Blockchain Developer"),
    ]


def test_stored_moves_are_rounded_in_one_place(tiny: Dataset) -> None:
    (move,) = run("neighbors", tiny, {"occupation": "47-2111.00"}).rows
    assert (move["code"], move["closeness"], move["shortfall"]) == ("47-2231.00", 0.5138, 0.2135)
    assert move["wage_change_usd"] is None


def test_a_rating_names_the_release_it_comes_from(tiny: Dataset) -> None:
    asked = {"occupation": "47-2111.00", "skill": "2.B.3.k"}
    (row,) = run("skill-provenance", tiny, asked).rows
    assert (row["importance"], row["release"], row["date"]) == (4.0, "30.1", "2022-08")
    assert str(row["source"]).endswith("/source/onet")


@pytest.mark.parametrize(
    ("name", "params", "says"),
    [
        ("occupation", {}, "needs the parameter 'occupation'"),
        ("occupation", {"code": "47-2111"}, "has no parameter 'code'; it takes occupation"),
        ("occupation", {"occupation": "electrician"}, "is not an O\\*NET-SOC 2019 code"),
        ("occupation-needs", {"occupation": "47-2111", "limit": "many"}, "a whole number from 1"),
        ("crosswalk", {"from": "soc2010", "code": "1", "to": "soc1998"}, "one of the schemes"),
        ("crosswalk", {"from": "soc2010", "code": "15-1132", "to": "soc2010"}, "both soc2010"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    tiny: Dataset, name: str, params: dict[str, object], says: str
) -> None:
    with pytest.raises(QueryError, match=says):
        run(name, tiny, params)


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("occupation-needs", {"occupation": "99-9999.00"}),
        ("code", {"scheme": "soc2018", "code": "99-9999"}),
        ("program", {"program": "424242"}),
        ("who-needs-skill", {"skill": "2.Z.9"}),
        ("crosswalk", {"from": "soc2010", "code": "99-9999", "to": "soc2018"}),
    ],
)
def test_a_well_formed_code_that_is_not_there_is_unknown(
    tiny: Dataset, name: str, params: dict[str, object]
) -> None:
    with pytest.raises(UnknownCode, match=r"not in the dataset|not a code of"):
        run(name, tiny, params)


@pytest.mark.parametrize(
    "text",
    ['") } DROP ALL #', '"@en . ?s ?p ?o', "\\u0022 } #", "$text", "'''", "<b>&amp;</b>", "%00"],
)
def test_hostile_text_finds_nothing_and_breaks_nothing(tiny: Dataset, text: str) -> None:
    assert run("find-occupation", tiny, {"text": text}).rows == []


@given(st.text(max_size=40))
def test_no_text_does_more_than_find_titles(tiny: Dataset, text: str) -> None:
    try:
        found = run("find-occupation", tiny, {"text": text})
    except OccupathError:
        return
    assert all(text.strip().lower() in str(row["matched_title"]).lower() for row in found.rows)


def test_a_limit_is_kept_and_told(tiny: Dataset) -> None:
    few = run("find-occupation", tiny, {"text": "solar", "limit": 2})
    assert (len(few.rows), few.truncated) == (2, True)
    assert not run("find-occupation", tiny, {"text": "solar", "limit": 20}).truncated


def test_an_occupation_is_green_under_each_definition_apart(tiny: Dataset) -> None:
    green = run("is-green", tiny, {"occupation": "47-2231.00"})
    assert pairs(green, "definition", "because", "code") == [
        ("ESCO green skills", "install photovoltaic systems", "7411.1.4")
    ]
