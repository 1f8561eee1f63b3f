"""How a program is taught: by its list where that says so, else by the words of its text."""

from __future__ import annotations

import re
from typing import NamedTuple

from occupath.queries.program.listings import Listing

_HYBRID = re.compile(r"\b(hybrid|blended)\b", re.IGNORECASE)
_ONLINE_NAME = re.compile(r"\b(on-?line|distance learning|webinar|e-learning)\b", re.IGNORECASE)
_ONLINE = re.compile(
    r"\b(?:(?:100\s?%\s*\)?|completely|fully|entirely|offered|taught|conducted|delivered|live)[\s-]+"
    r"(?:\w+\s+){0,2}?on-?line|on-?line\s+(?:program|course|class|classes|training|format|"
    r"instruction|home-study|lectures?|degree|certificate)|distance learning|webinars?)\b",
    re.IGNORECASE,
)


class Delivery(NamedTuple):
    """``in person``, ``online`` or ``hybrid``; `words` are those of the text that say so, and None
    where the list itself states it."""

    kind: str
    words: str | None


def delivery(program: Listing) -> Delivery | None:
    """How the program is taught, or None where nothing says so.

    New Jersey's ``distancelearning`` has no legend and is not read.
    """
    if program.delivery is not None:
        return Delivery(program.delivery, None)
    for text, online in ((program.name, _ONLINE_NAME), (program.text or "", _ONLINE)):
        if found := _HYBRID.search(text):
            return Delivery("hybrid", _around(text, found))
        if found := online.search(text):
            return Delivery("online", _around(text, found))
    return None


def _around(text: str, found: re.Match[str]) -> str:
    start, end = max(0, found.start() - 20), min(len(text), found.end() + 20)
    return " ".join(text[start:end].split())
