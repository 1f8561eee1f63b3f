"""Which postings are grouped, and which groups are told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from occupath.extract.occupations.coder import OccupationCoder
from occupath.ontology.errors import OccupathError
from occupath.queries.emerging.clusters import clusters
from occupath.queries.emerging.likeness import likeness
from occupath.queries.emerging.placement import STRANGE, Candidate, placement, text_shares
from occupath.queries.emerging.postings import Posting
from occupath.queries.emerging.titles import TitleLists, plain_title

LEAST = 6  # postings of a group that is reported, unless told otherwise
MOST = 12_000  # candidates that are held against each other (about three gigabytes)
TITLE = 0.4  # what the likeness of titles counts beside the coder's probability
KNOWN = 0.45  # from which on a group is taken to be known, see `doubt`

HIDDEN = 'placed badly, under a title that lists name only in "All Other" codes'
NAMED = "placed badly, under a title that no list names"

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Candidates that are alike; `shares` has their text's probabilities of the coder's codes, a
    row each, and `alike` their likeness to each other, both 0–1."""

    members: tuple[Candidate, ...]
    shares: Array
    alike: Array


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups told, the largest first, and what became of the others.

    `others` counts postings that are no candidates by reason, `small` the groups under the least
    size and their postings, `not_told` the groups of that size that are not told, by reason.
    """

    told: tuple[Cluster, ...]
    candidates: int
    others: dict[str, int]
    small: tuple[int, int]
    not_told: dict[str, int]


def grouped(
    postings: Sequence[Posting],
    residual: frozenset[str],
    lists: TitleLists,
    coder: OccupationCoder,
    least: int = LEAST,
    hidden: bool = False,
) -> Grouping:
    """Groups of at least `least` postings that are placed badly and alike.

    `residual` are the SOC codes of residual occupations. With `hidden`, those whose titles lists
    name under residual codes alone are grouped, in place of those that no list names. Raises
    `OccupathError` where there are more candidates than can be held against each other.
    """
    placed = placement(postings, residual, lists, coder)
    candidates = [each for each in placed.candidates if each.hidden == hidden]
    others = dict(placed.others)
    if len(candidates) < len(placed.candidates):
        others[NAMED if hidden else HIDDEN] = len(placed.candidates) - len(candidates)
    if len(candidates) > MOST:
        raise OccupathError(
            f"{len(candidates):,} postings are placed badly, and at most {MOST:,} can be held "
            "against each other; give fewer postings, such as those of one year, place or industry"
        )
    shares = text_shares([each.posting for each in candidates], coder)
    alike = likeness(candidates, shares)
    rows_of = clusters(alike, least)
    if not hidden:
        rows_of = _with_titles(rows_of, candidates, least)
    told, small, not_told = [], [], Counter[str]()
    for rows in rows_of:
        if len(rows) < least:
            small.append(len(rows))
            continue
        cluster = Cluster(
            tuple(candidates[i] for i in rows), shares[rows], alike[np.ix_(rows, rows)]
        )
        reason = None if hidden else doubt(cluster.members)
        if reason is None:
            told.append(cluster)
        else:
            not_told[reason] += 1
    return Grouping(
        tuple(told),
        len(candidates),
        dict(sorted(others.items())),
        (len(small), sum(small)),
        dict(sorted(not_told.items())),
    )


def _with_titles(
    groups: Sequence[Sequence[int]], candidates: Sequence[Candidate], least: int
) -> list[list[int]]:
    """The groups, and one of each title of at least `least` candidates that is like no known one.

    The postings of such a title stay where they are if most of them are in a group that is told.
    """
    titled: defaultdict[str, list[int]] = defaultdict(list)
    for row, each in enumerate(candidates):
        titled[plain_title(each.posting.title or "")].append(row)
    told = [set(g) for g in groups if len(g) >= least and not doubt([candidates[i] for i in g])]
    own = [
        rows
        for title, rows in sorted(titled.items())
        if title and len(rows) >= least and unheard([candidates[i] for i in rows])
        and not any(2 * len(group.intersection(rows)) > len(rows) for group in told)
    ]  # fmt: skip
    taken = {row for rows in own for row in rows}
    made = [left for group in groups if (left := [row for row in group if row not in taken])]
    return sorted([*made, *own], key=lambda rows: (-len(rows), rows))


def unheard(members: Sequence[Candidate]) -> bool:
    """Whether all have one title, and no list has one like it."""
    titles = {plain_title(each.posting.title or "") for each in members}
    return len(titles) == 1 and _familiar(members) < STRANGE


def _familiar(members: Sequence[Candidate]) -> float:
    return float(np.mean([each.nearest.likeness for each in members]))


def doubt(members: Sequence[Candidate]) -> str | None:
    """Why a group of enough postings is not told; None where it is.

    A group is known where the mean probability of the coder's first code, and `TITLE` times the
    mean likeness of the titles to known ones, add up to `KNOWN`, unless it is of one title that is
    like no known one.
    """
    if unheard(members):
        return None
    sure = float(np.mean([each.posting.guesses[0].probability for each in members]))
    familiar = _familiar(members)
    if sure + TITLE * familiar < KNOWN:
        return None
    if sure >= KNOWN:
        return "the coder is fairly sure of their codes"
    return "the coder half knows them, and their titles are like known ones"
