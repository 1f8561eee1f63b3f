"""Fit how the coder's parts are mixed: on the ``tune`` titles, and on half of the postings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from occupath.extract.occupations.coder import Job, OccupationCoder
from occupath.extract.occupations.duties import telling_sentences, tidy_title
from occupath.extract.occupations.mixture import (
    Array,
    Parts,
    Weights,
    combined,
    kinds,
    log_shares,
)
from training.coder_data import CoderData, Example

START = {
    "known": (0.5, 0.3, 0.1, 0.5),
    "reworded": (0.3, 0.2, 1.0, 0.0),
    "unknown": (0.4, 0.2, 0.3, 0.0),
}
RIGHT = 0.9  # of what is answered under the default threshold
Gold = NDArray[np.bool_]


def untrained(codes: Sequence[str]) -> dict[str, Any]:
    """A card to start from."""
    return {
        "codes": list(codes),
        "threshold": 0.5,
        "weights": {k: Weights(*v)._asdict() for k, v in START.items()},
        "text": {"alone": 1.0, "title": 1.0, "text": 0.3},
    }


def gold_titles(examples: Sequence[Example], codes: Sequence[str]) -> tuple[list[str], Gold]:
    """Each title once, and all codes that it may have."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        found[example.text] |= set(example.codes)
    titles = sorted(found)
    made = np.array([[c in found[t] for c in codes] for t in titles], dtype=bool)
    return titles, made.reshape(len(titles), len(codes))


def is_chosen_on(title: str) -> bool:
    """Whether a posting is in the half that the weight of its text is chosen on."""
    return sha256(title.encode()).digest()[0] % 2 == 0


def loss(shares: Array, gold: Gold) -> float:
    """Mean of -log of the share of all gold codes together; `shares` are logs."""
    inside = np.where(gold, np.exp(shares), 0).sum(axis=1)
    return float(-np.log(np.maximum(inside, 1e-9)).mean())


def _fitted(value: Callable[[NDArray[np.float64]], float], start: Sequence[float]) -> list[float]:
    best = minimize(
        lambda x: value(np.abs(x)), np.array(start), method="Nelder-Mead",
        options={"maxfev": 400, "xatol": 1e-3, "fatol": 1e-4},
    )  # fmt: skip
    return [round(float(x), 4) for x in np.abs(best.x)]


def fit(models: Path, dataset: Path | None, data: CoderData, tune: Sequence[Example]) -> None:
    """Write the weights, the threshold and the scores on `tune` into `models`/coder.json."""
    path = models / "coder.json"
    card = json.loads(path.read_text("utf-8"))
    coder = OccupationCoder(dataset, models)
    titles, gold = gold_titles(tune, coder.codes)
    titles_read = [tidy_title(t) for t in titles]
    parts = coder.parts(titles_read, coder.nearest(titles_read))
    known = parts.named.sum(axis=1) > 0
    card["tune"], card["weights"] = {}, {}
    for part in ("encoder", "words", "votes"):
        print(part, *_hits(getattr(parts, part)[~known], gold[~known]))
    for name, rows in kinds(parts).items():
        some = Parts(*(p[rows] for p in parts))

        def value(x: NDArray[np.float64], some: Parts = some, rows: Any = rows) -> float:
            weights = Weights(x[0], x[1], x[2], x[3] if len(x) > 3 else 0.0)
            return loss(combined(some, dict.fromkeys(START, weights)), gold[rows])

        start = START[name] if name == "known" else START[name][:3]
        found = _fitted(value, start)
        card["weights"][name] = Weights(*found, *[0.0] * (4 - len(found)))._asdict()
        print(name, int(rows.sum()), card["weights"][name], f"loss {value(np.array(found)):.4f}")
    shares = np.exp(combined(parts, card_weights(card)))
    card["threshold"] = _threshold(shares[~known], gold[~known])
    for name, rows in {**kinds(parts), "not known": ~known}.items():
        first, five = _hits(shares[rows], gold[rows])
        card["tune"][name] = {"titles": int(rows.sum()), "top-1": first, "top-5": five}
    path.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    _fit_text(path, card, dataset, models, data)


def _hits(shares: Array, gold: Gold) -> tuple[float, float]:
    """How often one of the gold codes is first, and among the first five."""
    first = np.argsort(-shares, axis=1, kind="stable")[:, :5]
    right = np.take_along_axis(gold, first, axis=1)
    return round(float(right[:, 0].mean()), 4), round(float(right.any(axis=1).mean()), 4)


def _threshold(shares: Array, gold: Gold) -> float:
    """The least probability from which on `RIGHT` of the answers are right."""
    first = shares.argmax(axis=1)
    right = gold[np.arange(len(first)), first]
    order = np.argsort(-shares.max(axis=1), kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(share >= RIGHT)[-1]) if (share >= RIGHT).any() else 0
    return round(float(shares.max(axis=1)[order[last]]), 3)


def postings(data: CoderData) -> list[tuple[Job, set[str]]]:
    """The benchmark's postings with the SOC codes that the ESCO→O*NET table gives their label."""
    lines = (data.folder / "bench/postings/GenEasy.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(Job(r["job_title"], r["description"]), data.esco_codes[r["label"]]) for r in rows]


def _fit_text(
    path: Path, card: dict[str, Any], dataset: Path | None, models: Path, data: CoderData
) -> None:
    coder = OccupationCoder(dataset, models)
    rows = [(j, g) for j, g in postings(data) if g and is_chosen_on(j.title or "")]
    gold = np.array([[c in g for c in coder.codes] for _, g in rows])
    titles = [tidy_title(j.title or "") for j, _ in rows]
    title = combined(coder.parts(titles, coder.nearest(titles)), card_weights(card))
    told = []
    for job, _ in rows:
        told.append(coder.told(coder.sentence_shares(telling_sentences(job.text or ""))))
    text = np.array(told)
    (alone,) = _fitted(lambda x: loss(log_shares(text * x[0]), gold), [1.0])
    both = _fitted(lambda x: loss(log_shares(title * x[0] + text * x[1]), gold), [1.0, 0.3])
    card["text"] = {"alone": alone, "title": both[0], "text": both[1]}
    print("tune", card["tune"], "threshold", card["threshold"], "text", card["text"])
    path.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def card_weights(card: dict[str, Any]) -> dict[str, Weights]:
    """The weights of a card."""
    return {k: Weights(**v) for k, v in card["weights"].items()}
