"""Where sentences start: at lines, bullets and sentence ends, and within what is too long.

A line that ends in the middle of a sentence and goes on in lower case is not cut.
"""

from __future__ import annotations

import re

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from occupath.extract.pipeline.extensions import plain, register
from occupath.extract.pipeline.places import token_starts

LONGEST = 100  # words
_WRAPPED = 50  # characters from which a line may be one of a wrapped paragraph
# A line end, unless a wrapped line goes on; the end of a sentence; a bullet inside a line.
_LINE = re.compile(r"\n\s*")
_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z•*])")
_BULLET = re.compile(r"\s(?=[•*▪‣]\s)")
_GAP = re.compile(r"   \s*")
_SHORT_FORM = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|no|inc|ltd|co|corp|dept|approx|mr|mrs|ms|dr|st|jr|sr|u\.s|u\.k|[a-z])"
    r"\.$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^|\n\s*)\(?\d{1,2}\.$")  # of a list's item
_WORD = re.compile(r"\S+")


@Language.factory("occupath_sentences", assigns=["token.is_sent_start", "doc.sents"])
class Sentences:
    """Marks where each sentence of a document starts."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            starts = token_starts(doc)
            marks = np.full((len(doc), 1), -1, dtype=np.int64)
            marks[np.searchsorted(starts, sentence_starts(plain(doc)), "right") - 1] = 1
            doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]
        return doc


def sentence_starts(text: str) -> list[int]:
    """The characters at which a sentence starts, the first 0; none is longer than `LONGEST` words
    by much."""
    starts = [0]
    line_start = 0
    for line in _LINE.finditer(text):
        if not _goes_on(text, line_start, line):
            starts.append(line.end())
        line_start = line.end()
    for gap in _END.finditer(text):
        place = gap.start() + 1
        before = text[max(0, place - 8) : place]
        if text[place - 1] != "." or not (_SHORT_FORM.search(before) or _NUMBER.search(before)):
            starts.append(gap.end())
    starts += [gap.end() for kind in (_BULLET, _GAP) for gap in kind.finditer(text)]
    starts = sorted({start for start in starts if start < len(text)} | {0})
    cut: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        cut.append(start)
        if end - start > 4 * LONGEST:
            cut.extend(_cuts(text, start, end))
    return cut


def _goes_on(text: str, start: int, line: re.Match[str]) -> bool:
    """Whether the sentence goes on behind this line's end."""
    if line.start() - start < _WRAPPED or line.group().count("\n") > 1 or line.end() == len(text):
        return False
    return text[line.end()].islower() and text[line.start() - 1] not in ".!?:;"


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Where a sentence of more than `LONGEST` words is cut: behind a comma in the second half of
    each stretch if there is one."""
    words = [word.span() for word in _WORD.finditer(text, start, end)]
    cuts = []
    first = 0
    while len(words) - first > LONGEST:
        ends = [
            i
            for i in range(first + LONGEST // 2, first + LONGEST)
            if text[words[i][1] - 1] in ",;:"
        ]
        first = ends[-1] + 1 if ends else first + LONGEST
        cuts.append(words[first][0])
    return cuts
