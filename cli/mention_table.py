"""What was found in documents, counted for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from occupath.extract.documents.extraction import Extracted
from occupath.extract.pipeline.mention import KINDS, REQUIREMENTS

COLUMNS = ("kind", "requirement", "text", "label", "section", "n")
_LONGEST = 60  # characters of a mention


class Tally:
    """Mentions counted by what they say; `documents` counts documents by their status."""

    def __init__(self) -> None:
        self.documents: Counter[str] = Counter()
        self._mentions: Counter[tuple[str, ...]] = Counter()

    @property
    def mentions(self) -> int:
        """How many mentions were counted."""
        return self._mentions.total()

    def add(self, extracted: Iterable[Extracted]) -> None:
        """Count a chunk."""
        for document, mentions, _ in extracted:
            self.documents[document.status] += 1
            for found in mentions:
                mention = found.mention
                words = " ".join(mention.text.split())
                self._mentions[
                    mention.kind,
                    mention.requirement,
                    words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…",
                    mention.label or "",
                    found.section or "",
                ] += 1

    def rows(self) -> list[dict[str, object]]:
        """Kinds in their order, the most frequent first."""
        order = sorted(
            self._mentions.items(),
            key=lambda item: (
                KINDS.index(item[0][0]),
                REQUIREMENTS.index(item[0][1]),
                -item[1],
                item[0],
            ),
        )
        return [
            {
                "kind": kind,
                "requirement": requirement,
                "text": text,
                "label": label or None,
                "section": section or None,
                "n": count,
            }
            for (kind, requirement, text, label, section), count in order
        ]

    def said(self) -> str:
        """The documents by status, and the number of mentions, in a line."""
        total = self.documents.total()
        others = [
            f"{n:,} {status}" for status, n in sorted(self.documents.items()) if status != "ok"
        ]
        told = f" ({', '.join(others)})" if others else ""
        return f"{total:,} document{'s' * (total != 1)}{told}, {self.mentions:,} mentions"
