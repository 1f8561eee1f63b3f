"""Text for the fast span model: words, targets and vocabulary."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from occupath.extract.spans.decoding import BEGIN, END, INSIDE, OUTSIDE, SINGLE, TAGS
from occupath.extract.spans.light import REACH, TOKEN
from training.span_data import LAYERS, tag_words

Floats = NDArray[np.float32]
Gold = list[tuple[str, dict[str, set[tuple[int, int]]]]]

# The tag column of each layer in the two benchmarks.
SKILLSPAN = {"skill": "tags_skill", "knowledge": "tags_knowledge"}
GREEN = {"green": "tags_skill"}


@dataclass(frozen=True)
class Labelled:
    """A sentence, its words, and per word and layer a distribution over tags."""

    text: str
    words: list[tuple[int, int]]
    targets: Floats  # (words, layers, tags)
    weights: Floats  # (layers,): how much each layer's targets count


def words(text: str) -> list[tuple[int, int]]:
    """The places of a sentence's words as the fast model cuts them."""
    return [found.span() for found in TOKEN.finditer(text.replace("\n", " "))]


def from_gold(text: str, spans: dict[str, set[tuple[int, int]]]) -> Labelled:
    """A sentence of a benchmark, with the layers that it annotates."""
    places = words(text)
    targets = np.zeros((len(places), len(LAYERS), len(TAGS)), dtype=np.float32)
    weights = np.zeros(len(LAYERS), dtype=np.float32)
    for layer, found in spans.items():
        at = LAYERS.index(layer)
        weights[at] = 1
        targets[np.arange(len(places)), at, tag_words(places, found)] = 1
    return Labelled(text, places, targets, weights)


def from_teacher(text: str, coarse: list[tuple[int, int]], marginals: Floats) -> Labelled:
    """A sentence with another model's beliefs about *its* words, (words, layers, tags).

    Ours are pieces of them: the first piece of a first word begins, the others are inside.
    """
    places = words(text)
    starts = np.array([start for start, _ in coarse])
    if not len(starts) or not places or places[0][0] < starts[0]:
        raise ValueError(f"the teacher's words do not begin where {text!r} does")
    owner = np.searchsorted(starts, [start for start, _ in places], "right") - 1
    leads = np.concatenate([[True], owner[1:] != owner[:-1]])[:, None]
    trails = np.concatenate([owner[1:] != owner[:-1], [True]])[:, None]
    whole = marginals[owner]
    made = np.zeros_like(whole)
    made[..., OUTSIDE] = whole[..., OUTSIDE]
    begins = (whole[..., BEGIN], whole[..., SINGLE])
    made[..., SINGLE] = np.where(leads & trails, begins[1], 0)
    made[..., BEGIN] = np.where(leads, begins[0] + np.where(trails, 0, begins[1]), 0)
    closes = whole[..., END] + np.where(leads, 0, begins[1])
    made[..., END] = np.where(trails, closes, 0)
    made[..., INSIDE] = 1 - made.sum(axis=-1)
    return Labelled(text, places, made, np.ones(made.shape[1], dtype=np.float32))


def mixed(gold: Labelled, taught: Labelled, share: float) -> Labelled:
    """The targets of both: of a layer that `gold` annotates, its tags have this share."""
    part = np.where(gold.weights > 0, share, 0)[None, :, None].astype(np.float32)
    targets = part * gold.targets + (1 - part) * taught.targets
    return Labelled(gold.text, gold.words, targets, np.ones_like(gold.weights))


def technologies(data: Path) -> list[str]:
    """The technologies that O*NET names, sorted."""
    path = data / "onet_30.1/Technology Skills.txt"
    with path.open(encoding="utf-8", newline="") as file:
        return sorted({row["Example"] for row in csv.DictReader(file, delimiter="\t")})


def vocabulary(texts: Sequence[str], fewest: int) -> list[str]:
    """Lower-case words that occur at least so often, sorted."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word.lower() for word in TOKEN.findall(text))
    return sorted(word for word, count in counts.items() if count >= fewest and word.strip())


@dataclass(frozen=True)
class Flat:
    """Sentences end to end, with breaks between them as the shipped model sees them."""

    traits: NDArray[np.int64]  # (words, 5): row of the word's own vector (0 none), rows of parts
    real: NDArray[np.bool_]  # (words,): False at breaks
    targets: Floats  # (words, layers, tags)
    weights: Floats  # (words, layers)


def flatten(rows: Sequence[tuple[Labelled, NDArray[np.int64]]]) -> Flat:
    """Sentences with the traits of their words, as one stretch."""
    total = REACH + sum(len(each.words) + REACH for each, _ in rows)
    layers, tags = len(LAYERS), len(TAGS)
    made = Flat(
        np.zeros((total, 5), dtype=np.int64),
        np.zeros(total, dtype=bool),
        np.zeros((total, layers, tags), dtype=np.float32),
        np.zeros((total, layers), dtype=np.float32),
    )
    at = REACH
    for each, traits in rows:
        here = slice(at, at + len(each.words))
        made.traits[here] = traits
        made.real[here] = True
        made.targets[here] = each.targets
        made.weights[here] = each.weights
        at += len(each.words) + REACH
    return made
