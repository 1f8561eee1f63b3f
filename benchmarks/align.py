"""Judge `occupath align`: the occupations of real programs, and which activities a text practises.

    python benchmarks/align.py occupations --dataset DATASET [--cips GUESSES]
    python benchmarks/align.py activities --dataset DATASET [--fit]

occupations: the programs of the dataset that have a CIP code with an official occupation. A
ranking hits where one of its codes is an official edge (NCES) of the program's own CIP code: a
weak truth, for a program may prepare for others, and a CIP code leads to many. GUESSES are lines
``{"id", "cips": [{"code", "probability"}]}`` by a CIP coder that has not seen the program's
provider; without them the coder alone is judged.

activities: tasks of other occupations are held against the activities of one; right is what O*NET
itself links the task to. ``--fit`` fits the weights of `occupath.queries.alignment.activities` on
forty occupations; the figures are those of forty others. O*NET links a task to one to three
activities, so that some of what counts as wrong is not.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.linker import Linker
from occupath.graph.dataset import Dataset
from occupath.queries.alignment.activities import BIAS, SHOWN, WEIGHTS, Matcher, activities_of
from occupath.queries.alignment.cips import Cip, official_edges
from occupath.queries.alignment.occupations import CIPS, Occupations, Prepared, Program
from occupath.queries.alignment.target import of_occupation
from occupath.queries.pathway.gap import occupation_ref

_PROGRAMS = """
SELECT ?id ?name ?text ?cip WHERE {
  ?p a oc:LearningProgram ; skos:notation ?id ; skos:prefLabel ?name ; dct:description ?text ;
     oc:instructionalProgram2020/skos:notation ?cip
} ORDER BY ?id ?cip
"""
_TASKS = """
SELECT ?occupation ?task ?statement ?activity WHERE {
  ?task oc:taskOf/skos:notation ?occupation ; oc:statement ?statement ;
        oc:involves/skos:notation ?activity
} ORDER BY ?occupation ?task ?activity
"""
_EACH = 40  # occupations that are fitted on, and that are judged
_ALIKE, _NEAR, _FAR = 15, 25, 20  # tasks of others: that share an activity, of the group, of any
_BINS = 10

Floats = NDArray[np.float64]


def occupations(dataset: Dataset, guesses: Path | None) -> dict[str, Any]:
    """Hits of the coder alone and of the mixture."""
    edges = official_edges(dataset)
    rows = {str(r["id"]): r for r in dataset.select(_PROGRAMS) if edges.get(str(r["cip"]))}
    programs = [Program(str(r["name"]), str(r["text"])) for r in rows.values()]
    truth = [set(edges[str(r["cip"])]) for r in rows.values()]
    ranker = Occupations(dataset)
    none: list[list[Cip]] = [[] for _ in rows]
    made = {"programs": len(rows), "coder": judged(ranker.rank(programs, none, 5), truth)}
    if guesses is not None:
        told = {str(row["id"]): row["cips"] for row in map(json.loads, guesses.open())}
        cips = [
            [Cip(c["code"], None, c["probability"]) for c in told.get(name, [])[:CIPS]]
            for name in rows
        ]
        made["with CIP codes"] = judged(ranker.rank(programs, cips, 5), truth)
    return made


def judged(ranked: Sequence[Sequence[Prepared]], truth: Sequence[set[str]]) -> dict[str, float]:
    """Hits of the first and the first five, and the calibration of the first's probability."""
    first = np.array([bool(r) and r[0].code in t for r, t in zip(ranked, truth, strict=True)])
    five = np.array([any(p.code in t for p in r) for r, t in zip(ranked, truth, strict=True)])
    sure = np.array([r[0].probability if r else 0.0 for r in ranked])
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    error = sum(
        abs(float(sure[bins == b].mean()) - float(first[bins == b].mean()))
        * float(np.mean(bins == b))
        for b in range(_BINS)
        if np.any(bins == b)
    )
    return {
        "top-1": round(float(first.mean()), 4),
        "top-5": round(float(five.mean()), 4),
        "mean probability": round(float(sure.mean()), 4),
        "calibration error": round(error, 4),
    }


def activities(dataset: Dataset, fit: bool) -> dict[str, Any]:
    """How well the chance tells O*NET's own links of tasks to activities."""
    matcher = Matcher(dataset.path, Linker(dataset.path))
    tasks: defaultdict[str, dict[str, str]] = defaultdict(dict)
    links: defaultdict[str, set[str]] = defaultdict(set)
    for row in dataset.select(_TASKS):
        tasks[str(row["occupation"])][str(row["task"])] = str(row["statement"])
        links[str(row["statement"])].add(str(row["activity"]))
    codes = random.Random(1).sample(sorted(tasks), 2 * _EACH)
    weights, bias = np.array(WEIGHTS, dtype=np.float64), BIAS
    made: dict[str, Any] = {}
    if fit:
        from sklearn.linear_model import LogisticRegression

        features, right = _pairs(dataset, matcher, codes[:_EACH], tasks, links)
        model = LogisticRegression(C=100).fit(features, right)
        weights, bias = model.coef_[0], float(model.intercept_[0])
        made["fitted"] = {"weights": weights.round(2).tolist(), "bias": round(bias, 2)}
    features, right = _pairs(dataset, matcher, codes[_EACH:], tasks, links)
    chances = 1 / (1 + np.exp(-(features @ weights + bias)))
    made |= {"pairs": len(right), "right": int(right.sum())}
    for least in (0.3, SHOWN, 0.5, 0.6):
        shown = chances >= least
        made[f"at {least}"] = {
            "precision": round(float(right[shown].mean()), 3),
            "recall": round(float(right[shown].sum() / right.sum()), 3),
        }
    return made


def _pairs(
    dataset: Dataset,
    matcher: Matcher,
    codes: Sequence[str],
    tasks: dict[str, dict[str, str]],
    links: dict[str, set[str]],
) -> tuple[Floats, NDArray[np.bool_]]:
    """Features and truth of every pair of another occupation's task and an activity."""
    rng = random.Random(2)
    features, right = [], []
    everything = sorted(links)
    for code in codes:
        target = of_occupation(dataset, occupation_ref(dataset, code))
        own = {r.id for r in activities_of(target)}
        mine = set(tasks[code].values())
        others = [s for s in everything if s not in mine]
        alike = [s for s in others if links[s] & own]
        near = [s for o in sorted(tasks) if o[:2] == code[:2] for s in tasks[o].values()]
        near = sorted(set(near) - mine)
        said = [rng.sample(some, min(count, len(some)))
                for some, count in ((alike, _ALIKE), (near, _NEAR), (others, _FAR))]  # fmt: skip
        statements = sorted({s for some in said for s in some})
        features.append(matcher.features(statements, target).reshape(-1, len(WEIGHTS)))
        right += [a.id in links[s] for s in statements for a in activities_of(target)]
    return np.concatenate(features).astype(np.float64), np.array(right)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("what", choices=("occupations", "activities"))
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--cips", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    dataset = Dataset.open(given.dataset)
    made = (
        occupations(dataset, given.cips)
        if given.what == "occupations"
        else activities(dataset, given.fit)
    )
    print(json.dumps(made, indent=2))


if __name__ == "__main__":
    main()
