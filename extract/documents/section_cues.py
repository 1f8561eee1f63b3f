"""The tables of ``sections.toml``: headings and phrases that tell the sections of a posting."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

STRONG, WEAK = 2, 1
"""What a phrase weighs that tells by itself, and one that adds to such a phrase."""


class Heading(NamedTuple):
    """What a heading says about the lines below it."""

    kind: str
    known: bool = False  # it stands in the tables as it is
    hard: bool = False  # nothing else can stand below it
    lines: int = 0  # how many lines it covers; 0 as many as follow


class Cues(NamedTuple):
    """The tables, ready to be looked up in text of lower case."""

    headings: dict[str, Heading]
    words: list[tuple[re.Pattern[str], str]]
    inline: tuple[list[str], AhoCorasick]
    phrases: tuple[list[tuple[str, int]], AhoCorasick]


@cache
def cues() -> Cues:
    """The tables, read once."""
    tables = tomllib.loads((files(__package__) / "sections.toml").read_text("utf-8"))
    special = tables["special"]
    headings = {
        name: Heading(kind, True, name in special["hard"], int(name in special["brief"]))
        for kind, names in tables["headings"].items()
        for name in names
    } | {name: Heading("requirements", True) for name in special["reset"]}
    words = [
        (re.compile("|".join(map(re.escape, words))), kind)
        for kind, words in tables["words"].items()
    ]
    weights = {
        phrase: (kind, weight)
        for weight, table in ((WEAK, tables["weak"]), (STRONG, tables["strong"]))
        for kind, phrases in table.items()
        for phrase in phrases
    }
    return Cues(
        headings,
        words,
        (special["inline"], _automaton(special["inline"])),
        (list(weights.values()), _automaton(list(weights))),
    )


def _automaton(phrases: list[str]) -> AhoCorasick:
    return AhoCorasick(phrases, matchkind=MatchKind.LeftmostLongest)
