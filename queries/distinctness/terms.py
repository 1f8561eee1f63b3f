"""Vectors of words: stems weighted by how few occupations use them, of length one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from occupath.extract.linking.words import STOP, stem, words

Array = NDArray[np.float64]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return stem(word)


def stems(text: str) -> list[str]:
    """The stems of a text's words, stop words left out."""
    return [_stem(word) for word in words(text) if word not in STOP]


class Terms:
    """TF-IDF over the terms of `texts`: (1 + ln tf) × (1 + ln((1 + n) / (1 + df))).

    A word that no text uses has no place in the vectors, and still counts in their length: who
    says what nobody says is less like all of them.
    """

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counts = Counter(term for text in texts for term in set(text))
        self._place = {term: i for i, term in enumerate(sorted(counts))}
        total = len(texts)
        self._rarity = np.array(
            [1 + np.log((1 + total) / (1 + counts[term])) for term in self._place] or [1.0]
        )
        self._strange = 1 + float(np.log(1 + total))

    def has(self, term: str) -> bool:
        """Whether a text uses the term."""
        return term in self._place

    def matrix(self, texts: Sequence[Sequence[str]], once: bool = False) -> sparse.csr_matrix:
        """One unit row a text; with `once` a word counts once however often it stands."""
        starts: list[int] = [0]
        places: list[int] = []
        values: list[float] = []
        for text in texts:
            length = 0.0
            mine: list[float] = []
            for term, n in Counter(text).items():
                heavy = 1.0 if once else 1 + float(np.log(n))
                place = self._place.get(term)
                weight = heavy * (self._strange if place is None else float(self._rarity[place]))
                length += weight * weight
                if place is not None:
                    places.append(place)
                    mine.append(weight)
            scale = length**0.5 or 1.0
            values.extend(weight / scale for weight in mine)
            starts.append(len(places))
        return sparse.csr_matrix(
            (np.array(values), np.array(places, dtype=np.int64), np.array(starts, dtype=np.int64)),
            shape=(len(texts), max(len(self._place), 1)),
        )
