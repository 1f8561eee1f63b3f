"""Sentences without annotations, of the kinds of text that are read: what a teacher labels."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])|\n\s*\n|\s*[•●▪]\s*")
SHORTEST, LONGEST = 3, 70  # words


def _postings(data: Path) -> Iterator[str]:
    for path in sorted((data / "postings" / "la_city_bulletins").glob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    packed = data / "postings" / "usajobs_questionnaires_part.jsonl.gz"
    with gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _column(path: Path, column: str, delimiter: str) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows, delimiter=delimiter):
            yield row[column] or ""


def _descriptions(path: Path) -> Iterator[str]:
    """What follows the labels: from the last capital that starts a sentence of its own."""
    for text in _column(path, "description", ","):
        yield re.split(r"(?<=[a-z]) (?=[A-Z][a-z]* [a-z])", text, maxsplit=1)[-1]


def sentences(data: Path, each: int, seed: int) -> list[str]:
    """At most `each` different sentences of every source, drawn with `seed`, sorted."""
    onet, bench = data / "onet_30.1", data / "bench"
    sources = (
        _postings(data),
        _column(onet / "Task Statements.txt", "Task", "\t"),
        _column(bench / "skillskape" / "train.csv", "sentence", ","),
        _descriptions(data / "esco_1.2.0" / "skills_uri_text.csv"),
    )
    dice = random.Random(seed)
    drawn: set[str] = set()
    for texts in sources:
        found = {
            " ".join(part.split())
            for text in texts
            for part in BREAK.split(text)
            if SHORTEST <= len(part.split()) <= LONGEST
        }
        drawn.update(dice.sample(sorted(found), min(each, len(found))))
    return sorted(drawn)
