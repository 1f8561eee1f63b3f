"""What is on offer for a hop: programs, certificates, licences and wages of an occupation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID

_PROGRAMS = """
SELECT ?program ?id ?name ?provider ?cip ?cip2020 ?cost ?hours ?low ?high WHERE {
  ?program oc:preparesForOccupation <%s> ; a oc:LearningProgram ; skos:notation ?id ;
    skos:prefLabel ?name ; oc:area ?area ; oc:instructionalProgram ?given .
  ?given skos:notation ?cip .
  OPTIONAL { ?program oc:offeredBy/skos:prefLabel ?named }
  OPTIONAL { ?program oc:listedProvider ?listed }
  BIND(COALESCE(?named, ?listed) AS ?provider)
  OPTIONAL { ?program oc:instructionalProgram2020/skos:notation ?cip2020 }
  OPTIONAL { ?program oc:totalCost ?cost } OPTIONAL { ?program oc:clockHours ?hours }
  OPTIONAL { ?program oc:weeksLow ?low } OPTIONAL { ?program oc:weeksHigh ?high }
} ORDER BY ?id ?cip2020
"""
_CREDENTIALS_OF_PROGRAMS = """
SELECT ?program ?credential ?name ?kind WHERE {
  ?program oc:preparesForOccupation <%s> ; oc:leadsTo ?credential .
  ?credential skos:prefLabel ?name ; a ?kind .
} ORDER BY ?program ?credential ?kind
"""
_OUTCOMES = """
SELECT ?program ?quarters ?completers ?employed ?wage WHERE {
  ?program oc:preparesForOccupation <%s> ; oc:offeredBy ?provider ; oc:instructionalProgram ?cip .
  ?o a oc:OutcomeObservation ; oc:provider ?provider ; oc:instructionalProgram ?cip ;
     oc:quarters ?quarters .
  OPTIONAL { ?o oc:completers ?completers } OPTIONAL { ?o oc:percentEmployed ?employed }
  OPTIONAL { ?o oc:averageQuarterlyWage ?wage }
} ORDER BY ?program ?quarters
"""
_CERTIFICATIONS = """
SELECT ?credential ?name ?issuer ?acronym ?confidence ?method WHERE {
  ?link oc:object <%s> ; oc:linkKind "certification-occupation" ; oc:subject ?credential ;
    oc:confidence ?confidence ; oc:method ?method .
  ?credential skos:prefLabel ?name .
  OPTIONAL { ?credential oc:offeredBy ?org . ?org skos:prefLabel ?issuer .
             OPTIONAL { ?org oc:acronym ?acronym } }
} ORDER BY DESC(?confidence) ?credential
"""
_LICENCES = """
SELECT ?credential ?name ?area ?confidence ?method WHERE {
  ?link oc:object <%s> ; oc:linkKind "licence-occupation" ; oc:subject ?credential ;
    oc:confidence ?confidence ; oc:method ?method .
  ?credential skos:prefLabel ?name ; oc:jurisdiction ?where . ?where skos:notation ?area .
} ORDER BY DESC(?confidence) ?credential
"""
_BREADTH = """
SELECT ?cip2020 (COUNT(DISTINCT ?occupation) AS ?n) WHERE {
  ?program oc:preparesForOccupation <%s> ; oc:instructionalProgram2020 ?cip .
  ?cip skos:notation ?cip2020 .
  ?program oc:preparesForOccupation ?occupation .
} GROUP BY ?cip2020
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of completers, `quarters` after; no year is given by the source."""

    quarters: int
    completers: int | None
    percent_employed: float | None
    average_quarterly_wage_usd: float | None


@dataclass(frozen=True, slots=True)
class ProgramOffer:
    """A listed program. cost in US$, clock hours, weeks as a (low, high) range; None is unknown."""

    id: str
    name: str
    provider: str | None
    cip: str
    cip2020: str | None
    cost_usd: float | None
    hours: float | None
    weeks: tuple[float, float | None] | None
    credentials: tuple[str, ...]
    licences: tuple[str, ...]
    outcomes: tuple[Outcome, ...]

    def as_json(self) -> dict[str, object]:
        """The object of the ``route`` contract."""
        return {
            "id": self.id,
            "name": self.name,
            "provider": self.provider,
            "cip": self.cip,
            "cip2020": self.cip2020,
            "cost_usd": self.cost_usd,
            "hours": self.hours,
            "weeks": None if self.weeks is None else list(self.weeks),
            "credentials": list(self.credentials),
            "outcomes": [
                {
                    "quarters": o.quarters,
                    "completers": o.completers,
                    "percent_employed": o.percent_employed,
                    "average_quarterly_wage_usd": o.average_quarterly_wage_usd,
                }
                for o in self.outcomes
            ],
        }


@dataclass(frozen=True, slots=True)
class CredentialOffer:
    """A certificate that suits an occupation, or a licence that exists for its kind of work.

    Both are Occupath's links: `method` and `confidence` (0–1) say how sure they are.
    """

    id: str
    name: str
    kind: str  # "certification" | "licence"
    issuer: str | None
    method: str
    confidence: float

    def as_json(self) -> dict[str, object]:
        """The object of the ``route`` contract."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "issuer": self.issuer,
            "method": self.method,
            "confidence": self.confidence,
        }


def programs_for(dataset: Dataset, occupation: str, area: str | None) -> list[ProgramOffer]:
    """Listed programs that prepare for an occupation (IRI), the most specific first.

    Order: how few occupations its instructional program leads to, then cost, then id. `area`
    keeps only programs of that state.
    """
    query = _PROGRAMS % occupation
    if area is not None and area != "US":
        query = query.replace("oc:area ?area ;", f"oc:area <{mint('area', area)}> ;")
    credentials: dict[object, dict[str, str]] = {}
    for row in dataset.select(_CREDENTIALS_OF_PROGRAMS % occupation):
        named = credentials.setdefault(row["program"], {})
        named.setdefault(str(row["name"]), str(row["kind"]))
    outcomes: dict[object, list[Outcome]] = {}
    for row in dataset.select(_OUTCOMES % occupation):
        outcomes.setdefault(row["program"], []).append(_outcome(row))
    breadth = {row["cip2020"]: int(str(row["n"])) for row in dataset.select(_BREADTH % occupation)}
    found: dict[object, ProgramOffer] = {}
    for row in dataset.select(query):
        named = credentials.get(row["program"], {})
        found.setdefault(
            row["program"],
            ProgramOffer(
                str(row["id"]), str(row["name"]), _text(row.get("provider")), str(row["cip"]),
                _text(row.get("cip2020")), _number(row.get("cost")), _number(row.get("hours")),
                _weeks(row), tuple(named),
                tuple(n for n, kind in named.items() if kind.endswith("#Licence")),
                tuple(outcomes.get(row["program"], ())),
            ),
        )  # fmt: skip
    return sorted(
        found.values(),
        key=lambda p: (
            breadth.get(p.cip2020, 10**6),
            p.cost_usd if p.cost_usd is not None else float("inf"),
            p.id,
        ),
    )


def credentials_for(
    dataset: Dataset, occupation: str, area: str | None, at_most: int = 8
) -> list[CredentialOffer]:
    """Certificates that suit an occupation (IRI) and licences that exist for its kind of work."""
    found = [
        CredentialOffer(
            str(row["credential"]).removeprefix(ID), str(row["name"]), "certification",
            _text(row.get("acronym")) or _text(row.get("issuer")), str(row["method"]),
            float(str(row["confidence"])),
        )
        for row in dataset.select(_CERTIFICATIONS % occupation)[:at_most]
    ]  # fmt: skip
    licences = [
        CredentialOffer(
            str(row["credential"]).removeprefix(ID), str(row["name"]), "licence",
            str(row["area"]), str(row["method"]), float(str(row["confidence"])),
        )
        for row in dataset.select(_LICENCES % occupation)
        if area in (None, "US", row["area"])
    ]  # fmt: skip
    return found + licences[:at_most]


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


def _outcome(row: Mapping[str, object]) -> Outcome:
    completers = _number(row.get("completers"))
    return Outcome(
        int(str(row["quarters"])),
        None if completers is None else int(completers),
        _number(row.get("employed")),
        _number(row.get("wage")),
    )


def _weeks(row: Mapping[str, object]) -> tuple[float, float | None] | None:
    low = _number(row.get("low"))
    return None if low is None else (low, _number(row.get("high")))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> float | None:
    if value is None:
        return None
    number = float(str(value))
    return int(number) if number == int(number) else number
