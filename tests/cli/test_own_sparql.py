"""SPARQL that somebody typed: read-only, on this dataset alone, within its limits."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Occupath = Callable[..., Any]

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?o a oc:Occupation }"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a (oc:none|!oc:none)* ?b . ?b (oc:none|!oc:none)* ?c . "
    "?c (oc:none|!oc:none)* ?d }"
)
HOSTILE = {
    "SERVICE": "SELECT * WHERE { SERVICE <http://localhost:1/sparql> { ?s ?p ?o } }",
    "SERVICE in small letters": "ask { service silent <http://localhost:1/> { ?s ?p ?o } }",
    "SERVICE in a subquery": "ASK { { SELECT * WHERE { SERVICE ?where { ?s ?p ?o } } } }",
    "LOAD": "LOAD <http://localhost:1/evil.ttl>",
    "INSERT": "INSERT DATA { <a:a> <a:a> <a:a> }",
    "INSERT behind a prefix": "PREFIX a: <a:> INSERT DATA { a:a a:a a:a }",
    "DELETE": "DELETE WHERE { ?s ?p ?o }",
    "WITH": "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR": "CLEAR ALL",
    "DROP": "DROP ALL",
    "CREATE": "CREATE GRAPH <a:a>",
    "COPY": "COPY DEFAULT TO <a:a>",
    "two in one": "SELECT * WHERE { ?s ?p ?o } ; DROP ALL",
}


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_query_that_does_harm_is_refused(
    occupath: Occupath, case: str, way: str, tmp_path: Path
) -> None:
    (tmp_path / "own.rq").write_text(HOSTILE[case], "utf-8")
    answer = (
        occupath("query", "--file", str(tmp_path / "own.rq"))
        if way == "file"
        else occupath("query", "-", stdin=HOSTILE[case])
    )
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("occupath: ")
    assert answer.err.count("\n") == 1


def test_the_dataset_is_the_same_after_an_attack(occupath: Occupath, starter_dataset: Path) -> None:
    before = sorted((p.name, p.stat().st_mtime_ns) for p in (starter_dataset / "store").iterdir())
    for query in HOSTILE.values():
        occupath("query", "-", stdin=query)
    after = sorted((p.name, p.stat().st_mtime_ns) for p in (starter_dataset / "store").iterdir())
    assert after == before


def test_an_endless_query_is_stopped_in_time(occupath: Occupath) -> None:
    begun = time.monotonic()
    answer = occupath("query", "-", "--timeout", "1", stdin=ENDLESS)
    assert time.monotonic() - begun < 10
    assert (answer.status, answer.out) == (2, "")
    assert "took longer than 1 seconds" in answer.err


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT * WHERE { ?s ?p }", "<html>", "\x00", "🙂"])
def test_what_is_not_sparql_is_one_line(occupath: Occupath, text: str) -> None:
    answer = occupath("query", "-", stdin=text)
    assert (answer.status, answer.out) == (2, "")
    assert "not valid SPARQL" in answer.err


def test_a_file_that_is_not_utf8_is_named(occupath: Occupath, tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes("SELECT * WHERE { ?s ?p 'é' }".encode("latin-1"))
    answer = occupath("query", "--file", str(tmp_path / "latin.rq"))
    assert (answer.status, answer.out) == (2, "")
    assert "latin.rq: is not UTF-8" in answer.err


def test_known_prefixes_need_not_be_declared(occupath: Occupath, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT, "utf-8")
    from_file = occupath("query", "--file", str(tmp_path / "count.rq"), "--format", "json")
    from_stdin = occupath("query", "-", "--format", "json", stdin=COUNT)
    assert json.loads(from_file.out) == json.loads(from_stdin.out)
    assert json.loads(from_stdin.out)[0]["n"] >= 80


def test_words_in_text_are_no_attack(occupath: Occupath) -> None:
    query = 'SELECT ("INSERT, LOAD and SERVICE" AS ?said) WHERE { } # DROP ALL'
    answer = occupath("query", "-", "--format", "json", stdin=query)
    assert json.loads(answer.out) == [{"said": "INSERT, LOAD and SERVICE"}]


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("ASK { id:occupation\\/47-2111.00 a oc:Occupation }", {"answer": True}),
        ("ASK { id:occupation\\/47-2111.99 a oc:Occupation }", {"answer": False}),
        ("CONSTRUCT { ?o oc:x 1 } WHERE { ?o skos:notation '47-2111.00' ; a oc:Occupation }",
         {"subject": "https://w3id.org/occupath/id/occupation/47-2111.00",
          "predicate": "https://w3id.org/occupath/ns#x", "object": 1}),
    ],
)  # fmt: skip
def test_ask_and_construct_are_answered(
    occupath: Occupath, query: str, row: dict[str, object]
) -> None:
    answer = occupath("query", "-", "--format", "json", stdin=query)
    assert json.loads(answer.out) == [row], answer.err
