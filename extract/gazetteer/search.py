"""The search for all labels at once: whole words only, the longest label, with exact offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from occupath.extract.gazetteer.labels import (
    QUOTES,
    SPACES,
    Entry,
    common_words,
    entry,
    shown,
    unambiguous,
)

Label = tuple[str, str, str]  # concept IRI, kind, label

SHOUTED_WORDS = 5  # a line of so many words, all in capitals, says nothing by its capitals
NEAR = 200  # characters to either side in which a line is looked at

_ASCII_BREAKS = {
    code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "+#&@_")
}
_BREAKS = re.compile(r"[^\w+#&@]")
_SPACE = re.compile(r"\s")
_SPACES = re.compile(r"\s\s+")
# What stands between two names of a list.
_BETWEEN = re.compile(r"\s*(?:[,/;|&+•]|\band\b|\bor\b)(?:\s*(?:and|or|/))?\s*", re.IGNORECASE)
# What stands before a name that is asked for, or behind it.
_ASKED = re.compile(
    r"(?:\b(?:ms|microsoft|programming|languages?(?: such as| like)?|software|tools?|scripting|"
    r"coding|packages?|applications?|proficien\w+|expertise|fluen\w+|skills|experience|knowledge|"
    r"understanding|background|skilled|competen\w+|familiarity|familiar|versed|using)"
    r"(?: (?:in|with|of|using|on))?[ :(]+)$",
    re.IGNORECASE,
)
_ASKED_BEHIND = re.compile(
    r" (?:programming|language|developers?|coding|scripts?|scripting|programmers?|software|"
    r"code|packages?|macros|spreadsheets?|databases?)\b",
    re.IGNORECASE,
)


_CREDENTIAL = re.compile(
    r"certif|licen[sc]|credential|registered|accredit|\bexam|designation|qualif|required|preferred"
    r"|a plus\b|desir",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A label in a text: ``text[start:end]``, and what it may mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]


_Row = tuple[int, int, Found, int]  # start, end, what, its place among the unsure or -1


class _Meaning(NamedTuple):
    label: str  # as a folded text has it
    lead: int  # how many signs stand before its first word: 1 for ".net"
    entries: tuple[Entry, ...]


class Gazetteer:
    """A set of labels that is built once and finds them in any number of texts.

    Labels are (concept IRI, kind, label). A bracket at the end of a label ("Python (computer
    programming)") is not looked for, but then the rest counts only in its own capitals. With
    `company`, technologies named by a letter or an everyday word ("R", "Go") are found too, where
    they stand in a list with others or are asked for by name.
    """

    def __init__(self, labels: Iterable[Label], company: bool = False) -> None:
        self._company = company
        known = set(labels)
        self._common = common_words(label for _, _, label in known)
        by_bones: defaultdict[str, list[Label]] = defaultdict(list)
        for label in known:
            core = _bones(_fold(shown(label[2]))).strip()
            if core:
                by_bones[f" {core} "].append(label)
        self._patterns = sorted(by_bones)
        self._labels = [by_bones[pattern] for pattern in self._patterns]
        self._meanings: list[list[_Meaning] | None] = [None] * len(self._patterns)
        self._automaton = AhoCorasick(self._patterns)

    def _meaning(self, which: int) -> list[_Meaning]:
        """What the pattern may be; worked out when it is first met, for most never are."""
        known = self._meanings[which]
        if known is None:
            forms: defaultdict[str, dict[tuple[str, str], Entry]] = defaultdict(dict)
            for concept, kind, label in sorted(self._labels[which]):
                made = entry(concept, kind, label, self._common, self._company)
                if made is not None:
                    folded = _fold(made.form or shown(label))
                    forms[folded].setdefault((concept, kind), made)
            known = []
            for folded, by_concept in sorted(forms.items()):
                entries = unambiguous(list(by_concept.values()), self._company)
                bones = _bones(folded)
                if entries:
                    lead = len(bones) - len(bones.lstrip())
                    known.append(_Meaning(folded, lead, tuple(entries)))
            self._meanings[which] = known
        return known

    def find(self, text: str) -> list[Found]:
        """The labels in `text` in order; none overlaps another, of overlapping ones the longest."""
        folded, places = _squeeze(_lower(text))
        sure: list[Found] = []
        unsure: list[Found] = []
        matches = self._automaton.find_matches_as_indexes(f" {_bones(folded)} ", overlapping=True)
        for which, first, _ in matches:
            for label, lead, entries in self._meaning(which):
                start = first - lead
                end = start + len(label)
                if start < 0 or folded[start:end] != label or not _whole(folded, start, end):
                    continue
                start, end = places.back(start), places.back(end - 1) + 1
                said = _counted(entries, text, start, end)
                if said:
                    (unsure if said[0].company else sure).append(Found(start, end, said))
        found = longest(sure)
        return _with_company(text, found, longest(unsure)) if unsure else found


def _counted(entries: tuple[Entry, ...], text: str, start: int, end: int) -> tuple[Entry, ...]:
    """The entries that count in the capitals which the text has; the sure ones if there are any."""
    said = text[start:end]
    if "\n" in said or not said.isascii() or "  " in said:
        said = SPACES.sub(" ", said.translate(QUOTES))
    counted = [
        e
        for e in entries
        if (e.form is None or (e.form == said and not _shouted(text, start, end)))
        and not (e.named and said.islower())
    ]
    return tuple([e for e in counted if not e.company] or counted)


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the place stands in a line of capitals, where capitals say nothing."""
    before = text[max(0, start - NEAR) : start].rpartition("\n")[2]
    behind = text[end : end + NEAR].partition("\n")[0]
    line = before + text[start:end] + behind
    return line.isupper() and len(line.split()) >= SHOUTED_WORDS


def _with_company(text: str, sure: list[Found], unsure: list[Found]) -> list[Found]:
    """`sure` and those of `unsure` that are asked for, or stand in a list with one that counts."""
    inside = [False] * len(unsure)
    merged = sorted(
        [(f.start, f.end, f, -1) for f in sure]
        + [(f.start, f.end, f, i) for i, f in enumerate(unsure)],
        key=lambda row: (row[0], -row[1], row[3]),
    )
    rows: list[_Row] = []
    for row in merged:  # an unsure one inside or across a sure one is none
        if row[3] >= 0 and rows and row[0] < rows[-1][1]:
            continue
        if row[3] < 0:
            while rows and rows[-1][3] >= 0 and rows[-1][1] > row[0]:
                rows.pop()
        rows.append(row)
    for order in (rows, rows[::-1]):
        last: _Row | None = None
        for row in order:
            counts = row[3] < 0 or inside[row[3]]
            if not counts and (_asked(text, row[2]) or _listed(text, last, row)):
                counts = inside[row[3]] = True
            last = row if counts else None
    return [found for _, _, found, which in rows if which < 0 or inside[which]]


def _asked(text: str, found: Found) -> bool:
    """Whether the words around ask for something of this kind."""
    start, end, entries = found
    if any(e.kind == "technology" for e in entries):
        before = text[max(0, start - 40) : start]
        return _ASKED.search(before) is not None or _ASKED_BEHIND.match(text, end) is not None
    around = text[max(0, start - 60) : start].rpartition("\n")[2]
    around += text[end : end + 40].partition("\n")[0]
    return _CREDENTIAL.search(around) is not None


def _listed(text: str, last: _Row | None, row: _Row) -> bool:
    """Whether the two stand side by side in a list, and are of one kind."""
    if last is None or not {e.kind for e in last[2].entries} & {e.kind for e in row[2].entries}:
        return False
    left, right = sorted((last[:2], row[:2]))
    return right[0] - left[1] < 12 and bool(_BETWEEN.fullmatch(text, left[1], right[0]))


def _fold(text: str) -> str:
    """Lower case with plain quotes and one space between words."""
    return _squeeze(_lower(text))[0]


def _lower(text: str) -> str:
    """Lower case with plain quotes, as long as `text`."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have a longer lower case: they stay as they are
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower if lower.isascii() else lower.translate(QUOTES)


def _squeeze(text: str) -> tuple[str, _Places]:
    """`text` with one space for each run of blanks, and the way back."""
    after: list[int] = []
    moved: list[int] = []
    parts: list[str] = []
    last = shift = 0
    for run in _SPACES.finditer(text):
        parts.append(text[last : run.start()])
        last = run.end()
        after.append(run.start() + 1 - shift)
        shift += last - run.start() - 1
        moved.append(shift)
    parts.append(text[last:])
    return _SPACE.sub(" ", " ".join(parts)), _Places(after, moved)


class _Places(NamedTuple):
    """From places of a squeezed text to those of the text as it was."""

    after: list[int]  # places from which the text is moved
    moved: list[int]  # by how much

    def back(self, place: int) -> int:
        run = bisect_right(self.after, place)
        return place + self.moved[run - 1] if run else place


def _bones(folded: str) -> str:
    """The text with blanks for all that parts words; as long as it was."""
    return folded.translate(_ASCII_BREAKS) if folded.isascii() else _BREAKS.sub(" ", folded)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the span is made of whole words: ``C`` is not in ``C++`` nor ``lead`` in ``co-lead``.

    A hyphen joins; so do the signs ``+ # & @`` and an underscore. A possessive ``'s`` does not.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _joins(before) or _joins(after):
        return False
    beyond = text[start - 2] if start > 1 else " "
    if before in "-./'" and beyond.isalnum():
        return before == "/"
    if text.startswith("'s", end) and not text[end + 2 : end + 3].isalnum():
        return True
    beyond = text[end + 1] if end + 1 < len(text) else " "
    return not (after in "-.'" and beyond.isalnum())


def _joins(c: str) -> bool:
    if c == " ":
        return False
    return c.isalnum() or c in "+#&@_" or unicodedata.category(c) in ("Mn", "Mc", "Me")


def longest(spans: Iterable[Found]) -> list[Found]:
    """Of overlapping spans the longest, the earlier first among equals; in order of place."""
    kept: list[Found] = []
    for cluster in _clusters(sorted(spans, key=lambda span: (span.start, -span.end))):
        if len(cluster) == 1:
            kept += cluster
            continue
        taken: list[Found] = []
        for span in sorted(cluster, key=lambda s: (s.start - s.end, s.start)):
            if all(span.end <= other.start or span.start >= other.end for other in taken):
                taken.append(span)
        kept += sorted(taken)
    return kept


def _clusters(spans: list[Found]) -> Iterator[list[Found]]:
    """Runs of spans (sorted) that hang together by overlaps."""
    cluster: list[Found] = []
    reach = 0
    for span in spans:
        if cluster and span.start >= reach:
            yield cluster
            cluster = []
        cluster.append(span)
        reach = max(reach, span.end)
    if cluster:
        yield cluster
