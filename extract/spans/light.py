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

from .decoding import BEGIN, END, FORBIDDEN, SINGLE, TAGS, Floats
from .found import Found
from .kinds import green_kind
from .stretches import Whole, best_tags
from .words import shape

TOKEN = re.compile(r"\w+|[^\w\s]|\n")
BREAK = "\n"  # a token that stands between sentences, twice: windows reach two words each way
REACH = 2
WINDOW = 2 * REACH + 1
SHAPES = 8
REMEMBERED = 20_000  # distinct words, of 5 × 96 numbers each: about 40 MB
AT_ONCE = 100_000  # characters of sentences read together, so that memory stays bounded
CHUNK = 1024  # words that go through the network together


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
    """The shipped model ``spans-fast``, made by ``training/fast.py``; it marks `layers`."""

    def __init__(self, name: str = "spans-fast", models: Path | None = None) -> None:
        card = json.loads(model_file(f"{name}.json", models).read_text(encoding="utf-8"))
        with np.load(model_file(f"{name}.npz", models)) as file:
            weights = {key: file[key] for key in file.files}
        self.layers: list[str] = card["layers"]
        self._bias = np.array([card["bias"][each] for each in self.layers], dtype=np.float32)
        self._unsure = float(card["unsure"])
        self._slope, self._shift = card["confidence"]
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
        self._made = np.zeros((WINDOW, 1024, hidden), dtype=np.float32)

    def find(self, sentences: Sequence[str]) -> list[list[Found]]:
        """The spans of each sentence in both schemes, sorted; offsets index the sentence."""
        made: list[list[Found]] = []
        first = size = 0
        for after, sentence in enumerate(sentences, start=1):
            size += len(sentence)
            if size > AT_ONCE or after == len(sentences):
                made.extend(self._find(sentences[first:after]))
                first, size = after, 0
        return made

    def _find(self, sentences: Sequence[str]) -> list[list[Found]]:
        texts = [s.replace("\n", " ") if "\n" in s else s for s in sentences]
        # Two breaks before each sentence and at the end; the second of each pair starts it.
        ids = self._ids(TOKEN.findall("\n\n".join(["", *texts, ""])))
        starts = np.flatnonzero(ids == 0)[1::2][: len(texts)] + 1
        scores = self._scores(ids)
        made: list[list[tuple[int, int, str, float]]] = [[] for _ in texts]
        for place, layer in enumerate(self.layers):
            firsts, afters, sure = self._decode(scores[:, place], self._bias[place])
            owners = np.searchsorted(starts, firsts, "right") - 1
            low = starts[owners]
            odds = np.round(1 / (1 + np.exp(-(self._slope * sure + self._shift))), 4)
            rows = zip(
                owners.tolist(), (firsts - low).tolist(), (afters - low).tolist(), odds.tolist(),
                strict=True,
            )  # fmt: skip
            for owner, first, after, score in rows:
                made[owner].append((first, after, layer, score))
        return [_placed(text, each) for text, each in zip(texts, made, strict=True)]

    def _ids(self, words: list[str]) -> Whole:
        """The remembered number of each word; new ones are worked out first."""
        known = self._known
        try:
            return np.array([known[word] for word in words], dtype=np.int64)
        except KeyError:
            new = [word for word in dict.fromkeys(words) if word not in known]
        if len(known) + len(new) > REMEMBERED:
            self._forget()
            known = self._known
            new = [word for word in dict.fromkeys(words) if word not in known]
        self._learn(new)
        return np.array([known[word] for word in words], dtype=np.int64)

    def _learn(self, words: list[str]) -> None:
        """Work out the first layer of these words and remember it."""
        at = len(self._known)
        room, hidden = self._made.shape[1:]
        if at + len(words) > room:
            wider = np.zeros((WINDOW, max(2 * room, at + len(words)), hidden), dtype=np.float32)
            wider[:, :at] = self._made[:, :at]
            self._made = wider
        for low in range(0, len(words), CHUNK):
            some = words[low : low + CHUNK]
            keys = np.array([traits(word, self._rows) for word in some], dtype=np.int64)
            vectors = self._parts[keys[:, 1:]].sum(axis=1)
            place = np.minimum(np.searchsorted(self._keys, keys[:, 0]), len(self._keys) - 1)
            there = np.flatnonzero(self._keys[place] == keys[:, 0])
            place = place[there]
            vectors[there] += self._words[place] * self._scales[place, None]
            first = (vectors @ self._first).reshape(len(some), WINDOW, hidden)
            self._made[:, at + low : at + low + len(some)] = first.transpose(1, 0, 2)
        self._known.update((word, number) for number, word in enumerate(words, start=at))

    def _scores(self, ids: Whole) -> Floats:
        """(words, layers, tags): log odds of each tag against no span; none at breaks."""
        count = len(ids)
        edge = np.zeros(2 * REACH, np.int64)
        wide = np.concatenate([edge, ids, edge])
        made = np.empty((count, self._out_bias.size), dtype=np.float32)
        for low in range(0, count, CHUNK):  # small enough for the processor's cache
            high = min(low + CHUNK, count)
            made[low:high] = self._network(wide[low : high + 4 * REACH])
        made[ids == 0] = FORBIDDEN
        each = made.reshape(count, len(self.layers), len(TAGS))
        each -= each[..., :1].copy()
        each[ids == 0, :, 1:] = FORBIDDEN
        return each

    def _network(self, ids: Whole) -> Floats:
        """Scores of the words but the outer `2 * REACH` at each end, which are their context."""
        count = len(ids) - 2 * REACH
        hidden = self._made[0].take(ids[:count], axis=0)
        other = np.empty_like(hidden)
        for shift in range(1, WINDOW):
            here = ids[shift : shift + count]
            np.take(self._made[shift], here, axis=0, out=other, mode="clip")
            hidden += other
        hidden += self._first_bias
        np.maximum(hidden, 0, out=hidden)
        hidden[ids[REACH : REACH + count] == 0] = 0
        count -= 2 * REACH
        second = hidden[:count] @ self._second[0]
        for shift in range(1, WINDOW):
            second += hidden[shift : shift + count] @ self._second[shift]
        second += self._second_bias
        np.maximum(second, 0, out=second)
        width = hidden.shape[1]
        made: Floats = hidden[REACH : REACH + count] @ self._out[:width]
        made += second @ self._out[width:]
        made += self._out_bias
        return made

    def _decode(self, scores: Floats, bias: np.float32) -> tuple[Whole, Whole, Floats]:
        """The spans of one layer in order: first word, word after the last, mean log probability
        of their words' tags."""
        lifted = scores.copy()
        lifted[:, 1:] -= bias
        tags = best_tags(lifted, self._unsure)
        begins = np.flatnonzero((tags == BEGIN) | (tags == SINGLE))
        afters = np.flatnonzero((tags == END) | (tags == SINGLE)) + 1
        within = np.flatnonzero(tags)
        logs = np.zeros(len(scores) + 1, dtype=np.float64)
        each = scores[within]
        logs[within + 1] = each[np.arange(len(within)), tags[within]] - np.log(
            np.exp(each).sum(axis=1)
        )
        sums = np.cumsum(logs)
        return (
            begins,
            afters,
            ((sums[afters] - sums[begins]) / (afters - begins)).astype(np.float32),
        )


def _placed(text: str, found: list[tuple[int, int, str, float]]) -> list[Found]:
    """The spans of a sentence in characters, from those in words."""
    if not found:
        return []
    places = [word.span() for word in TOKEN.finditer(text)]
    made = []
    for first, after, layer, score in found:
        start, end = places[first][0], places[after - 1][1]
        if layer == "green":
            made.append(Found(start, end, green_kind(text, start, end), score, "green"))
        else:
            made.append(Found(start, end, layer, score, "skillspan"))
    return sorted(made)
