"""The smallest edit: the fewest learning outcomes whose addition lifts coverage to a level.

A set cover, solved exactly by integer programming (HiGHS through SciPy). Among the shortest
lists the one of greatest coverage is taken, and among those the first by the order of ids.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from occupath.ontology.errors import OccupathError

Covers = Mapping[str, Collection[str]]  # outcome id → ids of requirements that it shows


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome that may be added: a task of the target, or a topic."""

    id: str
    name: str
    shows: frozenset[str]  # ids of requirements
    practises: tuple[tuple[str, str], ...]  # (id, name) of activities or tasks


@dataclass(frozen=True, slots=True)
class Edit:
    """Outcomes to add, and the coverage with them; less than asked where no more is possible."""

    coverage: float  # 0–1
    outcomes: tuple[Outcome, ...]
    reached: bool  # whether the level asked for

    def as_json(self) -> dict[str, object]:
        """The value of ``edit`` in ``align --to CODE --format json``."""
        return {
            "coverage": round(self.coverage, 4),
            "reached": self.reached,
            "outcomes": [
                {
                    "id": o.id,
                    "name": o.name,
                    "practises": [{"id": i, "name": name} for i, name in o.practises],
                    "shows": sorted(o.shows),
                }
                for o in self.outcomes
            ],
        }


def smallest_edit(
    weights: Mapping[str, int], shown: Collection[str], outcomes: Sequence[Outcome], level: float
) -> Edit:
    """The shortest list of `outcomes` that lifts the covered share of `weights` to `level`.

    `shown` are the requirements covered already. Where all outcomes together do not reach the
    level, the shortest list that reaches as far as they do is answered.
    """
    whole = sum(weights.values())
    if not whole:
        return Edit(0.0, (), reached=False)
    have = sum(w for r, w in weights.items() if r in shown)
    open_ = {r: w for r, w in weights.items() if r not in shown}
    covers = {o.id: sorted(open_.keys() & o.shows) for o in outcomes}
    covers = {name: some for name, some in sorted(covers.items()) if some}
    reachable = sum(open_[r] for r in set().union(*covers.values())) if covers else 0
    asked = max(0, _ceiling(level * whole) - have)
    chosen = fewest(open_, covers, min(asked, reachable))
    gained = sum(open_[r] for r in set().union(*(covers[o] for o in chosen)))
    by_id = {o.id: o for o in outcomes}
    return Edit((have + gained) / whole, tuple(by_id[o] for o in chosen), asked <= reachable)


def fewest(weights: Mapping[str, int], covers: Covers, need: int) -> list[str]:
    """The fewest keys of `covers` that cover requirements of weight `need` together.

    Of several such lists, one that covers the greatest weight, then the first in order of sorted
    ids. Raises `OccupathError` where all together fall short.
    """
    if need <= 0:
        return []
    ids = sorted(covers)
    if sum(weights[r] for r in set().union(*covers.values(), ())) < need:
        raise OccupathError("the outcomes do not reach the coverage that is asked for")
    program = _Program(weights, covers, ids)
    count = round(program.solve(minimise_count=True, at_least=need).count)
    best = round(program.solve(count=count, at_least=need).weight)
    return program.first(count, best)


@dataclass(frozen=True, slots=True)
class _Solution:
    count: float
    weight: float
    chosen: tuple[bool, ...]


class _Program:
    """Variables: one of 0 or 1 for each outcome, one of 0 to 1 for each requirement."""

    def __init__(self, weights: Mapping[str, int], covers: Covers, ids: Sequence[str]) -> None:
        self._ids = list(ids)
        requirements = sorted(set().union(*covers.values(), ()))
        self._n = len(ids)
        size = self._n + len(requirements)
        self._weights = np.concatenate([np.zeros(self._n), [weights[r] for r in requirements]])
        self._counts = np.concatenate([np.ones(self._n), np.zeros(len(requirements))])
        # A requirement is covered no more than the outcomes that show it are chosen.
        rows, columns, values = [], [], []
        for row, requirement in enumerate(requirements):
            rows.append(row)
            columns.append(self._n + row)
            values.append(1.0)
            for column, name in enumerate(ids):
                if requirement in covers[name]:
                    rows.append(row)
                    columns.append(column)
                    values.append(-1.0)
        matrix = csr_matrix((values, (rows, columns)), (len(requirements), size))
        self._shown = LinearConstraint(matrix, -np.inf, 0)
        self._integer = np.concatenate([np.ones(self._n), np.zeros(len(requirements))])

    def solve(
        self,
        minimise_count: bool = False,
        count: int | None = None,
        at_least: int = 0,
        fixed: Mapping[int, int] | None = None,
    ) -> _Solution:
        """The shortest list, or (of `count` outcomes) that of the greatest weight."""
        found = self._try(minimise_count, count, at_least, fixed or {})
        assert found is not None, "the outcomes reach the coverage"
        return found

    def first(self, count: int, weight: int) -> list[str]:
        """Of the lists with this count and weight, the first in order of ids."""
        fixed: dict[int, int] = {}
        known = self.solve(count=count, at_least=weight)  # one that agrees with `fixed`
        for column in range(self._n):
            if sum(fixed.values()) == count:
                break
            if not known.chosen[column]:
                better = self._try(False, count, weight, {**fixed, column: 1})
                known = known if better is None else better
            fixed[column] = int(known.chosen[column])
        return [self._ids[column] for column, taken in fixed.items() if taken]

    def _try(
        self, minimise_count: bool, count: int | None, at_least: int, fixed: Mapping[int, int]
    ) -> _Solution | None:
        low, high = np.zeros(len(self._counts)), np.ones(len(self._counts))
        for column, value in fixed.items():
            low[column] = high[column] = value
        limits = [self._shown, LinearConstraint(self._weights[None], at_least - 0.5, np.inf)]
        if count is not None:
            limits.append(LinearConstraint(self._counts[None], count, count))
        aim = self._counts if minimise_count else -self._weights
        made = milp(
            aim, integrality=self._integer, bounds=Bounds(low, high), constraints=limits,
            options={"mip_rel_gap": 0.0, "presolve": False},  # that of HiGHS in SciPy 1.17 errs
        )  # fmt: skip
        if made.x is None:
            return None
        chosen = tuple(bool(x > 0.5) for x in made.x[: self._n])
        return _Solution(sum(chosen), float(self._weights @ made.x), chosen)


def _ceiling(value: float) -> int:
    return int(np.ceil(value - 1e-6))
