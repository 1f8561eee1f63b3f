"""How well sentences and phrases are linked to ESCO, on the validation sets.

python benchmarks/link.py --data DATA --dataset DATASET [--json FILE]

A query is a sentence with the ESCO 1.1.0 labels annotated in it; every ESCO skill competes
(`Linker.rank`). RP@k and MRR as in the benchmark's README, by label: a label that ESCO 1.2 dropped
or renamed cannot be found and counts as wrong. Beside it the same without those labels. Then the
annotated spans alone (`Linker.link`): how often the concept is right, and how often nothing is said
where the annotators found no label that fits.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from occupath.extract.concepts.linker import Link, Linker

SETS = ("tech", "house")
NONE = ("LABEL NOT PRESENT", "UNDERSPECIFIED")


class Row(NamedTuple):
    """An annotated span."""

    sentence: str
    span: str
    label: str


def folded(label: str) -> str:
    """A label without what tokenisation and versions change: capitals, commas, blanks."""
    return " ".join(re.sub(r"[,\s]+", " ", label.lower()).split())


def rows(data: Path, name: str) -> list[Row]:
    """The annotations of a validation set."""
    path = data / "bench" / "esco_link" / f"{name}_validation_annotations.csv"
    with path.open(encoding="utf-8") as lines:
        return [
            Row(r["sentence"], r["sub_span"] or r["span"], r["label"])
            for r in csv.DictReader(lines)
        ]


def ranked(gold: Sequence[set[str]], found: Sequence[list[str]]) -> dict[str, float]:
    """RP@1, 5, 10 and MRR."""
    made = {}
    for k in (1, 5, 10):
        each = [len(set(f[:k]) & g) / min(k, len(g)) for f, g in zip(found, gold, strict=True)]
        made[f"RP@{k}"] = round(sum(each) / len(each), 4)
    places = [
        next((1 / (i + 1) for i, label in enumerate(f) if label in g), 0.0)
        for f, g in zip(found, gold, strict=True)
    ]
    made["MRR"] = round(sum(places) / len(places), 4)
    return made


def sentences(linker: Linker, data: Path, known: set[str], name: str) -> dict[str, object]:
    """Scores of one validation set, over its sentences."""
    labels = data / "bench" / "esco_link" / "skills_en_label.txt"
    valid = {folded(line) for line in labels.read_text("utf-8").splitlines()}
    gold: dict[str, set[str]] = {}
    for row in rows(data, name):
        if folded(row.label) in valid:
            gold.setdefault(row.sentence, set()).add(folded(row.label))
    began = time.perf_counter()
    found = [[folded(link.label) for link in links] for links in linker.rank(list(gold))]
    seconds = time.perf_counter() - began
    kept = [(g & known, f) for g, f in zip(gold.values(), found, strict=True) if g & known]
    return {
        "queries": len(gold),
        **ranked(list(gold.values()), found),
        "labels not in the dataset": sorted(set().union(*gold.values()) - known),
        "without them": ranked([g for g, _ in kept], [f for _, f in kept]),
        "sentences a second": round(len(gold) / seconds, 1),
    }


def spans(linker: Linker, data: Path, name: str) -> dict[str, float]:
    """Scores of one validation set, over its annotated spans, each once."""
    gold: dict[str, set[str]] = {}
    for row in rows(data, name):
        gold.setdefault(row.span, set()).add(folded(row.label) if row.label not in NONE else "")
    found: list[list[Link]] = linker.link(list(gold), ["esco"])
    pairs = [
        (g, folded(f[0].label) if f else "") for g, f in zip(gold.values(), found, strict=True)
    ]
    linked = [(g, f) for g, f in pairs if f]
    silent = [(g, f) for g, f in pairs if not f]
    fits = [(g, f) for g, f in pairs if "" not in g]
    none = [(g, f) for g, f in pairs if "" in g]
    return {
        "spans": len(pairs),
        "with a label": len(fits),
        "linked": len(linked),
        "link precision": _share(sum(f in g for g, f in linked), len(linked)),
        "link recall": _share(sum(f in g for g, f in fits), len(fits)),
        "NIL precision": _share(sum("" in g for g, _ in silent), len(silent)),
        "NIL recall": _share(sum(not f for _, f in none), len(none)),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def main() -> None:
    """Print tables, and write JSON if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--models", type=Path, help="another folder of model files")
    parser.add_argument("--json", type=Path, help="write the numbers here too")
    given = parser.parse_args()
    linker = Linker(given.dataset, given.models)
    known = {folded(c.label) for c in linker.concepts("esco")}
    linker.rank(["to load everything"])
    made: dict[str, dict[str, object]] = {"sentences": {}, "spans": {}}
    for name in SETS:
        made["sentences"][name] = sentences(linker, given.data, known, name)
        made["spans"][name] = spans(linker, given.data, name)
    for part, by_name in made.items():
        columns = [key for key, value in by_name[SETS[0]].items() if isinstance(value, int | float)]  # type: ignore[attr-defined]
        print(f"| {part} | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}")
        for name in SETS:
            values = by_name[name]
            print(f"| {name} | {' | '.join(str(values[c]) for c in columns)} |")  # type: ignore[index]
        print()
    print(json.dumps(made, indent=1))
    if given.json:
        given.json.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
