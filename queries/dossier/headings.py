"""The headings of a dossier, in order."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from occupath.queries.dossier.statement import Section, Statement


@lru_cache(maxsize=1)
def headings() -> Mapping[str, Mapping[str, str]]:
    """Key → heading and what would supply it."""
    text = (files("occupath.queries.dossier") / "headings.toml").read_text("utf-8")
    return tomllib.loads(text)


def section(key: str, statements: Sequence[Statement], lacks: bool = False) -> Section:
    """The section of `key`. What would supply it is told where there is no statement, and with
    `lacks` also where there is one."""
    words = headings()[key]
    told = words["missing"] if lacks or not statements else None
    return Section(words["heading"], tuple(statements), told)
