"""Shifts and travel, where the text says them plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .nearby import stretches
from .values import Qualification, Shift, Travel

# Words that say when work is done → kinds of shift.
_TIMES = {
    "night": "night", "overnight": "night", "graveyard": "night", "third": "night",
    "evening": "evening", "swing": "evening", "second": "evening", "late": "evening",
    "weekend": "weekend", "saturday": "weekend", "sunday": "weekend", "holiday": "holiday",
    "rotating": "rotating", "rotational": "rotating", "variable": "rotating",
    "varying": "rotating", "split": "split", "on-call": "on-call", "on call": "on-call",
    "early": "early", "day": "day", "first": "day",
}  # fmt: skip
SHIFT_HINTS = ("shift", "nights", "evenings", "weekends", "holidays", "on-call", "on call")
_TIME = "|".join(sorted(_TIMES, key=len, reverse=True))
_OFF = r"(?:nights|evenings|weekends|holidays|on[- ]call)"
_AND = r"(?:,? ?(?:and/or|and|or|&|/)? ?)"
SHIFTS = re.compile(
    rf"\b(?:(?:{_TIME})s?{_AND}){{1,5}}(?:hours |work )?shifts?\b|\bshift[- ]work\b"
    r"|\b(?:work|working|available|availability|including|includes?|require[ds]?)\b"
    rf"[^.;\n]{{0,40}}?\b(?P<list>{_OFF}(?:{_AND}(?:some )?{_OFF}\b){{0,4}})"
    r"|\b(?P<bare>(?:nights|evenings|weekends)(?:,? (?:and/or|and|or)|,) "
    r"(?:nights|evenings|weekends|holidays))\b"
)
_EACH = re.compile(rf"\b({_TIME})s?\b")


def _percent(first: str, second: str) -> str:
    return rf"(?P<{first}>\d{{1,3}})\s?(?:-|–|to)?\s?(?P<{second}>\d{{1,3}})?\s?(?:%|percent\b)"


TRAVEL = re.compile(
    rf"\b(?:up to )?{_percent('a', 'b')} (?:of (?:the |your )?time )?"
    r"(?:(?:domestic|international|overnight|business) )?travel(?:l?ing)?\b"
    r"|\btravel(?:l?ing)?(?: is| may be| will be)?(?: required)?(?: for)?(?: \()?[:,]? ?"
    rf"(?:approximately |about |as much as )?(?:up to )?{_percent('c', 'd')}"
    r"(?: of (?:the|your) time)?"
    r"|\b(?:(?:some|occasional|frequent|extensive|overnight|regular|international|domestic) )+"
    r"travel(?! (?:agent|industry|document|voucher|arrangement|expense|plan|claim|system))(?:ling)?"
    r"(?: (?:is|may be|will be) required| required)?\b"
    r"|\b(?:willing(?:ness)?|able|ability|required|available|must) to travel\b"
    r"|\btravel (?:is |may be |will be )?required\b"
)


def conditions(_text: str, low: str) -> Iterator[Qualification]:
    """Shifts and travel in a text; `low` is the text in lower case, of the same length."""
    for at, stop in stretches(low, SHIFT_HINTS, 70, 60):
        for found in SHIFTS.finditer(low, at, stop):
            start, end = next(
                (found.span(name) for name in ("list", "bare") if found[name]), found.span()
            )
            kinds = {_TIMES[each[1]] for each in _EACH.finditer(low, start, end)}
            yield Qualification(start, end, "shift", Shift(tuple(sorted(kinds or {"rotating"}))))
    for at, stop in stretches(low, ("travel",), 60, 70):
        for found in TRAVEL.finditer(low, at, stop):
            numbers = [int(number) for number in found.group("a", "b", "c", "d") if number]
            if numbers and max(numbers) > 100:
                continue
            up_to = len(numbers) == 1 and "up to" in found[0]
            least = 0 if up_to else numbers[0] if numbers else None
            value = Travel(least, numbers[-1] if numbers else None)
            yield Qualification(*found.span(), "travel", value)
