"""The span model of the `fast` pipeline: a small network over windows of words, in NumPy alone.

A word's vector is the sum of the rows of its lower-case form (if known), its beginning, its two
endings and its shape. The first layer, linear in each of the five words of a window, is worked out
once for every distinct word and remembered, so that a text costs one look-up a word, one small
second layer and the decoding of the stretches that may hold a span.
"""

from __future__ import annotations

import json
import re
from binascii import crc32
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from occupath.extract.encoder import model_file

from .decoding import FORBIDDEN, TAGS, Floats, allowed, best_paths, spans
from .found import Found
from .kinds import green_kind
from .words import shape

TOKEN = re.compile(r"\w+|[^\w\s]|\n")
BREAK = "\n"  # a token that stands between sentences, twice: windows reach two words each way
REACH = 2
WINDOW = 2 * REACH + 1
SHAPES = 8
REMEMBERED = 20_000  # distinct words, of 5 × 96 numbers each: about 40 MB
# Stretches of words that may hold a span are decoded together with others of about their length.
BUCKETS = (4, 8, 16, 32, 64, 100_000)

Whole = NDArray[np.int64]


def traits(word: str, rows: int) -> tuple[int, int, int, int, int]:
    """The keys of a word: a checksum of its lower-case form, and its rows in the table of parts.

    The table has `rows` rows for each of beginning, long and short ending, then `SHAPES`.
    """
    low = word.lower()
    return (
        crc32(low.encode()),
        crc32(b"^" + low[:3].encode()) % rows,
        rows + crc32(b"$" + low[-3:].encode()) % rows,
        2 * rows + crc32(b"%" + low[-2:].encode()) % rows,
        3 * rows + shape(word),
    )


class LightSpans:
    """The shipped model ``spans-fast``; made by ``training/fast.py``."""

    def __init__(self, name: str = "spans-fast", models: Path | None = None) -> None:
        card = json.loads(model_file(f"{name}.json", models).read_text(encoding="utf-8"))
        with np.load(model_file(f"{name}.npz", models)) as file:
            weights = {key: file[key] for key in file.files}
        self._layers: list[str] = card["layers"]
        self._bias = np.array([card["bias"][each] for each in self._layers], dtype=np.float32)
        self._unsure = float(card["unsure"])
        self._slope, self._shift = card["confidence"]
        self._moves = allowed()
        self._rows = int(card["rows"])
        self._keys: NDArray[np.uint32] = weights["keys"]
        self._words: NDArray[np.int8] = weights["words"]
        self._scales: Floats = weights["scales"].astype(np.float32)
        self._parts: Floats = weights["parts"].astype(np.float32)
        self._first: Floats = weights["first"].astype(np.float32)  # (dim, window × hidden)
        self._first_bias: Floats = weights["first_bias"].astype(np.float32)
        self._second: Floats = weights["second"].astype(np.float32)  # (window, hidden, second)
        self._second_bias: Floats = weights["second_bias"].astype(np.float32)
        self._out: Floats = weights["out"].astype(np.float32)  # (hidden + second, layers × tags)
        self._out_bias: Floats = weights["out_bias"].astype(np.float32)
        self._forget()

    def _forget(self) -> None:
        """Start with no word remembered but the break between sentences, which adds nothing."""
        hidden = self._first_bias.size
        self._known: dict[str, int] = {BREAK: 0}
        self._made = np.zeros((1024, WINDOW, hidden), dtype=np.float32)

    def find(self, sentences: Sequence[str]) -> list[list[Found]]:
        """The spans of each sentence in both schemes, sorted; offsets index the sentence."""
        texts = [s.replace("\n", " ") if "\n" in s else s for s in sentences]
        words = TOKEN.findall("\n\n".join(["", *texts, ""]))
        ids = self._ids(words)
        scores = self._scores(ids)
        made: list[list[Found]] = [[] for _ in sentences]
        # The pair of breaks before each sentence; sentences without words leave theirs adjacent.
        breaks = np.flatnonzero(ids == 0)
        starts = breaks[1::2][: len(texts)] + 1
        for place, layer in enumerate(self._layers):
            found = self._decode(scores[:, place], self._bias[place])
            owners = np.searchsorted(starts, [first for first, *_ in found], "right") - 1
            for (first, after, score), owner in zip(found, owners.tolist(), strict=True):
                low = int(starts[owner])
                made[owner].append(Found(first - low, after - low, layer, score, "skillspan"))
        return [self._placed(text, each) for text, each in zip(texts, made, strict=True)]

    @staticmethod
    def _placed(text: str, found: list[Found]) -> list[Found]:
        """The spans of a sentence in characters, from those in words."""
        if not found:
            return found
        ends = [word.span() for word in TOKEN.finditer(text)]
        made = []
        for first, after, label, score, _ in found:
            start, end = ends[first][0], ends[after - 1][1]
            if label == "green":
                made.append(Found(start, end, green_kind(text, start, end), score, "green"))
            else:
                made.append(Found(start, end, label, score, "skillspan"))
        return sorted(made)

    def _ids(self, words: list[str]) -> Whole:
        """The remembered number of each word; new ones are worked out first."""
        known = self._known
        new = [word for word in dict.fromkeys(words) if word not in known]
        if len(known) + len(new) > REMEMBERED:
            self._forget()
            known = self._known
            new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            self._learn(new)
        return np.array([known[word] for word in words], dtype=np.int64)

    def _learn(self, words: list[str]) -> None:
        """Work out the first layer of these words and remember it."""
        at = len(self._known)
        if at + len(words) > len(self._made):
            size = max(2 * len(self._made), at + len(words))
            wider = np.zeros((size, *self._made.shape[1:]), dtype=np.float32)
            wider[:at] = self._made[:at]
            self._made = wider
        keys = np.array([traits(word, self._rows) for word in words], dtype=np.int64)
        vectors = self._parts[keys[:, 1:]].sum(axis=1)
        place = np.minimum(np.searchsorted(self._keys, keys[:, 0]), len(self._keys) - 1)
        there = np.flatnonzero(self._keys[place] == keys[:, 0])
        place = place[there]
        vectors[there] += self._words[place] * self._scales[place, None]
        hidden = (vectors @ self._first).reshape(len(words), WINDOW, -1)
        self._made[at : at + len(words)] = hidden
        for number, word in enumerate(words, start=at):
            self._known[word] = number

    def _scores(self, ids: Whole) -> Floats:
        """(words, layers, tags): log probability of each tag less that of no span."""
        count = len(ids)
        wide = np.concatenate([np.zeros(REACH, np.int64), ids, np.zeros(REACH, np.int64)])
        hidden = self._made[wide[:count], 0]
        for shift in range(1, WINDOW):
            hidden += self._made[wide[shift : shift + count], shift]
        hidden += self._first_bias
        np.maximum(hidden, 0, out=hidden)
        hidden[ids == 0] = 0
        padded = np.zeros((count + 2 * REACH, hidden.shape[1]), dtype=np.float32)
        padded[REACH : REACH + count] = hidden
        second = padded[:count] @ self._second[0]
        for shift in range(1, WINDOW):
            second += padded[shift : shift + count] @ self._second[shift]
        second += self._second_bias
        np.maximum(second, 0, out=second)
        width = hidden.shape[1]
        made: Floats = hidden @ self._out[:width]
        made += second @ self._out[width:]
        made += self._out_bias
        made = made.reshape(count, len(self._layers), len(TAGS))
        made -= made[..., :1].copy()
        made[ids == 0, :, 1:] = FORBIDDEN
        return made

    def _decode(self, scores: Floats, bias: np.float32) -> list[tuple[int, int, float]]:
        """The spans of one layer: first word, word after the last, score."""
        lifted = scores.copy()
        lifted[:, 1:] -= bias
        maybe = np.concatenate([[False], lifted[:, 1:].max(axis=1) > -self._unsure, [False]])
        turns = np.flatnonzero(maybe[1:] != maybe[:-1])
        firsts, lengths = turns[::2], turns[1::2] - turns[::2]
        found: list[tuple[int, int, float]] = []
        low = 0
        for high in BUCKETS:
            chosen = np.flatnonzero((lengths > low) & (lengths <= high))
            low = high
            if len(chosen):
                found.extend(self._stretches(lifted, scores, firsts[chosen], lengths[chosen]))
        return sorted(found)

    def _stretches(
        self, lifted: Floats, scores: Floats, firsts: Whole, lengths: Whole
    ) -> list[tuple[int, int, float]]:
        """The spans of stretches of like length."""
        places = firsts[:, None] + np.arange(int(lengths.max()))
        np.minimum(places, len(lifted) - 1, out=places)
        tags = best_paths(lifted[places], lengths, self._moves)
        found = []
        for row in np.flatnonzero(tags.any(axis=1)).tolist():
            begin = int(firsts[row])
            for first, after in spans(tags[row, : lengths[row]]):
                words = slice(begin + first, begin + after)
                each = scores[words]
                total = np.log(np.exp(each).sum(axis=1))
                sure = float((each[np.arange(after - first), tags[row, first:after]] - total).mean())
                score = 1 / (1 + float(np.exp(-(self._slope * sure + self._shift))))
                found.append((begin + first, begin + after, score))
        return found

