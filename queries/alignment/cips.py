"""The CIP codes that a program is nearest to, and the occupations that official edges lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

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


MISSING = (
    "this installation has no CIP coder (occupath.extract.programs.cips): no CIP codes are "
    "answered, and occupations rest on titles and texts alone; install occupath again, whole"
)


class CipCodes:
    """The CIP coder of a dataset; `there` is False where this installation has none."""

    def __init__(self, dataset: Path) -> None:
        self._coder: Any = None
        try:
            cips: Any = import_module("occupath.extract.programs.cips")
        except ImportError:
            return
        self._program: Any = cips.Program
        self._coder = cips.CipCoder(dataset)

    @property
    def there(self) -> bool:
        """Whether there is a coder; see `MISSING`."""
        return self._coder is not None

    def code(self, programs: Sequence[tuple[str, str | None]], top: int) -> list[list[Cip]]:
        """For each title and text the `top` likeliest codes, best first."""
        if self._coder is None:
            return [[] for _ in programs]
        asked = [self._program(title, text) for title, text in programs]
        return [
            [Cip(g.code, g.title, round(float(g.probability), 4)) for g in guesses]
            for guesses in self._coder.code(asked, top=top)
        ]


@lru_cache(maxsize=2)
def official_edges(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """CIP 2020 code → the SOC 2018 codes that the NCES crosswalk gives it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in dataset.select(_EDGES):
        if row["soc"] != _NO_OCCUPATION:
            found[str(row["cip"])].append(str(row["soc"]))
    return {cip: tuple(dict.fromkeys(socs)) for cip, socs in found.items()}
