"""The words of a SPARQL query, without understanding it: what it may not hold, and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from occupath.graph.values import Value, literal
from occupath.ontology.errors import QueryError

_TOKEN = re.compile(
    r"""
      (?P<text>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
              |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[\w.\-%]|\\.)*:(?:[\w.\-%:]|\\.)*)
    | (?P<word>\w+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)  # how a SPARQL update begins


def refuse_harm(query: str) -> None:
    """Raise `QueryError` for a query that would change data or call another server.

    Text, IRIs, comments, variables and local names are not looked at. Elsewhere ``SERVICE`` may
    not stand even as a part of a word, since keywords need no space (``1SERVICE:x``), nor with a
    letter written as ``\\u0053``.
    """
    for reading in {query, _ESCAPE.sub(_letter, query)}:
        tokens = list(_tokens(reading))
        words = [token.upper() for kind, token in tokens if kind == "word"]
        prefixes = [token.upper().partition(":")[0] for kind, token in tokens if kind == "name"]
        if any("SERVICE" in word for word in (*words, *prefixes)):
            raise QueryError(
                "SERVICE is refused: a query runs on the dataset alone and calls no other server; "
                "take the SERVICE part out"
            )
        first = next((word for word in words if word in _FORMS | _UPDATES), None)
        if first in _UPDATES:
            raise QueryError(
                f"{first} is refused: queries are read-only; begin with SELECT, ASK, CONSTRUCT or "
                "DESCRIBE"
            )


def bind(query: str, bindings: Mapping[str, Value]) -> str:
    """`query` with each ``$name`` of `bindings` replaced by its value (see `literal`).

    Raises `QueryError` for a name that the query does not hold.
    """
    if not bindings:
        return query
    used: set[str] = set()
    parts: list[str] = []
    for kind, token in _tokens(query):
        name = token[1:]
        if kind == "variable" and token[0] == "$" and name in bindings:
            used.add(name)
            parts.append(literal(bindings[name]))
        else:
            parts.append(token)
    unused = sorted(set(bindings) - used)
    if unused:
        raise QueryError(f"the query has no parameter {', '.join('$' + name for name in unused)}")
    return "".join(parts)


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        yield match.lastgroup or "other", match.group()


def _letter(match: re.Match[str]) -> str:
    number = int(match.group(1) or match.group(2), 16)
    return chr(number) if number < 0x110000 else match.group()
