"""Groups of postings that are alike: HDBSCAN, and average linkage over what it leaves alone.

HDBSCAN (Campello, Moulavi and Sander 2013, by scikit-learn) finds groups of different density: a
role that everybody words alike, and one that each employer words in its own way. Among few
postings it finds none, because it looks for at least two groups; there average linkage (scipy)
does. Neither has chance in it: equal likeness gives equal groups.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

ALIKE = 0.25  # mean likeness of two sets of postings from which on average linkage joins them
NEIGHBOURS = 2  # postings whose distance says how dense it is around one

Array = NDArray[np.float64]


def clusters(likeness: Array, least: int) -> list[list[int]]:
    """Rows that belong together, the largest group first; every row is in exactly one.

    `likeness` is of each two rows, 0–1; HDBSCAN's groups have at least `least` rows.
    """
    if len(likeness) < 2:
        return [[row] for row in range(len(likeness))]
    distance = np.clip(1 - (likeness + likeness.T) / 2, 0, None)
    np.fill_diagonal(distance, 0)
    found = _dense(distance, least)
    left = sorted(set(range(len(distance))) - {row for rows in found for row in rows})
    found += [[left[i] for i in rows] for rows in _linked(distance[np.ix_(left, left)])]
    return sorted(found, key=lambda rows: (-len(rows), rows))


def _dense(distance: Array, least: int) -> list[list[int]]:
    if len(distance) < max(least, NEIGHBOURS):
        return []
    from sklearn.cluster import HDBSCAN  # slow to import

    labels = HDBSCAN(
        min_cluster_size=least, min_samples=NEIGHBOURS, metric="precomputed", copy=True
    ).fit_predict(distance)
    return _by_label(labels[labels >= 0], np.flatnonzero(labels >= 0))


def _linked(distance: Array) -> list[list[int]]:
    if len(distance) < 2:
        return [[row] for row in range(len(distance))]
    tree = linkage(squareform(distance, checks=False), "average")
    return _by_label(fcluster(tree, 1 - ALIKE, "distance"), np.arange(len(distance)))


def _by_label(labels: NDArray[np.int_], rows: NDArray[np.int_]) -> list[list[int]]:
    return [rows[labels == label].tolist() for label in np.unique(labels)]
