"""Texts as bags of terms, weighted by how rare a term is among the documents of a dataset."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from occupath.extract.linking.words import STOP, stem, words

GRAMS = (3, 4, 5)  # letters of a group, the word's ends marked with < and >
LONGEST = 20  # words of a title whose letters are looked at


def stems(text: str) -> list[str]:
    """A text's stems without stop words, then its pairs of neighbouring stems."""
    single = [stem(word) for word in words(text) if word not in STOP]
    return [*single, *(f"{a} {b}" for a, b in pairwise(single))]


def letter_groups(title: str) -> list[str]:
    """Groups of three to five letters of a title's words."""
    found = []
    for word in words(title)[:LONGEST]:
        marked = f"<{word[:40]}>"
        for n in GRAMS:
            found += [marked[i : i + n] for i in range(len(marked) - n + 1)]
    return found


class TermWeights:
    """tf-idf over the terms of some documents; unknown terms of other documents do not count."""

    def __init__(self, documents: Sequence[Sequence[str]], least: int = 1) -> None:
        counts = Counter(term for document in documents for term in set(document))
        kept = sorted(term for term, n in counts.items() if n >= least)
        self._number = {term: i for i, term in enumerate(kept)}
        self._idf = [1 + math.log((1 + len(documents)) / (1 + counts[term])) for term in kept]

    def matrix(self, documents: Sequence[Sequence[str]]) -> Any:
        """A sparse row of length 1 (0 without a known term) a document."""
        starts, columns, values = [0], [], []
        for document in documents:
            for term, n in sorted(Counter(document).items()):
                number = self._number.get(term)
                if number is not None:
                    columns.append(number)
                    values.append((1 + math.log(n)) * self._idf[number])
            starts.append(len(columns))
        shape = (len(documents), len(self._number))
        data = np.array(values, dtype=np.float32)
        made = sparse.csr_matrix((data, np.array(columns, dtype=np.int64), starts), shape)
        length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
        return (sparse.diags_array(1 / np.maximum(length, 1e-9)) @ made).astype(np.float32).tocsr()
