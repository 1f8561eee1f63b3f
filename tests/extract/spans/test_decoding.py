"""The best path of tags."""

from __future__ import annotations

import itertools

import numpy as np

from occupath.extract.spans.decoding import (
    ENDS,
    FORBIDDEN,
    STARTS,
    TAGS,
    allowed,
    best_paths,
    edge,
    spans,
)


def by_trying_all(scores: np.ndarray, moves: np.ndarray) -> tuple[int, ...]:
    starts, ends = edge(STARTS), edge(ENDS)

    def total(path: tuple[int, ...]) -> float:
        moved = sum(moves[a, b] for a, b in itertools.pairwise(path))
        seen = sum(scores[i, tag] for i, tag in enumerate(path))
        return float(moved + seen + starts[path[0]] + ends[path[-1]])

    return max(itertools.product(range(5), repeat=len(scores)), key=total)


def test_best_paths_equal_an_exhaustive_search_whatever_is_in_the_batch() -> None:
    dice = np.random.default_rng(1)
    lengths = np.array([1, 5, 3, 4])
    scores = dice.normal(size=(4, 5, 5)).astype(np.float32)
    moves = allowed() + dice.normal(size=(5, 5)).astype(np.float32)
    made = best_paths(scores, lengths, moves)
    for row, length in enumerate(lengths):
        assert tuple(made[row, :length]) == by_trying_all(scores[row, :length], moves)
        assert not made[row, length:].any()


def test_no_path_breaks_the_scheme_of_tags() -> None:
    scores = np.random.default_rng(2).normal(size=(50, 12, 5)).astype(np.float32) * 5
    for path in best_paths(scores, np.full(50, 12), allowed()):
        assert path[0] in STARTS
        assert path[-1] in ENDS
        assert all(allowed()[a, b] > FORBIDDEN for a, b in itertools.pairwise(path))


def test_spans_of_tags() -> None:
    tags = [TAGS.index(t) for t in ["S", "B", "I", "E", "O", "B", "E", "S", "O"]]
    assert spans(np.array(tags)) == [(0, 1), (1, 4), (5, 7), (7, 8)]
    assert best_paths(np.zeros((0, 0, 5), np.float32), np.zeros(0, int), allowed()).shape == (0, 0)
