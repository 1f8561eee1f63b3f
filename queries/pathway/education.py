"""The education that an occupation typically asks of those who enter it."""

from __future__ import annotations

from functools import lru_cache

from occupath.graph.dataset import Dataset


@lru_cache(maxsize=4)
def typical_education(dataset: Dataset) -> dict[str, str]:
    """The education that entrants typically need, by O*NET-SOC code, as the projections name it."""
    rows = dataset.select(
        "SELECT ?code ?education WHERE { ?p a oc:ProjectionObservation ; "
        "oc:typicalEducation ?education ; oc:code ?reported . "
        "?occupation oc:reportedUnder ?reported ; skos:notation ?code } ORDER BY ?code ?education"
    )
    return {str(row["code"]): str(row["education"]) for row in rows}
