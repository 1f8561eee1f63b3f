"""``python -m occupath.graph.worker``: runs one query for `occupath.graph.guard` and ends.

It reads a JSON object from standard input (store, query, rows, memory) and writes one from then on
to standard output: the columns, each row, and whether that was all. Whoever started it may kill
it at any time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from pyoxigraph import QueryBoolean, QueryTriples, Store

from occupath.graph.no_network import take_network_away
from occupath.graph.values import python_value
from occupath.ontology.prefixes import PREFIXES


def answer(store: Store, query: str) -> tuple[list[str], Iterator[list[object]]]:
    """The columns and rows of any form of query."""
    found: Any = store.query(
        query,
        prefixes={name: str(iri) for name, iri in PREFIXES.items()},
        use_default_graph_as_union=True,
    )
    if isinstance(found, QueryBoolean):
        return ["answer"], iter([[bool(found)]])
    if isinstance(found, QueryTriples):
        triples = ([t.subject, t.predicate, t.object] for t in found)
        return ["subject", "predicate", "object"], ([*map(python_value, t)] for t in triples)
    names = [variable.value for variable in found.variables]
    return names, ([*map(python_value, solution)] for solution in found)


def main() -> int:
    """Run the query of standard input; 0 for an answer, 1 for a message on standard error."""
    order = json.load(sys.stdin)
    take_network_away()
    _limit_memory(order["memory"])
    write = sys.stdout.write
    try:
        columns, rows = answer(Store.read_only(order["store"]), order["query"])
        write(json.dumps(columns) + "\n")
        for row in islice(rows, order["rows"]):
            write(json.dumps(row, ensure_ascii=True) + "\n")
        complete = next(rows, None) is None
    except SyntaxError as wrong:
        sys.stderr.write(f"the query is not valid SPARQL: {wrong}")
        return 1
    except (OSError, RuntimeError, ValueError, MemoryError) as failed:
        sys.stderr.write(f"the query failed: {failed}")
        return 1
    write(json.dumps({"complete": complete}) + "\n")
    return 0


def _limit_memory(size: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limit on this system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    sys.exit(main())
