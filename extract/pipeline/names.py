"""The names under which texts speak of a concept, beyond the labels that the sources give it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from occupath.extract.gazetteer.labels import shown
from occupath.extract.pipeline.tables import Concept

# Makers whose products texts name without them; what is left counts as short names do.
_MAKERS = ("Microsoft ", "Adobe ", "Apache ", "Atlassian ", "Oracle ", "Autodesk ")
_SHORT_FORM = re.compile(r"(.+ .+) ([A-Z]{2,6})")
_BRACKET = re.compile(r"\(([^()]*)\)$")
# ESCO knowledge whose label says in a bracket that it is software.
_SOFTWARE = re.compile(r"computer programming|software|systems|tool|environment", re.IGNORECASE)


def names(concept: Concept) -> Iterator[str]:
    """Every name of the concept: its labels, "Photoshop" for "Adobe Photoshop", both halves of
    "Structured query language SQL"."""
    for label in (concept.label, *concept.alternatives):
        name = label.rstrip(".")
        if concept.scheme != "credential" or " " in shown(name):
            yield name
        if concept.scheme != "technology":
            continue
        for maker in _MAKERS:
            rest = name.removeprefix(maker)
            if rest != name and " " not in rest and rest[:1].isupper():
                yield rest
        both = _SHORT_FORM.fullmatch(name)
        if both and _spells(both[2], both[1]):
            yield both[1]
            yield both[2]


def kind(concept: Concept) -> str:
    """The kind of mentions of the concept: its own, or technology where its label says so."""
    bracket = _BRACKET.search(concept.label)
    if concept.kind == "knowledge" and bracket and _SOFTWARE.search(bracket[1]):
        return "technology"
    return concept.kind


def _spells(short: str, long: str) -> bool:
    """Whether the letters of `short` are the initials of the words of `long`."""
    return short.lower() == "".join(word[0] for word in long.lower().split())
