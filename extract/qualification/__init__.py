"""What a posting asks for beside skills: experience, schooling, licences, certificates, shifts,
travel.

    >>> [q.value for q in qualifications("Two years of paid experience, 25% travel.")]
    [Experience(least=24.0, most=None, work=None), Travel(least=25, most=25)]

Patterns over the clean text, each behind a cheap test of whether its words occur at all.
"""

from __future__ import annotations

from .certificates import certificates
from .conditions import conditions
from .education import education
from .experience import experience
from .licences import licences
from .values import (
    EDUCATION_LEVELS,
    Certificate,
    Education,
    Experience,
    Licence,
    Qualification,
    Shift,
    Travel,
    Value,
)

__all__ = [
    "EDUCATION_LEVELS",
    "Certificate",
    "Education",
    "Experience",
    "Licence",
    "Qualification",
    "Shift",
    "Travel",
    "Value",
    "qualifications",
]

_FINDERS = (experience, education, licences, certificates, conditions)


def qualifications(text: str, start: int = 0) -> list[Qualification]:
    """What `text` asks for, in order of place; `start` is added to all offsets."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = [each for finder in _FINDERS for each in finder(text, low)]
    found.sort(key=lambda q: (q.start, -q.end, q.kind))
    if not start:
        return found
    return [q._replace(start=q.start + start, end=q.end + start) for q in found]
