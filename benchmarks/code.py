"""Judge the occupation coder on Census titles and on synthetic postings.

    python benchmarks/code.py --data ../shared/data --dataset DATASET --out code.json

Titles: the ``test`` fifth of the Census index that no training saw (`training.coder_data.split`),
each title once, its gold all codes it stands under; a group's code counts as any of its detailed
children. "Verbatim" titles stand in a list that the dataset holds and are reported apart.
Postings: gold is the set of SOC codes that the ESCO→O*NET table gives for the posting's label;
``chosen on`` is the half that the weight of the text was chosen on, ``held out`` the other.

Coverage–accuracy points are over answers in order of their first code's probability. ECE is the
mean gap of that probability and the share of right answers over fifteen bins of equal size.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.occupations.coder import Job, OccupationCoder
from occupath.extract.occupations.coding import Coding
from occupath.ontology.titles import title_key
from training.coder_data import CoderData, split
from training.coder_mixture import is_chosen_on, postings

COVERAGES = (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
BINS = 15


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Mean of |mean confidence - share right| over `BINS` bins of equal size."""
    order = np.argsort(confidence, kind="stable")
    gaps = [
        abs(confidence[part].mean() - right[part].mean()) * len(part)
        for part in np.array_split(order, BINS)
        if len(part)
    ]
    return float(sum(gaps) / max(len(order), 1))


def judged(codings: Sequence[Coding], gold: Sequence[set[str]]) -> dict[str, Any]:
    """Accuracy of the first and the first five codes, coverage curve and calibration."""
    answers = [[code.code for code in coding.codes] for coding in codings]
    confidence = np.array([c.codes[0].probability if c.codes else 0.0 for c in codings])
    first = np.array([a[:1] != [] and a[0] in g for a, g in zip(answers, gold, strict=True)])
    order = np.argsort(-confidence, kind="stable")
    curve = {}
    for coverage in COVERAGES:
        kept = order[: round(coverage * len(order))]
        curve[str(coverage)] = round(float(first[kept].mean()), 4)
    answered = np.array([not c.abstained for c in codings])
    return {
        "cases": len(gold),
        "top-1": _share((a[:1] for a in answers), gold),
        "top-5": _share((a[:5] for a in answers), gold),
        "top-1 major group": _share(_major(a[:1] for a in answers), _major(gold)),
        "accuracy at coverage": curve,
        "ECE": round(calibration_error(confidence, first), 4),
        "answered": round(float(answered.mean()), 4),
        "right of answered": round(float(first[answered].mean()), 4) if answered.any() else None,
    }


def _share(answers: Iterable[Sequence[str] | set[str]], gold: Iterable[set[str]]) -> float:
    hits = [bool(set(a) & g) for a, g in zip(answers, gold, strict=True)]
    return round(sum(hits) / max(len(hits), 1), 4)


def _major(codes: Iterable[Sequence[str] | set[str]]) -> list[set[str]]:
    return [{code[:2] for code in each} for each in codes]


def titles(data: CoderData, part: str) -> dict[str, list[tuple[Job, set[str]]]]:
    """The titles of a split with their gold codes, those in no list and those verbatim apart."""
    gold: defaultdict[str, set[str]] = defaultdict(set)
    for example in data.census:
        if split(example.text) == part:
            gold[example.text] |= set(example.codes)
    made: dict[str, list[tuple[Job, set[str]]]] = {"titles": [], "verbatim titles": []}
    for title in sorted(gold):
        name = "verbatim titles" if title_key(title) in data.verbatim else "titles"
        made[name].append((Job(title), gold[title]))
    return made


def posted(data: CoderData) -> dict[str, list[tuple[Job, set[str]]]]:
    """The postings, whole and without their text or title, and both halves."""
    rows = [(job, gold) for job, gold in postings(data) if gold]
    return {
        "postings": rows,
        "postings held out": [(j, g) for j, g in rows if not is_chosen_on(j.title or "")],
        "postings chosen on": [(j, g) for j, g in rows if is_chosen_on(j.title or "")],
        "postings by title": [(Job(j.title), g) for j, g in rows],
        "postings by text": [(Job(None, j.text), g) for j, g in rows],
    }


def main() -> None:
    """Judge, print a table, and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--split", choices=("test", "tune"), default="test")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    data = CoderData(given.data)
    coder = OccupationCoder(given.dataset, given.models)
    found: dict[str, Any] = {}
    print(f"{'':<20}{'cases':>7}{'top-1':>8}{'top-5':>8}{'@60 %':>8}{'ECE':>8}"
          f"{'answered':>10}{'right':>8}{'CPU ms':>8}")  # fmt: skip
    for name, cases in {**titles(data, given.split), **posted(data)}.items():
        began = time.process_time()
        codings = coder.code_many([job for job, _ in cases], top=5)
        seconds = time.process_time() - began
        row = judged(codings, [gold for _, gold in cases])
        row["CPU ms a case"] = round(1000 * seconds / max(len(cases), 1), 1)
        found[name] = row
        print(f"{name:<20}{row['cases']:>7}{row['top-1']:>8.3f}{row['top-5']:>8.3f}"
              f"{row['accuracy at coverage']['0.6']:>8.3f}{row['ECE']:>8.3f}"
              f"{row['answered']:>10.3f}{row['right of answered'] or 0:>8.3f}"
              f"{row['CPU ms a case']:>8.1f}", flush=True)  # fmt: skip
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
