"""Values become one RDF term each, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from occupath.ontology.errors import QueryError
from occupath.queries.header import Parameter
from occupath.queries.parameters import TYPES, term
from occupath.queries.template import fill, parameters_of


def parameter(kind: str, of: str | None = None) -> Parameter:
    return Parameter("p", kind, of, None, "EXAMPLE", "meaning")


@given(st.text(max_size=220))
def test_any_text_comes_out_of_the_query_as_it_went_in(text: str) -> None:
    try:
        value = term(parameter("text"), text, {})
    except QueryError:
        assert not text.strip() or len(text) > 200 or not text.isprintable()
        return
    answer = Store().query(fill("SELECT ($p AS ?echo) WHERE {} ORDER BY ?echo", {"p": value}))
    assert isinstance(answer, QuerySolutions)
    assert [solution["echo"].value for solution in answer] == [text.strip()]


@given(st.sampled_from(sorted(TYPES)), st.text(max_size=60))
def test_a_value_is_one_term_or_an_error(kind: str, text: str) -> None:
    try:
        value = term(parameter(kind, "soc2018" if kind == "code" else "program"), text, {})
    except QueryError:
        return
    answer = Store().query(f"SELECT ?x WHERE {{ VALUES ?x {{ {value} }} }}")
    assert isinstance(answer, QuerySolutions)
    assert len(list(answer)) == 1


@pytest.mark.parametrize(
    ("kind", "of", "text", "made"),
    [
        ("occupation", None, "47-2111", "<https://w3id.org/occupath/id/occupation/47-2111.00>"),
        ("occupation", None, "47-2111.02", "<https://w3id.org/occupath/id/occupation/47-2111.02>"),
        ("code", "soc2018", "47-2111", "<https://w3id.org/occupath/id/soc2018/47-2111>"),
        ("code", "cip2010", "15.0505", "<https://w3id.org/occupath/id/cip2010/15.0505>"),
        ("skill", None, "id:licence/nj/877", "<https://w3id.org/occupath/id/licence/nj/877>"),
        ("skill", None, "2.C.3.b", "<https://w3id.org/occupath/id/onet/element/2.C.3.b>"),
        ("skill", None, "4.A.3.b.4.I01.D01",
         "<https://w3id.org/occupath/id/onet/activity/4.A.3.b.4.I01.D01>"),
        ("id", "program", "100", "<https://w3id.org/occupath/id/program/nj/100>"),
        ("id", "certification", "12524", "<https://w3id.org/occupath/id/certification/12524>"),
        ("area", None, "NJ", "<https://w3id.org/occupath/id/area/NJ>"),
        ("kind", None, "Tool", "<https://w3id.org/occupath/ns#Tool>"),
        ("label", None, 'a "b"', '"a \\"b\\""@en'),
        ("limit", None, "20", "20"),
    ],
)  # fmt: skip
def test_values_become_the_terms_of_the_graph(
    kind: str, of: str | None, text: str, made: str
) -> None:
    assert term(parameter(kind, of), text, {}) == made


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("occupation", "47-211"),
        ("occupation", "٤٧-٢١١١"),
        ("occupation", "47-2111.00> ?p ?o } #"),
        ("code", "15.0505"),
        ("scheme", "soc2017"),
        ("skill", "2.C.3.b> <x"),
        ("id", "100/../../x"),
        ("area", "nj"),
        ("integer", "3.5"),
        ("number", "NaN"),
        ("number", "1e999999"),
        ("limit", "0"),
        ("limit", "1000000"),
        ("limit", "10 OFFSET 5"),
        ("text", ""),
        ("text", "a\nb"),
        ("text", "\udc80"),
        ("iri", "javascript:alert(1)"),
        ("kind", "Occupation"),
    ],
)
def test_a_value_of_another_type_is_refused_with_an_example(kind: str, text: str) -> None:
    with pytest.raises(QueryError, match="for example p=EXAMPLE"):
        term(parameter(kind, "soc2018" if kind == "code" else "program"), text, {})


def test_only_parameters_outside_strings_comments_and_iris_are_filled() -> None:
    body = """SELECT ?x WHERE { ?x ?y "$p" , '$p' , <http://x/$p> . # $p\n ?x ?z $p }"""
    assert parameters_of(body) == {"p"}
    assert fill(body, {"p": "1"}).endswith("?x ?z 1 }")
    assert fill(body, {"p": "1"}).count("$p") == 4
