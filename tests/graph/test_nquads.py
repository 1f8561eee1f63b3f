"""Statements as text say what they were given, once, in one order."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from occupath.graph.nquads import Triples, decimal_text, is_iri

S, P, G = "https://example.org/s", "https://example.org/p", "https://example.org/g"
SCALARS = st.characters(exclude_categories=["Cs"])


def parsed(triples: Triples) -> list[Literal]:
    lines = "".join(f"{line} .\n" for line in triples.sorted_lines())
    return [q.object for q in parse(input=lines, format=RdfFormat.N_TRIPLES)]


@given(st.text(SCALARS))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    triples = Triples(G)
    triples.text(S, P, value)
    triples.string(S, P, value)
    assert {(o.value, o.language) for o in parsed(triples)} == {(value, None), (value, "en")}


@given(st.text(SCALARS))
def test_text_is_escaped_as_oxigraph_does_it(value: str) -> None:
    triples = Triples(G)
    triples.string(S, P, value)
    assert list(triples.sorted_lines()) == [f"<{S}> <{P}> {Literal(value)}"]


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    triples = Triples(G)
    triples.string(S, P, "a\ud800b")
    assert parsed(triples)[0].value == "a\ufffdb"


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.5, "3.5"), (4.0, "4"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1e-9, "0"), (1e15, "1" + "0" * 15),
     (0.00001, "0.00001"), (-2.25, "-2.25"), (100, "100")],
)  # fmt: skip
def test_a_decimal_is_written_shortest_and_without_exponent(value: float, text: str) -> None:
    assert decimal_text(value) == text


@given(st.floats(-1e12, 1e12))
def test_a_decimal_is_the_rounded_value(value: float) -> None:
    text = decimal_text(value)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
    assert Decimal(text) == Decimal(f"{round(value, 6):.6f}")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        decimal_text(value)


def test_what_is_not_known_is_not_stated() -> None:
    triples = Triples(G)
    triples.text(S, P, None)
    triples.string(S, P, None)
    triples.integer(S, P, None)
    triples.decimal(S, P, None)
    triples.boolean(S, P, None)
    triples.month(S, P, None)
    assert list(triples.sorted_lines()) == []


def test_numbers_truths_and_months_have_their_types() -> None:
    triples = Triples(G)
    triples.integer(S, P, 7)
    triples.decimal(S, P, 2.5)
    triples.boolean(S, P, False)
    triples.month(S, P, "2025-05")
    found = {(o.value, o.datatype.value.rpartition("#")[2]) for o in parsed(triples)}
    assert found == {
        ("7", "integer"),
        ("2.5", "decimal"),
        ("false", "boolean"),
        ("2025-05", "gYearMonth"),
    }


@given(st.lists(st.text(SCALARS, max_size=3), max_size=40), st.integers(1, 7))
def test_a_graph_that_spilled_to_disk_is_the_same_graph(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], spill: int
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    held, spilled = Triples(G), Triples(G, folder, spill)
    for value in values:
        for triples in (held, spilled):
            triples.string(S, P, value)
            triples.relieve()
    paths = folder / "held.nq", folder / "spilled.nq"
    assert held.write(paths[0]) == spilled.write(paths[1]) == len(set(values))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert sorted(folder.iterdir()) == sorted(paths)


def test_statements_are_sorted_by_code_point_and_stand_once(tmp_path: Path) -> None:
    triples = Triples(G)
    for value in ("b", "a", "b", "ä", "a b"):
        triples.string(S, P, value)
    triples.text(S, P, "a")
    path = tmp_path / "g.nq"
    assert triples.write(path) == 5
    lines = path.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(f" <{G}> .") for line in lines)
    assert len(list(parse(path=path, format=RdfFormat.N_QUADS))) == 5


@pytest.mark.parametrize("text", ["https://example.org/a?b=c#d", "urn:x:1", "http://é.example/"])
def test_an_iri_is_known_as_one(text: str) -> None:
    assert is_iri(text)
    NamedNode(text)


@pytest.mark.parametrize("text", ["", "no scheme", "http://a b", "http://a>b", "http://a\n", "x:"])
def test_what_would_break_a_line_is_no_iri(text: str) -> None:
    assert not is_iri(text)
