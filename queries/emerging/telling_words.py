"""What sets a group's words apart: log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn (2008), "Fightin' Words", equations 15, 16 and 22: with the counts of a
word in two texts and a prior proportional to its count in a background, the difference of the log
odds over its standard deviation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

PRIOR = 500.0  # words that the prior counts for
CLEAR = 1.96  # standard deviations from which on a difference is told
_LEAST = 3  # times that the group uses a word


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A stem that a group uses more often than the nearest occupations and than other postings.

    `log_odds` is the difference to the nearest occupations, `z` the difference over its standard
    deviation, `z_corpus` that to the other postings; `count` and `nearest_count` are occurrences.
    """

    word: str
    log_odds: float
    z: float
    z_corpus: float
    count: int
    nearest_count: int


def telling_words(
    group: Mapping[str, int],
    nearest: Mapping[str, int],
    corpus: Mapping[str, int],
    most: int = 12,
) -> list[TellingWord]:
    """The words that tell a group from both, the clearest first.

    Postings speak another language than descriptions of occupations: what all postings say would
    seem to set each group apart. So a word must differ from the other postings too. `corpus`
    counts all postings, the group's included.
    """
    background = Counter(corpus)
    background.update(nearest)
    total = background.total()
    others = {word: n - group.get(word, 0) for word, n in corpus.items()}
    found = []
    sizes = sum(group.values()), sum(nearest.values()), sum(others.values())
    for word, count in group.items():
        if count < _LEAST:
            continue
        prior = PRIOR * background[word] / total
        near = _log_odds((count, sizes[0]), (nearest.get(word, 0), sizes[1]), prior)
        rest = _log_odds((count, sizes[0]), (others.get(word, 0), sizes[2]), prior)
        if min(near[1], rest[1]) > CLEAR:
            found.append(
                TellingWord(word, round(near[0], 2), round(near[1], 2), round(rest[1], 2), count,
                            nearest.get(word, 0))
            )  # fmt: skip
    return sorted(found, key=lambda each: (-min(each.z, each.z_corpus), each.word))[:most]


def _log_odds(ours: tuple[int, int], theirs: tuple[int, int], prior: float) -> tuple[float, float]:
    """The difference of log odds, and it over its standard deviation; (count, words in all)."""
    a, b = ours[0] + prior, theirs[0] + prior
    odds = [n / (size + PRIOR - n) for n, size in ((a, ours[1]), (b, theirs[1]))]
    difference = log(odds[0]) - log(odds[1])
    return difference, difference / sqrt(1 / a + 1 / b)
