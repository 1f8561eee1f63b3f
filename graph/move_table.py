"""The moves of a dataset as arrays beside its store: an index, made of the same rows as the facts.

Path search and ``neighbors --all`` read all moves at once; as arrays that takes milliseconds,
through SPARQL seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from occupath.ontology.errors import InvalidDataset

if TYPE_CHECKING:
    from occupath.graph.moves import Move

MOVES_FILE = "moves.npz"
PARTS = ("knowledge", "tasks", "activities", "technology", "tools", "titles")

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class MoveTable:
    """One entry a move, by source and rank. `source` and `target` are places in `codes`, which is
    sorted. Unknown scores are NaN; an unknown job zone step is NaN too. `parts` has a column for
    each of `PARTS`.
    """

    codes: tuple[str, ...]
    source: Integers
    target: Integers
    rank: Integers
    closeness: Floats
    shortfall: Floats
    job_zone_step: Floats
    parts: Floats

    @classmethod
    def of(cls, rows: Iterable[Move]) -> MoveTable:
        """The table of scored moves."""
        moves = list(rows)
        codes = sorted({m.source for m in moves} | {m.target for m in moves})
        place = {code: i for i, code in enumerate(codes)}
        return cls(
            tuple(codes),
            np.array([place[m.source] for m in moves], np.int32),
            np.array([place[m.target] for m in moves], np.int32),
            np.array([m.rank for m in moves], np.int32),
            np.array([m.closeness for m in moves], np.float64),
            np.array([_number(m.shortfall) for m in moves], np.float64),
            np.array([_number(m.job_zone_step) for m in moves], np.float64),
            np.array([[_number(m.parts.get(p)) for p in PARTS] for m in moves], np.float64).reshape(
                len(moves), len(PARTS)
            ),
        )

    def write(self, path: Path) -> None:
        """Write the arrays; equal tables give equal bytes."""
        np.savez_compressed(
            path, codes=np.array(self.codes, dtype="U12"), source=self.source, target=self.target,
            rank=self.rank, closeness=self.closeness, shortfall=self.shortfall,
            job_zone_step=self.job_zone_step, parts=self.parts,
        )  # fmt: skip

    @classmethod
    def read(cls, path: Path) -> MoveTable:
        """The table in `path`; raises `InvalidDataset` if it is missing or damaged."""
        try:
            with np.load(path, allow_pickle=False) as held:
                arrays = {name: held[name] for name in held.files}
            codes = tuple(str(code) for code in arrays.pop("codes"))
            return cls(codes=codes, **arrays)
        except (OSError, ValueError, KeyError, TypeError, EOFError) as broken:
            raise InvalidDataset(
                f"{path}: cannot be read ({broken}); make the dataset again with 'occupath build'"
            ) from broken


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
