"""Years and months of experience."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .nearby import stretches
from .values import Experience, Qualification

_NUMERALS = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for number, word in enumerate(_NUMERALS.split(), start=1)} | {
    "a": 1, "an": 1, "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?:years?|yrs?|months?)"
_BRACKET = r"(?:\s?\(\s?\d{1,2}(?:\s?[-–]\s?\d{1,2})?\+?\s?\))?"

# "at least three to five (3-5) years", in lower case.
AMOUNT = re.compile(
    r"(?<![\w$.,/])(?:(?:at least|a minimum of|minimum of|minimum|min\.?|over|more than)\s+)?"
    rf"(?P<least>{_NUMBER}){_BRACKET}"
    rf"(?:\s?(?P<unit>{_UNIT}))??"
    rf"(?:\s?(?:-|–|—|to|or)\s?(?P<most>{_NUMBER}){_BRACKET})?"
    rf"\s?(?:\+|plus|or more)?\s{{0,2}}(?P<main>{_UNIT})\b(?! (?:to|or) {_NUMBER} {_UNIT})"
    r"\.?['’]?(?:\s?\(s\))?(?:\+| or more| plus)?"
)
# What makes an amount of time one of experience, in the words that follow it.
FOLLOWS = re.compile(
    r"[ ,]*(?:of )?(?P<work>(?:(?!years?\b|months?\b)[^\s.;:!?•\n]+[ ,]+){0,14}?)"
    r"(?P<end>experience\b|exp\b|background\b|service as|employment as|work\b)"
    r"(?P<as>(?:,? (?:as|in|with|at) [^.;:!?•\n]{3,90})?)"
    r"|[ ,]*(?P<alone>(?:as an?|working (?:as|in|with)) [^.;:!?•\n]{3,90})"
)
PRECEDES = re.compile(r"(?:experience|exp)\b[^.;!?\n]{0,30}$")
# Amounts of time that are something else: ages, terms, limits.
_NOT_ASKED = re.compile(
    r"[ ,]*(?:or less|old|of age|ago|from (?:the )?date|prior to|period|probation\w*|contract|term"
    r"|per |each|warranty|following|after)\b"
)
_WINDOW = re.compile(
    r"(?:within|during|in|for|over)\s+(?:the|a|your)\s+(?:\w+\s+)?$"
    r"|(?:last|past|next|first|every|each|per|than)\s+$"
)
# Where the words behind "experience as/in/with" stop to say what work it was.
_STOP = re.compile(
    r",? (?:and|or) (?:\d|an? |one|two|three|four|five)\b.*"
    r"|,? (?:with the|which|that|who|is|are|may|must|required|preferred|performing|within|where"
    r"|and possess|or in a (?:class|position)|at the level)\b.*|\(.*"
)
_AS = re.compile(r"\bas an? (?=\S)")
_LEAD = re.compile(r"^(?:working )?(?:as|in|with|at)\s(?:an?\s|the\s)?")
_FILLER = re.compile(
    r"^(?:of |a |an |the |full[- ]time,? |part[- ]time,? |paid,? |or |and |related |relevant "
    r"|prior |previous |total |combined |progressive(?:ly)? |responsible |work(?:ing)? "
    r"|professional )+"
)
_POSITION = frozenset(("position", "class", "positions", "job"))


def experience(text: str, low: str) -> Iterator[Qualification]:
    """Amounts of experience in a text; `low` is the text in lower case, of the same length."""
    for start, end in stretches(low, ("year", "month", "yr"), 70, 24):
        yield from _within(text, low, start, end)


def _within(text: str, low: str, start: int, end: int) -> Iterator[Qualification]:
    """The amounts whose units stand in this stretch."""
    for found in AMOUNT.finditer(low, start, end):
        if _WINDOW.search(low, max(0, found.start() - 24), found.start()):
            continue
        if _NOT_ASKED.match(low, found.end()):
            continue
        after = FOLLOWS.match(low, found.end(), min(len(low), found.end() + 240))
        if after and (after["end"] != "work" or "paid" in after["work"]):
            yield _of(text, found, after)
        elif PRECEDES.search(low, max(0, found.start() - 60), found.start()):
            yield Qualification(*found.span(), "experience", _value(found, ""))


def _of(text: str, found: re.Match[str], after: re.Match[str]) -> Qualification:
    """The amount with the words that say what it was: as what, or of what kind."""
    end = after.end("end")
    work = ""
    if end > 0:  # the words before "experience"
        work = _FILLER.sub("", text[after.start("work") : after.start("end")].lstrip()).strip()
    begin, stop = after.span("alone" if after["alone"] else "as")
    said = text[begin:stop]
    if not work and said:
        begin += len(said) - len(said.lstrip(" ,"))
        said = _STOP.sub("", said.lstrip(" ,")).rstrip(" ,")
        title = _AS.search(said)
        if title:
            said = said[title.start() :].split(",")[0]
        if after["alone"] or (title and title.start() == 0):
            end = begin + len(said)
        work = _LEAD.sub("", said)
    return Qualification(found.start(), end, "experience", _value(found, work))


def _value(found: re.Match[str], work: str) -> Experience:
    unit = 1 if found["main"].startswith("month") else 12
    first = 1 if (found["unit"] or found["main"]).startswith("month") else 12
    least = _number(found["least"]) * first
    most = _number(found["most"]) * unit if found["most"] else None
    work = work.strip(" ,")
    return Experience(
        least,
        most if most is not None and most > least else None,
        work if work and work not in _POSITION else None,
    )


def _number(word: str) -> float:
    return float(NUMBERS[word]) if word in NUMBERS else float(word)
