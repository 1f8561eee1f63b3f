"""Annotated sentences for the span models: reading, words, pieces, batches."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from occupath.extract.spans.decoding import BEGIN, END, INSIDE, SINGLE
from occupath.extract.spans.windows import Window, windows

LAYERS = ("skill", "knowledge", "green")


@dataclass(frozen=True)
class Sentence:
    """One window of a sentence and the tags of its words in the layers that are annotated."""

    text: str
    source: str
    window: Window
    tags: dict[str, list[int]]
    soft: np.ndarray | None = None  # a teacher's scores, (layers, words, 5)


def token_spans(tags: Sequence[str]) -> list[tuple[int, int]]:
    """The (first, after last) tokens of each span of plain B/I/O tags."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I":
            found.append((start, i))
            start = None
        if tag == "B" or (tag == "I" and start is None):
            start = i
    return found


def read(
    path: Path, columns: dict[str, str]
) -> Iterator[tuple[str, dict[str, set[tuple[int, int]]]]]:
    """Per sentence its text (tokens joined by blanks) and, per layer, the character spans.

    `columns` names the tag column of each layer.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.strip():
                continue
            row = json.loads(line)
            starts, at = [], 0
            for token in row["tokens"]:
                starts.append(at)
                at += len(token) + 1
            yield (
                " ".join(row["tokens"]),
                {
                    layer: {
                        (starts[a], starts[b - 1] + len(row["tokens"][b - 1]))
                        for a, b in token_spans(row[column])
                    }
                    for layer, column in columns.items()
                },
            )


def tag_words(found: list[tuple[int, int]], spans: set[tuple[int, int]]) -> list[int]:
    """BIOES tags of words; a word belongs to a span that overlaps it."""
    tags = [0] * len(found)
    for start, end in sorted(spans):
        inside = [i for i, (a, b) in enumerate(found) if a < end and start < b]
        if not inside:
            continue
        if len(inside) == 1:
            tags[inside[0]] = SINGLE
        else:
            tags[inside[0]], tags[inside[-1]] = BEGIN, END
            for i in inside[1:-1]:
                tags[i] = INSIDE
    return tags


def prepare(
    text: str, source: str, spans: dict[str, set[tuple[int, int]]], tokenizer: Tokenizer
) -> list[Sentence]:
    """The sentence in the windows that the shipped model would see (one, nearly always)."""
    return [
        Sentence(
            text, source, window, {layer: tag_words(window.words, s) for layer, s in spans.items()}
        )
        for window in windows(text, tokenizer.encode(text))
    ]


@dataclass(frozen=True)
class Batch:
    """Padded tensors; `known` (sentences, layers) says which layers are annotated.

    `soft` holds a teacher's scores, zero if there is none.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    shapes: torch.Tensor
    firsts: torch.Tensor
    words: torch.Tensor
    tags: torch.Tensor
    known: torch.Tensor
    soft: torch.Tensor


def collate(sentences: Sequence[Sentence]) -> Batch:
    """The sentences as padded tensors."""
    count = len(sentences)
    pieces = max(len(s.window.ids) for s in sentences)
    longest = max(len(s.window.firsts) for s in sentences)
    ids = np.zeros((count, pieces), dtype=np.int64)
    shapes = np.zeros((count, pieces), dtype=np.int64)
    mask = np.zeros((count, pieces), dtype=np.int64)
    firsts = np.zeros((count, longest), dtype=np.int64)
    inside = np.zeros((count, longest), dtype=bool)
    tags = np.zeros((count, len(LAYERS), longest), dtype=np.int64)
    known = np.zeros((count, len(LAYERS)), dtype=bool)
    soft = np.zeros((count, len(LAYERS), longest, 5), dtype=np.float32)
    for i, each in enumerate(sentences):
        ids[i, : len(each.window.ids)] = each.window.ids
        shapes[i, : len(each.window.ids)] = each.window.shapes
        mask[i, : len(each.window.ids)] = 1
        firsts[i, : len(each.window.firsts)] = each.window.firsts
        inside[i, : len(each.window.firsts)] = True
        if each.soft is not None:
            soft[i, :, : len(each.window.firsts)] = each.soft
        for j, layer in enumerate(LAYERS):
            if layer in each.tags:
                known[i, j] = True
                tags[i, j, : len(each.window.firsts)] = each.tags[layer]
    return Batch(*map(torch.from_numpy, (ids, mask, shapes, firsts, inside, tags, known, soft)))


def batches(
    sentences: Sequence[Sentence], budget: int, dice: random.Random | None
) -> list[list[Sentence]]:
    """Groups of like length of about `budget` pieces; shuffled if there are dice."""
    order = sorted(
        sentences, key=lambda s: len(s.window.ids) + (dice.uniform(-2, 2) if dice else 0.0)
    )
    made: list[list[Sentence]] = [[]]
    for each in order:
        if made[-1] and (len(made[-1]) + 1) * len(each.window.ids) > budget:
            made.append([])
        made[-1].append(each)
    if dice:
        dice.shuffle(made)
    return made
