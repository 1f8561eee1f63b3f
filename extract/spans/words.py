"""Words of a sentence as the span models see them: their offsets and their shape.

Words are runs without blanks, less the punctuation that hangs on their ends, which stands as words
of its own; so "Java, C++ (m/f/d)." and its tokenised form "Java , C++ ( m/f/d ) ." give the same
words. The encoder knows no upper case; shapes tell it what it cannot see.
"""

from __future__ import annotations

import re
from functools import lru_cache

CHUNK = re.compile(r"\S+")
LEADING = frozenset("([{\"'“”‘’«»•·*…,;:!?-–—|")
TRAILING = frozenset(")]}\"'“”‘’«»…,;:!?.|")
# Shapes: 0 is also that of pieces outside any word.
SHAPES = ("lower", "title", "upper", "mixed", "digit", "other", "placeholder")


def words(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each word of `text`, in order."""
    found: list[tuple[int, int]] = []
    for chunk in CHUNK.finditer(text):
        start, end = chunk.span()
        while end - start > 1 and text[start] in LEADING:
            found.append((start, start + 1))
            start += 1
        last = end
        while last - start > 1 and text[last - 1] in TRAILING:
            last -= 1
        found.append((start, last))
        found.extend((i, i + 1) for i in range(last, end))
    return found


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """Which of `SHAPES` the word has, as its index."""
    if len(word) > 2 and word[0] == "<" and word[-1] == ">":
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4 if any(c.isdigit() for c in word) else 5
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0
    if upper == len(letters):
        return 2 if len(letters) > 1 else 1
    return 1 if upper == 1 and letters[0].isupper() else 3
