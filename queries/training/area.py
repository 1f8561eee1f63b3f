"""The area that is asked about, and whose programs count as its supply."""

from __future__ import annotations

import re

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import UnknownCode
from occupath.queries.training.tables import Area

_AREAS = """
SELECT ?code ?name ?kind WHERE {
  ?area a oc:Area ; skos:notation ?code ; skos:prefLabel ?name ; oc:areaKind ?kind .
  FILTER(?kind IN ("nation", "state", "metropolitan", "nonmetropolitan"))
} ORDER BY ?code
"""
_WITH_PROGRAMS = """
SELECT DISTINCT ?code WHERE {
  { ?found a oc:LearningProgram } UNION { ?found a oc:OutcomeObservation }
  ?found oc:area/skos:notation ?code
} ORDER BY ?code
"""
_STATES = re.compile(r",\s*([A-Z]{2}(?:-[A-Z]{2})*)\b")
_SHOWN = 12


def find_area(dataset: Dataset, asked: str) -> Area:
    """The area of a code (``NJ``, ``US``, ``45940``) or a full name.

    Raises `UnknownCode`, naming areas that the dataset has.
    """
    rows = [tuple(str(row[k]) for k in ("code", "name", "kind")) for row in dataset.select(_AREAS)]
    wanted = asked.strip().casefold()
    for code, name, kind in rows:
        if wanted in (code.casefold(), name.casefold()):
            return Area(code, name, kind, _states(dataset, code, name, kind))
    known = [code for code, _, _ in rows]
    shown = ", ".join(known[:_SHOWN]) + (f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN
                                         else "")  # fmt: skip
    raise UnknownCode(
        f"no area {asked!r} in the dataset; it has {shown}. Areas come with area wages: install "
        "occupath[areas] and build with '--area-wages state'"
    )


def _states(dataset: Dataset, code: str, name: str, kind: str) -> tuple[str, ...]:
    if kind == "nation":
        return tuple(str(row["code"]) for row in dataset.select(_WITH_PROGRAMS))
    if kind == "state":
        return (code,)
    found = _STATES.search(name)
    return tuple(found.group(1).split("-")) if found else ()
