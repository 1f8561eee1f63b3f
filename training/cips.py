"""Fit how the coder of programs weighs its evidence, and put CIP's own vectors beside it.

    python training/cips.py --dataset DATASET --out extract/models

DATASET is built from all official files. A program is never compared with programs of its own
provider: providers are parted into folds, those that share an organisation's name together.
Minutes on one core; needs nothing beyond the package.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.programs.cips import (
    Documents,
    evidence,
    leave_out,
    offering,
    read_documents,
    told,
)
from occupath.extract.programs.evidence import FEATURES
from occupath.extract.programs.mixture import CARD, Weights
from occupath.extract.programs.reading import Floats, Reader, Reading, tidy, wholes
from occupath.extract.programs.ready import READY, save
from occupath.extract.programs.tables import ListedProgram

CONFIG = Path(__file__).with_name("cips.toml")
_BRANCH = re.compile(r"\s[-–]\s|,|\(")
Numbers = NDArray[np.int64]


class Asked(NamedTuple):
    """The listed programs as they are asked for: whole, and by their titles alone."""

    text: Reading
    title: Reading


def asked(reader: Reader, documents: Documents) -> Asked:
    """The two readings of all listed programs."""
    titles = [tidy(p.title, None)[0] for p in documents.programs]
    return Asked(documents.known, reader.read(titles, [""] * len(titles)))


def right(documents: Documents) -> Numbers:
    """The number of each listed program's code."""
    at = {cip.code: number for number, cip in enumerate(documents.cips)}
    return np.array([at[p.cips[0]] for p in documents.programs], dtype=np.int64)


def organisations(programs: Sequence[ListedProgram]) -> list[str]:
    """A name for each program's organisation; branches of one are together.

    A provider without a name is by itself; one name under two identifiers is one organisation.
    """
    found = []
    for program in programs:
        name = _BRANCH.split((program.provider_name or "").strip('"').lower())[0]
        tidied = " ".join(re.findall(r"[a-z0-9]+", name))
        found.append(tidied or program.provider or program.program)
    return found


def folds(groups: Sequence[str], count: int, seed: int) -> Numbers:
    """A fold of like size for each row; the rows of a group are in one."""
    sizes = Counter(groups)
    order = np.random.default_rng(seed).permutation(sorted(sizes))
    filled, at = [0] * count, {}
    for group in order.tolist():
        fold = int(np.argmin(filled))
        at[group] = fold
        filled[fold] += sizes[group]
    return np.array([at[group] for group in groups], dtype=np.int64)


def held_out(
    documents: Documents, socs: list[str], questions: Asked, fold: Numbers, which: Numbers
) -> tuple[Floats, Floats]:
    """Evidence of the programs `which` (whole, by title), each without those of its fold.

    Programs outside `which`, and what the outcomes say of their providers, are not used at all.
    """
    shape = (len(which), len(documents.cips), len(FEATURES))
    made = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for number in np.unique(fold[which]):
        rest = which[fold[which] != number]
        here = np.flatnonzero(fold[which] == number)
        some = evidence(only(documents, rest), socs)
        for each, reading in zip(made, questions, strict=True):
            each[here] = some.of(reading.take(which[here].tolist()))
    return made


def only(documents: Documents, rows: Numbers) -> Documents:
    """The documents with the listed programs of some rows; these are all those of a provider."""
    stay = {offering(documents.programs[i]) for i in rows.tolist()}
    return leave_out(documents, {offering(p) for p in documents.programs} - stay)


def fit(found: Floats, gold: Numbers, config: dict[str, Any]) -> NDArray[np.float32]:
    """The weights under which the right codes are likeliest."""
    scale = found.std(axis=(0, 1)) + np.float32(1e-6)
    scaled = (found - found.mean(axis=(0, 1))) / scale
    rows = np.arange(len(gold))

    def loss(x: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = scaled @ x.astype(np.float32)
        grown = np.exp(sums - sums.max(axis=1, keepdims=True))
        share = grown / grown.sum(axis=1, keepdims=True)
        value = -np.log(share[rows, gold] + 1e-12).mean() + config["shrink"] * (x @ x)
        share[rows, gold] -= 1
        slope = np.einsum("ij,ijd->d", share, scaled, optimize=True) / len(gold)
        return float(value), slope.astype(np.float64) + 2 * config["shrink"] * x

    best = minimize(
        loss, np.zeros(found.shape[2]), jac=True, method="L-BFGS-B",
        options={"maxiter": config["steps"]},
    )  # fmt: skip
    made: NDArray[np.float32] = np.round(best.x / scale, 3).astype(np.float32)
    return made


def fitted(
    documents: Documents, socs: list[str], questions: Asked, which: Numbers, config: dict[str, Any]
) -> Weights:
    """The weights fitted on the programs `which` alone."""
    parts = folds(organisations(documents.programs), config["folds"], config["seed"])
    gold = right(documents)[which]
    found = held_out(documents, socs, questions, parts, which)
    return Weights(*(fit(each, gold, config) for each in found))


def main() -> None:
    """Read the arguments, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    config = tomllib.loads(given.config.read_text("utf-8"))
    reader = Reader(given.dataset)
    documents = read_documents(reader, given.dataset)
    everything = np.arange(len(documents.programs))
    weights = fitted(documents, reader.socs, asked(reader, documents), everything, config)
    card = {
        "training": config["training"],
        "config": config,
        "weights": {
            kind: dict(zip(FEATURES, (round(float(w), 3) for w in each), strict=True))
            for kind, each in weights._asdict().items()
        },
    }
    titles, texts = zip(*(tidy(cip.title, told(cip)) for cip in documents.cips), strict=True)
    save(given.out / READY, reader.encoder.file, wholes(titles, texts), documents.described.vectors)
    (given.out / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print(json.dumps(card["weights"], indent=1))


if __name__ == "__main__":
    main()
