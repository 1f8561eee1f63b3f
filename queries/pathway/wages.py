"""Median wages by occupation and area."""

from __future__ import annotations

from functools import lru_cache

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint


@lru_cache(maxsize=16)
def median_wages(dataset: Dataset, area: str) -> tuple[dict[str, float], str | None]:
    """Median annual wage in US$ by O*NET-SOC code in `area`, and the period (``YYYY-MM``)."""
    rows = dataset.select(
        "SELECT ?code ?wage ?period WHERE { "
        f"?o a oc:WageObservation ; oc:area <{mint('area', area)}> ; oc:code ?oews ; "
        "oc:annualMedian ?wage ; oc:period ?period . "
        "?occupation oc:reportedUnder ?oews ; skos:notation ?code } ORDER BY ?code ?period"
    )
    wages = {str(row["code"]): float(str(row["wage"])) for row in rows}
    return wages, (str(rows[-1]["period"]) if rows else None)
