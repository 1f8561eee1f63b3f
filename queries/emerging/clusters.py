"""Groups of postings that are alike: average linkage, cut where likeness on average ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

ALIKE = 0.35  # mean likeness of two sets of postings from which on they are one group


def clusters(likeness: NDArray[np.float64], alike: float = ALIKE) -> list[list[int]]:
    """Rows that belong together, the largest group first; every row is in exactly one.

    Average linkage (`scipy.cluster.hierarchy`), which has no chance in it: equal likeness gives
    equal groups.
    """
    if len(likeness) < 2:
        return [[row] for row in range(len(likeness))]
    distance = np.clip(1 - (likeness + likeness.T) / 2, 0, None)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    labels = fcluster(tree, 1 - alike, "distance")
    found = [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]
    return sorted(found, key=lambda rows: (-len(rows), rows))
