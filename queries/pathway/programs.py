"""Listed programs that prepare for an occupation, those that fit it best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint
from occupath.ontology.titles import title_key

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
_BREADTH = """
SELECT ?cip2020 (COUNT(DISTINCT ?occupation) AS ?n) WHERE {
  ?program oc:preparesForOccupation <%s> ; oc:instructionalProgram2020 ?cip .
  ?cip skos:notation ?cip2020 .
  ?program oc:preparesForOccupation ?occupation .
} GROUP BY ?cip2020
"""
_TAUGHT = """
SELECT ?program ?skill ?name WHERE {
  ?program oc:preparesForOccupation <%s> ; oc:teaches ?skill . ?skill skos:prefLabel ?name
} ORDER BY ?program ?name ?skill
"""
_NEEDED = """
SELECT DISTINCT ?skill WHERE {
  { <%(occupation)s> oc:usesTechnology ?skill } UNION { <%(occupation)s> oc:usesTool ?skill }
  UNION { <%(occupation)s> oc:classifiedBy ?code . ?other oc:correspondsTo ?code ;
          esco:relatedEssentialSkill ?skill }
}
"""
_NAMES = "SELECT ?key WHERE { <%s> oc:titleKey ?key } ORDER BY ?key"
_STEM = 6  # letters of a word that are compared: electrician, electrical
_GENERIC = frozenset(
    [
        "a",
        "all",
        "and",
        "assistant",
        "associate",
        "certificate",
        "certification",
        "certified",
        "course",
        "except",
        "for",
        "general",
        "in",
        "level",
        "of",
        "officer",
        "operator",
        "other",
        "professional",
        "program",
        "representative",
        "specialist",
        "supervisor",
        "technician",
        "technologist",
        "technology",
        "the",
        "to",
        "training",
        "with",
        "worker",
    ]
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of completers, `quarters` after; no year is given by the source."""

    quarters: int
    completers: int | None
    percent_employed: float | None
    average_quarterly_wage_usd: float | None


@dataclass(frozen=True, slots=True)
class ProgramOffer:
    """A listed program. cost in US$, clock hours, weeks as a (low, high) range; None is unknown.

    `teaches` are what the occupation needs and the program's text names; `named_alike` says that
    the words of one of the occupation's titles stand in the program's name.
    """

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
    teaches: tuple[str, ...]
    named_alike: bool

    @property
    def fits(self) -> bool:
        """Whether its name or what its text teaches points to the occupation, beside its CIP."""
        return self.named_alike or bool(self.teaches)

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
            "teaches": list(self.teaches),
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


@lru_cache(maxsize=512)
def programs_for(dataset: Dataset, occupation: str, area: str | None) -> tuple[ProgramOffer, ...]:
    """Listed programs that prepare for an occupation (IRI), the best fitting first.

    Order: those that fit (see `ProgramOffer.fits`), how few occupations their instructional program
    leads to, then cost, then id. `area` keeps only programs of that state.
    """
    query = _PROGRAMS % occupation
    if area is not None and area != "US":
        query = query.replace("oc:area ?area ;", f"oc:area <{mint('area', area)}> ;")
    listed = dataset.select(query)
    if not listed:
        return ()
    credentials: dict[object, dict[str, str]] = {}
    for row in dataset.select(_CREDENTIALS_OF_PROGRAMS % occupation):
        named = credentials.setdefault(row["program"], {})
        named.setdefault(str(row["name"]), str(row["kind"]))
    outcomes: dict[object, list[Outcome]] = {}
    for row in dataset.select(_OUTCOMES % occupation):
        outcomes.setdefault(row["program"], []).append(_outcome(row))
    taught = _taught(dataset, occupation)
    breadth = {row["cip2020"]: int(str(row["n"])) for row in dataset.select(_BREADTH % occupation)}
    titles = [_stems(str(row["key"])) for row in dataset.select(_NAMES % occupation)]
    found: dict[object, ProgramOffer] = {}
    for row in listed:
        named = credentials.get(row["program"], {})
        found.setdefault(
            row["program"],
            ProgramOffer(
                str(row["id"]), str(row["name"]), _text(row.get("provider")), str(row["cip"]),
                _text(row.get("cip2020")), _number(row.get("cost")), _number(row.get("hours")),
                _weeks(row), tuple(named),
                tuple(n for n, kind in named.items() if kind.endswith("#Licence")),
                tuple(outcomes.get(row["program"], ())), tuple(taught.get(row["program"], ())),
                _named_alike(str(row["name"]), titles),
            ),
        )  # fmt: skip
    return tuple(
        sorted(
            found.values(),
            key=lambda p: (
                not p.fits,
                breadth.get(p.cip2020, 10**6),
                p.cost_usd if p.cost_usd is not None else float("inf"),
                p.id,
            ),
        )
    )


def _taught(dataset: Dataset, occupation: str) -> dict[object, list[str]]:
    """By program, the names of what its text teaches and the occupation needs."""
    taught: dict[object, list[str]] = {}
    rows = dataset.select(_TAUGHT % occupation)
    needed = dataset.select(_NEEDED % {"occupation": occupation}) if rows else []
    wanted = {row["skill"] for row in needed}
    for row in rows:
        names = taught.setdefault(row["program"], [])
        if row["skill"] in wanted and row["name"] not in names:
            names.append(str(row["name"]))
    return taught


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words of `text` that say what the work is about."""
    return frozenset(w[:_STEM] for w in title_key(text).split() if w not in _GENERIC)


def _named_alike(name: str, titles: list[frozenset[str]]) -> bool:
    """Whether every telling word of one of the titles stands in the name."""
    words = _stems(name)
    return any(title <= words for title in titles if title)


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
