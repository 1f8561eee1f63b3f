"""Moves: from each occupation to those closest to it, with every score of a hop kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum

import numpy as np

from occupath.graph.closeness import parts, pool
from occupath.graph.move_inputs import MoveInputs, Rating
from occupath.graph.similarity import Matrix

MOVES = 40  # closest occupations kept for each; `neighbors --top` can show no more


@dataclass(frozen=True)
class Move:
    """A step from one occupation to another; codes are O*NET-SOC. Unknown scores are None.

    `rank` counts from 1, the closest. `closeness` and each of `parts` are 0–1 and symmetric.
    `shortfall` is the level still to gain (see `shortfall`). `job_zone_step` is the target's
    job zone less the source's, −4 to 4.
    """

    source: str
    target: str
    rank: int
    closeness: float
    parts: Mapping[str, float | None]
    shortfall: float | None
    job_zone_step: int | None


def moves(inputs: MoveInputs, top: int = MOVES) -> Iterator[Move]:
    """The `top` closest moves from each occupation, sorted by source and rank.

    Every occupation is a source; only those that O*NET describes (ratings or tasks) are targets.
    Equal closeness, to four decimals, is ordered by code.
    """
    if not inputs.codes:
        return
    place = {code: i for i, code in enumerate(inputs.codes)}
    by_part = {name: np.round(matrix, 4) for name, matrix in parts(inputs).items()}
    closeness = np.round(pool(by_part), 4)
    for source, targets in nearest(inputs, closeness, top).items():
        for rank, target in enumerate(targets, start=1):
            pair = place[source], place[target]
            yield Move(
                source=source,
                target=target,
                rank=rank,
                closeness=float(closeness[pair]),
                parts={name: _known(matrix[pair]) for name, matrix in by_part.items()},
                shortfall=shortfall(inputs.ratings.get(source, {}), inputs.ratings.get(target, {})),
                job_zone_step=_step(inputs.job_zone.get(source), inputs.job_zone.get(target)),
            )


def nearest(inputs: MoveInputs, closeness: Matrix, top: int) -> dict[str, list[str]]:
    """The `top` closest targets of each occupation, by any matrix in the order of the codes.

    Only occupations that O*NET describes are targets, and only where the closeness is known.
    """
    codes = inputs.codes
    targets = np.array([inputs.is_described(code) for code in codes], dtype=bool)
    candidates = np.where(targets[None, :] & ~np.isnan(closeness), np.round(closeness, 4), -1.0)
    np.fill_diagonal(candidates, -1.0)
    order = np.argsort(-candidates, axis=1, kind="stable")[:, :top]
    return {
        source: [codes[column] for column in order[row] if candidates[row, column] >= 0]
        for row, source in enumerate(codes)
    }


def shortfall(have: Mapping[str, Rating], need: Mapping[str, Rating]) -> float | None:
    """The mean level (0–7) still to gain, each element weighing its importance to the target.

    Over the elements whose levels both know: Σ weight × max(0, level needed − level had) / Σ
    weight, where weight is the target's importance less 1, since 1 means "not important". A level
    above the need is no credit elsewhere. Rounded to four decimals; None where nothing compares.
    """
    weights: list[float] = []
    gains: list[float] = []
    for element, (importance, level_need) in need.items():
        level_have = have.get(element, (None, None))[1]
        if importance is not None and level_need is not None and level_have is not None:
            weights.append(importance - 1)
            if level_need > level_have:
                gains.append((importance - 1) * (level_need - level_have))
    total = fsum(weights)
    return round(fsum(gains) / total, 4) if total > 0 else None


def _known(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)


def _step(source: int | None, target: int | None) -> int | None:
    return None if source is None or target is None else target - source
