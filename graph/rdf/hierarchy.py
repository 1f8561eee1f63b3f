"""Parents as published: stated once every code is known, checked for missing ones and cycles."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from occupath.extract.log import BadRow
from occupath.graph.nquads import Triples
from occupath.graph.rdf.described import Described, Unresolved
from occupath.ontology.prefixes import SKOS

_BROADER = SKOS["broader"]

Place = tuple[str, int]
Reject = Callable[[Place, BadRow, object], None]


class Step(NamedTuple):
    """A child below a parent: IRIs, what to call them, and how to look the parent up."""

    child: str
    parent: str
    child_name: str
    parent_name: str
    parent_kind: str
    place: Place


class Hierarchy:
    """The steps of one source's hierarchies; a child may have several parents (ESCO)."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def add(self, step: Step) -> None:
        """Remember a step."""
        self._steps.append(step)

    def state(self, triples: Triples, described: Described, reject: Reject) -> None:
        """State ``skos:broader`` for each sound step, reject the others with the reason."""
        sound: dict[tuple[str, str], Step] = {}
        for step in self._steps:
            if described.get(step.parent_kind, step.parent_name) is None:
                reject(step.place, Unresolved(step.parent_kind, step.parent_name), step.child_name)
            else:
                sound.setdefault((step.child, step.parent), step)
        for closing, cycle in _closing_steps(list(sound.values())):
            reject(
                closing.place, BadRow("the hierarchy runs in a circle", cycle), closing.child_name
            )
            del sound[closing.child, closing.parent]
        for child, parent in sound:
            triples.link(child, _BROADER, parent)


def _closing_steps(steps: list[Step]) -> list[tuple[Step, str]]:
    """The steps that close a circle, each with the circle in words."""
    above: dict[str, list[Step]] = {}
    for step in steps:
        above.setdefault(step.child, []).append(step)
    closing: list[tuple[Step, str]] = []
    done: set[str] = set()
    for start in above:
        if start in done:
            continue
        path: list[Step] = []
        on_path = {start}
        stack = [iter(above[start])]
        while stack:
            above_it = next(stack[-1], None)
            if above_it is None:  # everything above the top of the path is done
                stack.pop()
                leaving = path.pop().parent if path else start
                on_path.discard(leaving)
                done.add(leaving)
            elif above_it.parent in on_path:
                closing.append((above_it, _circle(path, above_it)))
            elif above_it.parent not in done:
                path.append(above_it)
                on_path.add(above_it.parent)
                stack.append(iter(above.get(above_it.parent, ())))
    return closing


def _circle(path: list[Step], closing: Step) -> str:
    """The names from the step's parent up to its child, and its parent again."""
    names = [closing.child_name]
    for step in reversed(path):
        if names[-1] == closing.parent_name:
            break
        names.append(step.child_name)
    if names[-1] != closing.parent_name:
        names.append(closing.parent_name)
    return " → ".join([closing.parent_name, *names[:-1][::-1], closing.parent_name])
