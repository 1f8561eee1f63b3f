"""A dataset answers SPARQL in Python values, and typed queries only within their limits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from occupath.graph.dataset import Dataset, default_dataset_dir
from occupath.graph.guard import Limits, ask_safely
from occupath.graph.sparql_text import bind, refuse_harm
from occupath.ontology.errors import InvalidDataset, QueryError

ELECTRICIANS = "https://w3id.org/occupath/id/occupation/47-2111.00"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h FILTER(?a != ?g) }"


@pytest.fixture
def dataset(small_dataset: Path) -> Dataset:
    return Dataset.open(small_dataset)


def test_answers_are_python_values(dataset: Dataset) -> None:
    (row,) = dataset.select(
        "SELECT ?occupation ?label ?importance ?level ?n ?date ?suppress ?nothing WHERE { "
        "?r a oc:SkillRequirement ; oc:occupation ?occupation ; oc:importance ?importance ; "
        "oc:level ?level ; oc:importanceSampleSize ?n ; oc:date ?date ; "
        "oc:recommendSuppress ?suppress ; oc:competency/skos:notation '2.A.1.a' . "
        "?occupation skos:notation '47-2111.00' ; skos:prefLabel ?label }"
    )
    assert row == {
        "occupation": ELECTRICIANS, "label": "Electricians", "importance": 3.0, "level": 3.0,
        "n": 8, "date": "2023-08", "suppress": False, "nothing": None,
    }  # fmt: skip
    assert isinstance(row["importance"], float)
    assert isinstance(row["n"], int)


def test_a_parameter_is_a_value_and_never_a_part_of_the_query(dataset: Dataset) -> None:
    query = "SELECT ?o WHERE { ?o a oc:Occupation ; skos:notation $code }"
    assert dataset.select(query, {"code": "47-2111.00"}) == [{"o": ELECTRICIANS}]
    assert dataset.select(query, {"code": '" } UNION { ?o a oc:Occupation'}) == []
    labels = dataset.select("SELECT ?l WHERE { $node skos:prefLabel ?l }", {"node": ELECTRICIANS})
    assert labels == [{"l": "Electricians"}]
    with pytest.raises(QueryError, match="has no parameter \\$nil"):
        dataset.select(query, {"nil": "x"})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_may_be_a_parameter(text: str) -> None:
    rows = list(Store().query(bind("SELECT ('x' AS ?x) { FILTER($v = $v) }", {"v": text})))  # type: ignore[arg-type]
    assert len(rows) == 1
    if not text.startswith(("http://", "https://")):
        assert bind("$v", {"v": text}) == str(Literal(text))


def test_ask_and_construct_answer_too_and_forms_are_not_mixed_up(dataset: Dataset) -> None:
    assert dataset.ask("ASK { ?o a oc:Occupation }") is True
    triples = dataset.construct(
        f"CONSTRUCT {{ ?o a ?c }} WHERE {{ <{ELECTRICIANS}> a ?c . BIND(<{ELECTRICIANS}> AS ?o) }}"
    )
    assert (ELECTRICIANS, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "https://w3id.org/occupath/ns#Occupation") in triples  # fmt: skip
    with pytest.raises(QueryError, match="not a SELECT"):
        dataset.select("ASK { ?s ?p ?o }")
    with pytest.raises(QueryError, match="not an ASK"):
        dataset.ask("SELECT * { ?s ?p ?o }")
    with pytest.raises(QueryError, match="not a CONSTRUCT"):
        dataset.construct("ASK { ?s ?p ?o }")
    with pytest.raises(QueryError, match="not valid SPARQL"):
        dataset.select("SELECT everything")


def test_what_is_no_dataset_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataset, match="make one with 'occupath build --out"):
        Dataset.open(tmp_path)
    with pytest.raises(InvalidDataset, match="holds no dataset"):
        Dataset.open(tmp_path / "nowhere")


def refused(query: str) -> bool:
    """Whether the look for harm refuses a query."""
    try:
        refuse_harm(query)
    except QueryError:
        return True
    return False


@pytest.mark.parametrize(
    ("content", "message"),
    [("{}", "cannot be read"), ("not json", "cannot be read"), ("[]", "cannot be read"),
     ('{"version": "0", "triples": 1, "sources": []}', "version '0', this release reads '1'")],
)  # fmt: skip
def test_a_damaged_or_other_manifest_is_told(
    small_dataset: Path, tmp_path: Path, content: str, message: str
) -> None:
    copy = shutil.copytree(small_dataset, tmp_path / "copy")
    (copy / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(InvalidDataset, match=message):
        Dataset.open(copy)


def test_a_damaged_store_is_told(small_dataset: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_dataset, tmp_path / "copy")
    shutil.rmtree(copy / "store")
    with pytest.raises(InvalidDataset, match="the store cannot be opened"):
        Dataset.open(copy)


def test_several_readers_may_open_a_dataset_at_once(small_dataset: Path) -> None:
    one, two = Dataset.open(small_dataset), Dataset.open(small_dataset)
    assert one.ask("ASK { ?s ?p ?o }")
    assert two.ask("ASK { ?s ?p ?o }")


def test_the_environment_names_the_default_dataset(
    small_dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCCUPATH_DATASET", str(small_dataset))
    assert default_dataset_dir() == small_dataset
    assert Dataset.open().path == small_dataset
    monkeypatch.delenv("OCCUPATH_DATASET")
    assert default_dataset_dir().parts[-2:] == ("occupath", "dataset")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o } # '''\nSELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { S\\U00000045RVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'it''s' . SERVICE <http://x/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\\\" . SERVICE <http://x/> { ?s ?p " " } }',
        "SELECT * { ?s ?p ?o FILTER(?a <?b) SERVICE<http://x/> { ?s ?p ?o } }",
        "ASK { ?s ?p ?o }\rASK { SERVICE <http://x/> {} }",
        "SELECT * {}SERVICE<http://x/>{}",
        "PREFIX : <http://x/> SELECT * { SERVICE:foo { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { ?s ?p 1SERVICE:foo { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { ?s ?p trueSERVICE SILENT:foo { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { ?s :a\\# ?o . SERVICE :foo { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { ?s :a\\' ?o . SERVICE :foo { ?s ?p 'x' } }",
    ],
)
def test_no_spelling_of_service_passes(query: str, dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        ask_safely(dataset, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE' } # SERVICE",
        'SELECT * { ?s skos:prefLabel """a SERVICE "quoted" """ }',
        "SELECT * { ?s <http://x/SERVICE> $SERVICE ; oc:SERVICE ?o }",
        "PREFIX schema: <https://schema.org/> SELECT * { ?s schema:serviceType ?o }",
        "SELECT * { ?s ?p ?o FILTER(?insert > 1 && ?o != 'DELETE') }",
    ],
)
def test_the_word_may_stand_where_it_is_no_keyword(query: str) -> None:
    assert not refused(query)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("LOAD <http://example.org/>", "LOAD"),
        ("PREFIX x: <urn:x:> INSERT DATA { x:a x:b x:c }", "INSERT"),
        ("delete where { ?s ?p ?o }", "DELETE"),
        ("DROP ALL", "DROP"),
        ("BASE <http://x/> CLEAR SILENT ALL ; SELECT", "CLEAR"),
    ],
)
def test_updates_are_refused_by_name(query: str, word: str, dataset: Dataset) -> None:
    with pytest.raises(QueryError, match=f"{word} is refused: queries are read-only"):
        ask_safely(dataset, query)
    assert dataset.ask("ASK { ?s ?p ?o }")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes the network away")
def test_a_worker_has_no_network_even_for_a_query_that_slipped_through(
    small_dataset: Path,
) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:8765/> { ?s ?p ?o } }"
    order = {"store": str(small_dataset / "store"), "query": query, "rows": 5, "memory": 4 << 30}
    done = subprocess.run(
        [sys.executable, "-m", "occupath.graph.worker"],
        input=json.dumps(order), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "ermission denied" in done.stderr


def test_an_endless_query_is_stopped_at_its_time(dataset: Dataset) -> None:
    start = perf_counter()
    with pytest.raises(QueryError, match="took longer than 1 seconds and was stopped"):
        ask_safely(dataset, ENDLESS, Limits(seconds=1))
    assert perf_counter() - start < 3


def test_a_query_that_wants_all_memory_is_stopped(dataset: Dataset) -> None:
    greedy = "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f } ORDER BY ?f ?b"
    with pytest.raises(QueryError, match="want of memory"):
        ask_safely(dataset, greedy, Limits(seconds=60, memory=300 << 20))


def test_rows_over_the_limit_are_cut_and_it_is_told(dataset: Dataset) -> None:
    cut = ask_safely(dataset, "SELECT ?s { ?s ?p ?o }", Limits(rows=5))
    assert (len(cut.rows), cut.complete) == (5, False)
    whole = ask_safely(dataset, "SELECT ?o { ?o a oc:Occupation }", Limits(rows=3))
    assert (len(whole.rows), whole.complete) == (3, True)


def test_a_typed_query_gives_the_same_values_as_a_named_one(dataset: Dataset) -> None:
    query = "SELECT ?s ?i ?l WHERE { ?s oc:importance ?i OPTIONAL { ?s skos:prefLabel ?l } } ORDER BY ?s"  # noqa: E501
    answer = ask_safely(dataset, query)
    assert answer.columns == ["s", "i", "l"]
    assert answer.rows == dataset.select(query)
    assert ask_safely(dataset, "ASK { ?s ?p ?o }").rows == [{"answer": True}]
    described = ask_safely(dataset, f"DESCRIBE <{ELECTRICIANS}>")
    assert described.columns == ["subject", "predicate", "object"]
    assert {row["subject"] for row in described.rows} == {ELECTRICIANS}


@pytest.mark.parametrize("query", ["", "SELECT", "SELECT ?x { ?x", "\x00", "{" * 5000])
def test_nonsense_is_told_as_such(query: str, dataset: Dataset) -> None:
    with pytest.raises(QueryError):
        ask_safely(dataset, query)


@given(st.text())
def test_no_text_breaks_the_look_for_harm(text: str) -> None:
    assert refused(text) in (True, False)
    assert refused(f"SELECT * WHERE {{ SERVICE <urn:x> {{ }} }} # {text.split()}")


def test_the_answer_of_a_worker_is_json(dataset: Dataset) -> None:
    answer = ask_safely(dataset, "SELECT ('line\\nbreak \\u2028 é' AS ?x) {}")
    assert answer.rows == [{"x": "line\nbreak \u2028 é"}]
    json.dumps(answer.rows)
