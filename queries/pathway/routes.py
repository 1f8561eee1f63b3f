"""Paths of moves by a named query, kept out of occupations whose licence nobody here can get."""

from __future__ import annotations

from collections.abc import Mapping

from occupath.ontology.errors import QueryError
from occupath.queries.catalog import NamedQuery
from occupath.queries.engines import Engine
from occupath.queries.named import ask
from occupath.queries.parameters import term
from occupath.queries.pathway.licences import read_licences
from occupath.queries.result import Result

MOST_HOPS = 4
NONE = "none"  # how no code is written


def routes(query: NamedQuery, engine: Engine, values: Mapping[str, str]) -> Result:
    """The paths that `occupath.queries.pathway.network` finds, in the language of `engine`.

    Raises `QueryError` for a number of hops that is not 1 to 4.
    """
    terms = {p.name: term(p, values[p.name], values) for p in query.parameters}
    if not 1 <= int(values["most"]) <= MOST_HOPS:
        raise QueryError(f"most is {values['most']}; it must be 1 to {MOST_HOPS} hops")
    start = terms["from"].strip("<>").rpartition("/")[2]
    given = [] if values["avoid"].strip() == NONE else values["avoid"].split()
    closed = sorted({*given, *read_licences(engine).barred(start)})
    return ask(query, engine, {**values, "avoid": " ".join(closed) or NONE})
