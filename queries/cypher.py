"""Cypher of the user's own: read-only, within a time and a number of rows."""

from __future__ import annotations

from typing import Any

from occupath.graph.neo4j.server import Server
from occupath.graph.neo4j.values import plain_value
from occupath.ontology.errors import QueryError
from occupath.queries.result import Result, result
from occupath.queries.sparql import ROWS, SECONDS
from occupath.queries.template import cypher_words

_WRITES = frozenset({"CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE", "DROP", "FOREACH"})


def run_cypher(
    graph: Server,
    text: str,
    parameters: dict[str, Any] | None = None,
    timeout: float = SECONDS,
    max_rows: int = ROWS,
) -> Result:
    """The answer to a read-only Cypher statement, on a server or on the embedded engine.

    `timeout` is in seconds. A node or relationship in a row becomes its properties. Raises
    `QueryError` for a statement that is not valid, that would change data or read files or other
    servers, or that goes over its time; too many rows are cut off (`Result.truncated`).
    """
    refuse_harm(text)
    rows, columns = graph.answer(text, parameters, timeout=timeout, max_rows=max_rows + 1)
    shown = [{name: plain_value(row[name]) for name in columns} for row in rows[:max_rows]]
    return result(columns, shown, truncated=len(rows) > max_rows)


def refuse_harm(text: str) -> None:
    """Raise `QueryError` for a statement that writes or reads files.

    The engines refuse writes as well; here with words that say what to do.
    """
    words = cypher_words(text)
    if found := next((word for word in words if word in _WRITES), None):
        raise QueryError(
            f"{found} is refused: queries are read-only; put a name that looks like it in backticks"
        )
    if "LOAD" in words or any(word.startswith("APOC.LOAD") for word in words):
        raise QueryError("LOAD is refused: a query reads the graph, no files and no other servers")
