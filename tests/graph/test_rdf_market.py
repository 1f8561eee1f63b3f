"""Wages, credentials, programs and links become the shape of docs/graph-model.md."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from occupath.graph.moves import Move
from occupath.graph.nquads import Triples
from occupath.graph.rdf.link import OWN_BUILDERS
from occupath.graph.rdf.move import move
from occupath.ontology.ids import mint
from occupath.ontology.model import (
    WEEKS,
    Area,
    Certification,
    Code,
    IndustryCredential,
    InferredLink,
    LabelMention,
    Licence,
    Program,
    ProgramListing,
    ProgramOutcome,
    Projection,
    Wage,
)

Build = Callable[[dict[str, list[Any]]], Any]

NATION = Area("US", "United States", "nation")
WAGE = Wage(
    "47-2231", "Solar Photovoltaic Installers", "detailed", "US", "2025-05", 28000, 4.5, 25.25,
    24.5, 52520, 51000, 38000, 44000, 62000, None, ("annual_p90",),
)  # fmt: skip
SOLAR = Program(
    "50530", "NJ", "Solar Energy", "8756", "A School", "15.0505", "cip2010", 4000.0, 4000.0, 300.0,
    5, None, "Mount panels.", "Newark", "07104", "Essex", "Approved", None, None, "2103",
    "NABCEP PV Entry Level Exam", "101", "Certificate of Completion", None,
)  # fmt: skip
CIP = Code("cip2010", "15.0505", "Solar Energy Technology", "program", None, None)


def test_a_wage_and_its_employment_are_two_observations_of_an_oews_code(made: Build) -> None:
    graphs = made({"oews": [NATION, WAGE]})
    said = graphs.said("observation/wage/2025-05/US/47-2231")
    assert said["code"] == {"oews/47-2231"}
    assert (said["annualMedian"], said["hourlyMean"]) == ({'"51000"'}, {'"25.25"'})
    assert "annualP90" not in said
    assert said["topCoded"] == {'"annual_p90"'}
    jobs = graphs.said("observation/employment/2025-05/US/47-2231")
    assert jobs["employment"] == {'"28000"'}
    assert jobs["employmentRelativeStandardError"] == {'"4.5"'}
    assert graphs.said("oews/47-2231")["atLevel"] == {"oews/level/detailed"}


def test_a_wage_of_which_nothing_is_known_is_no_observation(made: Build) -> None:
    nothing: dict[str, Any] = dict.fromkeys(Wage._fields[7:15])
    blank = WAGE._replace(**nothing, top_coded=())
    graphs = made({"oews": [NATION, blank]})
    assert graphs.said("observation/wage/2025-05/US/47-2231") == {}
    assert graphs.said("observation/employment/2025-05/US/47-2231")["employment"] == {'"28000"'}


def test_an_oews_code_is_described_by_the_first_source_that_has_it(made: Build) -> None:
    row = Projection("47-2231", "Solar installers", True, "2024-2034", 30000, 41300, 37.7, 4300,
                     2.5, "High school diploma or equivalent", None, None)  # fmt: skip
    graphs = made({"oews": [NATION, WAGE], "projections": [NATION, row]})
    assert graphs.said("oews/47-2231", "projections") == {}
    said = graphs.said("observation/projection/2024-2034/US/47-2231")
    assert (said["annualOpenings"], said["changePercent"]) == ({'"4300"'}, {'"37.7"'})
    assert graphs.said("area/US", "projections") == {}


def test_a_second_wage_of_the_same_code_area_and_month_is_rejected(made: Build) -> None:
    graphs = made({"oews": [NATION, WAGE, WAGE._replace(annual_median=1)]})
    assert graphs.rejected("oews") == ["rows.csv:4: a wage stands twice: 47-2231 in US, 2025-05"]


def test_a_wage_of_an_area_that_nobody_describes_is_rejected(made: Build) -> None:
    graphs = made({"oews": [WAGE._replace(area="99999")]})
    assert graphs.rejected("oews") == ["rows.csv:2: points to what is not in area: 99999"]


def test_certifications_share_the_organization_that_offers_them(made: Build) -> None:
    row = Certification("1", "PV Installer", "PVIP", None, None, "https://x.org", "Core", True,
                        None, 3.0, "788", "NABCEP", None, None)  # fmt: skip
    second = row._replace(id="2", organization="North American Board")
    graphs = made({"careeronestop-certifications": [row, second]})
    assert graphs.said("certification/1")["offeredBy"] == {"organization/careeronestop/788"}
    assert graphs.said("organization/careeronestop/788")["prefLabel"] == {'"NABCEP"@en'}
    assert graphs.said("certification/1")["renewalYears"] == {'"3"'}
    assert "trainingRequired" not in graphs.said("certification/1")


def test_a_program_names_provider_code_cost_weeks_and_what_it_leads_to(made: Build) -> None:
    listed = IndustryCredential("2103", "NABCEP PV Entry Level", "NJ", True)
    graphs = made({"nj-credentials": [listed], "cip": [CIP], "nj-programs": [SOLAR]})
    said = graphs.said("program/nj/50530")
    assert said["instructionalProgram"] == {"cip2010/15.0505"}
    assert said["offeredBy"] == {"provider/nj/8756"}
    assert said["leadsTo"] == {"credential/nj/2103", "award/nj/101"}
    assert (said["totalCost"], said["clockHours"]) == ({'"4000"'}, {'"300"'})
    assert (said["weeksLow"], said["weeksHigh"]) == ({'"4"'}, {'"11"'})
    assert graphs.said("credential/nj/2103")["prefLabel"] == {'"NABCEP PV Entry Level"@en'}
    assert graphs.said("award/nj/101", "nj-programs")["prefLabel"]
    assert graphs.said("area/NJ")["prefLabel"] == {'"New Jersey"@en'}


def test_a_program_whose_code_nobody_describes_is_kept_without_it(made: Build) -> None:
    graphs = made({"nj-programs": [SOLAR]})
    assert "instructionalProgram" not in graphs.said("program/nj/50530")
    assert graphs.said("program/nj/50530")["statedCode"] == {'"15.0505"'}
    assert graphs.logs["nj-programs"].rows_rejected == 0
    assert graphs.logs["nj-programs"].notes == {"cip2010 codes that nobody describes, left out": 1}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Associate Degree", "Degree"), ("Certificate of Completion", "EducationalAward")],
)
def test_an_award_is_a_degree_where_its_name_says_so(made: Build, name: str, kind: str) -> None:
    graphs = made({"nj-programs": [SOLAR._replace(award=name)]})
    assert graphs.said("award/nj/101")["type"] == {f"https://w3id.org/occupath/ns#{kind}"}


def test_a_provider_that_a_list_leaves_blank_has_the_name_of_the_earlier_list(made: Build) -> None:
    blank = SOLAR._replace(provider=None)
    sibling = blank._replace(id="50531")  # only in the later list, of the same provider
    earlier = ProgramListing("50530", "NJ", "Solar", "Old School", None, None, None, None)
    graphs = made({"nj-programs": [blank, sibling], "nj-programs-2018": [earlier]})
    assert graphs.said("program/nj/50531")["offeredBy"] == {"provider/nj/8756"}
    assert graphs.said("provider/nj/8756", "nj-programs-2018") == {"prefLabel": {'"Old School"@en'}}
    named = made({"nj-programs": [blank, SOLAR._replace(id="1")], "nj-programs-2018": [earlier]})
    assert named.said("provider/nj/8756", "nj-programs-2018") == {}


def test_the_duration_categories_follow_each_other() -> None:
    bounds = [(low, high) for _, low, high in WEEKS.values()]
    assert all(high is None or low < high for low, high in bounds)
    assert all(high is not None and high <= after for (_, high), (after, _) in pairwise(bounds))


def test_an_earlier_list_adds_to_a_program_and_describes_only_what_no_later_one_has(
    made: Build,
) -> None:
    both, only = (
        ProgramListing(n, "NJ", "Old name", "Old School", "Newark, Essex", 250.0, None, True)
        for n in ("50530", "7")
    )
    graphs = made({"nj-programs": [SOLAR], "nj-programs-2018": [both, only]})
    assert graphs.said("program/nj/50530", "nj-programs-2018") == {
        "listedIn2018": {'"true"'},
        "listedProvider": {'"Old School"@en'},
        "listedHours": {'"250"'},
        "listedInDemand": {'"true"'},
    }
    assert graphs.said("program/nj/7")["prefLabel"] == {'"Old name"@en'}


def test_an_outcome_belongs_to_a_provider_and_a_code(made: Build) -> None:
    row = ProgramOutcome("8756", "NJ", "15.0505", "cip2010", 4, 12, 75.0, 9500.5, 9, None, None)
    graphs = made({"cip": [CIP], "nj-programs": [SOLAR], "nj-outcomes": [row]})
    said = graphs.said("observation/outcome/nj/8756/15.0505/4")
    assert said["provider"] == {"provider/nj/8756"}
    assert (said["percentEmployed"], said["averageQuarterlyWage"]) == ({'"75"'}, {'"9500.5"'})
    assert graphs.said("provider/nj/8756", "nj-outcomes") == {}


def test_an_outcome_whose_code_nobody_describes_still_counts(made: Build) -> None:
    row = ProgramOutcome("8756", "NJ", "51.1020", "cip2010", 4, 3, None, None, 0, None, None)
    graphs = made({"nj-programs": [SOLAR], "nj-outcomes": [row]})
    said = graphs.said("observation/outcome/nj/8756/51.1020/4")
    assert (said["statedCode"], said["completers"]) == ({'"51.1020"'}, {'"3"'})
    assert {t.rpartition("#")[2] for t in said["type"]} == {"UncodedOutcome"}
    assert "instructionalProgram" not in said
    assert graphs.logs["nj-outcomes"].rows_rejected == 0


def test_a_licence_says_only_that_it_exists_in_a_state(made: Build) -> None:
    row = Licence("816", "ACCOUNTANT (CPA)", "NJ", "13-2011.00", True)
    said = made({"nj-licences": [row]}).said("licence/nj/816")
    assert said["jurisdiction"] == {"area/NJ"}
    assert (said["sourceCode"], said["active"]) == ({'"13-2011.00"'}, {'"true"'})


def test_a_link_of_ours_carries_method_and_confidence_beside_its_direct_edge() -> None:
    row = InferredLink(
        "certification-occupation", mint("certification", "1"), mint("occupation", "47-2231.00"),
        "title", 0.876543, "because",
    )  # fmt: skip
    triples = Triples("g")
    OWN_BUILDERS[InferredLink](row, triples)
    node = mint("link", "certification-occupation", "1", "47-2231.00")
    lines = list(triples.sorted_lines())
    assert f"<{row.subject}> <https://w3id.org/occupath/ns#suggestedFor> <{row.object}>" in lines
    assert any(line.startswith(f"<{node}> ") and '"0.8765"' in line for line in lines)
    assert sum(line.startswith(f"<{node}> ") for line in lines) == 7


def test_a_mention_names_the_span_it_stands_at() -> None:
    row = LabelMention(
        mint("program", "nj", "1"), mint("technology", "4", "autocad"), "AutoCAD", 10, 17,
        "AutoCAD", "label in text", 0.8,
    )  # fmt: skip
    triples = Triples("g")
    OWN_BUILDERS[LabelMention](row, triples)
    (node,) = {line.split(" ")[0] for line in triples.sorted_lines()}
    assert node.startswith(f"<{mint('mention', 'nj-1', '10-17')}/")


def test_a_move_states_a_wage_change_only_where_both_wages_are_known() -> None:
    row = Move("a", "b", 1, 0.7, {"knowledge": 0.5, "tools": None}, 0.25, -1)
    known, unknown = Triples("g"), Triples("g")
    move(row, {"a": (50000, "US", "2025-05"), "b": (62000, "US", "2025-05")}, known)
    move(row, {"a": (50000, "US", "2025-05")}, unknown)
    text = "\n".join(known.sorted_lines())
    assert '#wageChange> "12000"' in text
    assert "toolCloseness" not in text
    assert "wageChange" not in "\n".join(unknown.sorted_lines())
