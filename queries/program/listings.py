"""The programs of a dataset's lists, with all that a search looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from occupath.graph.dataset import Dataset
from occupath.ontology import vocab as oc
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import DCT, SKOS

_CURRENT = "MINUS { ?program oc:listedIn2018 true MINUS { ?program oc:offeredBy ?by } }"
_FIELDS = {
    SKOS["notation"]: "id",
    SKOS["prefLabel"]: "name",
    DCT["description"]: "text",
    oc.tuition: "tuition",
    oc.totalCost: "cost",
    oc.clockHours: "hours",
    oc.weeksLow: "low",
    oc.weeksHigh: "high",
    oc.durationCategory: "duration",
    oc.delivery: "delivery",
    oc.locality: "city",
    oc.county: "county",
    oc.postalCode: "zip",
    oc.listedProvider: "listed",
    oc.listedCost: "listed_cost",
    oc.listedHours: "listed_hours",
    oc.listedIn2018: "in2018",
}
_VALUES = """
SELECT ?program ?field ?value WHERE { ?program a oc:LearningProgram ; ?field ?value %s }"""
_LINKS = {
    "provider_id": "oc:offeredBy/skos:notation",
    "provider": "oc:offeredBy/skos:prefLabel",
    "cip": "oc:instructionalProgram/skos:notation",
    "scheme": "oc:instructionalProgram/skos:inScheme",
    "area": "oc:area/skos:notation",
    "cip2020": "oc:instructionalProgram2020/skos:notation",
    "goals": "oc:leadsTo/skos:prefLabel",
    "twins": "(oc:sameListingAs|^oc:sameListingAs)",
}
_LINKED = """
SELECT ?program ?value WHERE { ?program a oc:LearningProgram ; %s ?value %s }
ORDER BY ?program ?value"""


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


@lru_cache(maxsize=4)
def listings(dataset: Dataset, earlier: bool = False) -> tuple[Listing, ...]:
    """Every program of current lists, by its IRI; with `earlier` also those that only an earlier
    list has."""
    which = "" if earlier else _CURRENT
    stated: defaultdict[str, dict[str, object]] = defaultdict(dict)
    rows = (row for row in dataset.select(_VALUES % which) if str(row["field"]) in _FIELDS)
    for row in sorted(rows, key=lambda row: str(row["value"])):
        stated[str(row["program"])].setdefault(_FIELDS[str(row["field"])], row["value"])
    linked: dict[str, defaultdict[str, list[str]]] = {}
    for name, path in _LINKS.items():
        linked[name] = defaultdict(list)
        for row in dataset.select(_LINKED % (path, which)):
            values = linked[name][str(row["program"])]
            if str(row["value"]) not in values:
                values.append(str(row["value"]))
    return tuple(
        _listing(iri, stated[iri], {name: tuple(of.get(iri, ())) for name, of in linked.items()})
        for iri in sorted(stated)
    )


def _listing(
    iri: str, stated: Mapping[str, object], linked: Mapping[str, tuple[str, ...]]
) -> Listing:
    def text(field: str) -> str | None:
        return _text(stated.get(field))

    def number(field: str) -> float | None:
        return _number(stated.get(field))

    def first(name: str) -> str | None:
        return next(iter(linked[name]), None)

    scheme, low = first("scheme"), number("low")
    earlier = stated.get("in2018") is True and first("provider_id") is None
    prefix = mint("program") + "/"
    return Listing(
        iri=iri,
        id=str(stated["id"]),
        name=str(stated["name"]),
        provider=first("provider") or text("listed"),
        provider_id=first("provider_id"),
        area=first("area"),
        city=text("city"),
        county=text("county"),
        zip=text("zip"),
        cip=first("cip"),
        cip_scheme=None if scheme is None else scheme.rpartition("/")[2],
        cip2020=linked["cip2020"],
        tuition=number("tuition"),
        cost=number("listed_cost" if earlier else "cost"),
        hours=number("listed_hours" if earlier else "hours"),
        weeks=None if low is None else (low, number("high")),
        duration=text("duration"),
        delivery=text("delivery"),
        text=text("text"),
        goals=linked["goals"],
        twins=tuple(twin.removeprefix(prefix) for twin in linked["twins"]),
        earlier=earlier,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> float | None:
    if value is None:
        return None
    number = float(str(value))
    return int(number) if number == int(number) else number
