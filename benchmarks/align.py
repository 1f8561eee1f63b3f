"""Judge `occupath align`: the occupations of real programs, and which activities a text practises.

    python benchmarks/align.py occupations --dataset DATASET
    python benchmarks/align.py activities --dataset DATASET [--fit]

occupations: the programs of the dataset that have a CIP code with an official occupation. A
ranking hits where one of its codes is an official edge (NCES) of the program's own CIP code: a
weak truth, for a program may prepare for others, and a CIP code leads to many. The CIP codes that
are mixed in come from a coder that has not seen the programs of the same provider (five folds by
a hash of the provider). The weights of the mixture were chosen on one half of the providers.

activities: tasks of other occupations are held against the activities of one; right is what O*NET
itself links the task to. ``--fit`` fits the weights of `occupath.queries.alignment.activities` on
forty occupations; the figures are those of forty others. O*NET links a task to one to three
activities, so that some of what counts as wrong is not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.linker import Linker
from occupath.extract.programs.tables import ListedProgram, read_listed_programs
from occupath.graph.dataset import Dataset
from occupath.queries.alignment.activities import BIAS, SHOWN, WEIGHTS, Matcher, activities_of
from occupath.queries.alignment.cips import Cip, CipCodes, official_edges
from occupath.queries.alignment.occupations import CIPS, Occupations, Prepared, Program
from occupath.queries.alignment.target import of_occupation
from occupath.queries.pathway.gap import occupation_ref

_TASKS = """
SELECT ?occupation ?task ?statement ?activity WHERE {
  ?task oc:taskOf/skos:notation ?occupation ; oc:statement ?statement ;
        oc:involves/skos:notation ?activity
} ORDER BY ?occupation ?task ?activity
"""
_EACH = 40  # occupations that are fitted on, and that are judged
_ALIKE, _NEAR, _FAR = 15, 25, 20  # tasks of others: that share an activity, of the group, of any
_BINS = 10
_FOLDS = 5

Floats = NDArray[np.float64]


def occupations(dataset: Dataset) -> dict[str, Any]:
    """Hits of the coder alone and of the mixture, by title and text and by titles alone."""
    edges = official_edges(dataset)
    known = [
        p
        for p in read_listed_programs(dataset.path)
        if p.provider and p.description and any(edges.get(c) for c in p.cips)
    ]
    truth = [{soc for cip in p.cips for soc in edges.get(cip, ())} for p in known]
    half = np.array([_hash(p.provider + "x") % 2 == 0 for p in known if p.provider])
    ranker = Occupations(dataset)
    made: dict[str, Any] = {"programs": len(known), "chosen on": int(half.sum())}
    for what in ("title and text", "title"):
        programs = [Program(p.title, p.description if "text" in what else None) for p in known]
        alone = ranker.rank(programs, [[] for _ in known], 5)
        both = ranker.rank(programs, _held_out(dataset, known, programs), 5)
        for name, ranked in (("coder alone", alone), ("with CIP codes", both)):
            for part, kept in (("chosen-on half", half), ("other half", ~half)):
                rows = np.flatnonzero(kept).tolist()
                made[f"{what}, {name}, {part}"] = judged(
                    [ranked[i] for i in rows], [truth[i] for i in rows]
                )
    return made


def _held_out(
    dataset: Dataset, known: Sequence[ListedProgram], programs: Sequence[Program]
) -> list[list[Cip]]:
    """CIP codes of each program, by a coder without the programs of its fold's providers."""
    made: list[list[Cip]] = [[] for _ in known]
    for fold in range(_FOLDS):
        rows = [i for i, p in enumerate(known) if _hash(str(p.provider)) % _FOLDS == fold]
        coder = CipCodes(dataset.path, {str(known[i].provider) for i in rows})
        asked = [(programs[i].title, programs[i].text) for i in rows]
        for i, codes in zip(rows, coder.code(asked, CIPS), strict=True):
            made[i] = codes
    return made


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


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
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    dataset = Dataset.open(given.dataset)
    made = occupations(dataset) if given.what == "occupations" else activities(dataset, given.fit)
    print(json.dumps(made, indent=2))


if __name__ == "__main__":
    main()
