"""Words as vectors, head words, sentences, and files of cases."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.queries.distinctness.cases import COLUMNS, InvalidCases, parse
from occupath.queries.distinctness.heads import heads
from occupath.queries.distinctness.terms import Terms, stems
from occupath.queries.distinctness.vintage import core, sentences

WORDS = st.lists(st.sampled_from(["solar", "panel", "roof", "wire", "turbine"]), max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=5), WORDS)
def test_likeness_is_a_share_and_a_text_is_most_like_itself(
    texts: list[list[str]], asked: list[str]
) -> None:
    terms = Terms(texts)
    likeness = (terms.matrix(texts) @ terms.matrix([asked]).T).toarray()[:, 0]
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in likeness)
    for row, text in enumerate(texts):
        own = (terms.matrix(texts) @ terms.matrix([text]).T).toarray()[row, 0]
        assert own == pytest.approx(1.0 if text else 0.0)


def test_a_word_nobody_uses_makes_a_text_less_alike() -> None:
    terms = Terms([["solar", "roof"]])
    known = terms.matrix([["solar"]]).sum()
    assert terms.matrix([["solar", "blockchain"]]).sum() < known


@pytest.mark.parametrize(("title", "named"), [
    ("Solar Photovoltaic Electricians", {"Electricians"}),
    ("Accountants and Auditors", {"Accountants", "Auditors"}),
    ("Surveying and Mapping Technicians", {"Technicians"}),
    ("Helpers--Roofers", {"Helpers"}),
    ("Registered Nurses, Except Midwives", {"Nurses"}),
])  # fmt: skip
def test_head_words_name_the_worker(title: str, named: set[str]) -> None:
    assert heads(title) == {stems(word)[0] for word in named}


def test_a_definition_is_told_without_what_it_says_of_others() -> None:
    text = "Install wiring. May service lights. Excludes “Alarm Installers” (49-2098)."
    assert core(text) == "Install wiring. May service lights."
    assert sentences(text)[:2] == ["Install wiring.", "May service lights."]


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20).map(str.strip)


@given(st.lists(st.tuples(CELL, CELL, st.sampled_from(["soc2018", "soc2010"])), max_size=5))
def test_cases_are_read_back_in_order(rows: list[tuple[str, str, str]]) -> None:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    table.writerows([*row, "47-2111; 47-2231 "] for row in rows)
    found = parse(written.getvalue(), "cases.csv")
    assert [(c.role, c.duties, c.vintage) for c in found] == rows
    assert all(case.hide == ("47-2111", "47-2231") for case in found)


@pytest.mark.parametrize(("text", "told"), [
    ("role,duties,vintage\nx,,soc2018\n", "no column hide"),
    ("role,duties,vintage,hide\nx,,soc2024,\n", "cases.csv:2: vintage 'soc2024'"),
    ("role,duties,vintage,hide\nx,soc2018\n", "cases.csv:2: has not as many cells"),
])  # fmt: skip
def test_what_is_wrong_with_a_file_of_cases_is_told(text: str, told: str) -> None:
    with pytest.raises(InvalidCases, match=told):
        parse(text, "cases.csv")
