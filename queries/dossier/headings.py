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


def section(key: str, statements: Sequence[Statement], missing: bool | str | None = None) -> Section:
    """The section of `key`. What is missing is told where there is no statement, and with
    `missing` (True, or other words for it) also where there is one."""
    told: str | None = headings()[key]["missing"] if missing in (None, True) else str(missing)
    if missing is None and statements:
        told = None
    return Section(headings()[key]["heading"], tuple(statements), told)
