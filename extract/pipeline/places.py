"""Places in a document: from characters to spans of tokens, and the bounds of its sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from occupath.extract.pipeline.extensions import plain

Bounds = list[tuple[int, int]]


def token_starts(doc: Doc) -> NDArray[np.int64]:
    """The first character of each token."""
    made: NDArray[np.int64] = doc.to_array("IDX").astype(np.int64)
    return made


def spans_at(
    doc: Doc,
    places: Sequence[tuple[int, int]],
    labels: Sequence[str],
    concepts: Sequence[str] | None = None,
) -> list[Span]:
    """Spans of whole tokens that hold these places (characters), labelled, in the same order."""
    if not places:
        return []
    starts = token_starts(doc)
    ends = np.array(places, dtype=np.int64)
    first = np.searchsorted(starts, ends[:, 0], "right") - 1
    after = np.searchsorted(starts, ends[:, 1], "left")
    rows = zip(first.tolist(), after.tolist(), labels, strict=True)
    if concepts is None:
        return [Span(doc, i, j, label=label) for i, j, label in rows]
    return [
        Span(doc, i, j, label=label, kb_id=concept)
        for (i, j, label), concept in zip(rows, concepts, strict=True)
    ]


def sentence_bounds(doc: Doc) -> Bounds:
    """The (start, end) characters of each sentence, without blanks at its ends.

    A document in which nothing marks sentences is one sentence.
    """
    if not len(doc):
        return []
    marks = doc.to_array("SENT_START").astype(np.int64)
    marks[0] = 1
    firsts = token_starts(doc)[marks == 1].tolist()
    text = plain(doc)
    bounds = []
    for start, end in zip(firsts, [*firsts[1:], len(text)], strict=True):
        piece = text[start:end]
        shown = piece.strip()
        if shown:
            begin = start + len(piece) - len(piece.lstrip())
            bounds.append((begin, begin + len(shown)))
    return bounds
