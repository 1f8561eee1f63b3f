"""Judge the coder of programs on New Jersey's list, by providers that it has not seen.

    python benchmarks/cips.py --dataset DATASET > cips.json

DATASET is built from all official files. Providers are parted into five folds; each fold's
programs are coded with the programs of the other four, and with weights that were fitted on those
four alone. `--group organisation` (the default) keeps the branches of an organisation together,
`--group provider` goes by the provider's identifier. "unlisted" are the programs whose code no
program of the other folds has: they are found by CIP's own words alone.

Beside it stand nearest neighbours by TF-IDF over the same documents: listed programs and CIP's
titles, examples and definitions; a code's score is the sum of its cosines among the ten nearest.
ECE is the mean gap of the first code's probability and the share of right answers over fifteen
bins of equal size.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.programs.cips import Documents, evidence, offering, read_documents
from occupath.extract.programs.mixture import shares
from occupath.extract.programs.reading import Reader, Reading
from occupath.extract.programs.terms import TermWeights
from training.cips import (
    CONFIG,
    asked,
    fitted,
    folds,
    only,
    organisations,
    right,
)

FOLDS, SEED, BINS, NEAREST = 5, 20, 15, 10
Shares = NDArray[np.float64]


def neighbours(documents: Documents, query: Reading) -> Shares:
    """Scores of the codes by the ten documents most alike."""
    known = [*documents.known.words, *documents.described.words]
    terms = TermWeights(known)
    like = (terms.matrix(query.words) @ terms.matrix(known).T).toarray()
    codes = np.concatenate([right(documents), np.arange(len(documents.cips))])
    made = np.zeros((len(like), len(documents.cips)))
    for row, each in zip(made, like, strict=True):
        best = np.argsort(-each, kind="stable")[:NEAREST]
        np.add.at(row, codes[best], each[best])
    return made


def judged(found: Shares, gold: NDArray[np.int64], codes: list[str], ece: bool) -> dict[str, Any]:
    """How often the right code is first, among five, and its family first."""
    best = np.argsort(-found, axis=1, kind="stable")[:, :5]
    first = best[:, 0] == gold
    family = [codes[a][:2] == codes[b][:2] for a, b in zip(best[:, 0], gold, strict=True)]
    made = {
        "programs": len(gold),
        "top1": round(float(first.mean()), 4),
        "top5": round(float((best == gold[:, None]).any(axis=1).mean()), 4),
        "two_digit_top1": round(float(np.mean(family)), 4),
    }
    if ece:
        sure = found.max(axis=1)
        parts = np.array_split(np.argsort(sure, kind="stable"), BINS)
        gaps = [abs(sure[p].mean() - first[p].mean()) * len(p) for p in parts]
        made["ece"] = round(float(sum(gaps) / len(gold)), 4)
    return made


def main() -> None:
    """Judge and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--group", choices=("organisation", "provider"), default="organisation")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    config = tomllib.loads(CONFIG.read_text("utf-8"))
    reader = Reader(given.dataset)
    documents = read_documents(reader, given.dataset)
    programs = documents.programs
    groups = (
        organisations(programs)
        if given.group == "organisation"
        else [offering(p) for p in programs]
    )
    began = time.process_time()
    questions = asked(reader, documents)
    fold = folds(groups, FOLDS, given.seed)
    gold = right(documents)
    codes = [cip.code for cip in documents.cips]
    shape = (len(programs), len(codes))
    ours = {kind: np.zeros(shape) for kind in questions._fields}
    theirs = {kind: np.zeros(shape) for kind in questions._fields}
    listed = np.zeros(len(programs), dtype=bool)
    for number in range(FOLDS):
        rest, here = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        listed[here] = np.isin(gold[here], gold[rest])
        weights = fitted(documents, reader.socs, questions, rest, config)
        some = only(documents, rest)
        known = evidence(some, reader.socs)
        for kind, reading in questions._asdict().items():
            query = reading.take(here.tolist())
            ours[kind][here] = shares(known.of(query), getattr(weights, kind))
            theirs[kind][here] = neighbours(some, query)
        print(f"fold {number + 1} of {FOLDS}", file=sys.stderr, flush=True)
    made: dict[str, Any] = {"group": given.group, "seed": given.seed}
    for kind, name in (("text", "title and text"), ("title", "title only")):
        made[name] = {
            "occupath": judged(ours[kind], gold, codes, True),
            "occupath, unlisted": judged(ours[kind][~listed], gold[~listed], codes, True),
            "nearest neighbours by TF-IDF": judged(theirs[kind], gold, codes, False),
        }
    made["CPU seconds"] = round(time.process_time() - began)
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
