"""Runs a query that somebody typed: read-only, within a time, a number of rows and some memory.

Oxigraph cannot be told to stop, so the query runs in a process of its own that is killed at the
limit. It calls no other server: ``SERVICE`` is refused before the query is run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.graph.sparql_text import refuse_harm
from occupath.graph.store import STORE
from occupath.graph.values import Value
from occupath.ontology.errors import QueryError

_WORKER = (sys.executable, "-P", "-m", "occupath.graph.worker")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take: seconds, rows of its answer, bytes of memory."""

    seconds: float = 30.0
    rows: int = 10_000
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a query. `complete` is False where the limit of rows cut it off.

    An ASK has one row with the column ``answer``; a CONSTRUCT or DESCRIBE has ``subject``,
    ``predicate`` and ``object``.
    """

    columns: list[str]
    rows: list[dict[str, Value]]
    complete: bool


def ask_safely(dataset: Dataset, query: str, limits: Limits | None = None) -> Answer:
    """The answer to `query`; raises `QueryError` where it is not valid, not read-only, calls
    another server, or goes over its limits of time or memory."""
    limits = limits or Limits()
    refuse_harm(query)
    order = {
        "store": str(dataset.path / STORE),
        "query": query,
        "rows": limits.rows,
        "memory": limits.memory,
    }
    try:
        done = subprocess.run(
            _WORKER,
            input=json.dumps(order),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"the query took longer than {limits.seconds:g} seconds and was stopped; make it "
            "narrower, or allow more time"
        ) from None
    if done.returncode == 1 and done.stderr and "Traceback" not in done.stderr:
        raise QueryError(done.stderr.strip())
    if done.returncode != 0:
        raise QueryError(
            f"the query was stopped (status {done.returncode}), probably for want of memory "
            f"({limits.memory >> 20} MB are allowed); make it narrower"
        )
    lines = done.stdout.splitlines()
    columns = json.loads(lines[0])
    rows = [dict(zip(columns, json.loads(line), strict=True)) for line in lines[1:-1]]
    return Answer(columns, rows, json.loads(lines[-1])["complete"])
