"""Which of a target's work activities a statement practises, by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.lexical import LexicalIndex
from occupath.extract.concepts.terms import terms
from occupath.extract.pipeline.tables import read_occupations
from occupath.queries.alignment.target import Requirement, Target

if TYPE_CHECKING:
    from occupath.extract.concepts.linker import Linker

Floats = NDArray[np.float32]

PIECES = 64  # of a statement, task or activity
FEATURES = ("name_cosine", "task_overlap", "name_overlap")
# Weights of FEATURES, fitted by benchmarks/align.py on O*NET's own links of tasks to activities:
# tasks of other occupations held against those of forty.
WEIGHTS = np.array([9.43, 4.21, 2.51], dtype=np.float32)
BIAS = -7.18
_NAMED = ("dwa", "element")
SHOWN = 0.4  # chance from which a statement counts as practising an activity


class Matcher:
    """Compares statements with the activities and tasks of targets."""

    def __init__(self, dataset: Path, linker: Linker) -> None:
        self._dataset = dataset
        self._linker = linker

    @cached_property
    def _known(self) -> LexicalIndex:
        """The words of every task and activity; the rarer ones weigh more."""
        tasks = [t for o in read_occupations(self._dataset) for t in o.tasks]
        schemes = [s for s in _NAMED if self._linker.holds(s)]
        names = [c.label for scheme in schemes for c in self._linker.concepts(scheme)]
        return LexicalIndex(sorted({*tasks, *names}))

    @cached_property
    def _vectors(self) -> dict[str, Floats]:
        """Vectors of texts; those of O*NET's activities and elements are known from the start."""
        known: dict[str, Floats] = {}
        for scheme in filter(self._linker.holds, _NAMED):
            index = self._linker.index(scheme)
            for concept, start in zip(index.concepts, index.starts.tolist(), strict=True):
                known[concept.label] = index.vectors[start]
        return known

    def chances(self, statements: Sequence[str], target: Target) -> Floats:
        """The chance (0–1) that each statement practises each of `activities_of` the target."""
        activities = activities_of(target)
        if not statements or not activities:
            return np.zeros((len(statements), len(activities)), dtype=np.float32)
        features = self.features(statements, target)
        chances: Floats = 1 / (1 + np.exp(-(features @ WEIGHTS + BIAS)))
        known = {_folded(t.statement): t.activities for t in target.tasks}
        known |= {_folded(a.name): (a.id,) for a in activities}
        at = {a.id: column for column, a in enumerate(activities)}
        for row, statement in enumerate(statements):
            for activity in known.get(_folded(statement), ()):
                chances[row, at[activity]] = 1.0
        return chances

    def features(self, statements: Sequence[str], target: Target) -> Floats:
        """(statements, activities, FEATURES)."""
        activities = activities_of(target)
        said = self._encoded(statements)
        cosine = said @ self._encoded([a.name for a in activities]).T
        names = self._overlap(statements, [a.name for a in activities])
        tasks = self._overlap(statements, [t.statement for t in target.tasks])
        best = np.zeros_like(names)
        for column, activity in enumerate(activities):
            own = [i for i, t in enumerate(target.tasks) if activity.id in t.activities]
            if own:
                best[:, column] = tasks[:, own].max(axis=1)
        return np.stack([cosine, best, names], axis=2).astype(np.float32)

    def nearest(self, names: Sequence[str], target: Target, most: int) -> list[list[Requirement]]:
        """The `most` activities of the target that each name is most like, by meaning."""
        activities = activities_of(target)
        if not names or not activities:
            return [[] for _ in names]
        cosine = self._encoded(names) @ self._encoded([a.name for a in activities]).T
        best = np.argsort(-cosine, axis=1, kind="stable")[:, :most]
        return [[activities[i] for i in row] for row in best.tolist()]

    def nearest_activity(self, statements: Sequence[str]) -> list[str | None]:
        """The detailed activity (IRI) of the dataset that each statement likely practises."""
        if not self._linker.holds("dwa") or not statements:
            return [None] * len(statements)
        index = self._linker.index("dwa")
        names = [c.label for c in index.concepts]
        cosine = self._encoded(statements) @ index.vectors[index.starts].T
        overlap = self._overlap(statements, names)
        # A name stands for the tasks that involve it.
        features = np.stack([cosine, overlap, overlap], axis=2).astype(np.float32)
        chances = 1 / (1 + np.exp(-(features @ WEIGHTS + BIAS)))
        best = chances.argmax(axis=1)
        return [
            index.concepts[b].concept if row[b] >= SHOWN else None
            for b, row in zip(best.tolist(), chances, strict=True)
        ]

    def _overlap(self, statements: Sequence[str], texts: Sequence[str]) -> Floats:
        """The share (0–1, by idf) of each text's terms that stand in each statement."""
        said = [frozenset(terms(s)) for s in statements]
        made = np.zeros((len(statements), len(texts)), dtype=np.float32)
        for column, text in enumerate(texts):
            own = sorted(set(terms(text)))
            weights = [self._weight(t) for t in own]
            whole = sum(weights) or 1.0
            for row, there in enumerate(said):
                mass = sum(w for t, w in zip(own, weights, strict=True) if t in there)
                made[row, column] = mass / whole
        return made

    def _weight(self, term: str) -> float:
        number = self._known.numbers.get(term)
        return float(self._known.idf[number]) if number is not None else 1.0

    def _encoded(self, texts: Sequence[str]) -> Floats:
        from occupath.extract.concepts.vectors import encoded

        new = [t for t in dict.fromkeys(texts) if t not in self._vectors]
        if new:
            vectors = encoded(new, self._linker.encoder, PIECES)
            self._vectors.update(zip(new, vectors, strict=True))
        return np.array([self._vectors[t] for t in texts], dtype=np.float32)


def activities_of(target: Target) -> list[Requirement]:
    """What is compared by meaning: the target's work activities, and skills that only have a
    name."""
    return [
        r
        for r in target.counted()
        if r.kind == "work_activity" or (r.concept is None and r.kind == "skill")
    ]


def _folded(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .;")
