"""How alike postings are: by what the coder makes of their text, by their words, by their titles.

The first part is the cosine of the square roots of the codes' probabilities (Bhattacharyya's
coefficient) from the text alone, so that a title that nobody knows says nothing there. The others
are cosines of idf-weighted stems: of the skills and tasks named, of the sentences that name them,
and of the title without words of rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from occupath.extract.linking.words import STOP, stem, words
from occupath.queries.emerging.placement import Candidate
from occupath.queries.emerging.titles import plain_title

WEIGHTS = {"codes": 0.15, "skills": 0.15, "sentences": 0.45, "title": 0.25}
SAME_TITLE = 0.4  # of what two postings of one title lack in likeness is made up for

Array = NDArray[np.float64]


def likeness(candidates: Sequence[Candidate], shares: Array) -> Array:
    """Likeness of each two candidates, 0–1."""
    postings = [each.posting for each in candidates]
    root = np.sqrt(shares)
    made = WEIGHTS["codes"] * (root @ root.T)
    texts = {
        "skills": [" ".join(named.name for named in p.named) for p in postings],
        "sentences": [" ".join(p.sentences) for p in postings],
        "title": [plain_title(p.title or "") for p in postings],
    }
    for name, each in texts.items():
        rows = weighted(each)
        made += WEIGHTS[name] * (rows @ rows.T).toarray()
    same = np.array(texts["title"])[:, None] == np.array(texts["title"])[None, :]
    made[same] += SAME_TITLE * (1 - made[same])
    return made


def stems(text: str) -> list[str]:
    """The stems of a text in order, without stop words, numbers and single letters."""
    return [
        stem(word)
        for word in words(text)
        if len(word) > 1 and word not in STOP and not word.isdigit()
    ]


def weighted(texts: Iterable[str]) -> sparse.csr_array:
    """A row of length 1 a text: (1 + log of a stem's count) × log of texts over those with it.

    Stems that stand in one text only are left out: they make no two texts alike.
    """
    counted = [Counter(stems(text)) for text in texts]
    spread = Counter(each for counts in counted for each in counts)
    column = {s: i for i, s in enumerate(sorted(s for s, n in spread.items() if n > 1))}
    idf = {s: float(np.log(len(counted) / spread[s])) for s in column}
    at: list[tuple[int, int, float]] = [
        (row, column[s], (1 + float(np.log(n))) * idf[s])
        for row, counts in enumerate(counted)
        for s, n in counts.items()
        if s in column
    ]
    rows, columns, values = (list(each) for each in zip(*at, strict=True)) if at else ([], [], [])
    made = sparse.csr_array((values, (rows, columns)), shape=(len(counted), len(column)))
    length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.maximum(length, 1e-9)) @ made)
