"""What an area's listed programs supply: programs, and completers by provider and CIP code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID
from occupath.queries.training.occupations import Occupations, Route
from occupath.queries.training.tables import Area, Cell, Outcome, Program

NOT_IN_VINTAGE = "the CIP code is not in the vintage that the state uses"
NO_OCCUPATION = "the CIP code leads to no occupation (SOC 99-9999)"

_OUTCOMES = """
SELECT ?g ?p ?c ?stated ?quarters ?completers WHERE {
  GRAPH ?g { ?x oc:area <%s> ; oc:quarters ?quarters ; oc:provider ?p .
             OPTIONAL { ?x oc:completers ?completers }
             OPTIONAL { ?x oc:instructionalProgram ?c } OPTIONAL { ?x oc:statedCode ?stated } }
} ORDER BY ?p ?c ?stated ?quarters
"""
_PROGRAMS = """
SELECT ?g ?x ?id ?name ?p ?c ?stated ?cost ?hours WHERE {
  GRAPH ?g { ?x a oc:LearningProgram ; oc:area <%s> ; skos:notation ?id ; skos:prefLabel ?name .
             OPTIONAL { ?x oc:offeredBy ?p } OPTIONAL { ?x oc:statedCode ?stated }
             OPTIONAL { ?x oc:instructionalProgram ?c }
             OPTIONAL { ?x oc:totalCost ?cost } OPTIONAL { ?x oc:clockHours ?hours } }
} ORDER BY ?id ?g
"""
_PROVIDERS = "SELECT ?p ?name WHERE { ?p a oc:Provider ; skos:prefLabel ?name } ORDER BY ?p ?name"
_LISTED = "SELECT ?x ?name WHERE { ?x oc:listedProvider ?name } ORDER BY ?x ?name"
_CIPS = """
SELECT ?c ?scheme ?title WHERE {
  VALUES (?s ?scheme) { (id:cip2010 "cip2010") (id:cip2020 "cip2020") }
  ?c skos:inScheme ?s ; skos:prefLabel ?title
} ORDER BY ?c ?title
"""
_TEACHES = """
SELECT ?id ?concept WHERE {
  ?x a oc:LearningProgram ; oc:area <%s> ; skos:notation ?id ; oc:teaches ?concept
} ORDER BY ?id ?concept
"""
_DEMANDED = "SELECT ?code WHERE { ?c oc:memberOf <%s> ; skos:notation ?code } ORDER BY ?code"


class Names:
    """Names of providers and of CIP codes, by IRI; the first in order where there are several."""

    def __init__(self, dataset: Dataset) -> None:
        self.providers: dict[str, str] = {}
        for row in dataset.select(_PROVIDERS):
            self.providers.setdefault(str(row["p"]), str(row["name"]))
        self.listed: dict[str, str] = {}
        for row in dataset.select(_LISTED):
            self.listed.setdefault(str(row["x"]), str(row["name"]))
        self.cips: dict[str, tuple[str, str]] = {}  # IRI → scheme, title
        for row in dataset.select(_CIPS):
            self.cips.setdefault(str(row["c"]), (str(row["scheme"]), str(row["title"])))


def read_outcomes(
    dataset: Dataset, area: Area, occupations: Occupations, names: Names, quarters: int | None
) -> tuple[int, list[Outcome]]:
    """The cohort's quarters and its rows. None takes the middle one of those there are.

    Raises `QueryError` for a cohort that the dataset does not have.
    """
    rows = [
        (state, row) for state in area.states
        for row in dataset.select(_OUTCOMES % mint("area", state))
    ]  # fmt: skip
    there = sorted({int(str(row["quarters"])) for _, row in rows})
    if quarters is None:
        quarters = there[len(there) // 2] if there else 4
    elif there and quarters not in there:
        raise QueryError(
            f"no cohort followed for {quarters} quarters; the outcomes have those of "
            f"{', '.join(map(str, there))}"
        )
    return quarters, [
        _outcome(state, row, occupations, names, quarters)
        for state, row in rows
        if int(str(row["quarters"])) == quarters
    ]


def _outcome(
    state: str, row: Mapping[str, object], occupations: Occupations, names: Names, quarters: int
) -> Outcome:
    cip, title, route = _route(row, occupations, names)
    lost = None if route.leads else NOT_IN_VINTAGE if row["c"] is None else NO_OCCUPATION
    provider = _code(row["p"])
    return Outcome(
        provider, names.providers.get(str(row["p"])), str(cip), title, route.cips2020,
        None if row["completers"] is None else int(str(row["completers"])),
        route.leads, route.elsewhere, lost,
        Cell(_source(row["g"]), "outcome", (state, provider, str(cip)),
             f"completers, followed for {quarters} quarters"),
    )  # fmt: skip


def read_programs(
    dataset: Dataset,
    area: Area,
    occupations: Occupations,
    names: Names,
    outcomes: Iterable[Outcome],
) -> list[Program]:
    """The programs of the list of eligible programs, each beside its pair's completers.

    A program that only an earlier list without CIP codes names is left out: it leads nowhere.
    """
    completers = {(o.cell.key[0], o.provider_id, o.cip): o.completers for o in outcomes}
    programs: list[Program] = []
    for state in area.states:
        taught: defaultdict[str, set[str]] = defaultdict(set)
        for row in dataset.select(_TEACHES % mint("area", state)):
            taught[str(row["id"])].add(str(row["concept"]))
        collection = mint("collection", f"{state.lower()}-in-demand-programs")
        demanded = {str(row["code"]) for row in dataset.select(_DEMANDED % collection)}
        for row in dataset.select(_PROGRAMS % mint("area", state)):
            if row["p"] is None and row["c"] is None and row["stated"] is None:
                continue
            program = _program(state, row, occupations, names)
            pair = (state, str(program.provider_id), str(program.cip))
            programs.append(
                replace(
                    program, teaches=frozenset(taught[program.id]), joins=pair in completers,
                    completers=completers.get(pair), in_demand=program.cip in demanded,
                )
            )  # fmt: skip
    return programs


def _program(
    state: str, row: Mapping[str, object], occupations: Occupations, names: Names
) -> Program:
    cip, _, route = _route(row, occupations, names)
    return Program(
        str(row["id"]), str(row["name"]), None if row["p"] is None else _code(row["p"]),
        names.providers.get(str(row["p"])) or names.listed.get(str(row["x"])), cip,
        route.cips2020, _number(row["cost"]), _number(row["hours"]), route.leads, frozenset(),
        Cell(_source(row["g"]), "program", (state, str(row["id"])), "the program"),
    )  # fmt: skip


def _route(
    row: Mapping[str, object], occupations: Occupations, names: Names
) -> tuple[str | None, str | None, Route]:
    """The CIP code as the source has it, its title, and where it leads."""
    if row["c"] is None:
        return (None if row["stated"] is None else str(row["stated"])), None, Route((), (), False)
    scheme, title = names.cips[str(row["c"])]
    cip = _code(row["c"])
    return cip, title, occupations.route(cip, scheme)


def _code(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _source(graph: object) -> str:
    return str(graph).removeprefix(f"{ID}source/")
