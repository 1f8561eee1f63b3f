"""Whether a text requires, prefers, teaches or waives what it names.

A cue speaks for what stands beside it in its sentence, up to the next cue of its direction or a
semicolon or "but"; the nearest one in the same clause wins. Without a cue the section tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from occupath.extract.pipeline import requirement_cues as cues
from occupath.extract.pipeline.extensions import MENTIONS, SECTIONS, details, plain, register
from occupath.extract.pipeline.places import Bounds, sentence_bounds

_BY_SECTION = {"requirements": "required", "preferred": "preferred"}
_ASKED_FOR = frozenset(("education", "experience", "licence", "certificate"))
_BREAK = re.compile(r";|\.\s|\bbut\b|\bhowever\b|\bwhile\b|\bwhereas\b|\n")
_OPENING = '\n\t(["*•-/:'  # signs that may stand right before a word
_CLAUSE = re.compile(r"[,;:]|\.\s|\bbut\b|\n")


class Cue(NamedTuple):
    """A word or phrase that tells the requirement of what stands beside it."""

    start: int
    end: int
    says: str  # a requirement, or `requirement_cues.NO`
    before: bool  # whether it speaks of what follows it


@Language.factory("occupath_requirement", requires=["doc.spans"], assigns=["span._.requirement"])
class Requirement:
    """Sets the requirement of each span of ``doc.spans["mentions"]``."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        spans = doc.spans.get(MENTIONS, ())
        if not len(spans):
            return doc
        reader = _Reader(doc)
        for span in spans:
            _, label, confidence = span._.details
            told = reader.requirement(span.start_char, span.end_char, span.label_)
            span._.details = details(told, label, confidence)
        return doc


class _Reader:
    """The cues, sentences and sections of one document."""

    def __init__(self, doc: Doc) -> None:
        self._text = plain(doc)
        lower = self._text.lower()
        self._lower = lower if len(lower) == len(self._text) else self._text
        self._sentences: Bounds = sentence_bounds(doc)
        self._starts = [start for start, _ in self._sentences]
        sections = [(span.start_char, span.label_) for span in doc.spans.get(SECTIONS, ())]
        self._section_starts = [start for start, _ in sections]
        self._sections = [kind for _, kind in sections]
        self._cues = _found(self._lower, self._starts)
        self._cue_starts = [cue.start for cue in self._cues]
        self._taught = _is_syllabus(self._lower)

    def requirement(self, start: int, end: int, kind: str) -> str:
        """The requirement of what stands at these characters."""
        which = max(bisect_right(self._starts, start) - 1, 0)
        low, high = self._sentences[which]
        first = bisect_right(self._cue_starts, low - 1)
        last = bisect_right(self._cue_starts, high)
        told = self._by_cues(self._cues[first:last], start, end) if first < last else None
        section = self._section(start)
        if told is None or (told == "required" and section == "preferred"):
            told = _BY_SECTION.get(section)
        if told is None and self._taught:
            told = "taught"
        if told is None and kind in _ASKED_FOR and section != "company":
            told = "required"
        return told or "mentioned"

    def _section(self, place: int) -> str:
        which = bisect_right(self._section_starts, place) - 1
        return self._sections[which] if which >= 0 else "other"

    def _by_cues(self, near: list[Cue], start: int, end: int) -> str | None:
        """What the cues of the sentence say of this place."""
        before = after = None
        for cue in near:
            if cue.before and cue.end <= start + 1:
                before = cue
            elif cue.before and start <= cue.start and cue.end < end:
                before = cue  # the mention opens with its cue: "ability to …"
            elif not cue.before and cue.start >= end - 1 and after is None:
                after = cue
        if before and _BREAK.search(self._lower, before.end, start):
            before = None
        if after and _BREAK.search(self._lower, end, after.start):
            after = None
        if before and before.says == cues.NO:
            return "negated" if after and after.says == "required" else after and after.says
        if before and after:
            nearer = not _CLAUSE.search(self._lower, end, after.start)
            return (
                after.says
                if nearer or (before.says == "required" and self._alone(before, after))
                else before.says
            )
        chosen = before or after
        return chosen.says if chosen else None

    def _alone(self, before: Cue, after: Cue) -> bool:
        """Whether no clause ends between two cues."""
        return not _CLAUSE.search(self._lower, before.end, after.start)


def _found(lower: str, starts: list[int]) -> list[Cue]:
    """The cues of a text in lower case, in order."""
    told, automaton = _automaton()
    found = []
    spaced = " " + lower
    for sign in _OPENING:
        spaced = spaced.replace(sign, " ")
    for which, start, end in automaton.find_matches_as_indexes(spaced):
        end -= 1  # the pattern's own blank stands before `start`
        if lower[end : end + 1].isalnum():
            continue
        says, direction = told[which]
        if says == cues.NOTHING:
            continue
        before = direction == "before"
        if direction == "either":
            opens = not starts or start - starts[max(bisect_right(starts, start) - 1, 0)] < 4
            before = opens or lower[end : end + 2].lstrip().startswith(":")
        found.append(Cue(start, end, says, before))
    return found


def _is_syllabus(lower: str) -> bool:
    return sum(phrase in lower for phrase in _syllabus()) >= cues.SYLLABUS_ENOUGH


@cache
def _syllabus() -> tuple[str, ...]:
    return tuple(cues.SYLLABUS.split("|"))


@cache
def _automaton() -> tuple[list[tuple[str, str]], AhoCorasick]:
    told: dict[str, tuple[str, str]] = {}
    for direction, table in (
        ("before", cues.BEFORE),
        ("after", cues.AFTER),
        ("either", cues.EITHER),
    ):
        for says, phrases in table.items():
            for phrase in phrases.split("|"):
                told.setdefault(phrase, (says, direction))
    phrases_ = sorted(told)
    return [told[phrase] for phrase in phrases_], AhoCorasick(
        [f" {phrase}" for phrase in phrases_], matchkind=MatchKind.LeftmostLongest
    )
