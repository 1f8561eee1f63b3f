"""The occupations closest to an occupation, from the stored move scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from occupath.graph.dataset import Dataset
from occupath.graph.move_table import PARTS, MoveTable


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A near occupation. closeness 0–1; shortfall in levels (0–7, importance-weighted)."""

    code: str
    title: str
    closeness: float
    shortfall: float | None
    job_zone_step: int | None
    parts: dict[str, float | None]

    def as_json(self) -> dict[str, object]:
        """The object of the ``neighbors`` contract."""
        return {
            "code": self.code,
            "title": self.title,
            "closeness": self.closeness,
            "shortfall": self.shortfall,
            "job_zone_step": self.job_zone_step,
            "parts": self.parts,
        }


def neighbors(dataset: Dataset, code: str, top: int = 10) -> list[Neighbor]:
    """The `top` nearest occupations of O*NET-SOC `code`, closest first."""
    table = dataset.moves
    if code not in table.codes:
        return []
    return _nearest(dataset, np.flatnonzero(table.source == table.codes.index(code)), top)


def all_neighbors(dataset: Dataset, top: int = 10) -> dict[str, list[Neighbor]]:
    """The `top` nearest of every occupation that has moves, by code."""
    table = dataset.moves
    titles = _titles(dataset)
    found: dict[str, list[Neighbor]] = {}
    for i in np.flatnonzero(table.rank <= top).tolist():
        found.setdefault(table.codes[table.source[i]], []).append(_neighbor(table, i, titles))
    return found


def _nearest(dataset: Dataset, places: NDArray[np.intp], top: int) -> list[Neighbor]:
    titles = _titles(dataset)
    table = dataset.moves
    return [_neighbor(table, i, titles) for i in places.tolist() if table.rank[i] <= top]


@lru_cache(maxsize=4)
def _titles(dataset: Dataset) -> dict[str, str]:
    rows = dataset.select(
        "SELECT ?code ?title WHERE { ?o a oc:Occupation ; skos:notation ?code ; "
        "skos:prefLabel ?title }"
    )
    return {str(row["code"]): str(row["title"]) for row in rows}


def _neighbor(table: MoveTable, i: int, titles: dict[str, str]) -> Neighbor:
    code = table.codes[table.target[i]]
    step = _known(table.job_zone_step[i])
    return Neighbor(
        code,
        titles[code],
        float(table.closeness[i]),
        _known(table.shortfall[i]),
        None if step is None else int(step),
        {part: _known(table.parts[i, j]) for j, part in enumerate(PARTS)},
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
