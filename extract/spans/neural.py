"""The trained encoders that find skills, knowledge and what else a posting asks for."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from occupath.extract.encoder import Encoder, model_file

from .decoding import Floats, allowed
from .found import Found
from .kinds import green_kind
from .posterior import likely_spans
from .windows import Window, windows

# Sentences whose pieces and scores are held at one time.
SENTENCES = 256
# Windows are decoded together with others of about their length, in words.
BUCKETS = (24, 128)


class NeuralSpans:
    """One shipped span model (``spans-accurate`` or ``spans-balanced``).

    Its card, `name`.json, names the layers (``skill``, ``knowledge``, ``green``) and holds for each
    the tags' transitions, the probability from which a span is given, and what turns that
    probability into the share of such spans that were right.
    """

    def __init__(self, name: str, threads: int = 1, models: Path | None = None) -> None:
        self._encoder = Encoder(name, threads, models)
        card = json.loads(model_file(f"{name}.json", models).read_text(encoding="utf-8"))
        self._layers: list[str] = card["layers"]
        self._moves: Floats = np.array(card["transitions"], dtype=np.float32) + allowed()
        by_layer = [(card["thresholds"][x], *card["confidence"][x]) for x in self._layers]
        self._thresholds: Floats = np.array([each[0] for each in by_layer], dtype=np.float32)
        self._confidence: list[tuple[float, float]] = [(a, b) for _, a, b in by_layer]

    def find(self, sentences: Sequence[str]) -> list[list[Found]]:
        """The spans of each sentence in both schemes, sorted; offsets index the sentence."""
        made: list[list[Found]] = []
        for at in range(0, len(sentences), SENTENCES):
            made.extend(self._find(sentences[at : at + SENTENCES]))
        return made

    def _find(self, sentences: Sequence[str]) -> list[list[Found]]:
        owners: list[int] = []
        pieces: list[Window] = []
        encodings = self._encoder.tokenizer.encode_batch(list(sentences))
        for owner, (text, encoding) in enumerate(zip(sentences, encodings, strict=True)):
            each = windows(text, encoding)
            owners.extend([owner] * len(each))
            pieces.extend(each)
        outputs = self._encoder.run_ids([w.ids for w in pieces], [w.shapes for w in pieces])
        made: list[list[Found]] = [[] for _ in sentences]
        for bucket in self._buckets(pieces):
            group = [pieces[i] for i in bucket]
            rows = self._scores([outputs[i] for i in bucket], group)
            for i, found in zip(bucket, self._decode(rows, group), strict=True):
                made[owners[i]].extend(self._found(sentences[owners[i]], pieces[i], found))
        return [sorted(each) for each in made]

    @staticmethod
    def _buckets(pieces: Sequence[Window]) -> list[list[int]]:
        """Indices of windows of like length in words."""
        made: dict[int, list[int]] = {}
        for i, each in enumerate(pieces):
            made.setdefault(next(b for b in BUCKETS if len(each.words) <= b), []).append(i)
        return list(made.values())

    def _scores(self, outputs: Sequence[Floats], pieces: Sequence[Window]) -> Floats:
        """(windows, layers, words, 5): tag scores at the words' first pieces."""
        longest = max(len(w.words) for w in pieces)
        made = np.zeros((len(pieces), len(self._layers), longest, 5), dtype=np.float32)
        for i, (output, window) in enumerate(zip(outputs, pieces, strict=True)):
            rows = output[window.firsts].reshape(len(window.words), len(self._layers), 5)
            made[i, :, : len(window.words)] = rows.transpose(1, 0, 2)
        return made

    def _decode(
        self, rows: Floats, group: Sequence[Window]
    ) -> list[list[list[tuple[int, int, float]]]]:
        """Of each window, by layer, the spans of its words and their probabilities."""
        count, layers, longest, _ = rows.shape
        found = likely_spans(
            rows.reshape(count * layers, longest, 5),
            np.repeat(np.array([len(each.words) for each in group]), layers),
            np.tile(self._moves, (count, 1, 1)),
            np.tile(self._thresholds, count),
        )
        return [found[at : at + layers] for at in range(0, len(found), layers)]

    def _found(
        self, text: str, window: Window, layers: Sequence[Sequence[tuple[int, int, float]]]
    ) -> list[Found]:
        """The spans of one window."""
        made = []
        for layer, (slope, shift), found in zip(
            self._layers, self._confidence, layers, strict=True
        ):
            for first, after, chance in found:
                start, end = window.words[first][0], window.words[after - 1][1]
                score = confidence(chance, slope, shift)
                if layer == "green":
                    made.append(Found(start, end, green_kind(text, start, end), score, "green"))
                else:
                    made.append(Found(start, end, layer, score, "skillspan"))
        return made


def confidence(chance: float, slope: float, shift: float) -> float:
    """How many of such spans were right on the dev splits, for a probability of the model."""
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    logit = math.log(bounded / (1 - bounded))
    return round(1 / (1 + math.exp(-(slope * logit + shift))), 4)
