"""What share of each label's words a text holds, the rarer words weighing more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from occupath.extract.concepts.terms import bare, terms

Floats = NDArray[np.float32]


class LexicalIndex:
    """Labels by their terms. A term's weight is its idf among the labels."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.label_terms = [terms(bare(label)) for label in labels]
        counts = Counter(t for each in self.label_terms for t in dict.fromkeys(each))
        self.numbers = {t: i for i, t in enumerate(sorted(counts))}
        self.idf = np.array(
            [math.log(1 + len(labels) / counts[t]) for t in sorted(counts)], dtype=np.float32
        )
        rows, columns = [], []
        for row, each in enumerate(self.label_terms):
            for t in dict.fromkeys(each):
                rows.append(row)
                columns.append(self.numbers[t])
        weights = self.idf[np.array(columns, dtype=np.int64)]
        shape = (len(labels), len(self.numbers))
        self._weights = csr_matrix((weights, (rows, columns)), shape, dtype=np.float32)
        self.sizes = np.array([len(set(each)) for each in self.label_terms], dtype=np.float32)
        self.mass: Floats = np.asarray(self._weights.sum(axis=1)).ravel() + np.float32(1e-6)

    def overlap(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """For each text and label: the share (0–1, by idf) of its terms there, their summed idf."""
        here = np.zeros((len(self.numbers), len(texts)), dtype=np.float32)
        for column, text in enumerate(texts):
            for t in terms(text):
                if (number := self.numbers.get(t)) is not None:
                    here[number, column] = 1
        matched: Floats = np.ascontiguousarray((self._weights @ here).T)
        return matched / self.mass, matched

    def weight(self, text: str) -> float:
        """The summed idf of a text's terms; a term of no label weighs as one of a single label."""
        most = math.log(1 + len(self.label_terms))
        known = (self.numbers.get(t) for t in dict.fromkeys(terms(text)))
        return float(sum(most if n is None else float(self.idf[n]) for n in known)) or most

    def stands(self, label: int, said: str) -> bool:
        """Whether all terms of the label stand in a row in `said` (`spoken` of a text)."""
        own = self.label_terms[label]
        return bool(own) and f" {' '.join(own)} " in said


def spoken(text: str) -> str:
    """A text's terms, parted by single blanks, for `LexicalIndex.stands`."""
    return f" {' '.join(terms(text))} "
