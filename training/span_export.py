"""From a trained tagger to what is shipped: NAME.onnx in int8 and its card NAME.json."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from occupath.extract.spans.neural import NeuralSpans
from training.encoder import HIDDEN, write
from training.span_data import LAYERS
from training.span_dev import Gold, measured
from training.span_model import Shipped, Tagger


def ship(
    tagger: Tagger,
    config: dict[str, Any],
    gold: dict[str, Gold],
    thresholds: dict[str, float],
    out: Path,
) -> dict[str, Any]:
    """Write the model and its card into `out`, which holds the shared files; the card."""
    name = config["name"]
    given = {
        "rows": torch.zeros(2, 7, HIDDEN),
        "mask": torch.ones(2, 7, dtype=torch.int64),
        "shapes": torch.zeros(2, 7, dtype=torch.int64),
    }
    tagger.encoder.config._attn_implementation = "eager"  # the nodes that run fastest
    write(Shipped(tagger), given, out / f"{name}.onnx", "scores")
    card: dict[str, Any] = {
        "name": name,
        "labels": ["skill", "knowledge", "green: kind by rule"],
        "layers": list(LAYERS),
        "tags": "BIOES as O B I E S",
        "thresholds": thresholds,
        "confidence": {layer: [1.0, 0.0] for layer in LAYERS},
        "seed": config["seed"],
        "training": config["training"],
        "config": config,
        "transitions": np.round(tagger.transitions.detach().numpy(), 4).tolist(),
    }
    place = out / f"{name}.json"
    place.write_text(_text(card), encoding="utf-8")
    model = NeuralSpans(name, threads=torch.get_num_threads(), models=out)
    scores, judged = measured(gold, model.find)
    for layer, pairs in judged.items():
        logits = [[math.log(c / (1 - c))] for c, _ in pairs]
        fit = LogisticRegression().fit(logits, [right for _, right in pairs])
        slope, shift = float(fit.coef_[0][0]), float(fit.intercept_[0])
        card["confidence"][layer] = [round(slope, 4), round(shift, 4)]
    card["dev"] = {"strict precision, recall, F1 of the int8 model": scores}
    place.write_text(_text(card), encoding="utf-8")
    return card


def _text(card: dict[str, Any]) -> str:
    return json.dumps(card, indent=1, ensure_ascii=False) + "\n"
