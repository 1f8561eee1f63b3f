"""The best path of tags where a span may be, over all stretches of a text at once.

Between spans a path is outside, within one inside; so two running scores suffice: outside goes on
by O or by a word that is a span alone (S), or is reached by a last word (E); inside goes on by I or
is reached by a first word (B). Scores are relative to those of O.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .decoding import BEGIN, END, FORBIDDEN, INSIDE, OUTSIDE, SINGLE, Floats

Whole = NDArray[np.int64]


def best_tags(scores: Floats, unsure: float) -> Whole:
    """(words,): the best tags of `scores`, (words, 5), with O's column zero.

    Words whose every other tag scores at most ``-unsure`` are taken as O; stretches between them
    are decoded each on its own.
    """
    tags = np.full(len(scores), OUTSIDE, dtype=np.int64)
    maybe = np.zeros(len(scores) + 2, dtype=bool)
    maybe[1:-1] = scores[:, 1:].max(axis=1) > -unsure
    turns = np.flatnonzero(maybe[1:] != maybe[:-1])
    firsts, lengths = turns[::2], turns[1::2] - turns[::2]
    if not len(firsts):
        return tags
    order = np.argsort(-lengths, kind="stable")
    firsts, lengths = firsts[order], lengths[order]
    # How many stretches have a word at each step; the longest come first.
    active = np.searchsorted(-lengths, -np.arange(1, lengths[0] + 1), "right")
    alone = scores[:, SINGLE] > 0
    on = np.maximum(scores[:, SINGLE], 0)
    closes = np.zeros(len(scores), dtype=bool)
    stays = np.zeros(len(scores), dtype=bool)
    outside = np.zeros(len(firsts), dtype=np.float32)
    inside = np.full(len(firsts), FORBIDDEN, dtype=np.float32)
    for step, count in enumerate(active.tolist()):
        here = firsts[:count] + step
        row = scores[here]
        kept, shut = outside[:count] + on[here], inside[:count] + row[:, END]
        held, opened = inside[:count] + row[:, INSIDE], outside[:count] + row[:, BEGIN]
        closes[here] = shut > kept
        stays[here] = held > opened
        outside[:count] = np.maximum(kept, shut)
        inside[:count] = np.maximum(held, opened)
    within = np.zeros(len(firsts), dtype=bool)
    for step in range(len(active) - 1, -1, -1):
        count = int(active[step])
        here = firsts[:count] + step
        now = within[:count]
        shut, held = closes[here], stays[here]
        tags[here] = np.where(
            now,
            np.where(held, INSIDE, BEGIN),
            np.where(shut, END, np.where(alone[here], SINGLE, OUTSIDE)),
        )
        within[:count] = np.where(now, held, shut)
    return tags
