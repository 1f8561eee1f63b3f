"""The network of moves between occupations, as arrays ready for path search."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from occupath.graph.dataset import Dataset
from occupath.queries.engines import engine_of
from occupath.queries.pathway.licences import Licences, read_licences

Array = NDArray[np.generic]

HOP_EFFORT = 0.5  # what any change of occupation costs, beside its distance
STEP_EFFORT = 0.25  # for each job zone up
SHORTFALL_EFFORT = 0.5  # for each level still to gain (importance-weighted, 0–7)
UNKNOWN_SHORTFALL = 0.56  # taken where one is not rated: the upper quartile of all known moves


@dataclass(frozen=True, slots=True)
class Edge:
    """A scored move. closeness 0–1; shortfall in levels, None where unrated."""

    closeness: float
    shortfall: float | None
    job_zone_step: int | None

    @property
    def effort(self) -> float:
        """What paths minimise: a hop, its distance, its shortfall and its step up."""
        return (
            HOP_EFFORT
            + (1.0 - self.closeness)
            + SHORTFALL_EFFORT * (UNKNOWN_SHORTFALL if self.shortfall is None else self.shortfall)
            + STEP_EFFORT * max(0, self.job_zone_step or 0)
        )


@dataclass(frozen=True, slots=True)
class Network:
    """Every scored move, and the licences that occupations need."""

    codes: tuple[str, ...]
    edges: dict[tuple[str, str], Edge]
    licences: Licences

    def barred(self, start: str) -> frozenset[str]:
        """Occupations that no hop may enter from `start`: see `Licences.barred`."""
        return self.licences.barred(start)

    def paths(
        self,
        start: str,
        end: str,
        max_hops: int,
        most: int,
        avoid: Collection[str] = (),
    ) -> list[list[str]]:
        """Up to `most` loopless paths of at most `max_hops` hops, least effort first.

        No path enters an occupation of `avoid`, or one that is barred. Moves that stand on no path
        of `max_hops` hops are left out before the search, so that longer paths do not crowd out
        the short.
        """
        from scipy.sparse.csgraph import dijkstra, yen

        closed = self.barred(start).union(avoid) - {start}
        index = {code: i for i, code in enumerate(self.codes)}
        if start not in index or end not in index or end in closed:
            return []
        ways = [
            (index[a], index[b], edge.effort)
            for (a, b), edge in self.edges.items()
            if a not in closed and b not in closed
        ]
        rows, cols, weights = (np.array(column) for column in zip(*ways, strict=True))
        whole = self._matrix(rows, cols, weights)
        reached = dijkstra(whole, unweighted=True, indices=index[start])
        left = dijkstra(whole.T, unweighted=True, indices=index[end])
        kept = reached[rows] + 1 + left[cols] <= max_hops
        if not kept.any():
            return []
        matrix = self._matrix(rows[kept], cols[kept], weights[kept])
        distances, predecessors = yen(
            matrix, index[start], index[end], most, return_predecessors=True
        )
        found = []
        for row in range(len(distances)):
            path = _walk(predecessors[row], index[start], index[end])
            if len(path) - 1 <= max_hops:
                found.append((float(distances[row]), [self.codes[i] for i in path]))
        found.sort(key=lambda item: (round(item[0], 9), item[1]))
        return [path for _distance, path in found]

    def _matrix(self, rows: Array, cols: Array, weights: Array) -> csr_array:
        """The moves as the sparse matrix that `yen` takes: 32-bit indices."""
        n = len(self.codes)
        matrix = csr_array(
            (weights.astype(np.float64), (rows.astype(np.int32), cols.astype(np.int32))),
            shape=(n, n),
        )
        matrix.indices = matrix.indices.astype(np.int32)
        matrix.indptr = matrix.indptr.astype(np.int32)
        return matrix


def load_network(dataset: Dataset) -> Network:
    """Read the moves and reviewed licence requirements of a dataset."""
    table = dataset.moves
    codes = table.codes
    edges = {
        (codes[a], codes[b]): Edge(closeness, _known(shortfall), _step(step))
        for a, b, closeness, shortfall, step in zip(
            table.source.tolist(),
            table.target.tolist(),
            table.closeness.tolist(),
            table.shortfall.tolist(),
            table.job_zone_step.tolist(),
            strict=True,
        )
    }
    return Network(codes, edges, read_licences(engine_of(dataset)))


def _walk(predecessors: np.ndarray, start: int, end: int) -> list[int]:
    path = [end]
    while path[-1] != start:
        path.append(int(predecessors[path[-1]]))
    return path[::-1]


def _known(value: float) -> float | None:
    return None if value != value else value


def _step(value: float) -> int | None:
    return None if value != value else int(value)
