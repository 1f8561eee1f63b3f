"""Judge closeness against O*NET's Related Occupations, which are not an input of it.

    python benchmarks/neighbors.py --data ../shared/data
    python benchmarks/neighbors.py --data ../shared/data --neighbors neighbors.json

The first scores every occupation afresh and prints the whole, each part on its own, and with
``--sensitivity`` what doubling or halving a weight does on the half that weights are chosen on.
The second judges what ``occupath neighbors --all --top 20 --format json`` printed.

recall@20 is the share of an occupation's related occupations among its 20 nearest; precision@10 the
share of its 10 nearest that are related; both are means over the 923 occupations that have any.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.graph.closeness import WEIGHTS, parts, pool
from occupath.graph.move_inputs import MoveInputs, MoveRows
from occupath.graph.moves import nearest
from occupath.graph.similarity import Matrix
from occupath.ontology.model import RelatedOccupation

Ranked = Mapping[str, Sequence[str]]
Related = Mapping[str, set[str]]


def is_chosen_on(code: str) -> bool:
    """Whether an occupation is in the half that weights are chosen on; stable for ever."""
    return sha256(code.encode()).digest()[0] % 2 == 0


def judge(ranked: Ranked, related: Related, codes: Sequence[str]) -> tuple[float, float]:
    """Mean recall@20 and precision@10 over `codes`; an occupation not ranked finds nothing."""
    recall = (len(set(ranked.get(c, ())[:20]) & related[c]) / len(related[c]) for c in codes)
    precision = (len(set(ranked.get(c, ())[:10]) & related[c]) / 10 for c in codes)
    return sum(recall) / len(codes), sum(precision) / len(codes)


def report(name: str, ranked: Ranked, related: Related) -> None:
    """One line: both measures over all occupations, the chosen-on half and the held-out half."""
    everyone = sorted(related)
    halves = [
        everyone,
        [c for c in everyone if is_chosen_on(c)],
        [c for c in everyone if not is_chosen_on(c)],
    ]
    cells = ["{:.4f} {:.4f}".format(*judge(ranked, related, codes)) for codes in halves]
    print(f"{name:<24}" + "   ".join(f"{cell:>13}" for cell in cells))


def read(data: Path) -> tuple[MoveInputs, Related]:
    rows = MoveRows()
    related: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_source("onet", data, ReadLog("onet")):
        if isinstance(row, RelatedOccupation):
            related[row.occupation].add(row.related)
        else:
            rows.add(row)
    return rows.inputs(), dict(related)


def sensitivity(inputs: MoveInputs, matrices: Mapping[str, Matrix], related: Related) -> None:
    """What each weight, halved and doubled, changes on the half that weights are chosen on."""
    codes = [c for c in sorted(related) if is_chosen_on(c)]

    def judged(weights: Mapping[str, float]) -> tuple[float, float]:
        return judge(nearest(inputs, pool(matrices, weights), 20), related, codes)

    recall, precision = judged(WEIGHTS)
    print("\nchange on the chosen-on half      recall@20  precision@10")
    for name, weight in WEIGHTS.items():
        for label, factor in (("without", 0.0), ("× 0.5", 0.5), ("× 2", 2.0)):
            other = judged({**WEIGHTS, name: weight * factor})
            print(f"{name:<14}{label:<18}{other[0] - recall:+11.4f}{other[1] - precision:+14.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of official files")
    parser.add_argument("--neighbors", type=Path, help="JSON: code → [{code, …}, …], nearest first")
    parser.add_argument("--sensitivity", action="store_true", help="vary each weight")
    options = parser.parse_args()

    inputs, related = read(options.data)
    print(f"{len(related)} occupations; each cell: recall@20 precision@10")
    print(f"{'':<24}{'all':>13}   {'chosen-on':>13}   {'held out':>13}")
    if options.neighbors:
        listed = json.loads(options.neighbors.read_text("utf-8"))
        ranked = {code: [hop["code"] for hop in hops] for code, hops in listed.items()}
        report(options.neighbors.name, ranked, related)
        return
    matrices = {name: np.round(matrix, 4) for name, matrix in parts(inputs).items()}
    report("closeness", nearest(inputs, pool(matrices), 20), related)
    for name, matrix in matrices.items():
        report(f"{name} alone", nearest(inputs, matrix, 20), related)
    if options.sensitivity:
        sensitivity(inputs, matrices, related)


if __name__ == "__main__":
    main()
