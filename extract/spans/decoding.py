"""From tag scores to spans: the best path of BIOES tags for many sentences at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TAGS = ("O", "B", "I", "E", "S")
OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
FORBIDDEN = -1e4
STARTS = (OUTSIDE, BEGIN, SINGLE)
ENDS = (OUTSIDE, END, SINGLE)


def allowed() -> Floats:
    """(5, 5): 0 where the second tag may follow the first, else a large negative number."""
    table = np.full((5, 5), FORBIDDEN, dtype=np.float32)
    for before in range(5):
        follow = (INSIDE, END) if before in (BEGIN, INSIDE) else STARTS
        table[before, list(follow)] = 0
    return table


def edge(tags: tuple[int, ...]) -> Floats:
    """(5,): 0 at these tags, else a large negative number."""
    row = np.full(5, FORBIDDEN, dtype=np.float32)
    row[list(tags)] = 0
    return row


def best_paths(
    scores: Floats, lengths: NDArray[np.int64], transitions: Floats
) -> NDArray[np.int64]:
    """The best tags, (sentences, words), of `scores` (sentences, words, 5).

    `transitions` is (5, 5) or one such per sentence, and includes what is not allowed. Tags beyond
    a sentence's length are O.
    """
    sentences, longest, _ = scores.shape
    if longest == 0 or sentences == 0:
        return np.zeros((sentences, longest), dtype=np.int64)
    moves = np.broadcast_to(transitions, (sentences, 5, 5))
    ends = edge(ENDS)
    best = scores[:, 0] + edge(STARTS)
    back = np.zeros((sentences, longest, 5), dtype=np.int64)
    keep = np.arange(5)
    for word in range(1, longest):
        paths = best[:, :, None] + moves
        came = paths.argmax(axis=1)
        inside = (word < lengths)[:, None]
        back[:, word] = np.where(inside, came, keep)
        best = np.where(inside, paths.max(axis=1) + scores[:, word], best)
    tag = (best + ends).argmax(axis=1)
    tags = np.zeros((sentences, longest), dtype=np.int64)
    rows = np.arange(sentences)
    for word in range(longest - 1, -1, -1):
        tags[:, word] = np.where(word < lengths, tag, OUTSIDE)
        tag = back[rows, word, tag]
    return tags


def spans(tags: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The spans (first word, word after the last) of one sentence's tags."""
    found = []
    start = 0
    for word, tag in enumerate(tags.tolist()):
        if tag in (BEGIN, SINGLE):
            start = word
        if tag in (END, SINGLE):
            found.append((start, word + 1))
    return found
