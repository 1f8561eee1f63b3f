"""The phrases of a sentence that could each name a concept: chunks, and windows of long chunks."""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"[,;:()\[\]•*|\"“”!?]|\s[-–—/&+]\s|\.\s|\s\.|(?<=\w)/(?=\w)|"
    r"\s(?:and|or|but|as well as|including|such as|like|e\.g\.|while|who|which|that|"
    r"in order to|with|within|through|by|using|across)\s",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:you|we|they|the|a|an|our|your|their|this|is|are|be|have|has|will|would|should|must|can|"
    r"to|of|in|on|at|for|some|any|ideal|successful|candidate|candidates|applicant|strong|good|"
    r"excellent|solid|proven|deep|great|advanced|in-depth|experience|experienced|knowledge|"
    r"ability|able|understanding|familiarity|proficiency|proficient|skills?|working|plus)\s+)+",
    re.IGNORECASE,
)
WINDOW = 5  # words
STEP = 2
MOST = 40


def phrases(sentence: str) -> list[str]:
    """At most `MOST` different phrases, in order of place."""
    found: dict[str, None] = {}
    for chunk in _BREAK.split(sentence):
        whole = " ".join(chunk.split()).strip(" .'-–—")
        cut = _LEAD.sub("", whole + " ").strip()
        words = cut.split()
        if not words or not any(c.isalnum() for c in cut):
            continue
        found[cut] = None
        if len(words) > WINDOW + 1:
            for at in range(0, len(words) - WINDOW + STEP, STEP):
                found[" ".join(words[at : at + WINDOW])] = None
    return list(found)[:MOST]
