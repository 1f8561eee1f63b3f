"""The occupations of a dataset beside which groups are held: nearest codes and O*NET details."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from occupath.extract.pipeline.tables import Occupation, read_occupations, read_titles
from occupath.graph.dataset import Dataset
from occupath.queries.emerging.group import Detail, Near
from occupath.queries.emerging.likeness import stems, weighted
from occupath.queries.emerging.placement import Candidate

NEAREST = 5  # codes that are told
BESIDE = 3  # codes whose tasks a group's words are held against
_FIRST = 3  # place among all O*NET occupations up to which a detail may be what a group is
_SHARE = 0.5  # of a group's postings with a title that a detail has


class Occupations:
    """SOC titles, and the words of O*NET's titles, descriptions and tasks."""

    def __init__(self, dataset: Dataset) -> None:
        self.titles = {t.soc: t.title for t in read_titles(dataset.path) if t.source == "soc-title"}
        self._occupations = read_occupations(dataset.path)
        self._texts = [_text(each) for each in self._occupations]
        self._words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for occupation, text in zip(self._occupations, self._texts, strict=True):
            self._words[occupation.soc].update(stems(text))

    def nearest(
        self, codes: Sequence[str], shares: NDArray[np.float64], most: int = NEAREST
    ) -> tuple[Near, ...]:
        """The codes of the highest mean share over postings (rows of `shares`)."""
        mean = shares.mean(axis=0)
        order = np.argsort(-mean, kind="stable")[:most].tolist()
        return tuple(
            Near(codes[i], self.titles.get(codes[i]), round(float(mean[i]), 4)) for i in order
        )

    def words(self, codes: Iterable[str]) -> Counter[str]:
        """The stems of all O*NET occupations under SOC codes."""
        made: Counter[str] = Counter()
        for code in codes:
            made.update(self._words.get(code, Counter()))
        return made

    def ranked(self, texts: Sequence[str]) -> list[list[int]]:
        """For each text, all O*NET occupations by likeness of words, the most alike first."""
        rows = weighted([*self._texts, *texts])
        count = len(self._texts)
        alike = (rows[count:] @ rows[:count].T).toarray()
        return [np.argsort(-row, kind="stable").tolist() for row in alike]

    def detail(self, members: Sequence[Candidate], ranked: Sequence[int]) -> Detail:
        """Whether an O*NET-SOC code below the SOC level already is what the group does."""
        named = Counter(
            entry
            for member in members
            for entry in {e.onetsoc for e in member.nearest.entries if e.onetsoc}
            if member.nearest.likeness > 0.999 and not entry.endswith(".00")
        )
        places = {self._occupations[i].onetsoc: rank for rank, i in enumerate(ranked, 1)}
        titles = {each.onetsoc: each.title for each in self._occupations}
        if named:
            code, count = min(named.items(), key=lambda pair: (-pair[1], pair[0]))
            if count >= _SHARE * len(members):
                said = f"{count} of {len(members)} postings have a title that O*NET files there"
                return Detail("yes", code, titles.get(code), places.get(code), said)
        details = [c for c in places if not c.endswith(".00")]
        if not details:
            return Detail("unclear", None, None, None, "the dataset has no O*NET detail")
        best = min(details, key=lambda code: places[code])
        rank = places[best]
        if rank == 1:
            answer, said = "yes", "of all O*NET occupations its tasks are the most alike"
        elif rank <= _FIRST:
            answer = "unclear"
            said = f"by the words of its tasks it is number {rank} of {len(places)} occupations"
        else:
            answer = "no"
            said = (
                f"no title is filed under a detail, and the detail most alike is number {rank} of "
                f"{len(places)} occupations by the words of its tasks"
            )
        return Detail(answer, best, titles.get(best), rank, said)


def _text(occupation: Occupation) -> str:
    return " ".join([occupation.title, occupation.description or "", *occupation.tasks])


def coded_words(codes: Iterable[str], counted: Mapping[str, Counter[str]]) -> Counter[str]:
    """The stems of all postings under codes, from those `counted` by code."""
    made: Counter[str] = Counter()
    for code in codes:
        made.update(counted.get(code, Counter()))
    return made
