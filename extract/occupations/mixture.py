"""One probability a code, from the parts of the coder: weights and temperature fitted on titles.

The parts' log shares are added with weights of their own for titles that the dataset knows, for
those that say a known title in another order or form, and for the others; the weights' size is the
temperature.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# What no vote gives is not impossible; of known titles, votes by likeness err more than names.
VOTES_FLOOR, NAMED_FLOOR = 0.03, 1e-3
SAME = 0.999  # likeness from which on two titles have the same stems


class Parts(NamedTuple):
    """What each part says of titles, all titles × codes."""

    encoder: Array  # log shares
    words: Array  # log shares
    votes: Array  # shares by the titles most alike
    named: Array  # shares of the title's own entries; zeros where the dataset does not know it
    alike: NDArray[np.float64]  # likeness of the known title most alike, 0–1; one a title


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


def kinds(parts: Parts) -> dict[str, NDArray[np.bool_]]:
    """Which titles are ``known``, which ``reworded`` (a known title has the same stems), which
    ``unknown``: where the stems agree, the vote is right far more often."""
    known = parts.named.sum(axis=1) > 0
    same = parts.alike > SAME
    return {"known": known, "reworded": ~known & same, "unknown": ~known & ~same}


def combined(parts: Parts, weights: Mapping[str, Weights]) -> Array:
    """Log shares of the codes; `weights` has those of each of `kinds`."""
    made = np.zeros_like(parts.encoder)
    for kind, rows in kinds(parts).items():
        w = weights[kind]
        made[rows] = (
            w.encoder * parts.encoder[rows]
            + w.words * parts.words[rows]
            + w.votes * np.log(parts.votes[rows] + VOTES_FLOOR)
            + w.named * np.log(parts.named[rows] + NAMED_FLOOR)
        )
    return log_shares(made)
