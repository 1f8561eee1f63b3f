"""The linear part of the coder: hashed words and letter groups of a title → scores of the codes.

Two matrices, features × rank and rank × codes, learned by `training/coder_words.py`. It is right
where a title's words are rare and spelled like known ones; the encoder is right on meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from occupath.extract.linking.words import STOP, stem, words

GRAMS = (3, 4, 5)  # letters of a group, the word's ends marked with < and >
LONGEST = 16  # words of a title that are looked at


def features(title: str) -> list[int]:
    """Hashes of a title's stems, neighbouring pairs, first and last stem, and letter groups."""
    plain = words(title)[:LONGEST]
    stems = [stem(word) for word in plain if word not in STOP]
    found = [f"w {s}" for s in stems]
    if stems:
        found += [f"f {stems[0]}", f"l {stems[-1]}"]
    found += ["b " + " ".join(sorted(pair)) for pair in pairwise(stems)]
    for word in plain:
        marked = f"<{word[:40]}>"
        for n in GRAMS:
            found += [marked[i : i + n] for i in range(len(marked) - n + 1)]
    return sorted({crc32(f.encode()) for f in found})


def matrix(
    titles: Iterable[Sequence[int]], kept: NDArray[np.uint32], idf: NDArray[np.float32]
) -> Any:
    """A sparse row of length 1 a title, over the features `kept` (sorted hashes), idf-weighted."""
    starts, columns = [0], []
    for hashes in titles:
        asked = np.asarray(hashes, dtype=np.uint32)
        at = np.searchsorted(kept, asked)
        at[at == len(kept)] = 0
        columns.append(at[kept[at] == asked] if len(asked) else at)
        starts.append(starts[-1] + len(columns[-1]))
    ids = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
    made = sparse.csr_matrix((idf[ids], ids, starts), (len(columns), len(kept)), dtype=np.float32)
    length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    return sparse.diags_array(1 / np.maximum(length, 1e-6)).dot(made).tocsr().astype(np.float32)


class WordModel:
    """The shipped linear model; `path` is its ``coder-words.npz``."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            self._kept: NDArray[np.uint32] = file["features"]
            self._idf: NDArray[np.float32] = file["idf"].astype(np.float32)
            scales = file["scales"].astype(np.float32)
            self._table = file["table"].astype(np.float32) * scales[:, None]
            self._out: NDArray[np.float32] = file["out"].astype(np.float32)
            self._bias: NDArray[np.float32] = file["bias"].astype(np.float32)

    def scores(self, titles: Sequence[str]) -> NDArray[np.float32]:
        """Scores (titles × codes) before the softmax."""
        rows = matrix([features(t) for t in titles], self._kept, self._idf)
        made: NDArray[np.float32] = (rows @ self._table) @ self._out + self._bias
        return made
