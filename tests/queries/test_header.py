"""Headers of query files are read strictly, and errors name the line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.ontology.errors import QueryError
from occupath.queries.header import Parameter, parse_header, parse_parameter, write_parameter

HEAD = "# name: a-query\n# description: What it answers.\n"
BODY = "SELECT ?x WHERE { ?x a $kind } ORDER BY ?x"

names = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
quoted = st.text(st.characters(blacklist_characters='"', blacklist_categories=["C", "Z"])).filter(
    bool
)


@given(
    st.builds(
        Parameter,
        name=names,
        type=st.from_regex(r"[a-z]{1,9}", fullmatch=True),
        of=st.none() | names,
        default=st.none() | quoted,
        example=quoted,
        description=quoted,
    )
)
def test_a_written_parameter_reads_back_the_same(parameter: Parameter) -> None:
    assert parse_parameter(write_parameter(parameter), "here:1") == parameter


@given(st.text(max_size=200))
def test_any_text_is_a_header_or_a_query_error(text: str) -> None:
    with suppress(QueryError):
        header, body = parse_header(text, "here")
        assert header.name
        assert body


def test_a_line_that_goes_on_joins_the_one_above() -> None:
    header, body = parse_header(HEAD.replace("What", "What\n#   exactly") + BODY, "here")
    assert header.description == "What exactly it answers."
    assert body == BODY


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BODY, "no '# name:'"),
        (HEAD, "no query stands below"),
        (HEAD + "# nmae: x\n" + BODY, "here:3: unknown header field 'nmae'"),
        (HEAD + "# name: x\n" + BODY, "here:3: '# name:' stands twice"),
        (HEAD + "#param: x\n" + BODY, "here:3: expected '# key: text'"),
        (HEAD + '# param: x text "no example"\n' + BODY, "here:3: parameter 'x' needs"),
        (HEAD + "# param: x text\n" + BODY, "here:3: a parameter is NAME TYPE"),
        (HEAD + '# param: x text default="1" "h"\n' * 2 + BODY, "here:4: parameter 'x' stands"),
        (HEAD.replace("a-query", "A Query") + BODY, "not words-joined-by-hyphens"),
    ],
)
def test_a_wrong_header_is_named_with_its_line(text: str, says: str) -> None:
    with pytest.raises(QueryError) as wrong:
        parse_header(text, "here")
    assert says in str(wrong.value)
