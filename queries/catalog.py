"""The named queries that come with Occupath: one ``.rq`` file each, in a folder a family."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from occupath.ontology.errors import QueryError
from occupath.queries.header import Header, Parameter, parse_header
from occupath.queries.parameters import TYPES
from occupath.queries.template import (
    columns_of,
    cypher_columns,
    cypher_parameters,
    order_of,
    parameters_of,
)

_VARIABLE = re.compile(r"\?([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A documented question: its parameters, the SPARQL that answers it and its columns."""

    name: str
    family: str  # the folder it stands in
    description: str
    parameters: tuple[Parameter, ...]
    body: str  # a SELECT without PREFIX lines, parameters written $name
    columns: tuple[str, ...]
    steps: str | None  # the Python that repeats the query, if one pass does not answer it
    cypher: str | None = None  # the same question in Cypher, parameters written $name

    @property
    def engines(self) -> tuple[str, ...]:
        """The languages in which the question can be asked."""
        return ("sparql",) if self.cypher is None else ("sparql", "cypher")

    @property
    def limit(self) -> Parameter | None:
        """The parameter that limits the rows, if there is one."""
        return next((p for p in self.parameters if p.type == "limit"), None)

    def examples(self) -> dict[str, str]:
        """Every parameter at its example value."""
        return {parameter.name: parameter.example for parameter in self.parameters}

    def as_json(self) -> dict[str, object]:
        """The entry of ``occupath query --list --format json``; a required default is null."""
        return {
            "name": self.name,
            "family": self.family,
            "description": self.description,
            "params": [
                {
                    "name": parameter.name,
                    "type": parameter.type,
                    "default": parameter.default,
                    "example": parameter.example,
                    "description": parameter.description,
                }
                for parameter in self.parameters
            ],
            "columns": list(self.columns),
            "engines": list(self.engines),
        }


def read_query(text: str, family: str, where: str, cypher: str | None = None) -> NamedQuery:
    """The query in a file's text, and its twin in Cypher.

    Raises `QueryError` where header and query, or the two languages, do not agree.
    """
    header, body = parse_header(text, where)
    _agree(header, body, where)
    columns = columns_of(body)
    if cypher is not None:
        _agree_twin(header, columns, cypher, where.removesuffix(".rq") + ".cypher")
    return NamedQuery(
        header.name,
        family,
        header.description,
        header.parameters,
        body,
        columns,
        header.steps,
        cypher,
    )


def _agree_twin(header: Header, columns: tuple[str, ...], cypher: str, where: str) -> None:
    used = cypher_parameters(cypher)
    names = {p.name for p in header.parameters}
    limits = {p.name for p in header.parameters if p.type == "limit"}
    if unknown := sorted(used - names):
        raise QueryError(f"{where}: ${unknown[0]} is no parameter of {header.name}")
    if limits & used:
        raise QueryError(f"{where}: a limit does not stand in the query")
    if cypher_columns(cypher) != columns:
        raise QueryError(
            f"{where}: returns {', '.join(cypher_columns(cypher))}, its twin {', '.join(columns)}"
        )


def _agree(header: Header, body: str, where: str) -> None:
    used = parameters_of(body)
    declared = {parameter.name: parameter for parameter in header.parameters}
    for parameter in header.parameters:
        if parameter.type not in TYPES:
            raise QueryError(
                f"{where}: parameter {parameter.name!r} has unknown type {parameter.type!r}; "
                f"use one of {', '.join(TYPES)}"
            )
    referred = {p.of for p in header.parameters if p.of in declared}
    limits = {p.name for p in header.parameters if p.type == "limit"}
    if unknown := sorted(used - declared.keys()):
        raise QueryError(f"{where}: ${unknown[0]} has no '# param:' line")
    if idle := sorted(declared.keys() - used - referred - limits):
        raise QueryError(f"{where}: parameter {idle[0]!r} does nothing in the query")
    if clash := sorted(used & set(_VARIABLE.findall(body))):
        raise QueryError(f"{where}: ${clash[0]} and ?{clash[0]} are one variable; rename one")
    if len(limits) > 1 or limits & used:
        raise QueryError(f"{where}: a limit is one parameter and does not stand in the query")
    if not order_of(body):
        raise QueryError(f"{where}: the query does not end in ORDER BY")


@cache
def _queries() -> dict[str, NamedQuery]:
    found: dict[str, NamedQuery] = {}
    for folder in sorted(files("occupath.queries").iterdir(), key=lambda entry: entry.name):
        if not folder.is_dir():
            continue
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".rq"):
                where = f"{folder.name}/{file.name}"
                twin = folder.joinpath(file.name.removesuffix(".rq") + ".cypher")
                cypher = twin.read_text("utf-8") if twin.is_file() else None
                query = read_query(file.read_text("utf-8"), folder.name, where, cypher)
                if f"{query.name}.rq" != file.name:
                    raise QueryError(f"{where}: is named {query.name!r} inside; the two must agree")
                if query.name in found:
                    raise QueryError(f"{where}: another query is called {query.name!r}")
                found[query.name] = query
    return found


def list_queries() -> list[NamedQuery]:
    """Every named query, by family and name."""
    return sorted(_queries().values(), key=lambda query: (query.family, query.name))


def named_query(name: str) -> NamedQuery:
    """The query called `name`; raises `QueryError` with the nearest names if there is none."""
    queries = _queries()
    if name in queries:
        return queries[name]
    close = get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(close)}? " if close else ""
    raise QueryError(f"no query is called {name!r}; {hint}'occupath query --list' explains each")
