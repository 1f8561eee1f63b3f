"""Find groups of postings that may be emerging work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from occupath.extract.linking.words import words
from occupath.extract.occupations.coder import OccupationCoder
from occupath.extract.pipeline.tables import read_titles
from occupath.graph.dataset import Dataset
from occupath.queries.emerging.describe import NamedCounts, by_time, counts, tasks
from occupath.queries.emerging.group import Count, Group, Near
from occupath.queries.emerging.grouping import LEAST, Cluster, grouped
from occupath.queries.emerging.growth import growth
from occupath.queries.emerging.likeness import stems
from occupath.queries.emerging.occupations import BESIDE, Occupations, coded_words
from occupath.queries.emerging.placement import residual_codes
from occupath.queries.emerging.postings import Posting, Postings
from occupath.queries.emerging.telling_words import TellingWord, telling_words
from occupath.queries.emerging.titles import TitleLists, plain_title

WHOLE = 0.9  # share of the detailed occupations whose titles a dataset must list


@dataclass(frozen=True, slots=True)
class Emerging:
    """The groups, the largest first, and what became of every other posting.

    `postings` were looked at; `set_aside` could not be, by reason. `others` and the rest of the
    counts are those of `Grouping`; `months` has all postings by month.
    """

    groups: tuple[Group, ...]
    hidden: bool
    least: int
    postings: int
    set_aside: dict[str, int]
    others: dict[str, int]
    candidates: int
    small: tuple[int, int]
    not_told: dict[str, int]
    months: tuple[Count, ...]
    notes: tuple[str, ...]


def emerging(
    given: Postings,
    dataset: Dataset,
    coder: OccupationCoder,
    least: int = LEAST,
    hidden: bool = False,
) -> Emerging:
    """Groups of at least `least` postings that are placed badly, alike, and named by no list.

    With `hidden`, groups of titles that lists name only under residual codes, in their place.
    Raises `OccupathError` where there are more candidates than can be held against each other.
    """
    lists = TitleLists(dataset, coder)
    found = grouped(given.postings, residual_codes(dataset), lists, coder, least, hidden)
    return Emerging(
        _Describer(given.postings, dataset, coder).describe(found.told),
        hidden,
        least,
        len(given.postings),
        given.set_aside,
        found.others,
        found.candidates,
        found.small,
        found.not_told,
        by_time(posting.month for posting in given.postings),
        _notes(dataset, coder),
    )


def _notes(dataset: Dataset, coder: OccupationCoder) -> tuple[str, ...]:
    """What a reader must know of the dataset asked."""
    listed = Counter(title.soc for title in read_titles(dataset.path))
    known = sum(listed[code] > 1 for code in coder.codes)
    if known < WHOLE * len(coder.codes):
        return (
            f"The dataset lists titles of {known} of {len(coder.codes)} detailed occupations: a "
            "title of the others looks as if no list named it. Build a dataset from the whole "
            "official data before you trust a group.",
        )
    return ()


class _Describer:
    """Describes groups beside all postings and the occupations of the dataset."""

    def __init__(
        self, postings: Sequence[Posting], dataset: Dataset, coder: OccupationCoder
    ) -> None:
        self._postings = postings
        self._codes = coder.codes
        self._occupations = Occupations(dataset)
        self._dataset = dataset

    def describe(self, clusters: Sequence[Cluster]) -> tuple[Group, ...]:
        """A group for each, the largest first."""
        if not clusters:
            return ()
        named = NamedCounts(self._postings)
        corpus: Counter[str] = Counter()
        by_code: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for posting in self._postings:
            counted = Counter(stems(_text(posting)))
            corpus.update(counted)
            if not posting.abstained:
                by_code[posting.guesses[0].code].update(counted)
        ranked = self._occupations.ranked(
            [" ".join(_text(m.posting) for m in each.members) for each in clusters]
        )
        months = [posting.month for posting in self._postings]
        made = []
        for cluster, order in zip(clusters, ranked, strict=True):
            members = cluster.members
            postings = [m.posting for m in members]
            nearest = self._occupations.nearest(self._codes, cluster.shares)
            beside = [near.code for near in nearest[:BESIDE]]
            ours = Counter(s for p in postings for s in stems(_text(p)))
            theirs = self._occupations.words(beside)
            theirs.update(coded_words(beside, by_code))
            telling = telling_words(ours, theirs, corpus)
            ids = tuple(sorted(p.id for p in postings))
            titles = counts(p.title for p in postings)
            made.append(
                Group(
                    id=sha256("\0".join(ids).encode()).hexdigest()[:12],
                    name=_name(postings),
                    size=len(postings),
                    postings=ids,
                    titles=titles,
                    months=by_time(p.month for p in postings),
                    places=counts(p.area for p in postings),
                    employers=counts(p.employer for p in postings),
                    sources=counts(p.source for p in postings),
                    reasons=counts(r for m in members for r in m.reasons),
                    codes=self._given(postings),
                    alike=_mean_off_diagonal(cluster.alike),
                    probability=round(
                        float(np.mean([p.guesses[0].probability for p in postings])), 4
                    ),
                    title_likeness=round(float(np.mean([m.nearest.likeness for m in members])), 4),
                    growth=growth((p.month for p in postings), months),
                    tasks=tasks(postings),
                    skills=named.skills(postings),
                    nearest=nearest,
                    telling=_spelled(telling, postings),
                    detail=self._occupations.detail(members, order),
                )
            )
        return tuple(sorted(made, key=lambda group: (-group.size, group.id)))

    def _given(self, postings: Sequence[Posting]) -> tuple[Near, ...]:
        """The coder's first codes, with the share of the group's postings that got each."""
        found = Counter(p.guesses[0].code for p in postings)
        order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(
            Near(code, self._occupations.titles.get(code), round(n / len(postings), 4))
            for code, n in order
        )


def _text(posting: Posting) -> str:
    return " ".join(posting.sentences)


def _name(postings: Sequence[Posting]) -> str:
    """The most frequent title without words of rank, as it is most often written."""
    plain = Counter(plain_title(p.title or "") or (p.title or "").lower() for p in postings)
    return min(plain, key=lambda title: (-plain[title], title))


def _mean_off_diagonal(alike: NDArray[np.float64]) -> float:
    n = len(alike)
    return round(float((alike.sum() - np.trace(alike)) / (n * (n - 1))), 4) if n > 1 else 1.0


def _spelled(
    telling: Sequence[TellingWord], postings: Sequence[Posting]
) -> tuple[TellingWord, ...]:
    """Stems as the word that the group writes most often."""
    wanted = {each.word for each in telling}
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for posting in postings:
        for word in words(_text(posting)):
            for found in stems(word)[:1]:
                if found in wanted:
                    forms[found][word] += 1
    best = {s: min(f, key=lambda word: (-f[word], word)) for s, f in forms.items()}
    return tuple(replace(each, word=best.get(each.word, each.word)) for each in telling)
