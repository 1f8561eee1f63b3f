"""What kind of worker a title names: its head words, "electrician" of "Solar Electricians"."""

from __future__ import annotations

import re

from occupath.queries.distinctness.terms import stems

_FIRST = re.compile(r", (?:except|including)\b|--| (?:of|for|in|to|at|with) |[(/]", re.IGNORECASE)
_PARTS = re.compile(r", (?:and |or )?| and | or | & ")


def heads(title: str) -> frozenset[str]:
    """The stems of the words that name who does the work.

    A title that joins several names has several; of "Surveying and Mapping Technicians" the first
    part names nobody, for only a name is in the plural.
    """
    parts = [part for part in _PARTS.split(_FIRST.split(title)[0]) if part.strip()]
    found = set()
    for place, part in enumerate(parts):
        words = stems(part)
        last = place == len(parts) - 1
        if words and (last or part.rstrip().endswith("s")):
            found.add(words[-1])
    return frozenset(found)
