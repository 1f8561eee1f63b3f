"""The concepts of some schemes by their names: vectors, terms, and exact forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.lexical import LexicalIndex
from occupath.extract.concepts.terms import bare
from occupath.extract.pipeline.tables import Concept

Floats = NDArray[np.float32]


class Index:
    """Concepts, each with one or more names; arrays over names or, by `best`, over concepts."""

    def __init__(self, concepts: Sequence[Concept], vectors: Floats) -> None:
        self.concepts = list(concepts)
        self.names: list[str] = []
        starts: list[int] = []
        for concept in self.concepts:
            starts.append(len(self.names))
            self.names += names_of(concept)
        self.starts = np.array(starts, dtype=np.int64)
        self.ends = np.append(self.starts[1:], len(self.names)).astype(np.int64)
        self.vectors = vectors  # (names, d), of length 1

    @cached_property
    def labels(self) -> LexicalIndex:
        """The preferred labels by their terms."""
        return LexicalIndex([c.label for c in self.concepts])

    @cached_property
    def all_names(self) -> LexicalIndex:
        """Every name by its terms."""
        return LexicalIndex(self.names)

    def best(self, by_name: Floats) -> Floats:
        """The largest of each concept's names (last axis)."""
        made: Floats = np.maximum.reduceat(by_name, self.starts, axis=-1)
        return made


def names_of(concept: Concept) -> list[str]:
    """The preferred label, then the others, each once."""
    return list(dict.fromkeys([concept.label, *concept.alternatives]))


def forms_of(concepts: Sequence[Concept]) -> dict[str, list[int]]:
    """Concepts, by number, by the folded form of each of their names."""
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for number, concept in enumerate(concepts):
        for name in names_of(concept):
            found[form(name)][number] = None
    return {name: list(numbers) for name, numbers in found.items() if name}


def form(name: str) -> str:
    """A name for exact comparison: lower case, single blanks, no bracket or mark at its ends."""
    return " ".join(bare(name).lower().replace("’", "'").split()).strip(" .,;:*•-–—\"'")
