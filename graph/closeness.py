"""How close two occupations are, from six parts of 0–1 that are kept apart and then pooled.

O*NET's Related Occupations are the yardstick (`benchmarks/neighbors.py`), never an input. Why
these parts and weights: docs/decisions/0003-closeness.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import numpy as np

from occupath.graph.move_inputs import MoveInputs
from occupath.graph.similarity import Matrix, latent, same_profile, shared_terms, words

KNOWLEDGE = "2.C."  # element ids of knowledge areas begin so

WEIGHTS: Mapping[str, float] = {
    "knowledge": 1.0,  # importance of the 33 knowledge areas, as a profile
    "tasks": 0.7,  # words of task statements and description, latent
    "activities": 0.2,  # detailed work activities and the intermediate ones above them
    "technology": 0.1,
    "tools": 0.1,
    "titles": 1.0,  # words of every title people use
}
_RANK = 100  # latent directions of the task text; 50–130 give the same to .005
_COMPARABLE = 100  # pairs needed to compare one set of known parts with another


def parts(inputs: MoveInputs) -> dict[str, Matrix]:
    """Each part for all pairs, in the order of `inputs.codes`; NaN where one side is unknown."""
    codes = inputs.codes
    text = [[*inputs.tasks.get(c, ()), inputs.description.get(c) or ""] for c in codes]
    return {
        "knowledge": same_profile(_importance(inputs)),
        "tasks": latent(shared_terms([words(t) for t in text]), _RANK),
        "activities": shared_terms([_activities(inputs.dwas.get(c, frozenset())) for c in codes]),
        "technology": shared_terms([Counter(inputs.technologies.get(c, ())) for c in codes]),
        "tools": shared_terms([Counter(inputs.tools.get(c, ())) for c in codes]),
        "titles": shared_terms([words(inputs.titles.get(c, ())) for c in codes]),
    }


def pool(matrices: Mapping[str, Matrix], weights: Mapping[str, float] = WEIGHTS) -> Matrix:
    """Closeness, 0–1: the weighted mean of the parts known for a pair; NaN where none is.

    Means of different parts run on different scales (knowledge averages .43, titles .03): taken
    as they are they would place the unrated last. So the scale is that of the commonest set of
    known parts, and a pair which knows another set gets the closeness that stands at the same
    rank as its own mean, both ranked among the pairs that know both sets. Where fewer than 100
    pairs do, its own mean stands.
    """
    names = [name for name in sorted(matrices) if weights.get(name, 0) > 0]
    known = np.stack([~np.isnan(matrices[name]) for name in names])
    pattern = np.tensordot(2 ** np.arange(len(names)), known, axes=1)
    upper = np.triu(np.ones(pattern.shape, dtype=bool), 1)
    counts = np.bincount(pattern[upper], minlength=2 ** len(names))
    counts[0] = 0
    reference = len(counts) - 1 - int(np.argmax(counts[::-1]))
    scale = _mean(names, matrices, weights, reference)
    result = np.full(pattern.shape, np.nan)
    for own in (int(own) for own in np.unique(pattern) if own):
        here = pattern == own
        mean = _mean(names, matrices, weights, own)
        both = upper & (pattern & (reference | own) == (reference | own))
        if own != reference and both.sum() >= _COMPARABLE:
            result[here] = np.interp(mean[here], np.sort(mean[both]), np.sort(scale[both]))
        else:
            result[here] = mean[here]
    closeness: Matrix = np.clip(result, 0, 1)
    return closeness


def _mean(
    names: Sequence[str], matrices: Mapping[str, Matrix], weights: Mapping[str, float], chosen: int
) -> Matrix:
    """The weighted mean of the parts whose bits are set in `chosen`."""
    picked = [name for bit, name in enumerate(names) if chosen >> bit & 1]
    total = sum(weights[name] for name in picked)
    mean = np.zeros_like(matrices[names[0]])
    for name in picked:
        mean += weights[name] / total * matrices[name]
    return mean


def _importance(inputs: MoveInputs) -> Matrix:
    elements = sorted(
        {e for rated in inputs.ratings.values() for e in rated if e.startswith(KNOWLEDGE)}
    )
    column = {element: i for i, element in enumerate(elements)}
    table = np.full((len(inputs.codes), max(len(elements), 1)), np.nan)
    for row, code in enumerate(inputs.codes):
        for element, (importance, _) in inputs.ratings.get(code, {}).items():
            if element in column and importance is not None:
                table[row, column[element]] = importance
    return table


def _activities(dwas: Set[str]) -> Counter[str]:
    """Detailed activities and, counted once for each of them, the intermediate ones above."""
    return Counter(dwas) + Counter(dwa.rpartition(".")[0] for dwa in dwas)
