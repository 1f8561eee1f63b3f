"""Fit what stands behind the linker's encoder: ``linker_rank.py --data DATA --models DIR``.

Writes ``linker.json`` beside ``linker.onnx``: weights of the features for sentences and for
phrases, the threshold below which a phrase means nothing known, and how often SkillSkape's
training sentences ask for each concept.

Sentences: SkillSkape dev, and sentences of SkillSpan and GREEN (train) in which a label stands.
The former are written by a language model and seldom name a label; the latter always do: postings
lie between. How often a concept is asked for is hidden for a share of the concepts, as it is
unknown for many.

Phrases: alternative labels, taken out of the index one by one, must find their concept; others'
concepts are taken out, and nothing is the right answer.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.concepts.candidates import FEATURES, candidates
from occupath.extract.concepts.candidates import Query as Asking
from occupath.extract.concepts.index import Index, names_of
from occupath.extract.concepts.linker import EACH, PHRASE_PIECES, queries_of
from occupath.extract.concepts.vectors import cached_vectors, encoded
from occupath.extract.encoder import Encoder
from occupath.extract.pipeline.tables import Concept, read_concepts
from training.linker_data import Query, named, skillskape

ASKED = ("asked", "asked_often")
Floats = NDArray[np.float32]


class Case(NamedTuple):
    """A query's candidates: features, which are right, and their numbers in the index."""

    numbers: NDArray[np.int64]
    features: Floats
    right: NDArray[np.bool_]


def sentence_cases(
    queries: Sequence[Query], index: Index, encoder: Encoder, asked: Floats
) -> list[Case]:
    """Candidates of sentences, with every feature."""
    number = {c.concept: i for i, c in enumerate(index.concepts)}
    made = []
    for at in range(0, len(queries), 64):
        some = queries[at : at + 64]
        asking = queries_of([query.text for query in some], encoder)
        for query, found in zip(some, candidates(asking, index, asked), strict=True):
            gold = [number[g] for g in query.gold if g in number]
            made.append(Case(found.numbers, found.features, np.isin(found.numbers, gold)))
    return made


def hidden(cases: Sequence[Case], share: float, dice: random.Random) -> list[Case]:
    """The cases as they would be if a share of the concepts had never been asked for."""
    columns = [FEATURES.index(name) for name in ASKED]
    which = sorted({int(n) for case in cases for n in case.numbers})
    unknown = np.array([n for n in which if dice.random() < share])
    made = []
    for case in cases:
        features = case.features.copy()
        features[np.ix_(np.isin(case.numbers, unknown), columns)] = 0
        made.append(case._replace(features=features))
    return made


def phrase_cases(
    concepts: Sequence[Concept], vectors: Floats, count: int, encoder: Encoder, dice: random.Random
) -> list[Case]:
    """Candidates of alternative labels that the index lacks; half of them without their concept."""
    several = [c for c in concepts if c.scheme == "esco-skill" and c.alternatives]
    drawn = dice.sample(several, count)
    gone = {c.concept for c in drawn[: count // 2]}
    said = {c.concept: dice.choice(c.alternatives) for c in drawn}
    kept: list[Concept] = []
    rows: list[int] = []
    at = 0
    for c in concepts:
        names = names_of(c)
        if c.concept not in gone:
            left = [n for n in names if n != said.get(c.concept) or n == c.label]
            rows += [at + names.index(n) for n in left]
            kept.append(c._replace(alternatives=tuple(left[1:])))
        at += len(names)
    index = Index(kept, vectors[rows])
    asked = np.zeros(len(kept), np.float32)
    asking = [c for c in drawn if said[c.concept] != c.label]
    texts = [said[c.concept] for c in asking]
    whole = encoded(texts, encoder, PHRASE_PIECES)
    queries = [Asking(*row, row[1][None][:0]) for row in zip(texts, whole, strict=True)]
    made = []
    for c, found in zip(asking, candidates(queries, index, asked, EACH), strict=True):
        right = np.array([index.concepts[n].concept == c.concept for n in found.numbers])
        made.append(Case(found.numbers, found.features, right))
    return made


def fitted(cases: Sequence[Case], columns: Sequence[str], strength: float) -> dict[str, Any]:
    """Weights of these features (the others weigh 0) and the bias."""
    use = [FEATURES.index(name) for name in columns]
    x = np.vstack([case.features[:, use] for case in cases]).astype(np.float64)
    y = np.concatenate([case.right for case in cases])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=1000).fit((x - mean) / spread, y)
    weights = np.zeros(len(FEATURES))
    weights[use] = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (model.coef_[0] * mean / spread).sum())
    return {"weights": [round(float(w), 5) for w in weights], "bias": round(bias, 5)}


def chances(part: dict[str, Any], case: Case) -> NDArray[np.float64]:
    """The chance of each candidate."""
    made: NDArray[np.float64] = 1 / (
        1 + np.exp(-(case.features @ np.array(part["weights"]) + part["bias"]))
    )
    return made


def threshold_at(part: dict[str, Any], cases: Sequence[Case], precision: float) -> dict[str, float]:
    """The lowest threshold from which on links are right this often, and what it costs."""
    best = [(float(p.max()), bool(c.right[p.argmax()]), bool(c.right.any()))
            for c in cases for p in [chances(part, c)]]  # fmt: skip
    best.sort(reverse=True)
    right, chosen = 0, len(best)
    lowest = 1.0
    for i, (score, good, _) in enumerate(best, 1):
        right += good
        if right / i >= precision and i >= 20:
            lowest, chosen = score, i
    linked = [b for b in best if b[0] >= lowest]
    silent = best[chosen:]
    return {
        "threshold": round(lowest, 4),
        "link precision": round(sum(b[1] for b in linked) / max(len(linked), 1), 4),
        "link recall": round(sum(b[1] for b in linked) / max(sum(b[2] for b in best), 1), 4),
        "NIL precision": round(sum(not b[2] for b in silent) / max(len(silent), 1), 4),
        "NIL recall": round(sum(not b[2] for b in silent) / max(sum(not b[2] for b in best), 1), 4),
    }


def main() -> None:
    """Read the arguments, fit, write the card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("linker.toml"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--models", type=Path, required=True, help="the folder with linker.onnx")
    given = parser.parse_args()
    config = tomllib.loads(given.config.read_text())
    dice = random.Random(config["seed"])
    concepts = [c for c in read_concepts(given.dataset) if c.scheme == "esco-skill"]
    encoder = Encoder("linker", 2, given.models)
    vectors = cached_vectors(
        [n for c in concepts for n in names_of(c)], encoder,
        lambda done, of: print(f"{done}/{of} names", flush=True),
    )  # fmt: skip
    index = Index(concepts, vectors)
    bench = given.data / "bench"
    counts = Counter(
        g for q in skillskape(bench / "skillskape/train.csv", concepts) for g in q.gold
    )
    asked = np.array([counts[c.concept] for c in concepts], np.float32)
    dev = [q for q in skillskape(bench / "skillskape/dev.csv", concepts) if q.gold]
    real = named(bench, concepts, config["rank_named"], dice)
    cases = sentence_cases([*dev, *real], index, encoder, asked)
    cases = hidden(cases, config["rank_hidden"], dice)
    sentence = fitted(cases, FEATURES, config["rank_strength"])
    spoken = phrase_cases(concepts, vectors, config["rank_phrases"], encoder, dice)
    dice.shuffle(spoken)
    half = len(spoken) // 2
    unasked = [name for name in FEATURES if name not in ASKED]
    phrase = fitted(spoken[:half], unasked, config["rank_strength"])
    limit = threshold_at(phrase, spoken[half:], config["rank_precision"])
    known = {c.concept for c in concepts}
    card = {
        "name": config["name"],
        "features": list(FEATURES),
        "sentence": sentence,
        "phrase": phrase,
        "threshold": limit["threshold"],
        "exact": 0.97,
        "asked": {iri: n for iri, n in sorted(counts.items()) if iri in known},
        "training": config,
        "phrases held out": limit,
    }
    (given.models / "linker.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print(json.dumps(limit))


if __name__ == "__main__":
    main()
