"""What a syllabus teaches, and the sentence that shows each skill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from occupath.extract.documents.sections import SILENT
from occupath.queries.alignment.syllabus import Syllabus

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from occupath.extract.concepts.linker import Linker

SKILLS = ("skill", "knowledge", "technology", "tool", "language")
CREDENTIALS = ("certificate", "licence")
_LINKED = ("skill", "knowledge")
_BY_MEANING = ("element", "dwa")  # schemes few enough to be compared at once
_HEADING_WORDS = 8
# What a syllabus says beside what it teaches, as a heading and in a sentence.
_ASIDE_HEADING = re.compile(
    r"pre-?requisites?|admissions?|(?:entry|entrance|admission|enrol\w*|technical) requirements?|"
    r"eligibility|tuition|costs?|fees|financial aid|grading|grades?|attendance|textbooks?|"
    r"(?:required|course) (?:texts?|readings?|materials?)|office hours|instructors?|contact|"
    r"polic(?:y|ies)|academic (?:integrity|honesty)|accommodations?|about (?:us|the (?:college|"
    r"school|provider|instructor))|accreditation|schedule of fees|how to apply|refunds?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\bpre-?requisites?\b|\b(?:applicants?|candidates) (?:must|should|need)\b|"
    r"\badmissions?\b|\bto (?:enroll?|be admitted|apply)\b|\bhigh school (?:diploma|graduate)|"
    r"\bGED\b|\btuition\b|\bfinancial aid\b|\bjob placement\b|\bplacement (?:assistance|services)|"
    r"\boffice hours\b|\btextbooks?\b|\bdrug (?:test|screen)|\bbackground check",
    re.IGNORECASE,
)
# How a sentence opens that tells what students will do.
_LEAD = re.compile(
    r"^\W*(?:(?:in|at|by|upon|on|after|through|throughout|during) [^,]{0,80},\s*)?"
    r"(?:(?:all |our |the )?(?:students?|participants?|learners?|trainees?|graduates?|individuals|"
    r"you|they|it)|(?:this|the|our|each) (?:\w+ ){0,3}(?:course|program|class|training|curriculum|"
    r"module|unit))\b[^,.:;]{0,40}?\b"
    r"(?:learn(?:s|ing)?(?: how)?(?: to| about)?|(?:be )?able to|taught(?: how)?(?: to)?|"
    r"cover(?:s|ing)?|includ(?:es?|ing)|trained (?:in|to)|introduc(?:es?|ed)(?: \w+)? to|"
    r"prepare[sd]? (?:\w+ ){0,3}(?:to|for)|provides? (?:\w+ ){0,4}(?:to|in|for)|will)\s*:?\s+",
    re.IGNORECASE,
)
# What a sentence says is learned, and the headings under which each line says it.
_LEARNED = re.compile(
    r"\b(?:learns?(?: how)?(?: to| about)?|learning (?:how to|to|about)|be able to|"
    r"taught(?: how)?(?: to)?|trained (?:in|to))\s*:?\s+(?P<what>[^.;:!?]{6,160})",
    re.IGNORECASE,
)
_OUTCOMES = re.compile(
    r"(?:(?:student |expected )?learning |course |program |unit |module )?"
    r"(?:outcomes?|objectives?|topics(?: covered)?|competenc(?:y|ies)|skills(?: taught)?)|"
    r"(?:the )?(?:students|participants|you|graduates) (?:will|learn).*",
    re.IGNORECASE,
)
_OUTCOME_WORDS = 30  # of a line below such a heading
_SAID = 0.5  # confidence of what a sentence says is learned, where no model marks a skill
_DOES = re.compile(
    r"^(?:also )?(?:learn(?: how)?(?: to| about)?|be able to|(?:be )?taught(?: how)?(?: to)?|"
    r"topics (?:covered )?include:?)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Taught:
    """A skill that a syllabus teaches: ``text[start:end] == sentence`` for the text as given."""

    kind: str  # one of SKILLS, or of CREDENTIALS
    concept: str | None  # IRI in the dataset; None where no concept is meant with confidence
    label: str  # the concept's preferred label, else the words
    sentence: str
    start: int
    end: int
    words: str  # the words that name it, from `words_start` to `words_end`
    words_start: int
    words_end: int
    confidence: float  # 0–1, that this is a mention of the kind


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that tells what is taught; `plain` is what a reader sees of it."""

    sentence: str
    start: int
    end: int
    plain: str  # without markup and without "students will learn to"
    learned: str | None = None  # the words that it says are learned


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a syllabus, in the order of its text."""

    syllabus: Syllabus
    taught: tuple[Taught, ...]
    credentials: tuple[Taught, ...]
    statements: tuple[Statement, ...]


class Reader:
    """Reads syllabi with the text pipeline of a dataset; see `occupath.extract.load`."""

    def __init__(self, dataset: Path, pipeline: str = "balanced", linker: Linker | None = None):
        from occupath.extract.concepts.linker import Linker
        from occupath.extract.pipeline.load import PIPELINES, load

        name = next(each for each in PIPELINES if each == pipeline)
        self.nlp = load(dataset, name)
        self.linker = Linker(dataset) if linker is None else linker
        self._schemes = [s for s in _BY_MEANING if self.linker.holds(s)]

    def read(self, syllabuses: Sequence[Syllabus]) -> list[Reading]:
        """What each teaches, in order.

        A mention counts as taught unless the text says that it is not needed or that it must be
        brought along; headings and sentences about admission, cost, grading and the school, and
        the sections that `occupath.extract` calls silent, yield nothing.
        """
        docs = self.nlp.pipe(each.text for each in syllabuses)
        return [self._reading(each, doc) for each, doc in zip(syllabuses, docs, strict=True)]

    def _reading(self, syllabus: Syllabus, doc: Doc) -> Reading:
        title = " ".join((syllabus.title or "").split())
        told = [each for each in _statements(doc, syllabus.text) if each[2].plain != title]
        taught: list[Taught] = []
        credentials: list[Taught] = []
        for mention, span in zip(doc._.mentions, doc.spans.get("mentions", ()), strict=True):
            first = span.start_char
            said = next((s for low, high, s in told if low <= first < high), None)
            if said is None or mention.requirement == "negated":
                continue
            start, end = min(said.start, mention.start), max(said.end, mention.end)
            found = Taught(
                mention.kind, mention.concept, mention.label or " ".join(span.text.split()),
                syllabus.text[start:end], start, end, mention.text, mention.start, mention.end,
                round(float(mention.confidence), 4),
            )  # fmt: skip
            if mention.kind in SKILLS:
                taught.append(found)
            elif mention.kind in CREDENTIALS:
                credentials.append(found)
        marked = {each.start for each in taught}
        taught += [
            _learned(statement)
            for _, _, statement in told
            if statement.learned is not None and statement.start not in marked
        ]
        taught.sort(key=lambda each: (each.words_start, each.words_end))
        statements = tuple(statement for _, _, statement in told)
        return Reading(syllabus, tuple(self._linked(taught)), tuple(credentials), statements)

    def _linked(self, taught: list[Taught]) -> Iterator[Taught]:
        """The skills, those that no label names with the element or activity that they mean."""
        from dataclasses import replace

        open_ = [t for t in taught if t.concept is None and t.kind in _LINKED]
        phrases = sorted({" ".join(t.words.split()) for t in open_})
        links = dict(zip(phrases, self.linker.link(phrases, self._schemes), strict=True))
        for each in taught:
            link = None
            if each.concept is None and each.kind in _LINKED:
                link = next(iter(links[" ".join(each.words.split())]), None)
            yield replace(each, concept=link.concept, label=link.label) if link else each


def _learned(statement: Statement) -> Taught:
    """The skill that a statement says is learned."""
    words, start, end = statement.learned or "", statement.start, statement.end
    at = statement.sentence.find(words)
    place = (start + at, start + at + len(words)) if at >= 0 else (start, end)
    given = words if at >= 0 else statement.sentence
    return Taught("skill", None, words, statement.sentence, start, end, given, *place, _SAID)


def _statements(doc: Doc, given: str) -> Iterator[tuple[int, int, Statement]]:
    """The sentences that may teach, with their place in the clean text."""
    from occupath.extract.pipeline.extensions import SECTIONS, plain

    clean = doc._.clean
    text = plain(doc)
    silent = [(s.start_char, s.end_char) for s in doc.spans.get(SECTIONS, ()) if s.label_ in SILENT]
    aside = outcomes = False
    for sentence in doc.sents:
        low, high = sentence.start_char, sentence.end_char
        said = " ".join(text[low:high].split())
        heading = _heading(said)
        if heading is not None:
            aside = bool(_ASIDE_HEADING.match(heading))
            outcomes = bool(_OUTCOMES.fullmatch(heading))
        quiet = any(a <= low < b for a, b in silent) and not outcomes
        if aside or quiet or _ASIDE.search(said) or not any(map(str.isalpha, said)):
            continue
        start, end = clean.given_span(low, high)
        while end > start and given[end - 1].isspace():
            end -= 1
        while start < end and given[start].isspace():
            start += 1
        bare = without_lead(said)
        found = _LEARNED.search(said)
        learned = found["what"].strip() if found and heading is None else None
        if outcomes and heading is None and len(bare.split()) <= _OUTCOME_WORDS:
            learned = bare.rstrip(" .;")
        yield low, high, Statement(given[start:end], start, end, bare, learned)


def _heading(line: str) -> str | None:
    """The words of a line that is a heading, bare; None for any other."""
    bare = line.strip(" #*•-_").rstrip(":")
    marked = line.startswith("#") or line.rstrip(" *").endswith(":") or bare.isupper()
    short = 0 < len(bare.split()) <= _HEADING_WORDS
    known = short and _ASIDE_HEADING.fullmatch(bare) is not None
    return bare if short and (marked or known) else None


def without_lead(sentence: str) -> str:
    """A sentence from where it says what is done: "Students learn to weld" is "weld"."""
    bare = _LEAD.sub("", sentence, count=1).strip(" •*-–\t")
    return _DOES.sub("", bare, count=1) or sentence
