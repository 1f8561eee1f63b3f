"""How alike two occupations are on one kind of evidence: matrices of 0–1, pure and deterministic.

Every function takes one entry an occupation and returns a square, symmetric matrix in the same
order. An occupation without evidence (an empty bag, no ratings) has NaN in its row and column:
nothing is known, which is not the same as nothing shared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

Matrix = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W\d_][^\W_]+")
_STEM = 7  # letters of a word that count: "install", "installer" and "installation" are one term
_STOP = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "of", "on", "or"}
    | {"other", "such", "that", "the", "to", "use", "used", "using", "which", "with"}
)


def words(texts: Iterable[str]) -> Counter[str]:
    """The terms of some texts with their counts: words of two letters or more, cut to a stem."""
    found = (word for text in texts for word in _WORD.findall(text.casefold()))
    return Counter(word[:_STEM] for word in found if word not in _STOP)


def shared_terms(bags: Sequence[Mapping[str, int]]) -> Matrix:
    """Cosine of TF-IDF vectors: (1 + ln tf) × (1 + ln((1 + n) / (1 + df))), n the bags not empty.

    Terms of a single bag are left out: nobody shares them.
    """
    frequency = Counter(term for bag in bags for term in bag)
    column = {term: i for i, term in enumerate(sorted(t for t, df in frequency.items() if df > 1))}
    rows: list[int] = []
    columns: list[int] = []
    counts: list[int] = []
    for row, bag in enumerate(bags):
        for term in sorted(bag.keys() & column.keys()):
            rows.append(row)
            columns.append(column[term])
            counts.append(bag[term])
    total = sum(1 for bag in bags if bag)
    rarity = np.array([1 + np.log((1 + total) / (1 + frequency[term])) for term in column])
    weights = (1 + np.log(np.array(counts, dtype=float))) * rarity[np.array(columns, dtype=int)]
    vectors = sparse.csr_matrix((weights, (rows, columns)), shape=(len(bags), len(column)))
    lengths = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    vectors = sparse.diags(1 / np.where(lengths > 0, lengths, 1)) @ vectors
    cosine: Matrix = (vectors @ vectors.T).toarray()
    return _blank(np.clip(cosine, 0, 1), np.array([not bag for bag in bags], dtype=bool))


def latent(cosine: Matrix, rank: int) -> Matrix:
    """The same similarity seen through its `rank` strongest directions (latent semantic analysis).

    Occupations that say the same in other words come closer. Negative cosines are 0. A matrix of
    no more than `rank` known occupations is returned as it is.
    """
    known = np.flatnonzero(~np.isnan(np.diagonal(cosine)))
    if len(known) <= rank:
        return cosine
    values, directions = np.linalg.eigh(cosine[np.ix_(known, known)])
    points = directions[:, -rank:] * np.sqrt(np.clip(values[-rank:], 0, None))
    result = np.full_like(cosine, np.nan)
    result[np.ix_(known, known)] = _cosine(points)
    return result


def same_profile(ratings: Matrix) -> Matrix:
    """Correlation between rows of ratings (NaN: not rated), negative correlation being 0.

    What counts is which elements stand out within each occupation, not how high it rates overall.
    """
    rated = ~np.isnan(ratings)
    sizes = np.maximum(rated.sum(axis=1, keepdims=True), 1)
    means = np.where(rated, ratings, 0).sum(axis=1, keepdims=True) / sizes
    unrated = np.asarray(rated.sum(axis=1) == 0, dtype=bool)
    return _blank(_cosine(np.where(rated, ratings - means, 0)), unrated)


def _cosine(points: Matrix) -> Matrix:
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    unit = points / np.where(lengths > 0, lengths, 1)
    return np.clip(unit @ unit.T, 0, 1)


def _blank(matrix: Matrix, unknown: npt.NDArray[np.bool_]) -> Matrix:
    return np.where(unknown[:, None] | unknown[None, :], np.nan, matrix)
