"""The dataset of the whole real data holds what the source files hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from occupath.extract.source_table import SOURCES
from occupath.graph.dataset import Dataset

pytestmark = pytest.mark.slow

# rows read, kept, set aside and rejected; each can be counted in the source file
ROWS = {
    "soc2010-soc2018": (900, 900, 0, 0),
    "cip-soc": (6097, 5723, 374, 0),
    "careeronestop-certifications": (6444, 6408, 36, 0),
    "nj-programs": (1001, 1001, 0, 0),
    "nj-programs-2018": (4499, 4499, 0, 0),
    "cip2020": (2848, 2687, 161, 0),
    "green-onet2010": (204, 204, 0, 0),
    "nj-credentials": (2041, 2041, 0, 0),
    "nj-licences": (228, 228, 0, 0),
}
INSTANCES = {
    "oc:Occupation": 1016,
    "oc:Task": 18796,
    "oc:DetailedWorkActivity": 2087,
    "oc:Certification": 6408,
    "oc:IndustryCredential": 2041,
    "oc:Licence": 228,
    "oc:EscoOccupation": 3039,
    "oc:SkillRequirement": 894 * 161,
}
LEVELS = {"major": 23, "minor": 98, "broad": 459, "detailed": 867}


@pytest.fixture(scope="module")
def dataset(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


def count(dataset: Dataset, pattern: str) -> object:
    return dataset.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]["n"]


def test_every_source_is_in_it_and_makes_at_least_two_and_a_half_million_triples(
    dataset: Dataset,
) -> None:
    assert dataset.manifest.triples >= 2_500_000
    read = {entry.name for entry in dataset.manifest.sources}
    assert read >= {name for name, source in SOURCES.items() if not source.optional}
    assert all(entry.triples > 0 for entry in dataset.manifest.sources)
    assert count(dataset, "GRAPH ?g { ?s ?p ?o }") == dataset.manifest.triples


def test_no_statement_breaks_a_shape(dataset: Dataset) -> None:
    report = json.loads((dataset.path / "validation.json").read_text("utf-8"))
    assert report["conforms"] is True
    assert report["counts"]["Violation"] == 0


def test_every_row_is_accounted_for(dataset: Dataset) -> None:
    for entry in dataset.manifest.sources:
        aside = sum(entry.set_aside.values())
        assert entry.rows_read == entry.rows_kept + entry.rows_rejected + aside, entry.name


@pytest.mark.parametrize("source", sorted(ROWS))
def test_rows_are_as_many_as_in_the_source_file(dataset: Dataset, source: str) -> None:
    (entry,) = (e for e in dataset.manifest.sources if e.name == source)
    found = (entry.rows_read, entry.rows_kept, sum(entry.set_aside.values()), entry.rows_rejected)
    assert found == ROWS[source]


def test_rows_without_a_match_are_reported_apart(dataset: Dataset) -> None:
    (entry,) = (e for e in dataset.manifest.sources if e.name == "cip-soc")
    assert sorted(entry.set_aside.values()) == [180, 194]


@pytest.mark.parametrize("kind", sorted(INSTANCES))
def test_there_are_as_many_nodes_as_in_the_source_file(dataset: Dataset, kind: str) -> None:
    assert count(dataset, f"?s a {kind}") == INSTANCES[kind]


@pytest.mark.parametrize("level", sorted(LEVELS))
def test_soc_2018_has_its_groups(dataset: Dataset, level: str) -> None:
    node = f"<https://w3id.org/occupath/id/soc2018/level/{level}>"
    assert count(dataset, f"?c oc:atLevel {node}") == LEVELS[level]


def test_soc_2018_parents_are_those_published(dataset: Dataset) -> None:
    query = "SELECT ?parent WHERE { ?c skos:inScheme id:soc2018 ; skos:notation $code ; skos:broader/skos:notation ?parent }"  # noqa: E501
    assert dataset.select(query, {"code": "29-1221"}) == [{"parent": "29-1210"}]
    assert dataset.select(query, {"code": "15-1252"}) == [{"parent": "15-1250"}]
    assert dataset.select(query, {"code": "15-1250"}) == [{"parent": "15-1200"}]


def test_soc_2010_to_2018_keeps_its_cardinalities(dataset: Dataset) -> None:
    rows = dataset.select(
        "SELECT ?c (COUNT(*) AS ?n) WHERE { <https://w3id.org/occupath/id/correspondence/"
        "soc2010-soc2018> xkos:madeOf/oc:cardinality ?c } GROUP BY ?c"
    )
    assert {r["c"]: r["n"] for r in rows} == {"1:1": 766, "1:m": 70, "m:1": 32, "m:m": 32}


def test_programs_prepare_for_occupations_5723_times(dataset: Dataset) -> None:
    pattern = "?c oc:preparesFor ?o . ?o skos:inScheme id:soc2018"
    assert count(dataset, pattern) == 5723


def test_electricians_read_blueprints_and_earn_what_the_survey_says(dataset: Dataset) -> None:
    (rated,) = dataset.select(
        "SELECT ?importance ?level WHERE { <https://w3id.org/occupath/id/requirement/47-2111.00/"
        "2.C.3.d> oc:importance ?importance ; oc:level ?level }"
    )
    assert isinstance(rated["importance"], float)
    (wage,) = dataset.select(
        "SELECT ?median ?period WHERE { ?o a oc:WageObservation ; oc:annualMedian ?median ; "
        "oc:period ?period ; oc:area <https://w3id.org/occupath/id/area/US> ; "
        "oc:code <https://w3id.org/occupath/id/oews/47-2111> }"
    )
    assert wage["period"] == "2025-05"
    assert isinstance(wage["median"], int)


def test_the_solar_program_is_as_new_jersey_lists_it(dataset: Dataset) -> None:
    programs = dataset.select(
        "SELECT ?cost ?hours ?cip2020 WHERE { ?p a oc:LearningProgram ; oc:totalCost ?cost ; "
        "oc:clockHours ?hours ; oc:instructionalProgram/skos:notation '15.0505' ; "
        "oc:instructionalProgram2020/skos:notation ?cip2020 }"
    )
    assert {"cost": 4000.0, "hours": 300.0, "cip2020": "15.1703"} in programs


def test_every_edge_leads_to_something_that_is_described(dataset: Dataset) -> None:
    """No object of an own property is an IRI of ours that nothing is said of."""
    rows = dataset.select(
        "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o "
        "FILTER(ISIRI(?o) && STRSTARTS(STR(?o), 'https://w3id.org/occupath/id/')) "
        "MINUS { ?o a ?c } } GROUP BY ?p"
    )
    assert rows == []
