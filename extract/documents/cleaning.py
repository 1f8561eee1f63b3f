"""The text of a document as a model should read it, and the way back to the text as given.

Markup, entities, invisible characters, typographic quotes and ligatures are replaced; every
offset into the clean text leads back to an offset into the text as it was given, exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from occupath.extract.documents.markup import Edit, edits, looks_like_html

_CP1252 = dict(
    zip(range(0x80, 0xA0), bytes(range(0x80, 0xA0)).decode("cp1252", "replace"), strict=True)
)
_SAME_LENGTH: dict[int, str] = {
    **dict.fromkeys([*range(0x20), 0x7F], " "),  # controls stand where blanks stood
    **{code: text.replace("\ufffd", " ") for code, text in _CP1252.items()},  # misread bytes
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # halves of a character
    **{ord(blank): " " for blank in "\u00a0\u1680\u202f\u205f\u3000"},
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **{ord(end): "\n" for end in "\n\x0b\x0c\u2028\u2029"},
    **{ord(quote): "'" for quote in "‘’‚‛′´`\x91\x92"},
    **{ord(quote): '"' for quote in "“”„‟″«»\x93\x94"},
    **{ord(bullet): "•" for bullet in "\u2023\u2043\u25aa\u25cf\u25e6\u25a0\uf0a7\uf0b7\uf0d8"},
    **{ord(hyphen): "-" for hyphen in "\u2010\u2011"},
}
del _SAME_LENGTH[ord("\n")], _SAME_LENGTH[ord("\t")]
_LIGATURES = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ", "st": "ﬅﬆ"}
_LETTERS = {char: text for text, chars in _LIGATURES.items() for char in chars}
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff"
)
_ODD = re.compile(f"[{_INVISIBLE}{''.join(_LETTERS)}]")
_REPLACED = re.compile(f"[{re.escape(''.join(map(chr, _SAME_LENGTH)))}]")
_UNUSUAL = re.compile(r"[^\n\t\x20-\x5f\x61-\x7e]")


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the runs of a new text stood in the old one: kept as they were, or replaced whole."""

    here: tuple[int, ...]  # where each run starts in the new text
    there: tuple[int, ...]  # where it starts in the old text
    there_end: tuple[int, ...]  # where it ends in the old text
    kept: tuple[bool, ...]  # whether it is the same characters in both

    def start(self, place: int) -> int:
        """The old offset of the character that stands at `place`."""
        run = bisect_right(self.here, place) - 1
        return self.there[run] + (place - self.here[run] if self.kept[run] else 0)

    def end(self, place: int) -> int:
        """The old offset behind the character that stands before `place`; 0 at the start."""
        if place == 0 or not self.here:
            return 0
        run = bisect_right(self.here, place - 1) - 1
        return self.there[run] + place - self.here[run] if self.kept[run] else self.there_end[run]


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean text; `offsets` are the steps back to the given one, None where none moved."""

    text: str
    offsets: tuple[Offsets, ...] | None

    def given_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that stands behind ``text[start:end]``.

        An empty span stays empty. Characters that were removed inside the span belong to it,
        those at its edges do not.
        """
        for step in self.offsets or ():
            if start >= end:
                start = end = step.end(start)
            else:
                start, end = step.start(start), step.end(end)
        return start, end


def clean(given: str) -> Clean:
    """The clean text of `given`: what a reader would see, in plain characters.

    Block tags become line ends, other tags nothing, scripts and styles vanish, entities are
    resolved (twice where a page was escaped as a whole); one-to-one replacements move no offset.
    """
    steps: list[Offsets] = []
    text = given
    for _ in range(2):
        if not looks_like_html(text):
            break
        text = _apply(text, edits(text), steps)
    if _UNUSUAL.search(text):
        if "\r" in text and "\n" not in text:
            text = text.replace("\r", "\n")
        text = _REPLACED.sub(_plain, text)
        text = _apply(text, _odd(text), steps)
    return Clean(text, tuple(reversed(steps)) or None)


def _plain(char: re.Match[str]) -> str:
    return _SAME_LENGTH[ord(char.group())]


def _odd(text: str) -> Iterator[Edit]:
    for odd in _ODD.finditer(text):
        yield odd.start(), odd.end(), _LETTERS.get(odd.group(), "")


def _apply(text: str, changes: Iterable[Edit], steps: list[Offsets]) -> str:
    """`text` with the changes made; a step is noted where there was one that moves an offset."""
    parts: list[str] = []
    runs: list[tuple[int, int, int, bool]] = []
    place = length = 0
    moved = False
    for start, end, shown in changes:
        if place < start:
            runs.append((length, place, start, True))
            parts.append(text[place:start])
            length += start - place
        if shown:
            runs.append((length, start, end, False))
            parts.append(shown)
            length += len(shown)
        moved = moved or end - start != len(shown) or len(shown) != 1
        place = end
    if not parts and not moved:
        return text
    if place < len(text):
        runs.append((length, place, len(text), True))
        parts.append(text[place:])
    if moved:
        steps.append(Offsets(*zip(*runs, strict=True)) if runs else Offsets((), (), (), ()))
    return "".join(parts)
