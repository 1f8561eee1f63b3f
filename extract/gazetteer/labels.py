"""How a label is looked for: in which capitals, with what confidence, alone or in company only.

Precision comes first: short labels and names count only in their own capitals, everyday words are
no labels, and "R", "Go" or "Access" count only in a list of technologies or behind words that ask
for one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

USER = "user"  # the kind of labels that a user lists: they count as they stand
CREDENTIALS = ("certificate", "licence")
SHORT = 3  # labels of so many characters need their own capitals
ACRONYM = 4  # short forms of credentials of so many characters count only where asked for
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
_EVERYDAY = (
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
)
EVERYDAY = frozenset(_EVERYDAY.split()) | {"front desk", "private practice"}

QUOTES = {ord("’"): "'", ord("‘"): "'", ord("–"): "-", ord("—"): "-", ord("“"): '"', ord("”"): '"'}
SPACES = re.compile(r"\s+")
BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_GENERIC_LEAD = re.compile(r"(?:help|support|assist|advise|use|using) \w+$", re.IGNORECASE)


class Entry(NamedTuple):
    """A label of a concept, and how it counts."""

    concept: str
    kind: str
    label: str
    form: str | None  # the only capitals it counts in, or None for any
    named: bool  # a name of several words, which counts in any capitals but not in none
    company: bool  # counts only in a list of its kind, or behind words that ask for one
    confidence: float


def entry(
    concept: str, kind: str, label: str, common: frozenset[str], company: bool
) -> Entry | None:
    """How `label` is looked for, or None if it is too short or too common to mean anything.

    With `company`, technologies whose names are everyday words or single letters, and short forms
    of credentials, are kept for the texts that name them among others or ask for them.
    """
    bare = shown(label)
    if not bare:
        return None
    if kind == USER:
        own = bare if len(bare) <= SHORT and not bare.islower() else None
        return _sure(concept, kind, label, own, False, SEVERAL_WORDS)
    sure = _entry(concept, kind, label, bare, common)
    if sure is not None and kind in CREDENTIALS:
        sure = _credential(sure, bare)
    if sure is not None or not company or kind not in ("technology", *CREDENTIALS):
        return sure
    least = SHORT if kind in CREDENTIALS else 1
    if (
        " " in bare
        or len(bare) < least
        or not bare[:1].isupper()
        or not all(c.isalnum() or c in "+#." for c in bare)
    ):
        return None
    return Entry(concept, kind, label, bare, False, True, SHORT_LABEL)


def _credential(sure: Entry, bare: str) -> Entry | None:
    """Names of credentials have capitals; their short forms mean something else elsewhere."""
    if " " in bare:
        return sure._replace(named=True)
    plain_word = bare.isalpha() and not bare.isupper()
    return None if plain_word or len(bare) <= ACRONYM else sure


def shown(label: str) -> str:
    """The label as a text would have it: without the bracket at its end, quotes made plain."""
    if not label.isascii():
        label = label.translate(QUOTES)
    if label.endswith(")"):
        label = BRACKET.sub("", label)
    return " ".join(label.split())


def _entry(concept: str, kind: str, label: str, bare: str, common: frozenset[str]) -> Entry | None:
    if len(bare) < 5 and sum(c.isalnum() for c in bare) < 2 and bare not in ("C++", "C#"):
        return None
    if len(bare) == 2 and bare not in TWO_LETTERS:
        return None
    if bare.lower() in EVERYDAY or bare.lower().startswith(("a ", "an ", "the ")):
        return None
    if not bare[0].isalpha() and not any(c.isalpha() for c in bare):
        return None
    if " " in bare and len(bare) > SHORT:
        named = kind == "technology" and sum(w[0].isupper() for w in bare.split()) > 1
        generic = _GENERIC_LEAD.match(bare) is not None
        return None if generic else _sure(concept, kind, label, None, named, SEVERAL_WORDS)
    plain_word = bare.isalpha() and bare in (bare.lower(), bare.capitalize())
    if plain_word and (bare.lower() in common or len(bare) <= SHORT):
        return None
    if len(bare) <= SHORT:
        return _sure(concept, kind, label, bare, False, SHORT_LABEL)
    own_capitals = kind == "technology" or bare != SPACES.sub(" ", label).strip()
    own_capitals = own_capitals or not (plain_word or bare.islower())
    own_capitals = own_capitals or (kind.startswith("esco") and bare[0].isupper())
    confidence = ONE_WORD_KIND.get(kind, ONE_WORD)
    return _sure(concept, kind, label, bare if own_capitals else None, False, confidence)


def _sure(
    concept: str, kind: str, label: str, form: str | None, named: bool, confidence: float
) -> Entry:
    return Entry(concept, kind, label, form, named, False, confidence)


def common_words(labels: Iterable[str]) -> frozenset[str]:
    """Words that stand in lower case within `COMMON` or more labels of several words.

    Words that lead several labels are verbs ("choose lighting"), and as common.
    """
    several = [words for words in map(str.split, labels) if len(words) > 1]
    leading = Counter(words[0] for words in several)
    counts = Counter(chain.from_iterable(map(set, several)))
    led = {w for w, n in leading.items() if n >= LEADING and w[0].islower()}
    common = {w for w, n in counts.items() if n >= COMMON and w.islower() and w.isalpha()}
    return frozenset(common) | led | EVERYDAY


def unambiguous(entries: list[Entry], company: bool) -> list[Entry]:
    """The entries of a label without kinds in which too many share it; doubt is shared.

    A short label is one concept's, except for a reader who asks for `company`.
    """
    if len(entries) == 1:
        return entries
    share = Counter(e.kind for e in entries)
    return [
        e._replace(confidence=round(e.confidence / share[e.kind], 2))
        for e in entries
        if share[e.kind] <= (1 if e.confidence == SHORT_LABEL and not company else MOST_CONCEPTS)
    ]
