"""Queries for the linker, each with the concepts it asks for.

Four kinds: SkillSkape's sentences; sentences of SkillSpan and GREEN (train) in which a label
stands; lines composed of labels; descriptions of concepts. The last two need no annotation and
reach every concept, where SkillSkape names five hundred.
"""

from __future__ import annotations

import ast
import csv
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from occupath.extract.linking.mentions import find_labels
from occupath.extract.pipeline.tables import Concept

UNKNOWN = "UNK"  # SkillSkape: the sentence asks for no skill of ESCO
OPENINGS = (
    "", "", "", "* • ", "Experience with ", "Knowledge of ", "Strong knowledge of ", "Ability to ",
    "You have experience in ", "Proficiency in ", "Requirements: ", "We are looking for someone "
    "with ", "Skills: ", "Responsibilities include ", "You will ", "Familiarity with ",
)  # fmt: skip
JOINTS = ((" ", " "), (", ", " and "), (", ", ", "), (" / ", " / "), (" ", " and "), (" ; ", " ; "))
MOST_JOINED = 4
_SENTENCE = re.compile(r"(?<=[a-z)])\s+(?=[A-Z][a-z]*\s+[a-z])")


class Query(NamedTuple):
    """A text and the concepts (or, where the dataset lacks it, the label) that it asks for."""

    text: str
    gold: tuple[str, ...]


def folded(label: str) -> str:
    """A label as ESCO's versions and the benchmarks' tokenisation leave it alike."""
    return " ".join(re.sub(r"[,\s]+", " ", label.lower()).split())


def skillskape(path: Path, concepts: Sequence[Concept]) -> Iterator[Query]:
    """SkillSkape's sentences with concepts by label; labels unknown to `concepts` stay as text.

    Sentences that ask for no skill come with an empty `gold`.
    """
    known = {folded(c.label): c.concept for c in concepts}
    with path.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            labels = [label for label in ast.literal_eval(row["skills"]) if label != UNKNOWN]
            gold = dict.fromkeys(known.get(folded(label), label) for label in labels)
            yield Query(row["sentence"], tuple(gold))


def described(concepts: Sequence[Concept], count: int, dice: random.Random) -> Iterator[Query]:
    """Descriptions (without the alternative labels that may stand before) of some concepts."""
    for concept in dice.sample([c for c in concepts if c.description], count):
        whole = concept.description or ""
        parts = _SENTENCE.split(whole, maxsplit=1)
        yield Query(parts[-1] if len(parts[-1].split()) > 4 else whole, (concept.concept,))


def phrasings(concept: Concept) -> list[str]:
    """Ways to name a concept: its label, alternatives, and runs of words of those unparted."""
    names = [concept.label, *concept.alternatives]
    if not concept.alternatives and concept.description:
        before = _SENTENCE.split(concept.description, maxsplit=1)
        if len(before) == 2:
            words = before[0].split()
            size = max(2, len(concept.label.split()))
            names += [" ".join(words[i : i + size]) for i in range(0, len(words) - size + 1, size)]
    return names


def composed(
    concepts: Sequence[Concept], often: Sequence[str], count: int, dice: random.Random
) -> Iterator[Query]:
    """Lines that name one to four concepts; every other time concepts of `often`."""
    by_iri = {c.concept: c for c in concepts}
    common = [by_iri[c] for c in often if c in by_iri]
    for _ in range(count):
        some = [
            dice.choice(common if common and dice.random() < 0.3 else concepts)
            for _ in range(dice.randint(1, MOST_JOINED))
        ]
        names = [dice.choice([c.label, dice.choice(phrasings(c))]) for c in some]
        between, last = dice.choice(JOINTS)
        line = between.join(names[:-1]) + (last if len(names) > 1 else "") + names[-1]
        line = dice.choice(OPENINGS) + re.sub(r"\s*\([^()]*\)", "", line)
        yield Query(line, tuple(dict.fromkeys(c.concept for c in some)))


def named(bench: Path, concepts: Sequence[Concept], count: int, dice: random.Random) -> list[Query]:
    """Sentences of SkillSpan and GREEN (train) with the concepts whose labels stand in them."""
    texts = sorted(
        {
            " ".join(json.loads(line)["tokens"])
            for corpus in ("skillspan", "green")
            for line in (bench / corpus / "train.json").read_text("utf-8").splitlines()
            if line.strip()
        }
    )
    labels = [
        (c.concept, "esco", name)
        for c in concepts
        for name in dict.fromkeys([c.label, *c.alternatives])
    ]
    found: dict[str, dict[str, None]] = {}
    for mention in find_labels(((text, text) for text in texts), labels):
        found.setdefault(mention.document, {})[mention.concept] = None
    queries = [Query(text, tuple(gold)) for text, gold in sorted(found.items()) if len(text) > 8]
    return dice.sample(queries, min(count, len(queries)))
