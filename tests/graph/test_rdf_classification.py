"""Codes, crosswalks and collections become the shape of docs/graph-model.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from occupath.ontology.model import Code, CodeTitle, CollectionMember, Correspondence

Build = Callable[[dict[str, list[Any]]], Any]

MAJOR = Code("soc2018", "47-0000", "Construction", "major", None, None)
MINOR = Code("soc2018", "47-4000", "Other Workers", "minor", "47-0000", None)
OTHER = Code("soc2018", "47-4099", "Workers, All Other", "detailed", "47-4000", "Not elsewhere.")


def soc(*codes: str, scheme: str = "soc2018") -> list[Code]:
    return [Code(scheme, code, f"Title of {code}", None, None, None) for code in codes]


def pairs(*rows: tuple[str, str], scheme: str = "soc2010") -> list[Correspondence]:
    return [Correspondence(scheme, a, "soc2018", b, None, None) for a, b in rows]


def test_a_code_has_its_level_parent_and_definition_as_published(made: Build) -> None:
    graphs = made({"soc2018": [OTHER, MINOR, MAJOR]})  # the parent after the child
    assert graphs.said("soc2018/47-4099") == {
        "type": {
            "http://www.w3.org/2004/02/skos/core#Concept", "https://w3id.org/occupath/ns#Code"
        },
        "inScheme": {"soc2018"},
        "notation": {'"47-4099"'},
        "prefLabel": {'"Workers, All Other"@en'},
        "definition": {'"Not elsewhere."@en'},
        "atLevel": {"soc2018/level/detailed"},
        "broader": {"soc2018/47-4000"},
        "residual": {'"true"'},
    }  # fmt: skip
    assert graphs.said("soc2018/level/detailed")["depth"] == {'"4"'}
    assert graphs.said("soc2018")["hasTopConcept"] == {"soc2018/47-0000"}


def test_only_a_detailed_all_other_code_is_residual(made: Build) -> None:
    broad = Code("soc2018", "47-4090", "Workers, All Other", "broad", None, None)
    graphs = made({"soc2018": [broad]})
    assert "residual" not in graphs.said("soc2018/47-4090")


def test_an_onet_code_with_a_suffix_is_a_detail(made: Build) -> None:
    codes = soc("47-2231.00", "47-4099.03", scheme="onetsoc2019")
    graphs = made({"onet-taxonomy": codes})
    assert graphs.said("onetsoc2019/47-4099.03")["onetDetail"] == {'"true"'}
    assert "onetDetail" not in graphs.said("onetsoc2019/47-2231.00")


def test_a_parent_that_nobody_describes_is_a_rejection(made: Build) -> None:
    graphs = made({"soc2018": [OTHER]})
    assert "broader" not in graphs.said("soc2018/47-4099")
    assert graphs.rejected("soc2018") == ["rows.csv:2: points to what is not in soc2018: 47-4000"]


def test_a_circle_is_cut_where_it_closes_and_shown(made: Build) -> None:
    circle = [
        Code("soc2018", a, a, None, b, None)
        for a, b in (("11-1", "11-2"), ("11-2", "11-3"), ("11-3", "11-1"))
    ]
    graphs = made({"soc2018": circle})
    assert graphs.rejected("soc2018") == [
        "rows.csv:4: the hierarchy runs in a circle: 11-1 → 11-2 → 11-3 → 11-1"
    ]
    assert graphs.said("soc2018/11-2")["broader"] == {"soc2018/11-3"}
    assert "broader" not in graphs.said("soc2018/11-3")


def test_a_code_may_not_stand_twice_in_a_file_under_different_titles(made: Build) -> None:
    again = MAJOR._replace(title="Extraction")
    third = MAJOR._replace(title="Third")
    graphs = made({"soc2018": [MAJOR, again, third]})
    assert graphs.said("soc2018/47-0000")["prefLabel"] == {'"Construction"@en'}
    assert graphs.logs["soc2018"].rows_rejected == 2
    assert "stands twice with different titles: 47-0000" in graphs.rejected("soc2018")[0]


def test_the_first_source_to_describe_a_code_wins_and_a_later_one_may_define_it(
    made: Build,
) -> None:
    later = Code("soc2018", "47-0000", "Construction and More", None, None, "Building things.")
    graphs = made({"soc2018": [MAJOR], "onet": [later]})
    assert graphs.said("soc2018/47-0000", "soc2018")["prefLabel"] == {'"Construction"@en'}
    assert graphs.said("soc2018/47-0000", "onet") == {"definition": {'"Building things."@en'}}
    assert graphs.logs["onet"].rows_rejected == 0


def test_cardinality_is_worked_out_over_the_whole_table(made: Build) -> None:
    rows = pairs(("1", "1"), ("2", "2"), ("2", "3"), ("4", "5"), ("6", "5"), ("7", "8"),
                 ("7", "9"), ("10", "9"))  # fmt: skip
    olds = soc(*{r.from_code for r in rows}, scheme="soc2010")
    graphs = made({"soc2010": olds, "x": rows, "soc2018": soc(*{r.to_code for r in rows})})
    found = {
        (row.from_code, row.to_code): graphs.said(
            f"correspondence/soc2010-soc2018/{row.from_code}/{row.to_code}"
        )["cardinality"].pop()
        for row in rows
    }
    assert found == {
        ("1", "1"): '"1:1"', ("2", "2"): '"1:m"', ("2", "3"): '"1:m"', ("4", "5"): '"m:1"',
        ("6", "5"): '"m:1"', ("7", "8"): '"1:m"', ("7", "9"): '"m:m"', ("10", "9"): '"m:1"',
    }  # fmt: skip


def test_a_crosswalk_row_to_a_code_that_does_not_exist_is_rejected_at_its_line(
    made: Build,
) -> None:
    rows = pairs(("47-2111", "47-2111"), ("47-2111", "47-9999"))
    graphs = made({"x": rows, "soc2010": soc("47-2111", scheme="soc2010"), "y": soc("47-2111")})
    assert graphs.rejected("x") == ["rows.csv:3: points to what is not in soc2018: 47-9999"]
    assert graphs.logs["x"].rows_kept == 1
    assert graphs.said("soc2010/47-2111")["correspondsTo"] == {"soc2018/47-2111"}
    assert not any("47-9999" in line for line in graphs.lines["x"])


def test_a_pair_that_two_sources_state_stands_in_the_first_ones_graph_alone(made: Build) -> None:
    pair, more = pairs(("47-2111", "47-2111"), ("47-2111", "47-2231"))
    codes = soc("47-2111", scheme="soc2010") + soc("47-2111", "47-2231")
    graphs = made({"codes": codes, "a": [pair], "b": [pair, more, more]})
    assert not set(graphs.lines["a"]) & set(graphs.lines["b"])
    node = "correspondence/soc2010-soc2018/47-2111/"
    assert graphs.said(node + "47-2111", "a")["cardinality"] == {'"1:1"'}
    assert graphs.said(node + "47-2231", "b")["cardinality"] == {'"1:m"'}
    assert graphs.logs["b"].set_aside == {
        "an earlier source states this pair of codes": 1,
        "repeats an earlier pair of codes": 1,
    }


def test_a_program_code_prepares_for_an_occupation_and_does_not_correspond_to_it(
    made: Build,
) -> None:
    row = Correspondence("cip2020", "15.1703", "soc2018", "47-2231", None, None)
    cip = Code("cip2020", "15.1703", "Solar", "program", None, None)
    graphs = made({"c": [cip], "s": soc("47-2231"), "cip-soc": [row]})
    said = graphs.said("cip2020/15.1703")
    assert said["preparesFor"] == {"soc2018/47-2231"}
    assert "correspondsTo" not in said


def test_a_part_match_and_the_sources_note_are_kept(made: Build) -> None:
    row = Correspondence("isco08", "7411", "soc2010", "47-2111", True, "see also")
    codes = [*soc("7411", scheme="isco08"), *soc("47-2111", scheme="soc2010")]
    said = made({"c": codes, "i": [row]}).said("correspondence/isco08-soc2010/7411/47-2111")
    assert (said["partial"], said["action"]) == ({'"true"'}, {'"see also"'})


def test_a_listed_code_is_a_member_both_ways_and_an_unknown_one_is_rejected(made: Build) -> None:
    rows = [CollectionMember("stem", "oews", "15-1252"), CollectionMember("stem", "oews", "1")]
    graphs = made({"stem": rows, "oews": soc("15-1252", scheme="oews")})
    assert graphs.said("collection/stem")["member"] == {"oews/15-1252"}
    assert graphs.said("oews/15-1252", "stem") == {"memberOf": {"collection/stem"}}
    assert graphs.rejected("stem") == ["rows.csv:3: points to what is not in oews: 1"]


def test_a_title_filed_under_a_code_is_another_name_of_it(made: Build) -> None:
    rows = [*soc("47-2111"), CodeTitle("soc2018", "47-2111", "Wireman", True)]
    assert made({"soc2018": rows}).said("soc2018/47-2111")["altLabel"] == {'"Wireman"@en'}
