"""Strict F1 of span models on the dev splits, as the benchmark's README defines it."""

from __future__ import annotations

from collections.abc import Iterable

Spans = set[tuple[int, int]]


def strict(gold: Iterable[Spans], found: Iterable[Spans]) -> tuple[float, float, float]:
    """Precision, recall and F1 (each 0–1) over exact spans of all sentences."""
    right = golds = founds = 0
    for a, b in zip(gold, found, strict=True):
        right += len(a & b)
        golds += len(a)
        founds += len(b)
    precision = right / founds if founds else 0.0
    recall = right / golds if golds else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0
