"""Why a code: the known titles, tasks, sentences and words that speak for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from occupath.extract.linking.words import STOP, stem, words
from occupath.extract.occupations.coding import Reason
from occupath.extract.occupations.known_titles import Near
from occupath.extract.occupations.mixture import Array
from occupath.extract.pipeline.tables import Occupation, Title

_MOST = 2  # reasons of a kind
_LIKE = 0.3  # a sentence and a task are alike from this share of their stems
_ALIKE = 8  # power of a known title's likeness, in its vote for an O*NET-SOC code
_COUNTS = 0.02  # a word counts that carries this much probability


class Evidence(NamedTuple):
    """What is known of one job."""

    title: str
    title_shares: Array | None  # log shares of the codes, None without a title
    near: tuple[Near, ...]
    sentences: list[str]
    sentence_shares: Array  # log shares, sentences × codes


class Scores(Protocol):
    """What a reason may ask of the coder."""

    codes: list[str]

    def title_shares(self, titles: Sequence[str]) -> Array:
        """Log shares of the codes for titles."""


class Profiles:
    """The dataset's O*NET occupations below each SOC code, and the SOC codes' own titles."""

    def __init__(self, occupations: Sequence[Occupation], titles: Sequence[Title]) -> None:
        self._below: defaultdict[str, list[Occupation]] = defaultdict(list)
        for occupation in occupations:
            self._below[occupation.soc].append(occupation)
        self._titles = {t.soc: t.title for t in titles if t.source == "soc-title"}

    def likeliest(self, code: str, near: Sequence[Near]) -> tuple[str | None, float, str | None]:
        """The O*NET-SOC code below `code` that most titles alike name, its share, and a title.

        Without such titles the shares are even and the first, the broadest, is answered.
        """
        below = self._below.get(code, [])
        if not below:
            return None, 0.0, self._titles.get(code)
        votes = {occupation.onetsoc: 0.5 for occupation in below}
        for each in near:
            named = {e.onetsoc for e in each.entries if e.onetsoc in votes}
            for onetsoc in named:
                votes[str(onetsoc)] += 4 * each.likeness**_ALIKE / len(named)
        best = max(below, key=lambda o: (votes[o.onetsoc], -below.index(o)))
        title = self._titles.get(code) if best is below[0] else None
        return best.onetsoc, votes[best.onetsoc] / sum(votes.values()), title or best.title

    def tasks(self, code: str) -> list[str]:
        """Every task of the occupations below a code."""
        return [task for occupation in self._below.get(code, []) for task in occupation.tasks]


def explain(scores: Scores, evidence: Evidence, row: int, profiles: Profiles) -> tuple[Reason, ...]:
    """The strongest reasons of each kind for the code in row `row`, strongest first by kind."""
    code = scores.codes[row]
    found = [*_titles(evidence, code), *_words(scores, evidence, row)]
    return (*found, *_sentences(evidence, row, profiles.tasks(code)))


def _titles(evidence: Evidence, code: str) -> list[Reason]:
    """Known titles of the code, the most alike first."""
    mine = [n for n in evidence.near if any(e.soc == code for e in n.entries)]
    return [Reason("title", n.title, round(n.likeness, 3)) for n in mine[:_MOST]]


def _words(scores: Scores, evidence: Evidence, row: int) -> list[Reason]:
    """Words of the title without which the code would be less likely."""
    parts = evidence.title.split()
    if evidence.title_shares is None or not 1 < len(parts) <= 12:
        return []
    without = [" ".join(parts[:i] + parts[i + 1 :]) for i in range(len(parts))]
    shares = np.exp(scores.title_shares([evidence.title, *without])[:, row])
    lost = [(float(shares[0] - s), part) for s, part in zip(shares[1:], parts, strict=True)]
    ranked = sorted(pair for pair in lost if pair[0] >= _COUNTS and any(map(str.isalnum, pair[1])))
    return [Reason("word", part, round(loss, 3)) for loss, part in ranked[::-1][:_MOST]]


def _sentences(evidence: Evidence, row: int, tasks: Sequence[str]) -> list[Reason]:
    """Sentences that speak for the code, and the occupation's tasks that they are like."""
    if not len(evidence.sentence_shares):
        return []
    shares = np.exp(evidence.sentence_shares[:, row])
    found: list[Reason] = []
    for i in np.argsort(-shares, kind="stable")[:_MOST].tolist():
        if shares[i] < _COUNTS:
            break
        sentence = evidence.sentences[i]
        found.append(Reason("sentence", sentence, round(float(shares[i]), 3)))
        mine = _content(sentence)
        alike = [(_jaccard(mine, _content(task)), task) for task in tasks]
        best = max(alike, default=(0.0, ""))
        if best[0] >= _LIKE:
            found.append(Reason("task", best[1], round(best[0], 3)))
    return found


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words(text) if w not in STOP)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
