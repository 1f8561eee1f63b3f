"""How a group's share of all postings changed, or why that cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = 24  # that the postings must cover: two years, so that a season is not taken for growth
LEAST = 5  # postings of the group with a month
CONFIDENCE = 0.95
NOT_ASSESSABLE = "not assessable"


@dataclass(frozen=True, slots=True)
class Growth:
    """The odds of a posting to be of the group in the last 12 months over those in the 12 before.

    `ratio`, `low` and `high` are the conditional maximum-likelihood odds ratio and its exact 95 %
    interval (`scipy.stats.contingency.odds_ratio`), None where `reason` says why it is not
    assessable. `high` is None where the interval has no upper end.
    """

    ratio: float | None
    low: float | None
    high: float | None
    reason: str | None

    @property
    def assessable(self) -> bool:
        """Whether there is a ratio."""
        return self.reason is None


def growth(group: Iterable[str | None], corpus: Iterable[str | None]) -> Growth:
    """Growth of a group whose postings have these months, among all postings' (``YYYY-MM``)."""
    ours = Counter(month for month in group if month)
    everyone = Counter(month for month in corpus if month)
    if not everyone:
        return _none("no posting has a month")
    first, last = min(everyone), max(everyone)
    span = _number(last) - _number(first) + 1
    if span < MONTHS or len(everyone) < MONTHS:
        return _none(
            f"the postings cover {len(everyone)} months ({first} to {last}); two years "
            f"({MONTHS} months) without a gap are needed, so that a season is not taken for growth"
        )
    if ours.total() < LEAST:
        return _none(f"{ours.total()} of the group's postings have a month; {LEAST} are needed")
    end = _number(last)
    table = [[0, 0], [0, 0]]
    for month, n in everyone.items():
        age = end - _number(month)
        if age < MONTHS:
            column = 0 if age < MONTHS // 2 else 1
            table[0][column] += ours[month]
            table[1][column] += n - ours[month]
    if not all(map(sum, table)) or not all(map(sum, zip(*table, strict=True))):
        return _none("one of the two years has no posting to compare with")
    from scipy.stats.contingency import odds_ratio

    found = odds_ratio(table)
    interval = found.confidence_interval(CONFIDENCE)
    return Growth(_finite(found.statistic), _finite(interval.low), _finite(interval.high), None)


def _none(reason: str) -> Growth:
    return Growth(None, None, None, f"{NOT_ASSESSABLE}: {reason}")


def _number(month: str) -> int:
    year, _, part = month.partition("-")
    return 12 * int(year) + int(part)


def _finite(value: float) -> float | None:
    return round(float(value), 3) if value != float("inf") else None
