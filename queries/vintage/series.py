"""The break in a series: what was counted under an old code, and how it falls to the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from occupath.queries.vintage.assign import Given

DRAWS = 2_000
LEVEL = 0.95
LEAST = 5  # of what is counted, below which a share is not assessable


@dataclass(frozen=True, slots=True)
class Part:
    """What falls to a new code: the expected count, its share of the old code's, 95 % intervals."""

    code: str
    title: str
    count: float
    count_low: float
    count_high: float
    share: float
    share_low: float
    share_high: float


@dataclass(frozen=True, slots=True)
class Break:
    """One series of an old code, before and after.

    `what` is what is counted (``postings``, ``programs``), `source` where. `moved` is the share
    (0–1) that no longer has the old code, with its interval; None where fewer than `LEAST` were
    counted, and `note` says so. `certain` were given their code by a title that is its own.
    """

    what: str
    source: str
    old: str
    title: str
    before: int
    after: tuple[Part, ...]
    moved: tuple[float, float, float] | None
    certain: int
    note: str | None

    def as_json(self) -> dict[str, object]:
        """The break as JSON."""
        moved = None if self.moved is None else dict(
            zip(("share", "low", "high"), self.moved, strict=True))  # fmt: skip
        return {
            "what": self.what,
            "source": self.source,
            "from": {"code": self.old, "title": self.title},
            "before": self.before,
            "after": [{name: getattr(p, name) for name in Part.__slots__} for p in self.after],
            "moved": moved,
            "certain": self.certain,
            "note": self.note,
        }


def series_break(
    what: str,
    source: str,
    old: tuple[str, str],
    codes: Sequence[tuple[str, str]],
    given: Sequence[Given],
) -> Break:
    """The break of one series. `old` and `codes` are codes with titles, `given` has a row for
    each thing counted, with the probability of each code.

    The interval holds two doubts together: which code each has (a draw by its probabilities) and
    which were sampled (a bootstrap); 2.5 % to 97.5 % of `DRAWS` draws from a fixed seed.
    """
    count = len(given)
    if count < LEAST:
        note = f"not assessable: {count} {what} had the code, at least {LEAST} are needed"
        return Break(what, source, *old, count, (), None, 0, note)
    chances = np.array([g.probabilities for g in given])
    seed = int.from_bytes(blake2b(f"{what} {source} {old[0]}".encode(), digest_size=8).digest())
    shares = _draws(chances, seed)
    low, high = np.quantile(shares, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    mean = chances.mean(axis=0)
    parts = tuple(
        Part(code, title, _short(mean[i] * count), _short(low[i] * count), _short(high[i] * count),
             _short(mean[i]), _short(low[i]), _short(high[i]))
        for i, (code, title) in enumerate(codes)
    )  # fmt: skip
    stays = next((i for i, (code, _) in enumerate(codes) if code == old[0]), None)
    if stays is None:
        moved = (1.0, 1.0, 1.0)
    else:
        moved = (_short(1 - mean[stays]), _short(1 - high[stays]), _short(1 - low[stays]))
    certain = sum(g.basis == "title" for g in given)
    return Break(what, source, *old, count, parts, moved, certain, None)


def _draws(chances: np.ndarray, seed: int) -> np.ndarray:
    """(draws, codes): the share of each code in every draw."""
    random = np.random.default_rng(seed)
    count, codes = chances.shape
    bounds = chances.cumsum(axis=1)
    shares = np.empty((DRAWS, codes))
    for draw in range(DRAWS):
        sample = bounds[random.integers(0, count, count)]
        chosen = (random.random((count, 1)) > sample[:, :-1]).sum(axis=1)
        shares[draw] = np.bincount(chosen, minlength=codes) / count
    return shares


def _short(value: float) -> float:
    return round(float(value), 4)
