"""A code in another scheme, over as many crosswalk tables as lie between the two schemes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from occupath.ontology.errors import QueryError, UnknownCode
from occupath.ontology.ids import SCHEMES
from occupath.queries.catalog import NamedQuery, named_query
from occupath.queries.engines import Engine
from occupath.queries.named import ask
from occupath.queries.parameters import TYPES, term
from occupath.queries.result import Result

COLUMNS = (
    "from_code", "from_title", "to_code", "to_title", "steps", "path", "cardinality", "via",
    "partial", "note", "concept",
)  # fmt: skip
MAX_CHAINS = 20_000  # chains of codes followed before we give up
_JOIN = " > "
_TABLE = re.compile(r".*/correspondence/(?P<one>[a-z0-9]+)-(?P<other>[a-z0-9]+)")
_GROUPS = ("esco", "isco08")  # joined by ESCO's own groups, which are no table

_Row = dict[str, object]


def crosswalk(query: NamedQuery, engine: Engine, values: Mapping[str, str]) -> Result:
    """The codes of scheme ``to`` that ``code`` of scheme ``from`` becomes.

    Every shortest chain of tables is followed; a row's cardinality names that of each step, seen
    from the code asked about. Raises `UnknownCode` for a code the scheme does not have and
    `QueryError` where no chain joins the schemes.
    """
    start, goal = values["from"], values["to"]
    for parameter in query.parameters:
        if parameter.type == "scheme":
            term(parameter, values[parameter.name], values)
    if start == goal:
        raise QueryError(f"from and to are both {start}; give two schemes")
    concept = _concept(query, engine, start, values["code"])
    rows: list[_Row] = []
    for path in _shortest_paths(_tables(engine), start, goal):
        known: dict[tuple[str, str, str], list[_Row]] = {}
        for trail in _follow(query, engine, concept, path, known):
            if len(rows) >= MAX_CHAINS:
                raise QueryError(
                    f"{values['code']} of {start} reaches {goal} by more than {MAX_CHAINS} chains; "
                    f"cross in two questions, by way of {path[len(path) // 2]}"
                )
            rows.append(_row(path, trail))
    rows.sort(key=lambda row: tuple(str(row[key]) for key in ("steps", "path", "to_code", "via")))
    return Result(COLUMNS, rows)


def _tables(engine: Engine) -> dict[str, set[str]]:
    """Which schemes a table joins, both ways."""
    joined: dict[str, set[str]] = {scheme: set() for scheme in SCHEMES}
    tables = ask(named_query("crosswalk-tables"), engine, {}).rows
    found = [_TABLE.fullmatch(str(row["correspondence"])) for row in tables]
    pairs = [(match["one"], match["other"]) for match in found if match]
    for one, other in [*pairs, _GROUPS]:
        joined.setdefault(one, set()).add(other)
        joined.setdefault(other, set()).add(one)
    return joined


def _shortest_paths(joined: Mapping[str, set[str]], start: str, goal: str) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        if found := [path for path in paths if path[-1] == goal]:
            return found
        paths = [(*path, scheme) for path in paths for scheme in sorted(joined[path[-1]] - seen)]
        seen |= {path[-1] for path in paths}
    crossed = ", ".join(sorted(joined[start])) or "no scheme"
    raise QueryError(f"no crosswalk leads from {start} to {goal}; {start} crosses to {crossed}")


def _concept(query: NamedQuery, engine: Engine, scheme: str, code: str) -> str:
    """The IRI of a code that the scheme has."""
    if TYPES["text"].term(code, None, {}) is None:
        raise QueryError(f"parameter 'code': {code[:60]!r} is not a code")
    rows = ask(named_query("concept-of-code"), engine, {"scheme": scheme, "code": code}).rows
    if rows:
        return str(rows[0]["concept"])
    parameter = next(p for p in query.parameters if p.name == "code")
    if scheme != "esco" or code.startswith("http"):
        node = term(parameter, code, {"from": scheme})
        if engine.holds(node):
            return node.strip("<>")
    raise UnknownCode(
        f"{code!r} is not a code of {scheme} ({SCHEMES.get(scheme, 'a draft')}) in the dataset; "
        "search with 'occupath query find-code'"
    )


def _follow(
    query: NamedQuery,
    engine: Engine,
    concept: str,
    path: tuple[str, ...],
    known: dict[tuple[str, str, str], list[_Row]],
) -> Iterator[list[_Row]]:
    """Every chain of crosswalk rows from `concept` along the schemes of `path`."""
    trails: list[list[_Row]] = [[]]
    for one, other in pairwise(path):
        longer: list[list[_Row]] = []
        for trail in trails:
            here = str(trail[-1]["concept"]) if trail else concept
            step = (here, one, other)
            if step not in known:
                known[step] = ask(query, engine, {"from": one, "code": here, "to": other}).rows
            longer += [[*trail, row] for row in known[step]]
        trails = longer[: MAX_CHAINS + 1]
    return iter(trails)


def _row(path: tuple[str, ...], trail: list[_Row]) -> _Row:
    notes = [str(row["note"]) for row in trail if row["note"] is not None]
    return {
        "from_code": trail[0]["from_code"],
        "from_title": trail[0]["from_title"],
        "to_code": trail[-1]["to_code"],
        "to_title": trail[-1]["to_title"],
        "steps": len(trail),
        "path": _JOIN.join(path),
        "cardinality": _JOIN.join(str(row["cardinality"]) for row in trail),
        "via": _JOIN.join(str(row["to_code"]) for row in trail[:-1]) or None,
        "partial": any(row["partial"] is True for row in trail) or None,
        "note": "; ".join(notes) or None,
        "concept": trail[-1]["concept"],
    }
