"""A sentence as the encoder takes it: windows of whole words, with their pieces and shapes."""

from __future__ import annotations

from typing import NamedTuple

from tokenizers import Encoding

from .words import shape, words

PIECES = 128
FIRST, LAST = 101, 102  # ids of the marks at both ends, [CLS] and [SEP]


class Window(NamedTuple):
    """At most `PIECES` pieces of a sentence."""

    ids: list[int]
    shapes: list[int]  # of the word of each piece
    words: list[tuple[int, int]]  # offsets into the sentence
    firsts: list[int]  # index of each word's first piece


def windows(text: str, encoding: Encoding) -> list[Window]:
    """The windows of `text`, given its pieces with both marks; none if no word has a piece.

    Words without pieces (control characters), or with more than fit, are in no window.
    """
    ids, offsets = encoding.ids, encoding.offsets
    made: list[Window] = []
    at, last = 1, len(ids) - 1
    window = Window([FIRST], [0], [], [])
    for start, end in words(text):
        while at < last and offsets[at][0] < start:
            at += 1
        begin = at
        while at < last and offsets[at][0] < end:
            at += 1
        count = at - begin
        if not 0 < count <= PIECES - 2:
            continue
        if len(window.ids) + count >= PIECES:
            made.append(window)
            window = Window([FIRST], [0], [], [])
        window.firsts.append(len(window.ids))
        window.words.append((start, end))
        window.ids.extend(ids[begin:at])
        window.shapes.extend([shape(text[start:end])] * count)
    if window.words:
        made.append(window)
    for each in made:
        each.ids.append(LAST)
        each.shapes.append(0)
    return made
