"""Scores of spans against sentences annotated by token, as `docs/benchmarks.md` reports them.

The text of a sentence is its tokens joined by one blank. A predicted span of characters is widened
to whole tokens, duplicates collapse, and labels are ignored unless a layer is named. *Strict* is
micro F1 on exact token boundaries, *relaxed* on spans that share at least one token with a span of
the other side, *token* on the tokens covered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Span = tuple[int, int]  # first token, one past the last
BOTH = "both"
MEASURES = ("strict", "relaxed", "token")


class Sentence(NamedTuple):
    """A sentence of a benchmark: its layers are the gold spans by name, `both` all of them."""

    id: str  # its line in the file, counted from 0
    tokens: tuple[str, ...]
    layers: Mapping[str, frozenset[Span]]
    source: str  # the part of the benchmark it is from; empty where the file names none

    @property
    def text(self) -> str:
        return " ".join(self.tokens)

    @property
    def row(self) -> dict[str, str]:
        """The line that a tool reads."""
        return {"id": self.id, "text": self.text}


class Score(NamedTuple):
    """Precision and recall (0–1) with what they are shares of."""

    right_predicted: int
    predicted: int
    right_gold: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a JSON Lines file with `tokens` and one BIO list `tags_NAME` a layer."""
    sentences = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            layers = {
                name.removeprefix("tags_"): frozenset(bio_spans(tags))
                for name, tags in row.items()
                if name.startswith("tags_")
            }
            layers[BOTH] = frozenset().union(*layers.values())
            sentences.append(
                Sentence(str(number), tuple(row["tokens"]), layers, row.get("source", ""))
            )
    return sentences


def bio_spans(tags: Sequence[str]) -> list[Span]:
    """The spans of a BIO list; an I that follows nothing opens one."""
    spans: list[Span] = []
    start: int | None = None
    for place, tag in enumerate([*tags, "O"]):
        if start is not None and tag[:1] != "I":
            spans.append((start, place))
            start = None
        if tag[:1] == "B" or (tag[:1] == "I" and start is None):
            start = place
    return spans


def token_spans(tokens: Sequence[str], spans: Iterable[Span]) -> frozenset[Span]:
    """Spans of characters widened to whole tokens; one that touches no token is dropped."""
    bounds, place = [], 0
    for token in tokens:
        bounds.append((place, place + len(token)))
        place += len(token) + 1
    widened = set()
    for start, end in spans:
        touched = [i for i, (low, high) in enumerate(bounds) if low < end and start < high]
        if touched:
            widened.add((touched[0], touched[-1] + 1))
    return frozenset(widened)


def predicted_spans(
    sentences: Sequence[Sentence], rows: Iterable[Mapping[str, Any]], layer: str = BOTH
) -> list[frozenset[Span]]:
    """The predictions of each sentence, from rows `{"id", "mentions": [{"start", "end", "kind"}]}`.

    Of a named layer only mentions of that kind count. A sentence without a row has none.
    """
    found: dict[str, list[Span]] = {}
    for row in rows:
        found[str(row["id"])] = [
            (mention["start"], mention["end"])
            for mention in row["mentions"]
            if layer == BOTH or mention.get("kind") == layer
        ]
    unknown = found.keys() - {sentence.id for sentence in sentences}
    if unknown:
        raise ValueError(f"no sentence has the id {min(unknown)!r}: is it the same split?")
    return [token_spans(each.tokens, found.get(each.id, ())) for each in sentences]


def score(
    gold: Sequence[frozenset[Span]], predicted: Sequence[frozenset[Span]]
) -> dict[str, Score]:
    """Micro scores by measure (`strict`, `relaxed`, `token`) over sentences in the same order."""
    totals = {measure: [0, 0, 0, 0] for measure in MEASURES}
    for wanted, given in zip(gold, predicted, strict=True):
        same = len(wanted & given)
        given_tokens, wanted_tokens = _tokens(given), _tokens(wanted)
        shared = len(given_tokens & wanted_tokens)
        counts = {
            "strict": (same, len(given), same, len(wanted)),
            "relaxed": (
                sum(not wanted_tokens.isdisjoint(range(*span)) for span in given),
                len(given),
                sum(not given_tokens.isdisjoint(range(*span)) for span in wanted),
                len(wanted),
            ),
            "token": (shared, len(given_tokens), shared, len(wanted_tokens)),
        }
        for measure, parts in counts.items():
            totals[measure] = [a + b for a, b in zip(totals[measure], parts, strict=True)]
    return {measure: Score(*parts) for measure, parts in totals.items()}


def _tokens(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(token for span in spans for token in range(*span))
