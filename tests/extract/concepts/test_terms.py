"""Terms make forms and spellings of a word meet, and keep different words apart."""

from __future__ import annotations

import pytest

from occupath.extract.concepts.lexical import LexicalIndex, spoken
from occupath.extract.concepts.phrases import MOST, phrases
from occupath.extract.concepts.terms import bare, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("managing", "manages"),
        ("analyse data", "analysis of data"),
        ("organise", "organizing"),
        ("programmes", "program"),
        ("teams", "team"),
        ("policies", "policy"),
    ],
)
def test_forms_and_spellings_of_a_word_meet(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C++", "C#"), ("glass", "glas")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_stop_words_count_only_where_nothing_else_is_said() -> None:
    assert terms("the use of tools") == terms("tools")
    assert terms("such as") == ["such", "as"]


def test_a_bracket_at_the_end_is_no_part_of_the_name() -> None:
    assert bare("Java (computer programming)") == "Java"
    assert bare("(none)") == "(none)"


def test_overlap_is_the_share_of_a_labels_rarity_found_in_the_text() -> None:
    index = LexicalIndex(["weld steel", "weld copper", "paint steel doors"])
    (cover,), (matched,) = index.overlap(["You weld copper pipes"])
    assert cover[1] == pytest.approx(1, abs=1e-5)
    assert 0 < cover[0] < 0.5  # "weld" is in two labels, "steel" in two: half, less nothing else
    assert cover[2] == 0
    assert matched[1] > matched[0] > 0


def test_a_label_stands_only_where_its_terms_are_in_a_row() -> None:
    index = LexicalIndex(["weld copper"])
    assert index.stands(0, spoken("You will weld copper pipes"))
    assert not index.stands(0, spoken("weld steel and copper"))


def test_phrases_are_chunks_without_their_openings() -> None:
    found = phrases("Experience with Python, SQL and strong knowledge of data modelling")
    assert found == ["Python", "SQL", "data modelling"]


def test_long_chunks_are_cut_into_windows_and_their_number_is_bounded() -> None:
    long = " ".join(f"word{i}" for i in range(300))
    found = phrases(long)
    assert len(found) == MOST
    assert all(len(p.split()) <= 5 for p in found[1:])


@pytest.mark.parametrize("empty", ["", "   ", "...", ", , ;"])
def test_a_text_without_words_has_no_phrases(empty: str) -> None:
    assert phrases(empty) == []
