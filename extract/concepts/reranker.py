"""The trained part of the linker that is no encoder: weights of features, chances, thresholds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from occupath.extract.encoder import ModelError, model_file

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model of features; its logistic function is the chance that a concept is meant."""

    weights: Floats
    bias: float

    def chances(self, features: Floats) -> Floats:
        """For each row of features a probability."""
        made: Floats = 1 / (1 + np.exp(-(features @ self.weights + self.bias)))
        return made


@dataclass(frozen=True, slots=True)
class Reranker:
    """Weights for sentences and for phrases, and how often training sentences ask for concepts."""

    sentence: Weights
    phrase: Weights
    threshold: float  # chance below which a phrase means no known concept
    exact: float  # chance that a phrase that is a concept's name means that concept
    asked: dict[str, int]  # concept IRI → training sentences that ask for it


def read_reranker(features: tuple[str, ...], models: Path | None = None) -> Reranker:
    """What ``linker.json`` holds; `ModelError` where it fits another release of the code."""
    path = model_file("linker.json", models)
    card = json.loads(path.read_text("utf-8"))
    if tuple(card["features"]) != features:
        raise ModelError(
            f"{path}: was made for other features than this release computes; reinstall occupath, "
            "or train again with training/linker_rank.py"
        )
    return Reranker(
        _weights(card["sentence"]),
        _weights(card["phrase"]),
        float(card["threshold"]),
        float(card["exact"]),
        {iri: int(count) for iri, count in card["asked"].items()},
    )


def _weights(part: dict[str, Any]) -> Weights:
    return Weights(np.array(part["weights"], dtype=np.float32), float(part["bias"]))
