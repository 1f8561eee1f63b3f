"""Shares of codes: mixed from the parts, always a distribution."""

from __future__ import annotations

import numpy as np
import pytest

from occupath.extract.occupations.mixture import Parts, Weights, combined, kinds, log_shares


def test_log_shares_are_those_of_a_softmax_even_for_huge_scores() -> None:
    shares = np.exp(log_shares(np.array([[0.0, 0.0], [5000.0, 0.0]])))
    assert shares == pytest.approx(np.array([[0.5, 0.5], [1.0, 0.0]]))


def test_only_a_title_that_is_known_listens_to_its_entries() -> None:
    even = log_shares(np.zeros((2, 3)))
    named = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    parts = Parts(even, even, np.zeros((2, 3)), named, np.array([1.0, 0.5]))
    weights = dict.fromkeys(("known", "reworded", "unknown"), Weights(1, 0, 0, 1))
    shares = np.exp(combined(parts, weights))
    assert shares[0].argmax() == 1
    assert shares[0, 1] > 0.99
    assert shares[1] == pytest.approx([1 / 3] * 3)


def test_a_heavier_part_wins() -> None:
    one, other = log_shares(np.array([[2.0, 0.0]])), log_shares(np.array([[0.0, 2.0]]))
    nothing = np.zeros((1, 2))
    parts = Parts(one, other, nothing, nothing, np.zeros(1))
    first = combined(parts, {kind: Weights(2, 1, 0, 0) for kind in kinds(parts)})
    assert first[0, 0] > first[0, 1]


def test_a_title_of_the_stems_of_a_known_one_has_weights_of_its_own() -> None:
    even = log_shares(np.zeros((3, 2)))
    votes = np.array([[0.0, 1.0]] * 3)
    named = np.array([[0.0, 1.0], [0.0, 0.0], [0.0, 0.0]])
    parts = Parts(even, even, votes, named, np.array([1.0, 1.0, 0.9]))
    found = {kind: rows.tolist() for kind, rows in kinds(parts).items()}
    assert found == {
        "known": [True, False, False],
        "reworded": [False, True, False],
        "unknown": [False, False, True],
    }
    silent = dict.fromkeys(("known", "unknown"), Weights(1, 1, 0, 0))
    shares = np.exp(combined(parts, {**silent, "reworded": Weights(1, 1, 2, 0)}))
    assert shares[[0, 2]] == pytest.approx(np.full((2, 2), 0.5))
    assert shares[1, 1] > 0.99
