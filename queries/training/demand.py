"""What the labour market of an area asks for: each measure with its source, period and area."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID
from occupath.queries.training.occupations import Occupations
from occupath.queries.training.tables import Area, Cell, Figure

EMPLOYMENT = "employment"
WAGE = "annual_median_wage"
OPENINGS = "annual_openings"
IMPLIED = "openings_at_national_rate"
LISTED = "in_demand_list"
LISTED_PROGRAMS = "in_demand_programs"
POSTINGS = "postings"

_NATION = "US"
_JOBS = """
SELECT ?g ?c ?period ?value ?rse WHERE {
  GRAPH ?g { ?x a oc:EmploymentObservation ; oc:area <%s> ; oc:code ?c ; oc:period ?period ;
             oc:employment ?value .
             OPTIONAL { ?x oc:employmentRelativeStandardError ?rse } }
} ORDER BY ?c ?period ?g
"""
_WAGES = """
SELECT ?g ?c ?period ?value ?top WHERE {
  GRAPH ?g { ?x a oc:WageObservation ; oc:area <%s> ; oc:code ?c ; oc:period ?period .
             OPTIONAL { ?x oc:annualMedian ?value }
             OPTIONAL { ?x oc:topCoded ?top FILTER(?top = "annual_median") } }
} ORDER BY ?c ?period ?g
"""
_PROJECTED = """
SELECT ?g ?c ?period ?openings ?base WHERE {
  GRAPH ?g { ?x a oc:ProjectionObservation ; oc:code ?c ; oc:projectionPeriod ?period .
             OPTIONAL { ?x oc:annualOpenings ?openings }
             OPTIONAL { ?x oc:baseEmployment ?base } }
} ORDER BY ?c ?period ?g
"""
_MEMBERS = """
SELECT ?g ?scheme ?code ?soc WHERE {
  GRAPH ?g { ?c oc:memberOf <%s> }
  ?c skos:notation ?code ; skos:inScheme ?s . BIND(STRAFTER(STR(?s), "/id/") AS ?scheme)
  OPTIONAL { ?c oc:correspondsTo ?now . ?now skos:inScheme id:soc2018 ; skos:notation ?soc }
} ORDER BY ?code ?soc
"""
_POSTED = """
SELECT ?g ?soc ?onet ?place ?place_name ?state ?month ?n WHERE {
  GRAPH ?g { ?x a oc:PostingCount ; oc:codedAs ?c ; oc:area ?p ; oc:postings ?n .
             OPTIONAL { ?x oc:period ?month } }
  ?c skos:notation ?soc . ?p skos:notation ?place ; skos:prefLabel ?place_name .
  OPTIONAL { ?p schema:containedInPlace/skos:notation ?state }
} ORDER BY ?g ?soc ?place ?month
"""


@dataclass(frozen=True, slots=True)
class Demand:
    """Figures by occupation, and the weights that allocation takes from them.

    `jobs` and `openings` are numbers by occupation for allocation only; `weight_notes` counts
    the occupations whose weight had to be taken from elsewhere.
    """

    figures: Mapping[str, tuple[Figure, ...]]
    jobs: Mapping[str, float]
    openings: Mapping[str, float]
    weight_notes: Mapping[str, int]
    periods: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Published:
    """One measure of one area by OEWS code: value, period, source, error or mark."""

    value: float | None
    period: str
    source: str
    mark: float | str | None


def read_demand(dataset: Dataset, area: Area, occupations: Occupations, year: str | None) -> Demand:
    """Every measure of demand of the area's occupations.

    What is not published for the area is given for the nation, under the nation's name. Raises
    `QueryError` for a year of which the dataset has no figures, naming those that it has.
    """
    found = [
        _published(dataset, query, place, mark)
        for place in (area.code, _NATION)
        for query, mark in ((_JOBS, "rse"), (_WAGES, "top"))
    ]
    period = _period(found, year)
    jobs, wages, us_jobs, us_wages = (_of_period(measure, period) for measure in found)
    projected, projection = _projections(dataset)
    base = {code: p.mark for code, p in projected.items() if isinstance(p.mark, float)}
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    for code in occupations.by_code:
        figures[code] += _measured(EMPLOYMENT, "persons", code, jobs, us_jobs, area, wages)
        figures[code] += _measured(WAGE, "US$ a year", code, wages, us_wages, area, jobs)
        figures[code] += _openings(code, area, jobs, projected, base)
    for code, more in _listed(dataset, area, occupations):
        figures[code].append(more)
    for code, more in _posted(dataset, area, occupations):
        figures[code].append(more)
    weights, notes = _weights(occupations, jobs, us_jobs, base)
    rates = _rates(occupations, projected, base, weights)
    periods = {"oews": period or "", "projections": projection or ""}
    return Demand(
        {code: tuple(found) for code, found in figures.items()}, weights, rates, notes, periods
    )


def _published(
    dataset: Dataset, query: str, area: str, mark: str
) -> dict[tuple[str, str], _Published]:
    """By code and period."""
    found: dict[tuple[str, str], _Published] = {}
    for row in dataset.select(query % mint("area", area)):
        code, period = _code(row["c"]), str(row["period"])
        value = row["value"]
        marked = row[mark]
        found.setdefault(
            (code, period),
            _Published(
                None if value is None else float(str(value)), period, _source(row["g"]),
                float(marked) if isinstance(marked, int | float) else
                None if marked is None else str(marked),
            ),
        )  # fmt: skip
    return found


def _period(
    measures: Iterable[Mapping[tuple[str, str], _Published]], year: str | None
) -> str | None:
    there = sorted({period for found in measures for _, period in found})
    if year is None:
        return there[-1] if there else None
    chosen = [period for period in there if period.startswith(year)]
    if not chosen:
        raise QueryError(
            f"no wages or employment of {year} in the dataset; it has those of "
            f"{', '.join(there) or 'no year'} (completers carry no year)"
        )
    return chosen[-1]


def _of_period(
    found: Mapping[tuple[str, str], _Published], period: str | None
) -> dict[str, _Published]:
    return {code: p for (code, at), p in found.items() if at == period}


def _projections(dataset: Dataset) -> tuple[dict[str, _Published], str | None]:
    """Openings a year by code (base employment as the mark), of the latest projection."""
    rows = dataset.select(_PROJECTED)
    periods = sorted({str(row["period"]) for row in rows})
    found = {}
    for row in rows:
        if str(row["period"]) == periods[-1]:
            opens, base = row["openings"], row["base"]
            found[_code(row["c"])] = _Published(
                None if opens is None else float(str(opens)), periods[-1], _source(row["g"]),
                None if base is None else float(str(base)),
            )  # fmt: skip
    return found, periods[-1] if periods else None


def _measured(
    measure: str,
    unit: str,
    code: str,
    here: Mapping[str, _Published],
    nation: Mapping[str, _Published],
    area: Area,
    beside: Mapping[str, _Published],
) -> list[Figure]:
    """The area's figure, or its lack and the nation's."""
    found = here.get(code)
    if found is not None and found.value is not None:
        return [_figure(measure, unit, code, found, area.code)]
    other = nation.get(code)
    lines: list[Figure] = []
    if found is not None:
        note = "at or above the top code (#)" if found.mark else "not released"
        lines.append(_figure(measure, unit, code, found, area.code, note))
    elif code in beside:
        apart = beside[code]
        lines.append(Figure(measure, None, unit, apart.period, area.code, apart.source, (),
                            "not released"))  # fmt: skip
    elif other is not None and area.code != _NATION:
        lines.append(Figure(measure, None, unit, other.period, area.code, other.source, (),
                            "not published for the area"))  # fmt: skip
    if other is not None and other.value is not None and area.code != _NATION:
        lines.append(_figure(measure, unit, code, other, _NATION))
    return lines


def _figure(
    measure: str, unit: str, code: str, found: _Published, area: str, note: str | None = None
) -> Figure:
    if note is None and isinstance(found.mark, float) and measure == EMPLOYMENT:
        note = f"relative standard error {found.mark:g} %"
    cell = Cell(found.source, "wage", (area, code), measure)
    return Figure(measure, found.value, unit, found.period, area, found.source, (cell,), note)


def _openings(
    code: str,
    area: Area,
    jobs: Mapping[str, _Published],
    projected: Mapping[str, _Published],
    base: Mapping[str, float],
) -> list[Figure]:
    """The nation's openings, and what the area would have at the nation's openings per job."""
    found = projected.get(code)
    if found is None or found.value is None:
        return []
    cell = Cell(found.source, "projection", (code,), OPENINGS)
    lines = [
        Figure(OPENINGS, found.value, "persons a year", found.period, _NATION, found.source,
               (cell,), "the nation's, not the area's")
    ]  # fmt: skip
    here = jobs.get(code)
    if area.code != _NATION and here is not None and here.value is not None and base.get(code):
        lines.append(
            Figure(
                IMPLIED, round(here.value * found.value / base[code], 1), "persons a year",
                found.period, area.code, f"{here.source} × {found.source}",
                (Cell(here.source, "wage", (area.code, code), EMPLOYMENT), cell,
                 Cell(found.source, "projection", (code,), "base_employment")),
                "the area's jobs × the nation's openings per job: no projection for the area",
                True,
            )
        )  # fmt: skip
    return lines


def _listed(dataset: Dataset, area: Area, occupations: Occupations) -> Iterable[tuple[str, Figure]]:
    for state in area.states:
        yield from _listed_occupations(dataset, state, occupations)
        cips: defaultdict[str, set[str]] = defaultdict(set)
        source = ""
        for row in _members(dataset, f"{state.lower()}-in-demand-programs"):
            source = _source(row["g"])
            for code in occupations.route(str(row["code"]), str(row["scheme"])).leads:
                cips[code].add(str(row["code"]))
        for code, found in sorted(cips.items()):
            cells = tuple(
                Cell(source, "member", (f"{state.lower()}-in-demand-programs", cip), "CIP")
                for cip in sorted(found)
            )
            yield code, Figure(LISTED_PROGRAMS, float(len(found)), "CIP codes on the list", None,
                               state, source, cells, "CIP codes on the state's in-demand list "
                               "that lead to the occupation")  # fmt: skip


def _listed_occupations(
    dataset: Dataset, state: str, occupations: Occupations
) -> Iterable[tuple[str, Figure]]:
    key = f"{state.lower()}-in-demand-occupations"
    codes: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in _members(dataset, key):
        soc = row["soc"] if row["soc"] is not None else row["code"]
        code = occupations.of_soc.get(str(soc))
        if code is not None:
            codes[code][str(row["code"])] = _source(row["g"])
    for code, listed in sorted(codes.items()):
        source = next(iter(listed.values()))
        cells = tuple(Cell(source, "member", (key, soc), "SOC") for soc in sorted(listed))
        exact = set(listed) == set(occupations.by_code[code].soc)
        note = "on the state's in-demand list"
        if not exact:
            note += f" as {', '.join(sorted(listed))} (SOC 2010)"
        yield code, Figure(LISTED, 1.0, "listed", None, state, source, cells, note)


def _members(dataset: Dataset, key: str) -> list[dict[str, object]]:
    return [dict(row) for row in dataset.select(_MEMBERS % mint("collection", key))]


def _posted(dataset: Dataset, area: Area, occupations: Occupations) -> Iterable[tuple[str, Figure]]:
    """Postings by occupation, source and place: the area's own, and others under their name."""
    counts: Counter[tuple[str, str, str]] = Counter()
    months: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in dataset.select(_POSTED):
        soc = str(row["soc"])[:7]
        code = occupations.of_soc.get(soc)
        if code is None:
            continue
        inside = area.code == _NATION or area.code in (row["place"], row["state"])
        where = area.code if inside else str(row["place_name"])
        key = (code, _source(row["g"]), where)
        counts[key] += int(str(row["n"]))
        months[key].add("unknown" if row["month"] is None else str(row["month"]))
    for (code, source, where), n in sorted(counts.items()):
        known = sorted(months[code, source, where] - {"unknown"})
        period = "/".join(dict.fromkeys((known[0], known[-1]))) if known else None
        unknown = "unknown" in months[code, source, where]
        note = "of some postings the month is not known" if unknown else None
        if where != area.code:
            note = "; ".join(filter(None, ("not the area's: postings from elsewhere", note)))
        cells = (Cell(source, "postings", (code, where), "postings"),)
        yield code, Figure(POSTINGS, float(n), "postings", period, where, source, cells, note)


def _weights(
    occupations: Occupations,
    jobs: Mapping[str, _Published],
    us_jobs: Mapping[str, _Published],
    base: Mapping[str, float],
) -> tuple[dict[str, float], dict[str, int]]:
    """Jobs in the area by occupation; where not released, the nation's at the area's share of all
    jobs that both have; 0 where nobody counts any."""
    both = [c for c in occupations.by_code if _value(jobs, c) and _value(us_jobs, c)]
    here = sum(_value(jobs, c) or 0.0 for c in both)
    nation = sum(_value(us_jobs, c) or 0.0 for c in both)
    share = here / nation if nation else 1.0
    weights: dict[str, float] = {}
    notes: Counter[str] = Counter()
    for code in occupations.by_code:
        value = _value(jobs, code)
        if value is not None:
            weights[code] = value
            notes["the area's employment"] += 1
        elif _value(us_jobs, code) is not None:
            weights[code] = (_value(us_jobs, code) or 0.0) * share
            notes["the nation's employment at the area's share"] += 1
        elif code in base:
            weights[code] = base[code] * share
            notes["the nation's projected base at the area's share"] += 1
        else:
            weights[code] = 0.0
            notes["no employment known"] += 1
    return weights, dict(notes)


def _rates(
    occupations: Occupations,
    projected: Mapping[str, _Published],
    base: Mapping[str, float],
    weights: Mapping[str, float],
) -> dict[str, float]:
    """Openings a year to fit to: jobs × the nation's openings per job; the mean rate if unknown."""
    known = {
        code: p.value / base[code]
        for code, p in projected.items()
        if p.value is not None and base.get(code) and code in occupations.by_code
    }
    total = sum(weights[c] for c in known)
    mean = sum(weights[c] * rate for c, rate in known.items()) / total if total else 1.0
    return {code: weights[code] * known.get(code, mean) for code in occupations.by_code}


def _value(found: Mapping[str, _Published], code: str) -> float | None:
    here = found.get(code)
    return None if here is None else here.value


def _code(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def _source(graph: object) -> str:
    return str(graph).removeprefix(f"{ID}source/")
