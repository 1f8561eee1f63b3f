"""Circles in a hierarchy, by a search of the graph: SHACL Core needs a costly path for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from occupath.ontology.prefixes import OCSH
from occupath.shapes.finding import Result

SHAPE = OCSH["Hierarchy"]
MESSAGE = "The hierarchy runs in a circle: going up from it leads back to it."
FIX = "Correct the parent of one of the codes of the circle."
SUPPLIED_BY = "publisher of the classification"


def cycles(broader: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The circles of a hierarchy (child → parents), each from its first node in sorted order.

    One circle is given for each group of nodes that reach each other.
    """
    return sorted(_circle(group, broader) for group in _groups(broader))


def cycle_results(broader: Mapping[str, Iterable[str]]) -> set[Result]:
    """A violation for each circle, at its first node; the value is the way up."""
    return {
        Result(circle[0], SHAPE, "Cycle", "Violation", " → ".join((*circle, circle[0])))
        for circle in cycles(broader)
    }


def _groups(broader: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """Groups of nodes that reach each other: what is left when sources and sinks are peeled off."""
    above = {child: set(parents) for child, parents in broader.items()}
    below: dict[str, set[str]] = {}
    for child, parents in above.items():
        for parent in parents:
            below.setdefault(parent, set()).add(child)
    left = set(above) | set(below)
    for onward, back in ((above, below), (below, above)):
        ends = [node for node in left if not onward.get(node, set()) & left]
        while ends:
            node = ends.pop()
            left.discard(node)
            ends.extend(n for n in back.get(node, ()) if n in left and not onward[n] & left)
    groups: list[set[str]] = []
    while left:
        start = min(left)
        group = _reached(start, above, left) & _reached(start, below, left)
        if group:
            groups.append(group)
        left -= group or {start}
    return groups


def _reached(start: str, steps: Mapping[str, set[str]], within: set[str]) -> set[str]:
    found: set[str] = set()
    stack = [start]
    while stack:
        for node in steps.get(stack.pop(), set()) & within:
            if node not in found:
                found.add(node)
                stack.append(node)
    return found


def _circle(group: set[str], broader: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A shortest circle through the first node of the group."""
    start = min(group)
    came_from: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for parent in sorted(set(broader.get(node, ())) & group):
            if parent == start:
                path = [node]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if parent not in came_from:
                came_from[parent] = node
                queue.append(parent)
    raise AssertionError("a group of nodes that reach each other holds a circle")
