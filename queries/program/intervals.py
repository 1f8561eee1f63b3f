"""How sure a share is: the Wilson interval of a proportion."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

CONFIDENCE = 0.95


class Share(NamedTuple):
    """`supporting` of `total` as a share (0-1) with its interval; None where there is no total."""

    supporting: int
    total: int
    share: float | None
    low: float | None
    high: float | None


@lru_cache(maxsize=4096)
def share(count: int, total: int, confidence: float = CONFIDENCE) -> Share:
    """`count` of `total` with its Wilson interval (Wilson 1927, by scipy's `binomtest`)."""
    if total == 0:
        return Share(0, 0, None, None, None)
    from scipy.stats import binomtest

    interval = binomtest(count, total).proportion_ci(confidence, "wilson")
    return Share(
        count, total, round(count / total, 4), round(float(interval.low), 4),
        round(float(interval.high), 4),
    )  # fmt: skip
