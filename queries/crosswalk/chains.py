"""Which chain of tables leads from one scheme to another: the shortest, and why."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from occupath.ontology.errors import QueryError
from occupath.queries.crosswalk.tables import DRAFT, PREFIX

_STEP = 2  # what a published table costs
_RULE = 3  # a rule about how codes are written: more than one table, less than two
_MOST = 12  # steps of a chain


@dataclass(frozen=True, slots=True)
class Chain:
    """The schemes from the first to the last, what joins each pair, and chains that are as short.

    `basis` says on what each step rests: a published table, or a rule of the scheme's makers.
    """

    path: tuple[str, ...]
    basis: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()

    def explained(self) -> str:
        """Why this chain: a sentence or two."""
        steps = "; ".join(
            f"{one} > {other} ({why})"
            for (one, other), why in zip(pairwise(self.path), self.basis, strict=True)
        )
        told = f"shortest chain of tables: {steps}"
        if self.others:
            told += "; as short: " + ", ".join(" > ".join(path) for path in self.others)
            told += " (choose with --via)"
        return told


def shortest_chain(
    basis: Mapping[tuple[str, str], str], start: str, goal: str, via: str | None = None
) -> Chain:
    """The shortest chain from `start` to `goal`, through `via` if given.

    A program is no occupation, so a chain passes through a CIP only on its way to or from one,
    and through a draft it never passes.
    Of chains of one length the first by name is taken. Raises `QueryError` where there is none.
    """
    if start == goal:
        raise QueryError(f"from and to are both {start}; give two schemes")
    if via in (start, goal):
        raise QueryError(f"via {via} is an end of the chain already; give another scheme or none")
    joined: dict[str, dict[str, int]] = {}
    for (one, other), why in basis.items():
        cost = _RULE if why == PREFIX else _STEP
        joined.setdefault(one, {})[other] = cost
        joined.setdefault(other, {})[one] = cost
    if via is None:
        found = _all_shortest(joined, start, goal)
    else:
        first = _all_shortest(joined, start, via)
        second = _all_shortest(joined, via, goal)
        found = [one + other[1:] for one in first for other in second]
        found = [path for path in found if len(set(path)) == len(path)]
    if not found:
        crossed = ", ".join(sorted(joined.get(start, {}))) or "no scheme"
        by = f" by way of {via}" if via else ""
        raise QueryError(
            f"no crosswalk leads from {start} to {goal}{by}; {start} crosses to {crossed}"
        )
    path = found[0]
    whys = tuple(basis.get((a, b)) or basis[b, a] for a, b in pairwise(path))
    return Chain(path, whys, tuple(found[1:]))


def _all_shortest(
    joined: Mapping[str, Mapping[str, int]], start: str, goal: str
) -> list[tuple[str, ...]]:
    """Every cheapest path, sorted by name."""
    waiting: list[tuple[int, tuple[str, ...]]] = [(0, (start,))]
    found: list[tuple[str, ...]] = []
    best: dict[str, int] = {}
    while waiting:
        cost, path = heapq.heappop(waiting)
        here = path[-1]
        if found and cost > best[goal]:
            break
        if cost > best.setdefault(here, cost):
            continue
        if here == goal:
            found.append(path)
        elif len(path) <= _MOST and _may_pass(path, start, goal):
            for scheme in _further(joined.get(here, {}), path):
                heapq.heappush(waiting, (cost + joined[here][scheme], (*path, scheme)))
    return sorted(found)


def _further(schemes: Iterable[str], path: tuple[str, ...]) -> list[str]:
    return [scheme for scheme in schemes if scheme not in path]


def _may_pass(path: tuple[str, ...], start: str, goal: str) -> bool:
    """Whether the chain may go on through its last scheme."""
    programs = [scheme.startswith("cip") for scheme in (path[-1], start, goal)]
    if path[-1].startswith(DRAFT) and len(path) > 1:
        return False
    return not programs[0] or len(path) == 1 or any(programs[1:])
