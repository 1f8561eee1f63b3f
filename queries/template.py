"""Parameters (``$name``) of our own query texts, and their filling with RDF terms.

Terms are put in as tokens rather than bound by the engine (Oxigraph's `substitutions`): the planner
then sees constants. Measured on 3.6 million triples, a UNION over one occupation takes 6 ms this
way and 61 s with substitutions, which also never reach into sub-selects and forbid aggregates.
Only terms that `occupath.queries.parameters.term` made are put in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from occupath.ontology.errors import QueryError

_TOKEN = re.compile(
    r"""
      (?P<skip>  <[^<>\s]*>                     # IRI
               | "(?:\\.|[^"\\\n])*"            # string
               | '(?:\\.|[^'\\\n])*'
               | \#[^\n]*                       # comment
      )
    | \$(?P<parameter>[A-Za-z_][A-Za-z0-9_]*)
    """,
    re.VERBOSE,
)
_SELECT = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?(?P<head>.*?)\s*WHERE\s*\{", re.DOTALL)
_ORDER = re.compile(r"ORDER BY\s+(?P<keys>[^{}]+)$")
_VARIABLE = re.compile(r"\?([A-Za-z_][A-Za-z0-9_]*)")
_COMPUTED = re.compile(r"AS\s+\?([A-Za-z_][A-Za-z0-9_]*)\s*$")


def parameters_of(body: str) -> frozenset[str]:
    """The names of the parameters that stand in a query text, outside strings and comments."""
    found = (match["parameter"] for match in _TOKEN.finditer(body))
    return frozenset(name for name in found if name)


def fill(body: str, terms: Mapping[str, str]) -> str:
    """`body` with each ``$name`` replaced by its term; raises `QueryError` if one is missing."""

    def one(match: re.Match[str]) -> str:
        name = match["parameter"]
        if name is None:
            return match[0]
        if name not in terms:
            raise QueryError(f"the query names a parameter ${name} that its header does not")
        return terms[name]

    return _TOKEN.sub(one, body)


def columns_of(body: str) -> tuple[str, ...]:
    """The columns that a SELECT of ours names, in order; raises `QueryError` if it names none."""
    found = _SELECT.match(body)
    if not found:
        raise QueryError("a named query is a SELECT that names its columns")
    names: list[str] = []
    for item in _items(found["head"]):
        computed = _COMPUTED.search(item.removesuffix(")")) if item.startswith("(") else None
        variable = _VARIABLE.fullmatch(item)
        if not (computed or variable):
            raise QueryError(f"a named query names its columns; {item!r} is not one")
        names.append((computed or variable)[1])  # type: ignore[index]
    return tuple(names)


def order_of(body: str) -> tuple[str, ...]:
    """The variables of the last ORDER BY, in order; empty if the query does not end in one."""
    found = _ORDER.search(body)
    return tuple(_VARIABLE.findall(found["keys"])) if found else ()


_CYPHER = re.compile(
    r"""
      (?P<skip> //[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | `[^`]*` )
    | \$(?P<parameter>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<word>[A-Za-z_][A-Za-z0-9_.]*)
    | (?P<sign>[()\[\]{},])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def cypher_parameters(text: str) -> frozenset[str]:
    """The names of the parameters of a Cypher text, outside strings and comments."""
    return frozenset(m["parameter"] for m in _CYPHER.finditer(text) if m["parameter"])


def cypher_words(text: str) -> list[str]:
    """The words of a Cypher text in capitals, outside strings, comments and quoted names."""
    return [m["word"].upper() for m in _CYPHER.finditer(text) if m["word"]]


def cypher_columns(text: str) -> tuple[str, ...]:
    """The columns of the last RETURN of a Cypher text of ours, in order.

    Each is ``expression AS name`` or a plain ``name``.
    """
    names: list[str] = []
    depth = 0
    last = ""
    reading = False
    for match in _CYPHER.finditer(text):
        word, sign = match["word"], match["sign"]
        if sign:
            depth += (sign in "([{") - (sign in ")]}")
            if reading and sign == "," and depth == 0:
                names.append(last)
        elif word and depth == 0:
            upper = word.upper()
            if upper == "RETURN":
                reading, names, last = True, [], ""
            elif upper == "ORDER" and reading:
                names.append(last)
                reading = False
            elif reading and upper not in ("AS", "DISTINCT"):
                last = word
    if reading:
        names.append(last)
    return tuple(names)


def _items(head: str) -> list[str]:
    """The parts of a SELECT clause: ``?variable`` or ``(expression AS ?variable)``."""
    items: list[str] = []
    depth = 0
    for piece in re.findall(r"[()]|[^\s()]+|\s+", head):
        if depth == 0 and not piece.isspace():
            items.append("")
        depth += (piece == "(") - (piece == ")")
        if items:
            items[-1] += piece
    return [item.strip() for item in items]
