"""Which knowledge an activity exercises: that which those who do it are rated to need.

O*NET links skills and abilities to work activities, but not knowledge. An intermediate activity
is taken to exercise a knowledge area if at least `FEWEST` occupations do it, their mean importance
for it is at least `LEAST`, and `LIFT` above the mean of all occupations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from occupath.graph.dataset import Dataset

FEWEST = 5  # occupations
LEAST = 3.0  # importance, 1–5
LIFT = 0.5

_IMPORTANCE = """
SELECT ?occupation ?id ?importance WHERE {
  ?e a oc:Knowledge ; skos:notation ?id . ?r oc:competency ?e ; oc:occupation ?occupation ;
  oc:importance ?importance
}
"""
_DOERS = """
SELECT DISTINCT ?activity ?o WHERE {
  VALUES ?activity { %s } ?d skos:broader ?activity . ?t oc:involves ?d ; oc:taskOf ?o
}
"""


def knowledge_of_activities(
    dataset: Dataset, activities: Collection[str]
) -> dict[str, frozenset[str]]:
    """Intermediate activity (IRI) → ids of the knowledge areas that it exercises."""
    importance = _importance(dataset)
    everyone = {k: sum(of.values()) / len(of) for k, of in importance.items()}
    found = {}
    for activity, doers in _doers(dataset, activities).items():
        areas = set()
        for area, of in importance.items():
            values = [of[o] for o in doers if o in of]
            if len(values) < FEWEST:
                continue
            mean = sum(values) / len(values)
            if mean >= LEAST and mean >= everyone[area] + LIFT:
                areas.add(area)
        found[activity] = frozenset(areas)
    return found


def _doers(dataset: Dataset, activities: Collection[str]) -> dict[str, list[str]]:
    """Activity → the occupations whose tasks involve one below it, in order."""
    found: dict[str, list[str]] = {activity: [] for activity in sorted(activities)}
    if found:
        values = " ".join(f"<{activity}>" for activity in found)
        for row in dataset.select(_DOERS % values):
            found[str(row["activity"])].append(str(row["o"]))
    return {activity: sorted(doers) for activity, doers in found.items()}


@lru_cache(maxsize=2)
def _importance(dataset: Dataset) -> dict[str, dict[str, float]]:
    """Knowledge area → occupation → importance."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in dataset.select(_IMPORTANCE):
        found[str(row["id"])][str(row["occupation"])] = float(str(row["importance"]))
    return dict(sorted(found.items()))
