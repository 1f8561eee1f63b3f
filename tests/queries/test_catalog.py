"""Every named query is well made: it parses, names its columns, orders its rows, is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from occupath.ontology import vocab
from occupath.ontology.errors import QueryError
from occupath.ontology.prefixes import OC, PREFIXES, sparql_prologue
from occupath.queries.catalog import NamedQuery, list_queries, named_query, read_query
from occupath.queries.parameters import term
from occupath.queries.reference import reference
from occupath.queries.template import columns_of, fill, order_of

QUERIES = list_queries()
each_query = pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])
OWN_TERMS = {value for value in vars(vocab).values() if isinstance(value, str)}
ASKED_FOR = {
    "find-occupation", "occupation", "occupation-needs", "occupation-technologies",
    "occupation-tools", "occupation-tasks", "occupation-credentials", "occupation-education",
    "who-needs-skill", "skill-gap", "programs-for-occupation", "programs-for-skill", "program",
    "outcomes", "wages", "projections", "crosswalk", "green-onet2010", "green-list2019",
    "green-esco", "green-comparison", "hidden-in-residual", "residual-codes", "neighbors",
    "moves-between", "related-onet", "sources", "certifications-for-occupation", "in-demand",
    "bright-outlook", "skill-provenance",
}  # fmt: skip


def filled(query: NamedQuery) -> str:
    values = query.examples() | ({"code": "15-1131"} if query.steps else {})
    terms = {p.name: term(p, values[p.name], values) for p in query.parameters}
    return sparql_prologue() + fill(query.body, terms)


def test_the_list_answers_what_people_ask() -> None:
    assert {query.name for query in QUERIES} >= ASKED_FOR


@each_query
def test_it_parses_and_the_engine_names_the_same_columns(query: NamedQuery) -> None:
    answer = Store().query(filled(query))
    assert isinstance(answer, QuerySolutions)
    assert tuple(variable.value for variable in answer.variables) == query.columns


@each_query
def test_it_uses_known_prefixes_and_own_terms_that_are_defined(query: NamedQuery) -> None:
    bare = re.sub(r'"[^"]*"', '""', query.body)
    used = set(re.findall(r"(?<![\w?$\\/])([a-z]+):([A-Za-z]\w*)", bare))
    assert {prefix for prefix, _name in used} <= PREFIXES.keys()
    assert {OC[name] for prefix, name in used if prefix == "oc"} <= OWN_TERMS


@each_query
def test_it_declares_no_prefix_and_no_limit_of_its_own(query: NamedQuery) -> None:
    assert not re.search(r"\b(PREFIX|LIMIT|OFFSET|SERVICE)\b", query.body)


@each_query
def test_it_orders_its_rows(query: NamedQuery) -> None:
    assert order_of(query.body)


@each_query
def test_its_description_is_a_sentence(query: NamedQuery) -> None:
    assert query.description[0].isupper()
    assert query.description.endswith(".")


@each_query
def test_its_json_has_the_fields_of_the_contract(query: NamedQuery) -> None:
    entry = query.as_json()
    assert {"name", "description", "params", "engines"} <= entry.keys()
    assert isinstance(entry["params"], list)
    for parameter in entry["params"]:
        assert {"name", "type", "default", "example"} <= parameter.keys()


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(QueryError, match="did you mean occupation-needs"):
        named_query("ocupation-needs")


def test_the_page_of_queries_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "queries.md"
    assert page.read_text("utf-8") == reference(), (
        "docs/queries.md is not current; write occupath.queries.reference.reference() to it"
    )


def test_columns_are_read_through_brackets() -> None:
    body = "SELECT DISTINCT ?a (COUNT(?x) AS ?n) ((?b * (?c - 1)) AS ?m)\nWHERE { ?a ?b ?c }"
    assert columns_of(body) == ("a", "n", "m")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("SELECT ?x WHERE { ?x a $k } ORDER BY ?x", "\\$k has no '# param:'"),
        ('# param: k iri example="http://x" "h"\nSELECT ?x WHERE { ?x a ?k } ORDER BY ?x',
         "'k' does nothing"),
        ('# param: k what example="1" "h"\nSELECT ?x WHERE { ?x a $k } ORDER BY ?x',
         "unknown type 'what'"),
        ('# param: x iri example="http://x" "h"\nSELECT ?x WHERE { ?x a $x } ORDER BY ?x',
         "are one variable"),
        ("SELECT ?x WHERE { ?x a ?k }", "does not end in ORDER BY"),
        ("SELECT * WHERE { ?x a ?k } ORDER BY ?x", "names its columns"),
        ("ASK { ?x a ?k }  # ORDER BY ?x", "a SELECT that names its columns"),
    ],
)  # fmt: skip
def test_a_query_that_disagrees_with_its_header_is_refused(lines: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        read_query(f"# name: a-query\n# description: What.\n{lines}", "family", "here")
