"""Bags of terms, weighted by their rarity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.programs.terms import TermWeights, letter_groups, stems


def test_stems_come_with_their_neighbours() -> None:
    assert stems("Welding and the Welder") == ["weld", "weld", "weld weld"]


def test_letter_groups_mark_the_ends_of_words() -> None:
    assert {"<hv", "ac>", "<hva"} <= set(letter_groups("HVAC"))


def test_a_rare_term_weighs_more_and_an_unknown_one_nothing() -> None:
    terms = TermWeights([["nurse", "aide"], ["nurse"], ["nurse", "lamp"]])
    row = terms.matrix([["nurse", "aide", "zebra"]]).toarray()[0]
    aide, _, nurse = row  # the terms are sorted
    assert aide > nurse > 0
    assert terms.matrix([["zebra"]]).nnz == 0


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_rows_have_length_one_or_none(texts: list[str]) -> None:
    documents = [stems(text) for text in texts]
    made = TermWeights(documents).matrix(documents)
    lengths = np.sqrt(made.multiply(made).sum(axis=1))
    assert all(n == pytest.approx(1, abs=1e-3) or n == 0 for n in np.ravel(lengths))
