"""Labels of technologies, tools, skills and knowledge found in texts, with exact offsets.

A mention is a label that stands in the text, whole words only; nothing is guessed. Precision comes
first: single letters and everyday words are no labels, short labels and names count only in their
own capitals, and of overlapping labels the longest wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from occupath.extract.linking.words import word_set
from occupath.ontology.model import LabelMention

METHOD = "label in text"
SHORT = 3  # labels of so many characters need their own capitals
TWO_LETTERS = frozenset({"IT", "AI", "HR", "QA", "UI", "UX", "C#", "3D"})
COMMON = 20  # a word inside so many longer labels is an everyday word, and no label by itself
LEADING = 5
MOST_CONCEPTS = 3  # a label that more concepts share says too little

# Confidence by the number of words and kind; divided by the concepts of that kind which share it.
SEVERAL_WORDS = 0.95
ONE_WORD = 0.8
ONE_WORD_KIND = {"element": 0.6}
SHORT_LABEL = 0.7

# Everyday words that stand as labels in the sources, and mean something else in most texts.
EVERYDAY = word_set(
    "access act active administrative advance agile apply base basic basics bench board boards "
    "book books box boxes brand bridge bridges business calls cameras card cards care career "
    "cars case cases chairs charts chef class clear clocks color communication competition "
    "computer computers concept conferences consultation cooperation coordination course "
    "courses creativity culture cut data dates desks development drive edge education ethics "
    "events excel experience express fax fields files finance flash focus forms formulas frames "
    "gear gloves go goals government guides health history impact information innovate insight "
    "instructing internet judgment keys labels labor ladders language law lead leadership "
    "learning lecture levels light lights line links lists literature locks logic magazines "
    "mail management maps media memory mentoring merge models monitoring motivation negotiation "
    "news notes office online operations orders outlook pace packages pads page pages paint "
    "paper pens people performance persuasion phones photos pigs plans plates play pliers point "
    "policy pools posters power practice presentations project projects quality ranges reading "
    "records reference research resources rooms route rules safety sales scales school science "
    "security sense service services ships shoes signs sketch skills skype slack sound speaking "
    "speech speed sport sports spring stands start statistics steps study summer supplies "
    "support surveys swedish swift switch table tables targets teams technology telephones "
    "terminology tests text time tools trade training transport transportation travel trucks "
    "unity vans vehicles video vision visit visits voice volunteer watches water web word words "
    "work writing"
) | {"front desk", "private practice"}

_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("–"): "-", ord("—"): "-", ord("“"): '"', ord("”"): '"'}
_SPACES = re.compile(r"\s+")
_GENERIC_LEAD = re.compile(r"(?:help|support|assist|advise|use|using) \w+$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")


class _Entry(NamedTuple):
    concept: str
    kind: str
    label: str
    form: str | None  # the only capitals it counts in, or None for any
    named: bool  # a name of several words, which counts in any capitals but not in none
    confidence: float


class Gazetteer:
    """A set of labels that is built once and finds them in any number of texts.

    Labels are (concept IRI, kind, label). A bracket at the end of a label ("Python (computer
    programming)") is not looked for, but then the rest counts only in its own capitals.
    """

    def __init__(self, labels: Iterable[tuple[str, str, str]]) -> None:
        known = sorted(set(labels))
        common = _common_words(label for _, _, label in known)
        forms: defaultdict[str, dict[tuple[str, str], _Entry]] = defaultdict(dict)
        for concept, kind, label in known:
            entry = _entry(concept, kind, label, common)
            if entry is not None:
                shown = entry.form or _BRACKET.sub("", label)
                forms[_fold(shown)[0]].setdefault((concept, kind), entry)
        self._entries: list[list[_Entry]] = []
        patterns: list[str] = []
        for pattern, by_concept in sorted(forms.items()):
            entries = _unambiguous(list(by_concept.values()))
            if pattern and entries:
                patterns.append(pattern)
                self._entries.append(entries)
        self._automaton = AhoCorasick(patterns)

    def __len__(self) -> int:
        """The number of distinct labels that are looked for."""
        return len(self._entries)

    def find(self, document: str, text: str) -> Iterator[LabelMention]:
        """Mentions in `text` in order; ``text[start:end] == mention.text`` for each of them."""
        folded, offsets = _fold(text)
        shouting = text.isupper()
        spans: list[tuple[int, int, list[_Entry]]] = []
        for which, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _whole(folded, start, end):
                continue
            first, last = (offsets[start], offsets[end - 1] + 1) if offsets else (start, end)
            said = _SPACES.sub(" ", text[first:last].translate(_QUOTES))
            entries = [
                e
                for e in self._entries[which]
                if (e.form is None or (e.form == said and not shouting))
                and not (e.named and said.islower())
            ]
            if entries:
                spans.append((first, last, entries))
        spans.sort(key=lambda span: (span[0], -span[1]))
        for first, last, entries in _longest(spans):
            for e in entries:
                yield LabelMention(
                    document, e.concept, e.label, first, last, text[first:last], METHOD,
                    e.confidence,
                )  # fmt: skip


def find_labels(
    documents: Iterable[tuple[str, str]], labels: Iterable[tuple[str, str, str]]
) -> Iterator[LabelMention]:
    """Mentions of `labels` (concept IRI, kind, label) in `documents` (IRI, text), in order."""
    gazetteer = Gazetteer(labels)
    for document, text in documents:
        yield from gazetteer.find(document, text)


def _fold(text: str) -> tuple[str, list[int]]:
    """Lower case with one space between words, and each character's place in `text`.

    The places are left out (empty list) where they are 0, 1, 2, …
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have a longer lower case: they stay as they are
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lower = lower.translate(_QUOTES)
    if not re.search(r"\s\s", lower):
        return re.sub(r"\s", " ", lower), []
    kept: list[str] = []
    offsets: list[int] = []
    for i, c in enumerate(lower):
        if c.isspace():
            if kept and kept[-1] == " ":
                continue
            c = " "
        kept.append(c)
        offsets.append(i)
    return "".join(kept), offsets


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
    return c.isalnum() or c in "+#&@_" or unicodedata.category(c) in ("Mn", "Mc", "Me")


def _longest(
    spans: list[tuple[int, int, list[_Entry]]],
) -> Iterator[tuple[int, int, list[_Entry]]]:
    """Of overlapping spans the longest, the earlier first among equals; in order of place."""
    taken: list[tuple[int, int, list[_Entry]]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in taken):
            taken.append(span)
    yield from sorted(taken, key=lambda s: s[0])


def _common_words(labels: Iterable[str]) -> frozenset[str]:
    """Words that stand in lower case within `COMMON` or more labels of several words.

    Words that lead several labels are verbs ("choose lighting"), and as common.
    """
    counts: Counter[str] = Counter()
    leading: Counter[str] = Counter()
    for label in labels:
        found = label.split()
        if len(found) > 1:
            counts.update({w for w in found if w.islower() and w.isalpha()})
            leading[found[0]] += found[0].islower()
    led = {w for w, n in leading.items() if n >= LEADING}
    return frozenset(w for w, n in counts.items() if n >= COMMON) | led | EVERYDAY


def _entry(concept: str, kind: str, label: str, common: frozenset[str]) -> _Entry | None:
    """How `label` is looked for, or None if it is too short or too common to mean anything."""
    bare = _SPACES.sub(" ", _BRACKET.sub("", label).translate(_QUOTES)).strip()
    if sum(c.isalnum() for c in bare) < 2 and bare not in ("C++", "C#"):
        return None
    if len(bare) == 2 and bare not in TWO_LETTERS:
        return None
    if bare.lower() in EVERYDAY or bare.lower().startswith(("a ", "an ", "the ")):
        return None
    if not any(c.isalpha() for c in bare):
        return None
    if " " in bare and len(bare) > SHORT:
        named = kind == "technology" and all(not w[0].islower() for w in bare.split())
        generic = _GENERIC_LEAD.match(bare) is not None
        return None if generic else _Entry(concept, kind, label, None, named, SEVERAL_WORDS)
    plain_word = bare.isalpha() and bare in (bare.lower(), bare.capitalize())
    if plain_word and (bare.lower() in common or len(bare) <= SHORT):
        return None
    if len(bare) <= SHORT:
        return _Entry(concept, kind, label, bare, False, SHORT_LABEL)
    own_capitals = kind == "technology" or bare != _SPACES.sub(" ", label).strip()
    own_capitals = own_capitals or not (plain_word or bare.islower())
    own_capitals = own_capitals or (kind.startswith("esco") and bare[0].isupper())
    confidence = ONE_WORD_KIND.get(kind, ONE_WORD)
    return _Entry(concept, kind, label, bare if own_capitals else None, False, confidence)


def _unambiguous(entries: list[_Entry]) -> list[_Entry]:
    """The entries of a label without kinds in which too many share it; doubt is shared."""
    share = Counter(e.kind for e in entries)
    return [
        e._replace(confidence=round(e.confidence / share[e.kind], 2))
        for e in entries
        if share[e.kind] <= (1 if e.confidence == SHORT_LABEL else MOST_CONCEPTS)
    ]
