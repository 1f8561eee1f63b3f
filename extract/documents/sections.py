"""The sections of a posting: by headings, and by phrases that only boilerplate uses.

Three steps. The text falls into units: lines, and the sentences of long lines. A heading, on a
line of its own or inside a text that was flattened to one line, sets the kind of what follows. A
unit whose own phrases weigh enough is boilerplate wherever it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from occupath.extract.documents.section_cues import STRONG, WEAK, Heading, cues

KINDS = (
    "duties",
    "requirements",
    "preferred",
    "benefits",
    "company",
    "equal-opportunity",
    "application",
    "other",
)
"""Every kind of section."""
SILENT = frozenset(("benefits", "company", "equal-opportunity", "application"))
"""The kinds that yield no skill."""

_ENOUGH = 2  # weight that makes a unit boilerplate
_MANY = 3  # weak phrases that do so without a strong one
_PLAINLY = {"equal-opportunity": 3, "application": 4, "benefits": 6, "company": 99}
"""The kinds that phrases tell, and the weight that makes a lone sentence one of them."""
_HEADING = 80  # characters of the longest heading
_FLAT = 1_200  # characters of a line that may be a whole posting
_SENTENCE_LENGTH = 400  # characters of a sentence that is one unit
_PIECE = 200  # characters of the units of a longer one
_FAR = 400  # characters without a line end before a heading inside a line
_LINE = re.compile(r"[^\n]*\S[^\n]*\n?")
_SENTENCE = re.compile(r"[^\s\d][.!?:;][\"')\]]?[ \t]+(?=[A-Z0-9\"'(•☞*-])|[ \t]{4,}(?=\S)")
_HEADING_WORDS = 8  # blanks in the longest heading
_BEFORE = re.compile(r"[\w/'-]")
_FOLLOWS = re.compile(r" [A-Z0-9•*:-]")
_EDGES = " \t\r\n#*=_:•·-–—.>|"
_NUMBER = re.compile(r"^(?:\(?[0-9ivx]{1,3}[.)]|[a-z][.)])\s+")


class Section(NamedTuple):
    """A run of text of one kind; the sections of a text cover it whole, in order."""

    start: int
    end: int
    kind: str


_Weight = dict[tuple[str, int], int]
"""By kind and weight of a phrase, what the phrases of a unit weigh together."""


_NONE = Heading("other")


class _Unit(NamedTuple):
    start: int
    end: int
    line: int  # the number of its line


def sections(text: str) -> list[Section]:
    """The sections of a clean text, each of one of `KINDS`; none for an empty text.

    A lone sentence is ``other`` unless it is plainly boilerplate.
    """
    if not text:
        return []
    lower = _lower(text)
    units = list(_units(text))
    if not units:
        return [Section(0, len(text), "other")]
    headings = _headings(text, lower, units)
    units = _cut(units, headings)
    weights = _weights(lower, units)
    return _joined(units, _kinds(units, headings, weights), len(text))


def is_heading(line: str) -> bool:
    """Whether a line (or a sentence that is one) is a heading, and so names nothing that is asked.

    Known headings, and lines in capitals or marked as headings that hold a word of such.
    """
    if len(line) > 2 * _HEADING:
        return False
    line = line.strip()
    return 0 < len(line) <= _HEADING and _heading(line) is not None


def _lower(text: str) -> str:
    lower = text.lower()
    return (
        lower
        if len(lower) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )


def _units(text: str) -> Iterator[_Unit]:
    """Short lines, the sentences of long lines, and pieces of sentences that never end."""
    for number, line in enumerate(_LINE.finditer(text)):
        start, end = line.span()
        if end - start > _HEADING:
            for gap in _SENTENCE.finditer(text, start, end - 1):
                yield from _pieces(text, start, gap.end(), number)
                start = gap.end()
        yield from _pieces(text, start, end, number)


def _pieces(text: str, start: int, end: int, line: int) -> Iterator[_Unit]:
    while end - start > _SENTENCE_LENGTH:
        blank = text.find(" ", start + _PIECE, end - _PIECE // 2)
        if blank == -1:
            break
        yield _Unit(start, blank + 1, line)
        start = blank + 1
    yield _Unit(start, end, line)


# --- headings -----------------------------------------------------------------------------------


def _headings(text: str, lower: str, units: list[_Unit]) -> dict[int, Heading]:
    """The headings of the text by where they start."""
    found: dict[int, Heading] = {}
    if len(units) == 1:
        return found
    for unit in units:
        if unit.end - unit.start <= _HEADING:
            heading = _heading(text[unit.start : unit.end].strip())
            if heading is not None:
                found[unit.start] = heading
    if units[-1].line + 1 < len(units):
        for start, heading in _inline(text, lower):
            found.setdefault(start, heading)
    return found


def _heading(line: str) -> Heading | None:
    """What a short line says as a heading; None where it is none."""
    if not line:
        return None
    shown = line.lower().strip(_EDGES)
    if shown[:1] in "(0123456789abcivx":
        shown = _NUMBER.sub("", shown)
    named = cues().headings.get(shown)
    if named is not None:
        return named
    told = line[-1] == ":" or line[0] == "#" or line.startswith("**") or line.isupper()
    if not told or shown.count(" ") > _HEADING_WORDS or line[-1] == ".":
        return None
    for pattern, kind in cues().words:
        if pattern.search(shown):
            return Heading(kind)
    shouted = line.isupper() and len(shown) > 3 and " " in shown and not line[0].isdigit()
    return _NONE if shouted or line[0] == "#" else None


def _inline(text: str, lower: str) -> Iterator[tuple[int, Heading]]:
    """Headings inside a long line: capitalised, and before a colon or another capital."""
    names, automaton = cues().inline
    for index, start, end in automaton.find_matches_as_indexes(lower):
        name = text[start:end]
        if not name[0].isupper() or (start and _BEFORE.match(text[start - 1])):
            continue
        before = text[max(0, start - 8) : start].rstrip(" \t*#•-")
        first = start == 0 or not before or before[-1] in ".!?:;)\n"
        capitals = all(word[0].isupper() for word in name.split() if len(word) > 3)
        colon = text[end : end + 1] == ":"
        follows = _FOLLOWS.match(text, end) is not None and capitals
        if (colon and (first or capitals)) or (follows and (first or _is_flat(text, start))):
            yield start, cues().headings[names[index]]


def _is_flat(text: str, place: int) -> bool:
    return place > _FAR and text.rfind("\n", place - _FAR, place) == -1


def _cut(units: list[_Unit], headings: dict[int, Heading]) -> list[_Unit]:
    """The units, cut where a heading stands inside one."""
    starts = {unit.start for unit in units}
    inside = sorted(start for start in headings if start not in starts)
    if not inside:
        return units
    cut: list[_Unit] = []
    for unit in units:
        start = unit.start
        for place in inside[bisect_right(inside, start) : bisect_right(inside, unit.end - 1)]:
            cut.append(_Unit(start, place, unit.line))
            start = place
        cut.append(_Unit(start, unit.end, unit.line))
    return cut


# --- phrases ------------------------------------------------------------------------------------


def _weights(lower: str, units: list[_Unit]) -> list[_Weight]:
    """What the phrases of each unit weigh; a phrase starts where a word starts."""
    weights: list[_Weight] = [{} for _ in units]
    starts = [unit.start for unit in units]
    told, automaton = cues().phrases
    for index, start, end in automaton.find_matches_as_indexes(lower):
        if start and lower[start - 1].isalnum():
            continue
        cue = told[index]
        whole = end == len(lower) or not lower[end].isalpha() or lower[end] == "s"
        if cue[1] == STRONG or whole or cue[0] == "work":
            unit = weights[bisect_right(starts, start) - 1]
            unit[cue] = unit.get(cue, 0) + cue[1]
    return weights


# --- decisions ----------------------------------------------------------------------------------


def _kinds(units: list[_Unit], headings: dict[int, Heading], weights: list[_Weight]) -> list[str]:
    """The kind of each unit: its own phrases first, then the heading above it."""
    if units[-1].line == 0 and units[-1].end < _FLAT and not headings:
        return [_lone(weight) for weight in weights]
    kinds: list[str] = []
    above, left, asked = _NONE, 0, -1
    for unit, weight in zip(units, weights, strict=True):
        heading = headings.get(unit.start)
        if heading is not None and (heading.known or not above.hard):
            above, left = heading, unit.line + heading.lines
        elif (above.lines and unit.line > left) or _over(above, weight):
            above = _NONE
        kind = above.kind if above.hard else _kind(above.kind, weight)
        if kind == above.kind in SILENT and unit.line == asked and not _told(above.kind, weight):
            kind = "requirements"  # the sentence before listed what is asked, and this goes on
        asked = unit.line if kind == "requirements" != above.kind else -1
        kinds.append(kind)
    return _filled(units, kinds)


def _told(kind: str, weight: _Weight) -> bool:
    """Whether a unit's own phrases say that it is of the kind."""
    return (kind, STRONG) in weight


def _over(above: Heading, weight: _Weight) -> bool:
    """Whether a silent section has ended unannounced: the text speaks of the work again."""
    if above.kind not in ("benefits", "company"):
        return False
    works = weight.get(("work", STRONG), 0) + weight.get(("work", WEAK), 0)
    if above.kind == "company":
        works += weight.get(("you", WEAK), 0)
    return works >= _ENOUGH and not _told(above.kind, weight)


def _lone(weight: _Weight) -> str:
    """The kind of a sentence in a text of one line: boilerplate only where it is plainly so."""
    works = weight.get(("work", STRONG), 0) + weight.get(("work", WEAK), 0)
    for kind, enough in _PLAINLY.items():
        told = weight.get((kind, STRONG), 0)
        if told and told + weight.get((kind, WEAK), 0) >= enough + 2 * works:
            return kind
    return "other"


def _kind(above: str, weight: _Weight) -> str:
    """The kind of a sentence of a posting below a heading of the kind `above`."""
    if not weight:
        return above
    works, told, silent = weight.get(("work", STRONG), 0), 0, ""
    for kind in _PLAINLY:
        strong, weak = weight.get((kind, STRONG), 0), weight.get((kind, WEAK), 0)
        heavy = strong + weak if strong or kind == above or weak >= _MANY else 0
        if heavy > told:
            told, silent = heavy, kind
    if told >= _ENOUGH and told > works + weight.get(("work", WEAK), 0) // 2:
        return silent
    return "requirements" if works and above in SILENT else above


def _filled(units: list[_Unit], kinds: list[str]) -> list[str]:
    """A unit between two of one silent kind on the same line is of that kind as well."""
    filled = list(kinds)
    for i in range(1, len(units) - 1):
        same = units[i - 1].line == units[i].line == units[i + 1].line
        if same and kinds[i - 1] == kinds[i + 1] in SILENT and kinds[i] == "other":
            filled[i] = kinds[i - 1]
    return filled


def _joined(units: list[_Unit], kinds: list[str], length: int) -> list[Section]:
    joined: list[Section] = []
    for unit, kind in zip(units, kinds, strict=True):
        if joined and joined[-1].kind == kind:
            continue
        start = unit.start if joined else 0
        if joined:
            joined[-1] = joined[-1]._replace(end=start)
        joined.append(Section(start, length, kind))
    return joined
