"""One probability a code, from what speaks for each: a weighted sum under a softmax.

Weights were fitted by `training/cips.py` so that the probability of the right code of programs of
unseen providers is greatest, apart for programs with and without a description. They need no
temperature of their own: their size is the temperature.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from occupath.extract.encoder import ModelError, model_file
from occupath.extract.programs.evidence import FEATURES
from occupath.extract.programs.reading import Floats

CARD = "cips.json"


class Weights(NamedTuple):
    """How much each of `FEATURES` counts, with a description and without."""

    text: NDArray[np.float32]
    title: NDArray[np.float32]


def read_weights(models: Path | None = None) -> Weights:
    """The shipped weights; raises `ModelError` where they are missing or of other features."""
    path = model_file(CARD, models)
    card: Mapping[str, Mapping[str, float]] = json.loads(path.read_text("utf-8"))["weights"]
    if any(tuple(card[kind]) != FEATURES for kind in Weights._fields):
        raise ModelError(f"{path} was made for other features; make it with training/cips.py")
    return Weights(
        *(np.array(list(card[kind].values()), dtype=np.float32) for kind in Weights._fields)
    )


def shares(evidence: Floats, weights: NDArray[np.float32]) -> NDArray[np.float64]:
    """Probabilities (documents, codes) of `Evidence.of`."""
    sums = (evidence @ weights).astype(np.float64)
    grown = np.exp(sums - sums.max(axis=1, keepdims=True))
    made: NDArray[np.float64] = grown / grown.sum(axis=1, keepdims=True)
    return made
