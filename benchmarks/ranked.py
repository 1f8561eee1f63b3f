"""Ranked answers of peers: ESCO links and codes of titles, scored as our own are.

    python benchmarks/ranked.py texts --benchmark tech > texts.jsonl        # or house, titles
    python benchmarks/ranked.py known > train.jsonl                          # titles to learn from
    python benchmarks/ranked.py score --benchmark tech found.jsonl [other.jsonl …]

Links: a query is a sentence with a gold label among the ESCO v1.1.0 labels; RP@k is the mean of
|top k ∩ gold| / min(k, |gold|), MRR the mean of 1/rank of the first gold label. Titles: the fifth
of the Census index that no training sees, without those that stand verbatim in a reference list;
a broad code counts as any of its detailed ones.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as parquet

sys.path.insert(0, str(Path(__file__).parents[1]))
from link import folded

from training.coder_data import CoderData, split


class Query(NamedTuple):
    """A text and what counts as right."""

    text: str
    gold: frozenset[str]


def main() -> None:
    """Print the queries, the titles known, or a Markdown row a file of answers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("action", choices=("texts", "known", "score"))
    parser.add_argument("answers", type=Path, nargs="*")
    parser.add_argument("--benchmark", choices=("house", "tech", "titles"), default="titles")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--dataset", type=Path, help="gives labels to answers that have IRIs only")
    options = parser.parse_intermixed_args()
    if options.action == "known":
        for row in known_titles(options.data):
            print(json.dumps(row))
        return
    about_titles = options.benchmark == "titles"
    queries = titles(options.data) if about_titles else links(options.data, options.benchmark)
    if options.action == "texts":
        name = "title" if about_titles else "text"
        for number, query in enumerate(queries):
            print(json.dumps({"id": str(number), name: query.text}))
        return
    labels = esco_labels(options.dataset) if options.dataset else {}
    for path in options.answers:
        found = answers(path, labels)
        ranked = [found.get(str(number), []) for number in range(len(queries))]
        cells = " | ".join(f"{name} {value:.3f}" for name, value in score(queries, ranked).items())
        print(f"| {path.stem} | {options.benchmark} | {cells} |")


def links(data: Path, part: str) -> list[Query]:
    """The sentences of a validation file that have a gold label, in its order."""
    folder = data / "bench/esco_link"
    labels = set(map(folded, (folder / "skills_en_label.txt").read_text("utf-8").splitlines()))
    gold: dict[str, set[str]] = defaultdict(set)
    with (folder / f"{part}_validation_annotations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gold[row["sentence"]] |= {folded(row["label"])} & labels
    return [Query(text, frozenset(found)) for text, found in gold.items() if found]


def titles(data: Path) -> list[Query]:
    """The Census titles that are kept for measuring, sorted."""
    from occupath.ontology.titles import title_key

    coder = CoderData(data)
    gold: dict[str, set[str]] = defaultdict(set)
    for example in coder.census:
        if split(example.text) == "test" and title_key(example.text) not in coder.verbatim:
            gold[example.text].update(example.codes)
    return [Query(text, frozenset(codes)) for text, codes in sorted(gold.items())]


def known_titles(data: Path) -> list[dict[str, Any]]:
    """The titles that our coder learned from: reference lists and four fifths of the index."""
    coder = CoderData(data)
    examples = [*coder.titles, *(each for each in coder.census if split(each.text) != "test")]
    return [{"title": each.text, "codes": list(each.codes)} for each in examples]


def esco_labels(dataset: Path) -> dict[str, str]:
    """Preferred labels of a dataset's concepts by IRI."""
    table = parquet.read_table(dataset / "text/concepts.parquet", columns=["concept", "label"])
    return dict(zip(*(column.to_pylist() for column in table.columns), strict=True))


def answers(path: Path, labels: dict[str, str]) -> dict[str, list[str]]:
    """Labels or codes by query, best first."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if "codes" in row:
            found[row["id"]] = [each["code"] for each in row["codes"]]
        else:
            ranked = [each.get("label") or labels.get(each["id"], "") for each in row["concepts"]]
            found[row["id"]] = [folded(label) for label in ranked]
    return found


def score(queries: Sequence[Query], ranked: Sequence[Sequence[str]]) -> dict[str, float]:
    """Top-1, top-5, RP@5, MRR and the share of queries that got an answer, each 0–1."""
    totals: dict[str, float] = defaultdict(float)
    for query, answer in zip(queries, ranked, strict=True):
        first = next((i for i, each in enumerate(answer, 1) if each in query.gold), None)
        right = sum(each in query.gold for each in answer[:5])
        totals["top-1"] += first == 1
        totals["top-5"] += first is not None and first <= 5
        totals["RP@5"] += right / min(5, len(query.gold))
        totals["MRR"] += 1 / first if first else 0.0
        totals["answered"] += bool(answer)
    return {name: value / len(queries) for name, value in totals.items()}


if __name__ == "__main__":
    main()
