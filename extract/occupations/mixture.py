"""One probability a code, from the parts of the coder: weights and temperature fitted on titles.

The parts' log shares are added with weights of their own for titles that the dataset knows and
for those it does not; the weights' size is the temperature.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# What no vote gives is not impossible; of known titles, votes by likeness err more than names.
VOTES_FLOOR, NAMED_FLOOR = 0.03, 1e-3


class Parts(NamedTuple):
    """What each part says of titles, all titles × codes."""

    encoder: Array  # log shares
    words: Array  # log shares
    votes: Array  # shares by the titles most alike
    named: Array  # shares of the title's own entries; zeros where the dataset does not know it


class Weights(NamedTuple):
    """How much each part counts."""

    encoder: float
    words: float
    votes: float
    named: float


def log_shares(scores: NDArray[np.floating]) -> Array:
    """Logarithm of the softmax of each row."""
    wide = scores.astype(np.float64)
    wide = wide - wide.max(axis=1, keepdims=True)
    made: Array = wide - np.log(np.exp(wide).sum(axis=1, keepdims=True))
    return made


def combined(parts: Parts, weights: Mapping[str, Weights]) -> Array:
    """Log shares of the codes; `weights` has ``known`` and ``unknown``."""
    known = parts.named.sum(axis=1) > 0
    made = np.zeros_like(parts.encoder)
    for rows, w in ((known, weights["known"]), (~known, weights["unknown"])):
        made[rows] = (
            w.encoder * parts.encoder[rows]
            + w.words * parts.words[rows]
            + w.votes * np.log(parts.votes[rows] + VOTES_FLOOR)
            + w.named * np.log(parts.named[rows] + NAMED_FLOOR)
        )
    return log_shares(made)
