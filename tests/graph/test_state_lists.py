"""A state's list, a reviewed table and links of listings become sources of a dataset."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from occupath.graph.build import build
from occupath.graph.dataset import Dataset
from occupath.graph.inputs import AREAS, find_inputs
from occupath.graph.neo4j import Server
from occupath.graph.neo4j.embedded import embedded
from occupath.ontology.errors import OccupathError, SourceError
from occupath.queries.named import run

MAPPING = """
[list]
name = "colorado"
title = "Colorado list"
state = "CO"
state_name = "Colorado"
publisher = "Colorado"
licence = "CC0"
cip = "cip2020"
[programs]
file = "programs.csv"
[programs.columns]
id = "Program ID"
name = "Program"
provider = "School"
cip = "CIP"
total_cost = "Cost"
clock_hours = "Hours"
weeks = "Months"
delivery = "Mode"
description = "About"
credential = "Credential"
[programs.units]
weeks = "months"
[programs.values.delivery]
2 = "online"
[[demand]]
file = "demand.csv"
scheme = "soc2018"
columns.code = "SOC"
"""
PROGRAMS = """Program ID;Program;School;CIP;Cost;Hours;Months;Mode;About;Credential
A-1;Solar Installer;Peak College;15.1703;$1,200.00;300;3;1;Troubleshooting of panels.;NABCEP PV
A-2;Solar Installer;Peak College;15.1703;1200;300;3;2;=HYPERLINK("http://example.org");
A-2;Taken twice;Peak College;15.1703;900;40;;;;
A-3;Water works;River School;1.0102;call;;;;;
"""
REVIEWS = """cip,soc,action,reviewer,date,reason,source
15.1703,47-2111,add,"J. Doe, Board",2026-05-04,Graduates are hired as electricians,Minutes
15.1703,47-2231,remove,"J. Doe, Board",2026-05-04,None is hired as an installer,
"""
LINKS = """program,same_as,probability,method,agreeing,differing
co/A-1,co/A-2,0.97,"splink: name, provider","name, provider",
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a state: its list, reviewed table and links."""
    folder = tmp_path_factory.mktemp("state")
    for name, text in (
        ("list.toml", MAPPING), ("programs.csv", PROGRAMS), ("demand.csv", "SOC\n47-2111\n"),
        ("board.csv", REVIEWS), ("links.csv", LINKS),
    ):  # fmt: skip
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(own: Path) -> Dataset:
    build(None, own / "dataset", lists=[own / "list.toml"], overrides=[own / "board.csv"],
          links=[own / "links.csv"])  # fmt: skip
    return Dataset.open(own / "dataset")


@pytest.fixture(scope="module")
def graph(built: Dataset) -> Iterator[Server]:
    with embedded(built.path) as server:
        yield server


def test_a_list_is_a_source_of_its_own_with_its_tally(built: Dataset) -> None:
    entries = {entry.name: entry for entry in built.manifest.sources}
    entry = entries["lists/colorado"]
    assert (entry.rows_read, entry.rows_kept, entry.rows_rejected) == (5, 4, 1)
    assert entry.licence == "CC0"
    assert entry.notes["programs: amount-unreadable"] == 1
    assert {"reviews/board", "same-listings/links"} <= entries.keys()
    rows = built.select(
        "SELECT ?g ?cost ?weeks ?delivery WHERE { GRAPH ?g { id:program\\/co\\/A-2 a "
        "oc:LearningProgram ; oc:totalCost ?cost ; oc:weeksLow ?weeks ; oc:delivery ?delivery } }"
    )
    assert [(str(r["g"])[-14:], float(str(r["cost"])), r["weeks"], r["delivery"]) for r in rows] \
        == [("lists/colorado", 1200, 13, "online")]  # fmt: skip


def test_what_programs_teach_is_read_from_their_descriptions(built: Dataset) -> None:
    rows = built.select(
        "SELECT ?n WHERE { id:program\\/co\\/A-1 oc:teaches ?t . ?t skos:prefLabel ?n }"
    )
    assert "Troubleshooting" in {row["n"] for row in rows}


def test_demand_becomes_the_collection_of_the_state(built: Dataset) -> None:
    rows = built.select(
        "SELECT ?name ?code WHERE { ?c a skos:Collection ; skos:prefLabel ?name ; skos:member ?m . "
        "?m skos:notation ?code FILTER(STRENDS(?name, ', CO')) }"
    )
    assert [(r["name"], r["code"]) for r in rows] == [("In-demand occupations, CO", "47-2111")]


def test_what_is_derived_honours_a_review_and_the_published_pair_stays(built: Dataset) -> None:
    derived = built.select(
        "SELECT ?code WHERE { id:program\\/co\\/A-1 oc:preparesForOccupation/skos:notation ?code }"
    )
    assert {row["code"] for row in derived} == {"47-2111.00"}
    asserted = built.select(
        "SELECT ?g ?p WHERE { GRAPH ?g { id:cip2020\\/15.1703 ?p id:soc2018\\/47-2231 } } "
        "ORDER BY ?g"
    )
    assert [(str(r["g"]).rpartition("/source/")[2], str(r["p"]).rpartition("#")[2])
            for r in asserted] == [("cip-soc", "preparesFor"), ("reviews/board",
                                                                "doesNotPrepareFor")]  # fmt: skip


def test_reviews_are_listed_beside_who_asserts_the_pair(built: Dataset, graph: Server) -> None:
    rows = run("cip-soc-reviews", built).rows
    assert [(r["code"], r["action"], r["reviewer"], r["asserted_by"]) for r in rows] == [
        ("47-2111", "add", "J. Doe, Board", None),
        ("47-2231", "remove", "J. Doe, Board", "https://w3id.org/occupath/id/source/cip-soc"),
    ]
    assert run("cip-soc-reviews", graph).rows == rows


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("program-quality", {}),
        ("link-methods", {}),
        ("programs-of-study", {"occupation": "47-2111.00"}),
        ("programs-of-study", {"occupation": "47-2231.00"}),
        ("program-prepares-for", {"program": "co/A-1"}),
        ("program-prepares-for", {"program": "50530"}),
    ],
)
def test_questions_answer_alike_in_both_languages(
    built: Dataset, graph: Server, name: str, params: dict[str, str]
) -> None:
    rows = run(name, built, params).rows
    assert rows
    assert json.dumps(run(name, graph, params).rows) == json.dumps(rows)


def test_a_reviewed_pair_is_named_as_such_and_one_taken_back_is_gone(built: Dataset) -> None:
    electricians = run("programs-of-study", built, {"occupation": "47-2111.00"}).rows
    assert {"cip2020": "15.1703", "table": "reviewed"}.items() <= next(
        row for row in electricians if row["cip2020"] == "15.1703"
    ).items()
    installers = run("programs-of-study", built, {"occupation": "47-2231.00"}).rows
    assert "15.1703" not in {row["cip2020"] for row in installers}
    prepares = run("program-prepares-for", built, {"program": "co/A-1"}).rows
    assert [(row["code"], row["cip2020"]) for row in prepares] == [("47-2111.00", "15.1703")]


def test_duplicates_stay_and_are_linked(built: Dataset) -> None:
    rows = built.select(
        "SELECT ?confidence ?method WHERE { ?l oc:linkKind 'same-listing' ; "
        "oc:subject id:program\\/co\\/A-1 ; oc:object id:program\\/co\\/A-2 ; "
        "oc:confidence ?confidence ; oc:method ?method }"
    )
    assert [(float(str(r["confidence"])), r["method"]) for r in rows] == [
        (0.97, "splink: name, provider")
    ]
    notes = {row["note"]: row["programs"] for row in run("program-quality", built).rows}
    assert notes["duplicate"] == 2


def test_sources_of_ones_own_have_names_of_their_own_and_can_be_left_out(own: Path) -> None:
    lists = [own / "list.toml"]
    found = find_inputs(None, None, AREAS, frozenset({"lists/colorado", "nj-programs"}), lists)
    names = {each.source.name for each in found.present}
    assert not {"lists/colorado", "nj-programs"} & names
    with pytest.raises(OccupathError, match="two lists or reviewed tables"):
        find_inputs(None, None, AREAS, lists=lists * 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("2026-05-04", ""), "board.csv:2: date"),
        (("add", "maybe"), "neither add nor remove"),
        (("47-2111", "47-21"), "neither a SOC 2018"),
        (("47-2231", "47-2111"), "stands in row 2"),
        ((",reviewer", ",who"), "no column for reviewer"),
    ],
)
def test_a_reviewed_table_is_read_all_or_nothing(
    change: tuple[str, str], words: str, tmp_path: Path
) -> None:
    (tmp_path / "board.csv").write_text(REVIEWS.replace(*change, 1))
    with pytest.raises(SourceError, match=words):
        find_inputs(None, None, AREAS, overrides=[tmp_path / "board.csv"])
