"""The titles that a dataset knows: a title's own entries, and those whose words are most alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from occupath.extract.linking.words import STOP, stem, words
from occupath.extract.pipeline.tables import Title
from occupath.ontology.titles import title_key

NEAREST = 25  # titles that vote
SHARPNESS = 16  # a vote counts its likeness to this power

# How much an entry of a title counts, by where it stands.
SOURCES = {
    "soc-title": 4.0,
    "onet-title": 4.0,
    "direct-match": 3.0,
    "onet-reported": 1.5,
    "onet-alternate": 1.0,
    "onet-short": 0.7,
    "esco-title": 1.5,
    "esco-alternative": 1.0,
}


class Near(NamedTuple):
    """A known title and how alike it is, 0–1."""

    title: str
    entries: tuple[Title, ...]
    likeness: float


class KnownTitles:
    """An index over the rows of a dataset's ``titles.parquet``."""

    def __init__(self, titles: Sequence[Title], codes: Sequence[str]) -> None:
        self._at = {code: i for i, code in enumerate(codes)}
        grouped: defaultdict[str, list[Title]] = defaultdict(list)
        for row in titles:
            grouped[row.title].append(row)
        self._texts = sorted(grouped)
        self._entries = [tuple(grouped[text]) for text in self._texts]
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        stems: list[list[str]] = []
        for i, text in enumerate(self._texts):
            self._by_key[title_key(text)].append(i)
            stems.append(_stems(text))
        counts = Counter(s for row in stems for s in row)
        self._vocabulary = {s: i for i, s in enumerate(sorted(counts))}
        self._idf = np.log(1 + len(stems) / np.array([counts[s] for s in self._vocabulary] or [1]))
        self._unknown_idf = float(np.log(1 + len(stems)))
        self._columns = self._matrix(stems).tocsc()

    def named(self, title: str) -> list[Near]:
        """The entries of the title itself: same words, whatever case, plural or brackets."""
        found = self._by_key.get(title_key(title), [])
        return [Near(self._texts[i], self._entries[i], 1.0) for i in found]

    def near(self, title: str, most: int = NEAREST) -> list[Near]:
        """The titles most alike: cosine of their idf-weighted stems; the title's own included."""
        asked = _stems(title)
        known = [self._vocabulary[s] for s in asked if s in self._vocabulary]
        if not known:
            return []
        weight = self._idf[known]
        strange = sum(s not in self._vocabulary for s in asked) * self._unknown_idf**2
        length = float(np.sqrt((weight**2).sum() + strange))
        likeness = self._columns[:, known] @ (weight / length)
        rows = np.flatnonzero(likeness > 0.2)
        if len(rows) > most:
            cut = np.partition(likeness[rows], -most)[-most]
            rows = rows[likeness[rows] >= cut]
        order = sorted(rows.tolist(), key=lambda i: (-likeness[i], i))[: 3 * most]
        return [Near(self._texts[i], self._entries[i], float(likeness[i])) for i in order]

    def votes(self, near: Sequence[Near]) -> NDArray[np.float32]:
        """Shares of the codes in a vote of known titles; a code counts by its strongest vote.

        The strongest and not the sum, because some occupations have ten times as many titles.
        """
        made = np.zeros(len(self._at), dtype=np.float32)
        for each in near:
            weights: defaultdict[str, float] = defaultdict(float)
            for entry in each.entries:
                if entry.soc in self._at:
                    weights[entry.soc] = max(weights[entry.soc], SOURCES.get(entry.source, 1.0))
            total = sum(weights.values())
            for code, weight in weights.items():
                vote = each.likeness**SHARPNESS * weight / total
                made[self._at[code]] = max(made[self._at[code]], vote)
        shares: NDArray[np.float32] = made / max(float(made.sum()), 1e-9)
        return shares

    def _matrix(self, stems: Sequence[Sequence[str]]) -> Any:
        starts, columns = [0], []
        for row in stems:
            columns += [self._vocabulary[s] for s in row]
            starts.append(len(columns))
        ids = np.array(columns, dtype=np.int64)
        values = self._idf[ids] if len(ids) else np.zeros(0)
        made = sparse.csr_matrix((values, ids, starts), (len(stems), len(self._vocabulary)))
        length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
        return sparse.diags_array(1 / np.maximum(length, 1e-9)) @ made


def _stems(title: str) -> list[str]:
    """The title's different stems in order; its stop words where it has nothing else."""
    plain = words(title)
    return list(dict.fromkeys(stem(w) for w in plain if w not in STOP)) or list(
        dict.fromkeys(plain)
    )
