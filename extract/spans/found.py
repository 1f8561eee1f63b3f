"""What a span model finds in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

LAYERS = ("skillspan", "green")
SKILLSPAN_LABELS = ("skill", "knowledge")
GREEN_LABELS = ("skill", "qualification", "experience", "occupation", "domain")


class Found(NamedTuple):
    """A span of a sentence, as one of the two annotation schemes would mark it."""

    start: int  # characters into the sentence
    end: int
    label: str  # of SKILLSPAN_LABELS or GREEN_LABELS
    score: float  # 0–1, the model's own estimate that the span is right
    layer: str  # one of LAYERS


class SpanModel(Protocol):
    """Any model that finds spans in sentences."""

    def find(self, sentences: Sequence[str]) -> list[list[Found]]:
        """The spans of each sentence, sorted."""
        ...
