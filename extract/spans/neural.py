"""The trained encoders that find skills, knowledge and what else a posting asks for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from occupath.extract.encoder import Encoder, model_file

from .decoding import Floats, allowed, best_paths, spans
from .found import Found
from .kinds import green_kind
from .windows import Window, windows

# Sentences whose pieces and scores are held at one time.
SENTENCES = 256
# Windows are decoded together with others of about their length, in words.
BUCKETS = (8, 16, 32, 64, 128)


class NeuralSpans:
    """One shipped span model (``spans-accurate`` or ``spans-balanced``).

    Its card, `name`.json, names the layers (``skill``, ``knowledge``, ``green``), holds the tags'
    transitions and the bias against no span at all.
    """

    def __init__(self, name: str, threads: int = 1, models: Path | None = None) -> None:
        self._encoder = Encoder(name, threads, models)
        card = json.loads(model_file(f"{name}.json", models).read_text(encoding="utf-8"))
        self._layers: list[str] = card["layers"]
        self._moves: Floats = np.array(card["transitions"], dtype=np.float32) + allowed()
        self._bias: Floats = np.array([card["bias"][each] for each in self._layers], np.float32)
        self._slope, self._shift = card["confidence"]

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
            rows = self._scores([outputs[i] for i in bucket], [pieces[i] for i in bucket])
            for i, tags, scores in zip(bucket, *self._decode(rows, bucket, pieces), strict=True):
                made[owners[i]].extend(self._found(sentences[owners[i]], pieces[i], tags, scores))
        return [sorted(each) for each in made]

    @staticmethod
    def _buckets(pieces: Sequence[Window]) -> list[list[int]]:
        """Indices of windows of like length in words."""
        made: dict[int, list[int]] = {}
        for i, each in enumerate(pieces):
            made.setdefault(next(b for b in BUCKETS if len(each.words) <= b), []).append(i)
        return list(made.values())

    def _scores(self, outputs: Sequence[Floats], pieces: Sequence[Window]) -> Floats:
        """(windows, layers, words, 5): tag scores at the words' first pieces, bias added."""
        longest = max(len(w.words) for w in pieces)
        made = np.zeros((len(pieces), len(self._layers), longest, 5), dtype=np.float32)
        for i, (output, window) in enumerate(zip(outputs, pieces, strict=True)):
            rows = output[window.firsts].reshape(len(window.words), len(self._layers), 5)
            made[i, :, : len(window.words)] = rows.transpose(1, 0, 2)
        made[..., 0] += self._bias[None, :, None]
        return made

    def _decode(
        self, rows: Floats, bucket: Sequence[int], pieces: Sequence[Window]
    ) -> tuple[NDArray[np.int64], Floats]:
        """Of each window the tags, (layers, words), and their log probabilities one by one."""
        count, layers, longest, _ = rows.shape
        flat = rows.reshape(count * layers, longest, 5)
        lengths = np.repeat(np.array([len(pieces[i].words) for i in bucket]), layers)
        tags = best_paths(flat, lengths, np.tile(self._moves, (count, 1, 1)))
        top = flat.max(axis=2, keepdims=True)
        total = top[..., 0] + np.log(np.exp(flat - top).sum(axis=2))
        chosen = np.take_along_axis(flat, tags[..., None], axis=2)[..., 0] - total
        return tags.reshape(count, layers, longest), chosen.reshape(count, layers, longest)

    def _found(
        self, text: str, window: Window, tags: NDArray[np.int64], scores: Floats
    ) -> list[Found]:
        """The spans of one window."""
        made = []
        for layer, row, chosen in zip(self._layers, tags, scores, strict=True):
            for first, after in spans(row[: len(window.words)]):
                start, end = window.words[first][0], window.words[after - 1][1]
                sure = float(chosen[first:after].mean())
                score = round(1 / (1 + float(np.exp(-(self._slope * sure + self._shift)))), 4)
                if layer == "green":
                    made.append(Found(start, end, green_kind(text, start, end), score, "green"))
                else:
                    made.append(Found(start, end, layer, score, "skillspan"))
        return made
