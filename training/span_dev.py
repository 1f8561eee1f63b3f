"""The dev splits: decoding scores to spans, strict F1, and the choice of thresholds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import torch

from occupath.extract.spans.found import Found
from occupath.extract.spans.posterior import likely_spans
from training.span_data import LAYERS, Sentence, batches, collate, read
from training.span_model import Tagger
from training.span_scores import Spans, strict

SKILLSPAN = {"skill": "tags_skill", "knowledge": "tags_knowledge"}
GREEN = {"green": "tags_skill"}
THRESHOLDS = (0.3, 0.35, 0.4)
Gold = list[tuple[str, dict[str, Spans]]]
Scores = list[tuple[Sentence, np.ndarray]]
Decoded = dict[str, Spans]


def annotated(data: Path, split: str) -> dict[str, Gold]:
    """The sentences of both benchmarks' split."""
    bench = data / "bench"
    return {
        "skillspan": list(read(bench / "skillspan" / f"{split}.json", SKILLSPAN)),
        "green": list(read(bench / "green" / f"{split}.json", GREEN)),
    }


@torch.no_grad()
def scored(tagger: Tagger, sentences: list[Sentence]) -> Iterator[tuple[Sentence, np.ndarray]]:
    """Each sentence with its scores (layers, words, 5)."""
    tagger.eval()
    for group in batches(sentences, 2048, None):
        made = tagger.scores(collate(group)).numpy()
        for each, one in zip(group, made, strict=True):
            yield each, one[:, : len(each.window.firsts)]


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, widened to whole tokens of a text of tokens joined by blanks."""
    after = text.find(" ", end)
    return text.rfind(" ", 0, start) + 1, after if after >= 0 else len(text)


def decoded(scores: Scores, layer: str, moves: np.ndarray, threshold: float) -> Decoded:
    """text → spans of one layer, of at least this probability."""
    made: Decoded = {}
    j = LAYERS.index(layer)
    order = sorted(scores, key=lambda pair: pair[1].shape[1])
    for at in range(0, len(order), 256):
        group = order[at : at + 256]
        lengths = np.array([one.shape[1] for _, one in group])
        rows = np.zeros((len(group), int(lengths.max()), 5), dtype=np.float32)
        for i, (_, one) in enumerate(group):
            rows[i, : lengths[i]] = one[j]
        many = np.tile(moves[j], (len(group), 1, 1))
        found = likely_spans(rows, lengths, many, np.full(len(group), threshold, np.float32))
        for (each, _), spans in zip(group, found, strict=True):
            spot = made.setdefault(each.text, set())
            for first, after, _ in spans:
                start, end = each.window.words[first][0], each.window.words[after - 1][1]
                spot.add(widened(each.text, start, end))
    return made


def results(gold: Mapping[str, Gold], found: Mapping[str, Decoded]) -> dict[str, list[float]]:
    """Strict precision, recall and F1 of each layer, and of SkillSpan's two together."""

    def score(name: str, *layers: str) -> list[float]:
        none: Spans = set()
        return [
            round(value, 4)
            for value in strict(
                (set().union(*(g[x] for x in layers)) for _, g in gold[name]),
                (set().union(*(found[x].get(t, none) for x in layers)) for t, _ in gold[name]),
            )
        ]

    return {
        "skill": score("skillspan", "skill"),
        "knowledge": score("skillspan", "knowledge"),
        "skillspan": score("skillspan", "skill", "knowledge"),
        "green": score("green", "green"),
    }


def best_thresholds(
    gold: Mapping[str, Gold], scores: Mapping[str, Scores], moves: np.ndarray
) -> tuple[dict[str, float], dict[str, list[float]]]:
    """The thresholds with the highest F1, one for SkillSpan and one for GREEN; the scores there."""
    tried: dict[float, dict[str, list[float]]] = {}
    for threshold in THRESHOLDS:
        found = {}
        for layer in LAYERS:
            rows = scores["green" if layer == "green" else "skillspan"]
            found[layer] = decoded(rows, layer, moves, threshold)
        tried[threshold] = results(gold, found)
    skillspan = max(THRESHOLDS, key=lambda t: tried[t]["skillspan"][2])
    green = max(THRESHOLDS, key=lambda t: tried[t]["green"][2])
    chosen = {"skill": skillspan, "knowledge": skillspan, "green": green}
    return chosen, {**tried[skillspan], "green": tried[green]["green"]}


def measured(
    gold: Mapping[str, Gold], find: Callable[[list[str]], list[list[Found]]]
) -> tuple[dict[str, list[float]], dict[str, list[tuple[float, bool]]]]:
    """The scores of a shipped model; and by layer, (score, right) of each of its spans."""
    found: dict[str, Decoded] = {layer: {} for layer in LAYERS}
    judged: dict[str, list[tuple[float, bool]]] = {layer: [] for layer in LAYERS}
    for rows in gold.values():
        for (text, spans_of), made in zip(rows, find([text for text, _ in rows]), strict=True):
            for layer in spans_of:
                found[layer][text] = set()
            for each in made:
                layer = "green" if each.layer == "green" else each.label
                if layer in spans_of:
                    span = widened(text, each.start, each.end)
                    found[layer][text].add(span)
                    judged[layer].append((each.score, any(span in s for s in spans_of.values())))
    return results(gold, found), judged
