"""The codes of a classification that a dataset describes."""

from __future__ import annotations

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint

_CODES = "SELECT ?code WHERE { ?c skos:inScheme $scheme ; skos:notation ?code }"


def known_codes(dataset: Dataset, scheme: str) -> frozenset[str] | None:
    """The codes of `scheme` in `dataset`, or None where it has none."""
    rows = dataset.select(_CODES, {"scheme": mint(scheme)})
    return frozenset(str(row["code"]) for row in rows) or None
