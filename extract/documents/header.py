"""What the first lines of a posting say about it: title, employer, place and month."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

_LINES = 40  # of the text in which labels are looked for
_LONGEST = 120  # characters of a title, an employer or a place

LABELS = {
    "position title": "title",
    "job title": "title",
    "class title": "title",
    "agency": "employer",
    "department": "employer",
    "company": "employer",
    "company name": "employer",
    "employer": "employer",
    "organization": "employer",
    "location": "area",
    "job location": "area",
    "duty location": "area",
    "work location": "area",
    "open period": "month",
    "open date": "month",
    "opening date": "month",
    "date posted": "month",
    "posting date": "month",
    "posted": "month",
    "posted on": "month",
}
"""What stands before a value on its line, or on the line above it, and what the value is."""

_MONTHS = "january february march april may june july august september october november december"
_NUMBER = {name[:3]: n for n, name in enumerate(_MONTHS.split(), 1)}
_NAMES = "|".join(_NUMBER)
_YEAR = r"(?P<y>(?:19|20)\d\d)\b"
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_DATES = (
    re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>0?[1-9]|1[0-2])(?:-\d\d?)?(?!\d)"),
    re.compile(rf"\b(?P<n>{_NAMES})[a-z]*\.?\s+(?:{_DAY},?\s+)?{_YEAR}", re.I),
    re.compile(rf"\b{_DAY}\s+(?P<n>{_NAMES})[a-z]*\.?,?\s+{_YEAR}", re.I),
    re.compile(r"\b(?P<m>0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|3[01])[-/.](?P<y>(?:19|20)?\d\d)\b"),
)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")
_CLASS = re.compile(r"^[ \t]*class code:?[ \t]*\d{4}", re.I | re.M)
_TITLE = re.compile(r"[^\W\d_].*[^\W\d_)\]+#]?$")


class Header(NamedTuple):
    """What a text says about itself; None for what it does not say."""

    title: str | None = None
    employer: str | None = None
    area: str | None = None
    month: str | None = None  # YYYY-MM


def header(text: str) -> Header:
    """What the first lines of a clean text say: labelled values, and the form of city bulletins."""
    lines = [" ".join(line.split()) for line in text[:8_000].split("\n")]
    lines = [line for line in lines if line][:_LINES]
    told: dict[str, str] = {}
    for line, below in pairwise([*lines, ""]):
        label, colon, value = line.partition(":")
        name = LABELS.get(label.strip(" *#").lower())
        if name is None or name in told:
            continue
        value = (value if colon and value.strip() else below).strip(" *#")
        value = month_of(value) or "" if name == "month" else value
        if 0 < len(value) <= _LONGEST and LABELS.get(value.rstrip(":").lower()) is None:
            told[name] = value
    if _CLASS.search(text[:2_000]) and "City of Los Angeles" in text:
        told.setdefault("employer", "City of Los Angeles")
        told.setdefault("area", "Los Angeles, CA")
    if "title" not in told and len(lines) > 3 and _is_title(lines[0]):
        told["title"] = lines[0].strip(" *#:")
    return Header(**told)


def month_of(value: object) -> str | None:
    """The month (``YYYY-MM``) of a date in one of the usual forms; None where there is none.

    Of a period, its first day; of a number, seconds or milliseconds since 1970. Two-digit years
    are of this century.
    """
    text = str(value or "").strip()
    stamp = _EPOCH.fullmatch(text)
    if stamp is not None:
        return datetime.fromtimestamp(int(stamp[1]), UTC).strftime("%Y-%m")
    found = [match for pattern in _DATES if (match := pattern.search(text))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    parts = first.groupdict()
    month = int(parts["m"]) if parts.get("m") else _NUMBER[parts["n"][:3].lower()]
    year = int(parts["y"])
    return f"{year if year > 99 else 2000 + year}-{month:02}"


def _is_title(line: str) -> bool:
    words = line.strip(" *#:").split()
    return 0 < len(words) <= 10 and len(line) <= 80 and _TITLE.match(" ".join(words)) is not None
