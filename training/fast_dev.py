"""The fast span model on dev: its biases, its confidence, its scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from occupath.extract.spans.light import LightSpans
from training.fast_data import Gold
from training.span_scores import strict

BIASES = tuple(round(0.2 * step, 1) for step in range(-7, 8))
BENCHMARKS = (("skillspan", ("skill", "knowledge")), ("green", ("green",)))

LEARNT = "SkillSpan train and GREEN train; dev splits for the biases and the confidence only"
TAUGHT = (
    "; the accurate model's scores on GREEN train and on sentences of job postings, O*NET tasks, "
    "ESCO descriptions and SkillSkape train"
)

Span = tuple[str, int, int]


def finish(out: Path, config: dict[str, Any], taught: bool, dev: dict[str, Gold]) -> None:
    """Write the card: the bias of each layer with the best F1 on dev, and how score becomes
    confidence; print the scores on dev."""
    card: dict[str, Any] = {
        "name": config["name"],
        "training": LEARNT + (TAUGHT if taught else ""),
        "seed": config["seed"],
        "layers": config["layers"],
        "rows": config["rows"],
        "unsure": config["unsure"],
        "confidence": [1.0, 0.0],
    }
    best = dict.fromkeys(config["layers"], (-1.0, 0.0))
    for bias in BIASES:
        scores = measure(_write(out, card | {"bias": dict.fromkeys(best, bias)}), dev)
        for layer in best:
            best[layer] = max(best[layer], (scores[layer][2], bias))
    card["bias"] = {layer: bias for layer, (_, bias) in best.items()}
    card["confidence"] = confidence(_write(out, card), dev)
    card["dev"] = measure(_write(out, card), dev)
    _write(out, card)
    print(json.dumps(card, indent=1))


def _write(out: Path, card: dict[str, Any]) -> LightSpans:
    (out / f"{card['name']}.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return LightSpans(card["name"], out)


def found(model: LightSpans, sentences: Gold) -> list[dict[Span, float]]:
    """The spans of each sentence widened to blanks, as benchmarks score them, with their scores."""
    texts = [text for text, _ in sentences]
    return [
        {
            ("green" if f.layer == "green" else f.label, *widened(text, f.start, f.end)): f.score
            for f in each
        }
        for text, each in zip(texts, model.find(texts), strict=True)
    ]


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span from blank to blank."""
    after = text.find(" ", end)
    return text.rfind(" ", 0, start) + 1, after if after >= 0 else len(text)


def measure(model: LightSpans, dev: dict[str, Gold]) -> dict[str, list[float]]:
    """Strict precision, recall and F1 in percent, of each layer and of SkillSpan's together."""
    made = {}
    for benchmark, layers in BENCHMARKS:
        if not set(layers) <= set(model.layers):
            continue
        rows = found(model, dev[benchmark])
        for chosen in {layers, *((layer,) for layer in layers)}:
            right = [set().union(*(spans[k] for k in chosen)) for _, spans in dev[benchmark]]
            ours = [{(a, b) for k, a, b in each if k in chosen} for each in rows]
            made["+".join(chosen)] = [round(100 * v, 2) for v in strict(right, ours)]
    return dict(sorted(made.items()))


def confidence(model: LightSpans, dev: dict[str, Gold]) -> list[float]:
    """Slope and shift of a logistic fit from mean log probability to being right, on dev."""
    rows = [
        (np.log(score / (1 - score)), span[1:] in gold[span[0]])
        for (_, gold), each in zip(dev["skillspan"], found(model, dev["skillspan"]), strict=True)
        for span, score in each.items()
        if span[0] in gold
    ]
    inputs = np.array([[value, 1.0] for value, _ in rows])
    right = np.array([float(ok) for _, ok in rows])
    weights = np.array([1.0, 0.0])
    for _ in range(25):  # Newton's method
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - guess)
        curve = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 1e-6 * np.eye(2)
        weights = weights + np.linalg.solve(curve, slope)
    return [round(float(each), 4) for each in weights]
