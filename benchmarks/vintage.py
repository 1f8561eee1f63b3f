"""Fits and measures how jobs of one old code are given new ones: `occupath.queries.vintage.assign`.

    python benchmarks/vintage.py DATASET

Takes the broad groups of SOC 2018 with two detailed occupations or more, as if each had been one
code that is split. A job is a direct match title, or some of the tasks of an O*NET occupation, or
both; its right code is known. Groups are drawn in two halves by hash: weights are fitted on the
one, accuracy and calibration are measured on the other.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from hashlib import blake2b
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from occupath.extract.pipeline.tables import read_occupations
from occupath.graph.dataset import Dataset
from occupath.graph.vintage import read_scheme
from occupath.queries.vintage.assign import WEIGHTS, Assigner, Described, Job, softmax

TITLES = 6  # jobs of a code that are titles
TASKS = 6  # tasks of a job that is a text


def hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest())


def main() -> None:
    dataset = Dataset.open(Path(sys.argv[1]))
    items = read_scheme(dataset, "soc2018")
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for row in dataset.select(
        "SELECT ?code ?title WHERE { ?c skos:inScheme id:soc2018 ; skos:notation ?code ; "
        "skos:altLabel ?title } ORDER BY ?code ?title"
    ):
        titles[str(row["code"])].append(str(row["title"]))
    tasks: defaultdict[str, list[str]] = defaultdict(list)
    for occupation in read_occupations(dataset.path):
        tasks[occupation.soc] += occupation.tasks
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for item in items.values():
        if item.level == "detailed" and "All Other" not in item.title:
            groups[str(item.parent)].append(item.code)
    assigner = Assigner()
    halves: tuple[list[tuple[np.ndarray, int, str]], ...] = ([], [])
    for group, codes in sorted(groups.items()):
        if len(codes) < 2:
            continue
        described = [Described(c, items[c].title, (), items[c].definition) for c in codes]
        for right, code in enumerate(codes):
            some = sorted(titles[code], key=hashed)[:TITLES]
            work = sorted(tasks[code], key=hashed)
            jobs = [(Job(t), "title") for t in some if t != items[code].title]
            if len(work) >= TASKS:
                jobs.append((Job(None, tuple(work[:TASKS])), "text"))
            if some and len(work) >= 2 * TASKS:
                jobs.append((Job(some[-1], tuple(work[TASKS : 2 * TASKS])), "both"))
            features = assigner.features([job for job, _ in jobs], described)
            for found, (_, kind) in zip(features, jobs, strict=True):
                halves[hashed(group) % 2].append((found, right, kind))

    def loss(weights: np.ndarray) -> float:
        return -float(np.mean([np.log(softmax(f @ weights)[r] + 1e-9) for f, r, _ in halves[0]]))

    fitted = minimize(loss, WEIGHTS, method="Nelder-Mead", options={"maxiter": 300}).x
    print("fitted weights:", np.round(fitted, 1))
    for name, weights in (("shipped", WEIGHTS), ("fitted", fitted)):
        for kind in ("title", "text", "both"):
            told = [(softmax(f @ weights), r) for f, r, k in halves[1] if k == kind]
            right = np.mean([p.argmax() == r for p, r in told])
            sure = np.mean([p.max() for p, _ in told])
            chance = np.mean([1 / len(p) for p, _ in told])
            print(f"{name} {kind}: {len(told)} jobs, right {right:.3f}, mean probability of the "
                  f"first {sure:.3f}, by chance {chance:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
