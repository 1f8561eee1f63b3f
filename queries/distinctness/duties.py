"""Which duties of a role the nearest occupation has too, and which it has not."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from occupath.queries.distinctness.measures import Role
from occupath.queries.distinctness.terms import Terms, stems
from occupath.queries.distinctness.vintage import Occupation, sentences

OVERLAP = 0.3  # cosine of words from which two sentences tell the same duty


@dataclass(frozen=True, slots=True)
class Duty:
    """A sentence of the role, and the sentence of the nearest occupation that is most like it.

    `ref` is the code whose definition (SOC) or description or task (O*NET-SOC) `other` is.
    """

    text: str
    other: str
    ref: str
    likeness: float

    @property
    def shared(self) -> bool:
        return self.likeness >= OVERLAP


def compare(role: Role, nearest: Occupation | None, hidden: Set[str]) -> tuple[Duty, ...]:
    """Each sentence of the duties beside the nearest occupation's most like it."""
    said = sentences(role.duties)
    if nearest is None or not said:
        return ()
    theirs = [(text, nearest.code) for text in sentences(nearest.definition)]
    for detail in nearest.details:
        if detail.code not in hidden:
            theirs += [(t, detail.code) for t in (*sentences(detail.description), *detail.tasks)]
    if not theirs:
        return tuple(Duty(text, "", nearest.code, 0.0) for text in said)
    bags = [stems(text) for text, _ in theirs]
    terms = Terms(bags)
    likeness = (terms.matrix([stems(s) for s in said]) @ terms.matrix(bags).T).toarray()
    best = np.argmax(likeness, axis=1)
    return tuple(
        Duty(text, theirs[i][0], theirs[i][1], float(likeness[row, i]))
        for row, (text, i) in enumerate(zip(said, best.tolist(), strict=True))
    )
