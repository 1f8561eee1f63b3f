"""How right the links of annotated spans are, by how many are linked; for `curves.py`.

    python benchmarks/link_curve.py --data ../shared/data --dataset DATASET > links.json

A span is right where its best concept is one that the annotators gave it; a span that they found
no label for is wrong however it is linked, so the curve shows what the NIL threshold buys.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from link import NONE, SETS, folded, rows

from occupath.extract.concepts.linker import Linker


def main() -> None:
    """Print `{set: [[share linked, share right], …]}`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--dataset", type=Path)
    options = parser.parse_args()
    linker = Linker(options.dataset)
    linker.reranker = replace(linker.reranker, threshold=0.0)
    print(json.dumps({name: curve(linker, options.data, name) for name in SETS}))


def curve(linker: Linker, data: Path, name: str) -> list[list[float]]:
    """Points after every span, surest first, from the tenth on."""
    gold: dict[str, set[str]] = {}
    for row in rows(data, name):
        gold.setdefault(row.span, set()).add(folded(row.label) if row.label not in NONE else "")
    found = linker.link(list(gold), ["esco"])
    judged = sorted(
        (
            (links[0].score, folded(links[0].label) in right)
            for links, right in zip(found, gold.values(), strict=True)
            if links
        ),
        key=lambda pair: -pair[0],
    )
    points, hits = [], 0
    for count, (_score, right) in enumerate(judged, 1):
        hits += right
        if count >= 10:
            points.append([round(count / len(gold), 4), round(hits / count, 4)])
    return points


if __name__ == "__main__":
    main()
