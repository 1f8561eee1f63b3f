"""Counts what postings ask for: concept × occupation × area × month, with denominators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import NamedTuple

from occupath.graph.postings.parquet import Postings
from occupath.graph.postings.rows import STRENGTH, Found

EXAMPLES = 3  # mentions that a figure points back to


class Cell(NamedTuple):
    """What a figure is about: a code, the IRI of an area, and a month, ``""`` where unknown."""

    code: str  # SOC 2018
    onetsoc: str  # O*NET-SOC 2019, or "" where the SOC code has several
    area: str  # as the postings write it
    month: str


class Demand(NamedTuple):
    """How many postings of a cell ask for a concept; `by_strength` splits `asking`.

    A posting counts once for a concept, by the strongest way in which it asks for it (required,
    preferred, taught, mentioned), and not at all where it only says that it is not needed.
    """

    cell: Cell
    concept: str
    asking: int
    by_strength: dict[str, int]
    examples: tuple[Found, ...]


def demand(postings: Postings, loaded: Collection[str]) -> tuple[dict[Cell, int], list[Demand]]:
    """The postings of each cell, and what they ask for; both in a fixed order.

    Postings without a code are in no cell. Examples are from different postings, those that are
    `loaded` as nodes and the surest first.
    """
    cell_of = {
        document: Cell(coding.code, coding.onetsoc or "", of.area, of.month or "")
        for document, coding in postings.codes.items()
        for of in (postings.documents[document],)
    }
    best: dict[tuple[str, str], Found] = {}  # the mention that counts, by document and concept
    for found in postings.mentions:
        if found.concept is None or found.requirement not in STRENGTH:
            continue
        key = (found.document, found.concept)
        if found.document in cell_of and (key not in best or _order(found) < _order(best[key])):
            best[key] = found
    asked: defaultdict[tuple[Cell, str], list[Found]] = defaultdict(list)
    for (document, concept), found in best.items():
        asked[cell_of[document], concept].append(found)
    demands = [
        Demand(cell, concept, len(found), _by_strength(found), _examples(found, loaded))
        for (cell, concept), found in sorted(asked.items(), key=lambda item: item[0])
    ]
    return dict(sorted(Counter(cell_of.values()).items())), demands


def _order(found: Found) -> tuple[int, float, int, int]:
    return STRENGTH.index(found.requirement), -found.confidence, found.start, found.end


def _by_strength(found: list[Found]) -> dict[str, int]:
    counted = Counter(f.requirement for f in found)
    return {strength: counted[strength] for strength in STRENGTH}


def _examples(found: list[Found], loaded: Collection[str]) -> tuple[Found, ...]:
    ranked = sorted(found, key=lambda f: (f.document not in loaded, *_order(f), f.document))
    return tuple(ranked[:EXAMPLES])
