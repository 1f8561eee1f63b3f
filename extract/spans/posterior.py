"""Spans by their own probability: what a chain of BIOES tags says of each possible span.

Where annotators disagree the single best path is a poor guide: it is one of many paths of about
the same probability. A span's own probability is the sum over all paths that hold it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .decoding import BEGIN, END, ENDS, INSIDE, SINGLE, STARTS, Floats

LONGEST = 40  # words of a span


def likely_spans(
    scores: Floats, lengths: NDArray[np.int64], transitions: Floats, thresholds: Floats
) -> list[list[tuple[int, int, float]]]:
    """Per sentence its spans (first word, after the last, probability) above its threshold.

    `scores` is (sentences, words, 5), `transitions` (sentences, 5, 5) with what is not allowed,
    `thresholds` (sentences,). Of spans that overlap, the most probable stands. Sorted by place.
    """
    made = []
    for found in _above(scores, lengths, np.exp(transitions), thresholds[:, None]):
        taken: list[tuple[int, int, float]] = []
        for chance, first, after in sorted(found, reverse=True):
            if all(after <= a or b <= first for a, b, _ in taken):
                taken.append((first, after, chance))
        made.append(sorted(taken))
    return made


def _above(
    scores: Floats, lengths: NDArray[np.int64], moves: Floats, thresholds: Floats
) -> list[list[tuple[float, int, int]]]:
    """Per sentence every (probability, first, after) above its threshold."""
    sentences, words, _ = scores.shape
    made: list[list[tuple[float, int, int]]] = [[] for _ in range(sentences)]
    if not words:
        return made
    own = np.exp(scores - scores.max(axis=2, keepdims=True))
    before, own, behind = _passes(own, lengths, moves)

    def keep(chances: Floats, span: int) -> None:
        for row, first in zip(*np.nonzero(chances >= thresholds), strict=True):
            if first + span <= lengths[row]:
                made[row].append((float(chances[row, first]), int(first), int(first + span)))

    keep(before[:, :, SINGLE] * own[:, :, SINGLE] * behind[:, :, SINGLE], 1)
    begun = before[:, :, BEGIN] * own[:, :, BEGIN]  # at each word a span that is not ended yet
    last = BEGIN
    for span in range(2, min(words, LONGEST) + 1):
        begun = begun[:, : words - span + 1]
        at = slice(span - 1, None)
        keep(begun * moves[:, None, last, END] * own[:, at, END] * behind[:, at, END], span)
        begun = begun * moves[:, None, last, INSIDE] * own[:, at, INSIDE]
        last = INSIDE
        if not (begun * behind[:, at, INSIDE] >= thresholds).any():
            break
    return made


def _passes(
    own: Floats, lengths: NDArray[np.int64], moves: Floats
) -> tuple[Floats, Floats, Floats]:
    """Forward and backward: what comes before each word, its own part, what comes behind it.

    Scaled so that, for every word, before × own × behind sums to 1 over the tags.
    """
    words = own.shape[1]
    before, behind = np.zeros_like(own), np.zeros_like(own)
    before[:, 0, list(STARTS)] = 1
    for word in range(words):
        if word:
            passed = before[:, word - 1] * own[:, word - 1]
            before[:, word] = (passed[:, None] @ moves)[:, 0]
        own[:, word] /= (before[:, word] * own[:, word]).sum(axis=1, keepdims=True)
    ends = np.zeros(5, dtype=own.dtype)
    ends[list(ENDS)] = 1
    last = (lengths - 1)[:, None]
    for word in range(words - 1, -1, -1):
        made = ends / ((before[:, word] * own[:, word]) @ ends)[:, None]
        if word + 1 < words:
            ahead = (own[:, word + 1] * behind[:, word + 1])[:, :, None]
            made = np.where(word >= last, made, (moves @ ahead)[:, :, 0])
        behind[:, word] = made
    return before, own, behind
