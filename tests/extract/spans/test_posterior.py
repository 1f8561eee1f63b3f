"""The probability of each span."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from occupath.extract.spans.decoding import ENDS, FORBIDDEN, STARTS, allowed, spans
from occupath.extract.spans.posterior import likely_spans


def by_summing_all(scores: np.ndarray, moves: np.ndarray) -> dict[tuple[int, int], float]:
    total = 0.0
    chances: dict[tuple[int, int], float] = {}
    for path in itertools.product(range(5), repeat=len(scores)):
        pairs = list(itertools.pairwise(path))
        if path[0] not in STARTS or path[-1] not in ENDS:
            continue
        if any(moves[pair] <= FORBIDDEN / 2 for pair in pairs):
            continue
        weight = np.exp(sum(moves[p] for p in pairs) + sum(scores[range(len(path)), list(path)]))
        total += weight
        for span in spans(np.array(path)):
            chances[span] = chances.get(span, 0.0) + weight
    return {span: weight / total for span, weight in chances.items()}


def test_probabilities_equal_those_summed_over_all_paths_whatever_is_in_the_batch() -> None:
    dice = np.random.default_rng(3)
    lengths = np.array([6, 1, 4])
    scores = dice.normal(size=(3, 6, 5)).astype(np.float32)
    moves = (allowed() + dice.normal(size=(3, 5, 5))).astype(np.float32)
    made = likely_spans(scores, lengths, moves, np.full(3, 0.01, np.float32))
    for row, length in enumerate(lengths):
        truth = by_summing_all(scores[row, :length], moves[row])
        assert made[row]
        for first, after, chance in made[row]:
            assert chance == pytest.approx(truth[first, after], rel=1e-4)
        top = max(truth, key=lambda span: truth[span])
        assert top in {(first, after) for first, after, _ in made[row]}


def test_spans_do_not_overlap_and_reach_their_threshold() -> None:
    dice = np.random.default_rng(4)
    scores = dice.normal(size=(40, 15, 5)).astype(np.float32) * 2
    moves = np.tile(allowed(), (40, 1, 1))
    thresholds = np.linspace(0.05, 0.6, 40, dtype=np.float32)
    made = likely_spans(scores, np.full(40, 15), moves, thresholds)
    assert sum(map(len, made)) > 40
    for found, threshold in zip(made, thresholds, strict=True):
        assert all(chance >= threshold for _, _, chance in found)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))


def test_no_words_give_no_spans() -> None:
    none = likely_spans(
        np.zeros((2, 0, 5), np.float32),
        np.zeros(2, int),
        np.tile(allowed(), (2, 1, 1)),
        np.zeros(2, np.float32),
    )
    assert none == [[], []]
