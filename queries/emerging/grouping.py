"""Which postings are grouped, and which groups are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from occupath.extract.occupations.coder import OccupationCoder
from occupath.ontology.errors import OccupathError
from occupath.queries.emerging.clusters import clusters
from occupath.queries.emerging.likeness import likeness, text_shares
from occupath.queries.emerging.placement import Candidate, placement
from occupath.queries.emerging.postings import Posting
from occupath.queries.emerging.titles import TitleLists

LEAST = 8  # postings of a group that is reported, unless told otherwise
MOST = 12_000  # candidates that are held against each other (about three gigabytes)
FAMILIAR = 0.7  # mean likeness of titles to known ones from which on a group is not told

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
) -> Grouping:
    """Groups of at least `least` postings that are placed badly and alike.

    `residual` are the SOC codes of residual occupations. Raises `OccupathError` where there are
    more candidates than can be held against each other.
    """
    placed = placement(postings, residual, lists)
    candidates = placed.candidates
    if len(candidates) > MOST:
        raise OccupathError(
            f"{len(candidates):,} postings are placed badly, and at most {MOST:,} can be held "
            "against each other; give fewer postings, such as those of one year, place or industry"
        )
    shares = text_shares([each.posting for each in candidates], coder)
    alike = likeness(candidates, shares)
    told, small, not_told = [], [], Counter[str]()
    for rows in clusters(alike):
        if len(rows) < least:
            small.append(len(rows))
            continue
        cluster = Cluster(
            tuple(candidates[i] for i in rows), shares[rows], alike[np.ix_(rows, rows)]
        )
        reason = doubt(cluster)
        if reason is None:
            told.append(cluster)
        else:
            not_told[reason] += 1
    return Grouping(
        tuple(told),
        len(candidates),
        placed.others,
        (len(small), sum(small)),
        dict(sorted(not_told.items())),
    )


def doubt(cluster: Cluster) -> str | None:
    """Why a group of enough postings is not told; None where it is."""
    familiar = float(np.mean([each.nearest.likeness for each in cluster.members]))
    if familiar >= FAMILIAR:
        return "their titles are much like known ones"
    return None
