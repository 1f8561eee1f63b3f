"""The occupations closest to an occupation, from the stored move scores."""

from __future__ import annotations

from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint

PARTS = ("knowledge", "task", "activity", "technology", "tool", "title")

_COLUMNS = " ".join(f"?{part}" for part in PARTS)
_OPTIONAL = " ".join(f"OPTIONAL {{ ?m oc:{part}Closeness ?{part} }}" for part in PARTS)
_MOVES = f"""
SELECT ?from ?code ?title ?rank ?closeness ?shortfall ?step {_COLUMNS} WHERE {{
  ?m oc:from ?f ; oc:to ?t ; oc:rank ?rank ; oc:closeness ?closeness .
  FILTER(?rank <= %(top)d)
  ?f skos:notation ?from . ?t skos:notation ?code ; skos:prefLabel ?title .
  OPTIONAL {{ ?m oc:shortfall ?shortfall }} OPTIONAL {{ ?m oc:jobZoneStep ?step }}
  {_OPTIONAL}
}} ORDER BY ?from ?rank
"""


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A near occupation. closeness 0–1; shortfall in levels (0–7, importance-weighted)."""

    code: str
    title: str
    closeness: float
    shortfall: float | None
    job_zone_step: int | None
    parts: dict[str, float | None]

    def as_json(self) -> dict[str, object]:
        """The object of the ``neighbors`` contract."""
        return {
            "code": self.code,
            "title": self.title,
            "closeness": self.closeness,
            "shortfall": self.shortfall,
            "job_zone_step": self.job_zone_step,
            "parts": self.parts,
        }


def neighbors(dataset: Dataset, code: str, top: int = 10) -> list[Neighbor]:
    """The `top` nearest occupations of O*NET-SOC `code`, closest first."""
    query = _MOVES % {"top": top}
    bound = query.replace(
        "?m oc:from ?f ;", f"BIND(<{mint('occupation', code)}> AS ?f) ?m oc:from ?f ;"
    )
    return [_neighbor(row) for row in dataset.select(bound)]


def all_neighbors(dataset: Dataset, top: int = 10) -> dict[str, list[Neighbor]]:
    """The `top` nearest of every occupation that has moves, by code."""
    found: dict[str, list[Neighbor]] = {}
    for row in dataset.select(_MOVES % {"top": top}):
        found.setdefault(str(row["from"]), []).append(_neighbor(row))
    return found


def _neighbor(row: dict[str, object]) -> Neighbor:
    return Neighbor(
        str(row["code"]),
        str(row["title"]),
        _float(row["closeness"]) or 0.0,
        _float(row.get("shortfall")),
        None if row.get("step") is None else int(str(row["step"])),
        {part: _float(row.get(part)) for part in PARTS},
    )


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
