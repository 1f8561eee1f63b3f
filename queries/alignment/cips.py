"""The CIP codes that a program is nearest to, and the occupations that official edges lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from occupath.extract.programs.cips import CipCoder, Program
from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint

_EDGES = f"""
SELECT ?cip ?soc WHERE {{
  ?c skos:inScheme <{mint("cip2020")}> ; skos:notation ?cip ; oc:preparesFor ?s .
  ?s skos:inScheme <{mint("soc2018")}> ; skos:notation ?soc
}} ORDER BY ?cip ?soc
"""
_NO_OCCUPATION = "99-9999"  # where NCES matches no occupation


class Cip(NamedTuple):
    """A CIP 2020 code and the chance that it is the program's."""

    code: str
    title: str | None
    probability: float


class CipCodes:
    """The CIP coder of a dataset; raises `InvalidDataset` where the dataset has no CIP codes."""

    def __init__(self, dataset: Path, without: Collection[str] = ()) -> None:
        self._coder = CipCoder(dataset, without=without)

    def code(self, programs: Sequence[tuple[str | None, str | None]], top: int) -> list[list[Cip]]:
        """For each title and text the `top` likeliest codes, best first."""
        guesses = self._coder.code([Program(title, text) for title, text in programs], top=top)
        return [[Cip(g.code, g.title, g.probability) for g in each] for each in guesses]


@lru_cache(maxsize=2)
def official_edges(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """CIP 2020 code → the SOC 2018 codes that the NCES crosswalk gives it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in dataset.select(_EDGES):
        if row["soc"] != _NO_OCCUPATION:
            found[str(row["cip"])].append(str(row["soc"]))
    return {cip: tuple(dict.fromkeys(socs)) for cip, socs in found.items()}
