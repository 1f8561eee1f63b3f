"""SPARQL of the user's own: read-only, within a time and a number of rows."""

from __future__ import annotations

from occupath.graph.dataset import Dataset
from occupath.graph.guard import Limits, ask_safely
from occupath.queries.result import Result, result

SECONDS = 30.0
ROWS = 100_000


def run_sparql(
    dataset: Dataset, text: str, timeout: float = SECONDS, max_rows: int = ROWS
) -> Result:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE over the union of all graphs.

    `timeout` is in seconds. The prefixes of `occupath.ontology.prefixes` need not be declared.
    Raises `QueryError` for a query that is not valid, that would change data or call another
    server, or that goes over its time or memory; too many rows are cut off (`Result.truncated`).
    """
    answer = ask_safely(dataset, text, Limits(seconds=timeout, rows=max_rows))
    return result(tuple(answer.columns), answer.rows, truncated=not answer.complete)
