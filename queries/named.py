"""Asking a named query: parameters checked, made into terms, put in, and the rows rounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from occupath.ontology.errors import QueryError, UnknownCode
from occupath.queries.catalog import NamedQuery, list_queries, named_query
from occupath.queries.engines import Engine, Source, engine_of
from occupath.queries.parameters import term
from occupath.queries.result import Result, result

__all__ = ["NamedQuery", "ask", "list_queries", "run"]

_NODES = {"occupation", "code", "skill", "id", "area"}  # types whose value must be in the dataset


def run(name: str, source: Source, params: Mapping[str, object] | None = None) -> Result:
    """The answer of the named query `name` with `params` (name → value).

    `source` is a dataset, which is asked in SPARQL, or a property graph, which is asked in Cypher;
    both give the same rows. Raises `QueryError` for an unknown query or parameter, a missing one,
    or one of a wrong type, and `UnknownCode` where a well-formed code or number is not there.
    """
    query = named_query(name)
    values = _values(query, params or {})
    engine = engine_of(source)
    if query.steps is not None:
        return _steps(query.steps)(query, engine, values)
    return ask(query, engine, values)


def _values(query: NamedQuery, params: Mapping[str, object]) -> dict[str, str]:
    """Every parameter's value as text, defaults filled in."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in params:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise QueryError(f"query {query.name!r} has no parameter {name!r}; it takes {takes}")
    values: dict[str, str] = {}
    for name, parameter in known.items():
        given = params.get(name, parameter.default)
        if given is None:
            raise QueryError(
                f"query {query.name!r} needs the parameter {name!r} ({parameter.description}); "
                f"for example {name}={parameter.example}"
            )
        values[name] = str(given)
    return values


def ask(query: NamedQuery, engine: Engine, values: Mapping[str, str]) -> Result:
    """One pass of `query` with every parameter's value as text; see `run` for what it raises."""
    terms = {p.name: term(p, values[p.name], values) for p in query.parameters}
    rows = engine.rows(query, terms)
    if not rows:
        _check_known(query, engine, values, terms)
    full = query.limit is not None and len(rows) == int(terms[query.limit.name])
    return result(query.columns, rows, truncated=full)


def _check_known(
    query: NamedQuery, engine: Engine, values: Mapping[str, str], terms: Mapping[str, str]
) -> None:
    for parameter in query.parameters:
        if parameter.type in _NODES and not engine.holds(terms[parameter.name]):
            raise UnknownCode(
                f"query {query.name!r}: {parameter.name} {values[parameter.name]!r} "
                f"({parameter.description}) is not in the dataset; search with "
                "'occupath query find-occupation' or 'occupath query find-code'"
            )


def _steps(name: str) -> Callable[[NamedQuery, Engine, Mapping[str, str]], Result]:
    if name == "crosswalk":
        from occupath.queries.crosswalk.chain import crosswalk

        return crosswalk
    if name == "routes":
        from occupath.queries.pathway.routes import routes

        return routes
    raise QueryError(f"'# steps: {name}' names no Python that repeats a query")
