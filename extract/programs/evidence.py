"""What speaks for each code: a regression on likeness, votes, occupations, how common it is.

A document is compared with the listed programs and with CIP's own titles, examples and
definitions, so that a code is found that no listed program has. Likeness is the weighted mean of
five: words and letters of the title, words of title and text, meaning by the encoder, and the
occupations that the titles name. How common a code is, is told by how many listed programs have
it and by how many providers a state's outcomes list under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from occupath.extract.programs.reading import Floats, Reading
from occupath.extract.programs.tables import InstructionalProgram
from occupath.extract.programs.terms import TermWeights

LIKENESS = {"titles": 1.0, "letters": 1.0, "words": 2.0, "vectors": 1.0, "occupations": 2.0}
PENALTY = 1.0  # of the regression
NEAREST, POWER = 15, 3  # listed programs that vote, each with its likeness to this power
OWN = 0.9  # how much likeness to a code's own description counts beside that to a program

# Log shares and likenesses, in the order of the last axis of `Evidence.of`.
FEATURES = (
    "regression",
    "regression, group",
    "regression, family",
    "regression, plain",
    "votes",
    "votes, family",
    "nearest",
    "same title",
    "words",
    "meaning",
    "occupations",
    "listed",
    "offered",
    "offered at all",
    "residual",
)


class Evidence:
    """Compares documents with CIP's descriptions and with known programs.

    `labels` holds for each known program the numbers of its codes in `cips`; `described` is the
    reading of the codes' titles and descriptions, `socs` the order of the reading's occupations.
    """

    def __init__(
        self,
        cips: Sequence[InstructionalProgram],
        described: Reading,
        known: Reading,
        labels: Sequence[Sequence[int]],
        socs: Sequence[str],
    ) -> None:
        count = len(cips)
        self._known = len(labels)
        both = [[*a, *b] for a, b in zip(known[:3], described[:3], strict=True)]
        self._terms = [
            TermWeights(each, least) for each, least in zip(both, (1, 1, 2), strict=True)
        ]
        self._rows = [terms.matrix(each) for terms, each in zip(self._terms, both, strict=True)]
        self._rows += [
            np.vstack([known.vectors.reshape(-1, described.vectors.shape[1]), described.vectors]),
            np.vstack([known.occupations.reshape(-1, len(socs)), described.occupations]),
        ]
        self._targets = _targets(labels, count)
        self._same: defaultdict[str, list[int]] = defaultdict(list)
        for row, title in enumerate(known.titles):
            self._same[_key(title)].append(row)
        document, code = self._targets.nonzero()
        order = np.lexsort((document, code))
        self._document, self._code = document[order], code[order]
        self._trust = np.where(self._document < self._known, 1, OWN).astype(np.float32)
        self._group = _numbers([cip.code[:5] for cip in cips])
        self._family = _numbers([cip.code[:2] for cip in cips])
        listed = np.asarray(self._targets[: self._known].sum(axis=0)).ravel()
        self._listed = np.log1p(listed).astype(np.float32)
        offered = np.array([len(cip.offered_by) for cip in cips], dtype=np.float32)
        self._offered = np.log1p(offered)
        self._residual = np.array([c.title.endswith("Other") for c in cips], dtype=np.float32)
        self._prepares = _prepares(cips, socs)
        whole = sum(w * _products(a, a) for w, a in zip(_weights(), self._rows, strict=True))
        whole[np.diag_indices(len(whole))] += PENALTY
        self._factor = cho_factor(whole, lower=True, overwrite_a=True, check_finite=False)

    def of(self, asked: Reading) -> Floats:
        """(documents, codes, FEATURES)."""
        rows = [t.matrix(each) for t, each in zip(self._terms, asked[:3], strict=True)]
        rows += [asked.vectors, asked.occupations]
        like = [_products(a, b) for a, b in zip(rows, self._rows, strict=True)]
        whole = sum(w * each for w, each in zip(_weights(), like, strict=True))
        solved = cho_solve(self._factor, whole.T, check_finite=False).T
        score = np.asarray(solved @ self._targets, dtype=np.float32)
        votes = self._votes(like[2][:, : self._known])
        trusted = whole[:, self._document] * self._trust
        found = [
            _log(score, 0.01),
            _log(_most(score, self._group), 0.01),
            _log(_most(score, self._family), 0.01),
            score,
            _log(votes, 0.03),
            _log(_sum(votes, self._family), 0.03),
            np.maximum.reduceat(trusted, _starts(self._code), axis=1),
            _log(self._titled(asked.titles), 0.05),
            like[2][:, self._known :],
            like[3][:, self._known :],
            _log((asked.occupations**2) @ self._prepares, 1e-3),
            np.broadcast_to(self._listed, score.shape),
            np.broadcast_to(self._offered, score.shape),
            np.broadcast_to(self._offered > 0, score.shape),
            np.broadcast_to(self._residual, score.shape),
        ]
        made: Floats = np.stack(found, axis=2).astype(np.float32)
        return made

    def _titled(self, titles: Sequence[Sequence[str]]) -> Floats:
        """Shares of the codes among the listed programs whose titles have the same stems."""
        made = np.zeros((len(titles), self._targets.shape[1]), dtype=np.float32)
        for row, title in zip(made, titles, strict=True):
            same = self._same.get(_key(title)) if title else None
            if same:
                row += np.asarray(self._targets[same].mean(axis=0)).ravel()
        return made

    def _votes(self, like: Floats) -> Floats:
        """Shares of the codes in a vote of the listed programs most alike by their words."""
        strength = np.maximum(like, 0) ** POWER
        if strength.shape[1] > NEAREST:
            cut = -np.partition(-strength, NEAREST - 1, axis=1)[:, NEAREST - 1, None]
            strength = np.where(strength >= cut, strength, 0)
        counted = np.asarray(strength @ self._targets[: self._known], dtype=np.float32)
        made: Floats = counted / np.maximum(counted.sum(axis=1, keepdims=True), 1e-9)
        return made


def _key(title: Sequence[str]) -> str:
    return "\n".join(sorted(set(title)))


def _weights() -> Floats:
    made = np.array(list(LIKENESS.values()), dtype=np.float32)
    shares: Floats = made / made.sum()
    return shares


def _targets(labels: Sequence[Sequence[int]], count: int) -> sparse.csr_matrix:
    """A row a known program, its codes sharing 1, then a row a code, which is of itself."""
    every = [*labels, *([i] for i in range(count))]
    starts = np.cumsum([0, *(len(each) for each in every)])
    columns = np.array([i for each in every for i in each], dtype=np.int64)
    values = np.array([1 / len(each) for each in every for _ in each], dtype=np.float32)
    return sparse.csr_matrix((values, columns, starts), (len(every), count))


def _prepares(cips: Sequence[InstructionalProgram], socs: Sequence[str]) -> Floats:
    """(SOC codes, codes): each SOC code's share is divided among the codes that prepare for it."""
    at = {soc: i for i, soc in enumerate(socs)}
    made = np.zeros((len(socs), len(cips)), dtype=np.float32)
    for column, cip in enumerate(cips):
        for soc in cip.socs:
            if soc in at:
                made[at[soc], column] = 1
    shares: Floats = made / np.maximum(made.sum(axis=1, keepdims=True), 1)
    return shares


def _products(a: object, b: object) -> Floats:
    made = a @ b.T  # type: ignore[attr-defined]
    return np.asarray(made.toarray() if sparse.issparse(made) else made, dtype=np.float32)


def _log(shares: Floats, floor: float) -> Floats:
    made: Floats = np.log(np.maximum(shares, 0) + np.float32(floor))
    return made


def _numbers(names: Sequence[str]) -> NDArray[np.int64]:
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def _starts(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each group begins; codes are sorted, so that a group stands together."""
    return np.flatnonzero(np.diff(groups, prepend=-1))


def _most(shares: Floats, groups: NDArray[np.int64]) -> Floats:
    made: Floats = np.maximum.reduceat(shares, _starts(groups), axis=1)[:, groups]
    return made


def _sum(shares: Floats, groups: NDArray[np.int64]) -> Floats:
    made: Floats = np.add.reduceat(shares, _starts(groups), axis=1)[:, groups]
    return made
