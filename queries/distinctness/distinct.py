"""The distinctness test: is a role farther from its nearest occupation than occupations are?

The similarity of a role to its nearest non-residual occupation is ranked among the similarities of
the existing occupations to theirs, each taken as if it were the role. A role is distinct where at
most `SHARE` of them are as far from their nearest. How `SHARE` was chosen:
docs/decisions/0019-distinctness.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from occupath.graph.dataset import Dataset
from occupath.graph.place import MARK
from occupath.queries.distinctness.duties import Duty, compare
from occupath.queries.distinctness.hiding import Hiding
from occupath.queries.distinctness.measures import MEASURES, Likeness, Measures, Role
from occupath.queries.distinctness.terms import Array, stems
from occupath.queries.distinctness.vintage import Occupation, TitleRow, read_vintage

SHARE = 0.7  # of existing occupations that the test calls distinct
NEAREST = 10
VOTERS = 5  # near occupations that choose the group a new one would stand in
DETAIL_TITLE = 0.8  # titles so alike name the same O*NET detail
_DETAILS = {"soc2018": "onetsoc2019", "soc2010": "onetsoc2010"}


@dataclass(frozen=True, slots=True)
class Near:
    """An occupation near the role: similarity 0–1, and the six measures it is the mean of."""

    occupation: Occupation
    similarity: float
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Named:
    """A published title that is the role's name, or (an O*NET detail's) nearly so."""

    row: TitleRow
    likeness: float


@dataclass(frozen=True, slots=True)
class Distinctness:
    """What the test says of a role in a vintage.

    `rank` is the share (0–1) of existing occupations that are less like their nearest than the role
    is like its own; `reference` those similarities, sorted. `home` is the near occupation, residual
    ones included, whose broad group the near ones choose. `distinct` is None where neither name
    nor duties hold a word that the vintage knows.
    """

    role: Role
    vintage: str
    distinct: bool | None
    similarity: float
    rank: float
    reference: tuple[float, ...]
    nearest: tuple[Near, ...]
    home: Occupation | None
    residual: Near | None
    named: tuple[Named, ...]
    detail: Named | None
    detail_title: str | None
    duties: tuple[Duty, ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]


class Tester:
    """Tests roles against a vintage of a dataset; the vintage is read and measured once."""

    def __init__(self, dataset: Dataset, vintage: str) -> None:
        self.vintage = read_vintage(dataset, vintage)
        self.measures = Measures(self.vintage)
        self._hiding = _hiding(dataset.path)
        self._reference: dict[bool, Array] = {}

    def test(self, role: Role, hide: Iterable[str] = ()) -> Distinctness:
        """The test of `role` as if the codes of `hide` did not exist; a code that no scheme has
        hides nothing, and stands in `Distinctness.unknown`."""
        hide = tuple(hide)
        scheme = self.vintage.scheme
        hidden = self._hiding.hidden(hide, scheme)
        gone = frozenset(hidden.get(scheme, ()))
        details = frozenset(hidden.get(_DETAILS[scheme], ()))
        found = self.measures.likeness(role, gone, details)
        mean = found.mean
        usable = found.visible & self.measures.comparable(role.name)
        order = [int(i) for i in np.argsort(-np.where(usable, mean, -1), kind="stable")[:NEAREST]]
        order = [i for i in order if usable[i]]
        nearest = tuple(self._near(i, found, mean) for i in order)
        similarity = nearest[0].similarity if nearest else 0.0
        reference = self.reference(bool(role.duties.strip()))
        rank = float(np.searchsorted(reference, similarity) / max(len(reference), 1))
        named = self._named(found)
        known = any(self.measures.knows(s) for s in stems(f"{role.name} {role.duties}"))
        listed = len({n.row.code for n in named}) == 1 and not self._residual(named[0].row.code)
        own = listed and any(not _below(n.row.detail) for n in named)
        return Distinctness(
            role=role, vintage=scheme,
            distinct=(rank <= SHARE and not own) if known or named else None,
            similarity=similarity, rank=rank, reference=tuple(reference.tolist()),
            nearest=nearest, home=self._home(found, mean),
            residual=self._nearest_residual(found, mean), named=named,
            detail=(detail := self._detail(role, found, named, details)),
            detail_title=None if detail is None else self._title_of(detail.row.detail),
            duties=compare(role, nearest[0].occupation if nearest else None, details),
            hidden=tuple(sorted({code for codes in hidden.values() for code in codes})),
            unknown=self._hiding.unknown(hide),
        )  # fmt: skip

    def reference(self, duties: bool) -> Array:
        """Similarity of each existing occupation to its nearest, sorted."""
        if duties not in self._reference:
            self._reference[duties] = np.sort(self.measures.existing(duties)[1])
        return self._reference[duties]

    def _near(self, place: int, found: Likeness, mean: Array) -> Near:
        parts = found.parts[:, place].tolist()
        return Near(
            self.vintage.occupations[place], float(mean[place]),
            dict(zip(MEASURES, parts, strict=True)),
        )  # fmt: skip

    def occupation(self, code: str) -> Occupation | None:
        """The detailed occupation of a code of the vintage."""
        return next((o for o in self.vintage.occupations if o.code == code), None)

    def _title_of(self, detail: str) -> str | None:
        of = self.occupation(detail[:7])
        every = (of,) if of else self.vintage.occupations
        return next((d.title for o in every for d in o.details if d.code == detail), None)

    def _home(self, found: Likeness, mean: Array) -> Occupation | None:
        """The near occupations vote with their squared similarity: major, minor, broad group."""
        order = np.argsort(-np.where(found.visible, mean, -1), kind="stable")[:VOTERS].tolist()
        voters = [i for i in order if found.visible[i]]
        for group in (_major, _minor, _broad):
            votes: defaultdict[str, float] = defaultdict(float)
            for i in voters:
                votes[group(self.vintage.occupations[i])] += float(mean[i]) ** 2
            if votes:
                won = max(votes.items(), key=lambda vote: (vote[1], vote[0]))[0]
                voters = [i for i in voters if group(self.vintage.occupations[i]) == won]
        return self.vintage.occupations[voters[0]] if voters else None

    def _nearest_residual(self, found: Likeness, mean: Array) -> Near | None:
        places = np.flatnonzero(found.visible & self.measures.residual)
        if not len(places):
            return None
        return self._near(int(places[np.argmax(mean[places])]), found, mean)

    def _named(self, found: Likeness) -> tuple[Named, ...]:
        return tuple(Named(self.vintage.titles[i], 1.0) for i in found.exact)

    def _residual(self, code: str) -> bool:
        return bool(self.measures.residual[self.measures.codes.index(code)])

    def _detail(
        self, role: Role, found: Likeness, named: tuple[Named, ...], hidden: frozenset[str]
    ) -> Named | None:
        """The O*NET detail that has the name as a title, or one nearly the same."""
        exact = [n for n in named if _below(n.row.detail)]
        if exact:
            return sorted(exact, key=lambda n: (n.row.source != "onet-title", n.row.detail))[0]
        likeness, row = self.measures.nearest_title(role.name, found.visible, hidden, _below)
        if row is None or likeness < DETAIL_TITLE:
            return None
        return Named(row, likeness)


def tester(dataset: Dataset, vintage: str) -> Tester:
    """The tester of a dataset and vintage; made once a process for each."""
    return _tester(dataset.path, (dataset.path / MARK).stat().st_mtime_ns, vintage)


@lru_cache(maxsize=4)
def _tester(path: Path, _written: int, vintage: str) -> Tester:
    return Tester(Dataset.open(path), vintage)


@lru_cache(maxsize=4)
def _hiding(path: Path) -> Hiding:
    return Hiding(Dataset.open(path))


def _major(occupation: Occupation) -> str:
    return occupation.broad[:2]


def _minor(occupation: Occupation) -> str:
    return occupation.minor


def _broad(occupation: Occupation) -> str:
    return occupation.broad


def _below(detail: str) -> bool:
    return bool(detail) and not detail.endswith(".00")
