"""O*NET rows become the shape of docs/graph-model.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from occupath.graph.rdf.skill import element_class
from occupath.ontology.model import (
    AlternateTitle,
    Commodity,
    Element,
    ElementLink,
    EmergingTask,
    JobZone,
    JobZoneReference,
    Occupation,
    RatedRequirement,
    Rating,
    RelatedOccupation,
    Scale,
    ScaleCategory,
    Task,
    TaskActivity,
    TechnologyUse,
    ToolUse,
    WorkActivity,
)
from occupath.ontology.prefixes import OC

Build = Callable[[dict[str, list[Any]]], Any]

ELECTRICIANS = Occupation("47-2111.00", "Electricians", "Wire buildings.")
SOLAR = Occupation("47-2231.00", "Solar Photovoltaic Installers", None)
READING = Element("2.A.1.a", "Reading", "Understanding sentences")
RATED = RatedRequirement(
    "47-2111.00", "2.A.1.a", 3.12, 3.0, 0.125, 0.0, 8, 8, False, False, "2023-08", "Analyst"
)


def test_a_profile_is_not_its_code_but_classified_by_it(made: Build) -> None:
    graphs = made({"onet": [ELECTRICIANS]})
    said = graphs.said("occupation/47-2111.00")
    assert said["classifiedBy"] == {"onetsoc2019/47-2111.00"}
    assert said["prefLabel"] == {'"Electricians"@en'}
    assert graphs.said("onetsoc2019/47-2111.00")["inScheme"] == {"onetsoc2019"}


def test_titles_tell_alternate_short_and_reported_apart(made: Build) -> None:
    titles = [
        AlternateTitle("47-2111.00", "Inside Wireman", "IW", False),
        AlternateTitle("47-2111.00", "Chief Electrician", None, True),
    ]
    said = made({"onet": [*titles, ELECTRICIANS]}).said("occupation/47-2111.00")
    assert said["altLabel"] == {'"Inside Wireman"@en'}
    assert said["shortTitle"] == {'"IW"@en'}
    assert said["reportedTitle"] == {'"Chief Electrician"@en'}


def test_a_rated_requirement_is_one_node_with_all_that_is_known(made: Build) -> None:
    graphs = made({"onet": [ELECTRICIANS, READING, RATED]})
    assert graphs.said("requirement/47-2111.00/2.A.1.a") == {
        "type": {"https://w3id.org/occupath/ns#SkillRequirement"},
        "occupation": {"occupation/47-2111.00"},
        "competency": {"onet/element/2.A.1.a"},
        "importance": {'"3.12"'},
        "level": {'"3"'},
        "importanceStandardError": {'"0.125"'},
        "levelStandardError": {'"0"'},
        "importanceSampleSize": {'"8"'},
        "levelSampleSize": {'"8"'},
        "recommendSuppress": {'"false"'},
        "date": {'"2023-08"'},
        "domainSource": {'"Analyst"'},
        "release": {'"1.0"'},
    }
    said = graphs.said("occupation/47-2111.00")
    assert said["requires"] == {"requirement/47-2111.00/2.A.1.a"}


def test_what_a_source_leaves_blank_is_not_stated(made: Build) -> None:
    blank = RatedRequirement("47-2111.00", "2.A.1.a", 4.5, *[None] * 9)
    said = made({"onet": [ELECTRICIANS, READING, blank]}).said("requirement/47-2111.00/2.A.1.a")
    assert said.keys() == {"type", "occupation", "competency", "importance", "release"}


def test_a_second_rating_of_the_same_element_is_rejected(made: Build) -> None:
    graphs = made({"onet": [ELECTRICIANS, READING, RATED, RATED._replace(importance=1.0)]})
    assert graphs.said("requirement/47-2111.00/2.A.1.a")["importance"] == {'"3.12"'}
    assert graphs.rejected("onet") == [
        "rows.csv:5: an element is rated twice for an occupation: 47-2111.00/2.A.1.a"
    ]


def test_a_requirement_of_an_unknown_element_or_occupation_is_rejected(made: Build) -> None:
    rows = [ELECTRICIANS, READING, RATED._replace(element="9.Z"), RATED._replace(occupation="x")]
    assert made({"onet": rows}).rejected("onet") == [
        "rows.csv:4: points to what is not in element: 9.Z",
        "rows.csv:5: points to what is not in occupation: x",
    ]


@pytest.mark.parametrize(
    ("element", "name"),
    [("2.A.1.a", "Skill"), ("2.B.3.k", "Skill"), ("2.C.1.a", "Knowledge"), ("2.A", "Skill"),
     ("1.A.1.a.1", "Ability"), ("4.A.1.a.1", "WorkActivity"), ("1.B.1.a", "Interest"),
     ("1.B.2.a", "WorkValue"), ("1.C.1.a", "WorkStyle"), ("1.D.1.a", "WorkStyle"),
     ("2.D.1", "ContentModelElement"), ("4.C.1.a", "ContentModelElement"),
     ("1.B", "ContentModelElement")],
)  # fmt: skip
def test_an_elements_class_comes_from_its_branch(element: str, name: str) -> None:
    assert element_class(element) == OC[name]


def test_an_element_stands_under_the_nearest_one_above_it(made: Build) -> None:
    rows = [Element(e, e, None) for e in ("2.A.1.a", "2", "2.A")]  # there is no 2.A.1
    graphs = made({"onet": rows})
    assert graphs.said("onet/element/2.A.1.a")["broader"] == {"onet/element/2.A"}
    assert graphs.said("onet/element/2.A")["broader"] == {"onet/element/2"}
    assert "broader" not in graphs.said("onet/element/2")


def test_a_share_of_answers_points_to_its_scale_and_category(made: Build) -> None:
    share = Rating("47-2111.00", "2.D.1", "RL", 2, 55.4, 28, 4.1, False, "2023-08", "Incumbent")
    rows = [
        ELECTRICIANS, Element("2.D.1", "Education", None), share, Scale("RL", "Level", 1.0, 12.0),
        ScaleCategory("2.D.1", "RL", 2, "High School"),
    ]  # fmt: skip
    graphs = made({"onet": rows})
    said = graphs.said("rating/47-2111.00/2.D.1/RL/2")
    assert said["category"] == {"onet/scale/RL/2.D.1/2"}
    assert (said["value"], said["sampleSize"]) == ({'"55.4"'}, {'"28"'})
    assert graphs.said("onet/scale/RL")["maximum"] == {'"12"'}
    assert graphs.said("onet/scale/RL/2.D.1/2")["prefLabel"] == {'"High School"@en'}


def test_a_scale_that_no_file_describes_goes_by_its_id(made: Build) -> None:
    share = Rating("47-2111.00", "2.D.1", "RL", 2, 55.4, *[None] * 5)
    graphs = made({"onet": [ELECTRICIANS, Element("2.D.1", "Education", None), share]})
    assert graphs.said("onet/scale/RL")["prefLabel"] == {'"RL"@en'}
    assert graphs.said("onet/scale/RL/2.D.1/2")["rank"] == {'"2"'}


def test_products_that_share_a_slug_are_told_apart_and_others_keep_a_plain_name(
    made: Build,
) -> None:
    uses = [
        TechnologyUse("47-2111.00", name, "43232402", "Development software", hot, demand)
        for name, hot, demand in (("C", True, False), ("C++", False, True), ("Java", None, None))
    ]
    graphs = made({"onet": [ELECTRICIANS, *uses]})
    used = graphs.said("occupation/47-2111.00")["usesTechnology"]
    assert "technology/43232402/java" in used
    assert len(used) == 3
    clashing = sorted(used - {"technology/43232402/java"})
    assert [iri[:-4] for iri in clashing] == ["technology/43232402/c-"] * 2
    names = {label for iri in clashing for label in graphs.said(iri)["prefLabel"]}
    assert names == {'"C"@en', '"C++"@en'}
    hot = [iri for iri in used if "hotTechnology" in graphs.said(iri)]
    assert [graphs.said(iri)["prefLabel"] for iri in hot] == [{'"C"@en'}]
    wanted = graphs.said("occupation/47-2111.00")["inDemandTechnology"]
    assert [graphs.said(iri)["prefLabel"] for iri in wanted] == [{'"C++"@en'}]


def test_a_commodity_has_its_published_class_family_and_segment(made: Build) -> None:
    row = Commodity("43232202", "Document software", "43232200", "Content software",
                    "43230000", "Software", "43000000", "Information Technology")  # fmt: skip
    use = ToolUse("47-2111.00", "Desktop computers", "43211507", "Desktop computer")
    graphs = made({"onet": [use, ELECTRICIANS, row, row]})
    assert graphs.said("unspsc/43232202")["broader"] == {"unspsc/43232200"}
    assert graphs.said("unspsc/43230000")["broader"] == {"unspsc/43000000"}
    assert graphs.said("unspsc/43211507")["prefLabel"] == {'"Desktop computer"@en'}
    assert graphs.said("tool/43211507/desktop-computers")["broader"] == {"unspsc/43211507"}


def test_tasks_involve_activities_below_elements(made: Build) -> None:
    rows = [
        TaskActivity("11", "47-2111.00", "4.A.1.I01.D01"),
        WorkActivity("4.A.1.I01.D01", "Read blueprints.", "4.A.1.I01", True),
        WorkActivity("4.A.1.I01", "Read documents.", "4.A.1", False),
        Element("4.A.1", "Getting Information", None),
        Task("11", "47-2111.00", "Read diagrams.", "Core", 40, "2023-08", "Incumbent"),
        EmergingTask("47-2111.00", "Fly drones.", "New", None, "2024-01", None),
        EmergingTask("47-2111.00", "Read digital diagrams.", "Revision", "11", None, None),
        ELECTRICIANS,
    ]
    graphs = made({"onet": rows})
    assert graphs.rejected("onet") == []
    assert graphs.said("onet/task/11")["involves"] == {"onet/activity/4.A.1.I01.D01"}
    assert graphs.said("onet/activity/4.A.1.I01.D01")["broader"] == {"onet/activity/4.A.1.I01"}
    assert graphs.said("onet/activity/4.A.1.I01")["broader"] == {"onet/element/4.A.1"}
    assert graphs.said("occupation/47-2111.00")["hasTask"] == {"onet/task/11"}
    assert graphs.said("onet/emerging-task/47-2111.00/2")["revises"] == {"onet/task/11"}


def test_a_job_zone_is_named_by_its_reference_or_by_its_number(made: Build) -> None:
    three = JobZoneReference(3, "Medium preparation", None, None, None, "(6.0 to < 7.0)")
    rows = [ELECTRICIANS, SOLAR, JobZone("47-2111.00", 3), JobZone("47-2231.00", 2), three]
    graphs = made({"onet": rows})
    assert graphs.said("jobzone/3")["prefLabel"] == {'"Medium preparation"@en'}
    assert graphs.said("jobzone/2")["prefLabel"] == {'"Job Zone 2"@en'}
    assert graphs.said("jobzone/3")["zone"] == {'"3"'}


def test_related_occupations_and_linked_elements_are_onets_own_statements(made: Build) -> None:
    rows = [
        ELECTRICIANS, SOLAR, READING, Element("4.A.1", "Getting Information", None),
        RelatedOccupation("47-2111.00", "47-2231.00", "Primary-Short", 1),
        ElementLink("2.A.1.a", "4.A.1"),
    ]  # fmt: skip
    graphs = made({"onet": rows})
    said = graphs.said("related/47-2111.00/47-2231.00")
    assert said["relatedOccupation"] == {"occupation/47-2231.00"}
    assert (said["tier"], said["rank"]) == ({'"Primary-Short"'}, {'"1"'})
    linked = graphs.said("onet/element/2.A.1.a")["linkedActivity"]
    assert linked == {"onet/element/4.A.1"}
