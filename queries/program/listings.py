"""The programs of a dataset's lists, with all that a search looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint

_PROGRAMS = """
SELECT ?program ?id ?name ?number ?named ?listed ?scheme ?cip ?tuition ?cost ?hours ?low ?high
       ?duration ?delivery ?city ?county ?zip ?area ?text ?old_cost ?old_hours ?in2018 WHERE {
  ?program a oc:LearningProgram ; skos:notation ?id ; skos:prefLabel ?name .
  OPTIONAL { ?program oc:offeredBy ?by . ?by skos:notation ?number
             OPTIONAL { ?by skos:prefLabel ?named } }
  OPTIONAL { ?program oc:listedProvider ?listed }
  OPTIONAL { ?program oc:instructionalProgram ?of . ?of skos:notation ?cip ; skos:inScheme ?scheme }
  OPTIONAL { ?program oc:tuition ?tuition } OPTIONAL { ?program oc:totalCost ?cost }
  OPTIONAL { ?program oc:clockHours ?hours }
  OPTIONAL { ?program oc:weeksLow ?low } OPTIONAL { ?program oc:weeksHigh ?high }
  OPTIONAL { ?program oc:durationCategory ?duration }
  OPTIONAL { ?program oc:delivery ?delivery }
  OPTIONAL { ?program oc:locality ?city } OPTIONAL { ?program oc:county ?county }
  OPTIONAL { ?program oc:postalCode ?zip }
  OPTIONAL { ?program oc:area ?a . ?a skos:notation ?area }
  OPTIONAL { ?program dct:description ?text }
  OPTIONAL { ?program oc:listedCost ?old_cost } OPTIONAL { ?program oc:listedHours ?old_hours }
  OPTIONAL { ?program oc:listedIn2018 ?in2018 }
} ORDER BY ?program"""
_CIP2020 = """
SELECT ?program ?value WHERE {
  ?program a oc:LearningProgram ; oc:instructionalProgram2020/skos:notation ?value
} ORDER BY ?program ?value"""
_GOALS = """
SELECT ?program ?value WHERE {
  ?program a oc:LearningProgram ; oc:leadsTo/skos:prefLabel ?value
} ORDER BY ?program ?value"""
_TWINS = """
SELECT ?program ?value WHERE {
  { ?program oc:sameListingAs ?value } UNION { ?value oc:sameListingAs ?program }
} ORDER BY ?program ?value"""


@dataclass(frozen=True, slots=True)
class Listing:
    """A listed program. Costs in US$, length in clock hours and weeks; None is unknown.

    `cip` is the code as its list gives it, in `cip_scheme`; `cip2020` the codes that it became.
    `earlier` says that only an earlier list has it (its cost, hours and provider are those of that
    list). `twins` are programs that are the same, by our record linkage.
    """

    iri: str
    id: str
    name: str
    provider: str | None
    provider_id: str | None
    area: str | None
    city: str | None
    county: str | None
    zip: str | None
    cip: str | None
    cip_scheme: str | None
    cip2020: tuple[str, ...]
    tuition: float | None
    cost: float | None
    hours: float | None
    weeks: tuple[float, float | None] | None
    duration: str | None
    delivery: str | None
    text: str | None
    goals: tuple[str, ...]
    twins: tuple[str, ...]
    earlier: bool

    @property
    def key(self) -> str:
        """``<state>/<number>``, as commands take it."""
        return self.iri.removeprefix(mint("program") + "/")


def listings(dataset: Dataset) -> list[Listing]:
    """Every program, by its IRI."""
    cip2020 = _values(dataset.select(_CIP2020))
    goals = _values(dataset.select(_GOALS))
    twins = _values(dataset.select(_TWINS))
    prefix = mint("program") + "/"
    found: dict[str, Listing] = {}
    for row in dataset.select(_PROGRAMS):
        iri = str(row["program"])
        earlier = row["in2018"] is True and row["number"] is None and row["cip"] is None
        low = _number(row["low"])
        found.setdefault(
            iri,
            Listing(
                iri, str(row["id"]), str(row["name"]),
                _text(row["named"]) or _text(row["listed"]), _text(row["number"]),
                _text(row["area"]), _text(row["city"]), _text(row["county"]), _text(row["zip"]),
                _text(row["cip"]),
                None if row["scheme"] is None else str(row["scheme"]).rpartition("/")[2],
                cip2020.get(iri, ()), _number(row["tuition"]),
                _number(row["old_cost" if earlier else "cost"]),
                _number(row["old_hours" if earlier else "hours"]),
                None if low is None else (low, _number(row["high"])), _text(row["duration"]),
                _text(row["delivery"]), _text(row["text"]), goals.get(iri, ()),
                tuple(twin.removeprefix(prefix) for twin in twins.get(iri, ())), earlier,
            ),
        )  # fmt: skip
    return list(found.values())


def _values(rows: Iterable[Mapping[str, object]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        values = found[str(row["program"])]
        if str(row["value"]) not in values:
            values.append(str(row["value"]))
    return {program: tuple(values) for program, values in found.items()}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> float | None:
    if value is None:
        return None
    number = float(str(value))
    return int(number) if number == int(number) else number
