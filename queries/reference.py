"""The page that explains every named query (``docs/queries.md``), made from their headers."""

from __future__ import annotations

from itertools import groupby
from shlex import quote

from occupath.queries.catalog import NamedQuery, list_queries
from occupath.queries.parameters import TYPES

_HEAD = """\
# Named queries

Every question below is one documented SPARQL file in `queries/` with a twin in Cypher. Ask it on
the command line or in Python, in either language: the parameters are checked, and the rows are the
same in the same order.

```
occupath query --list
occupath query occupation-needs --param occupation=47-2111.00 --format csv
occupath query occupation-needs --param occupation=47-2111.00 --engine cypher
```
```python
from occupath.graph.dataset import Dataset
from occupath.queries import run

run("occupation-needs", Dataset.open(), {"occupation": "47-2111.00"}).rows
```

A parameter without a default must be given. Unknown values are empty, never 0. Numbers are rounded
to four places. This page is made from the headers of the files (`occupath.queries.reference`).
"""


def reference() -> str:
    """The text of ``docs/queries.md``."""
    parts = [_HEAD, _types()]
    for family, queries in groupby(list_queries(), key=lambda query: query.family):
        parts.append(f"## {family.replace('_', ' ').capitalize()}\n")
        parts += [_query(query) for query in queries]
    return "\n".join(parts)


def _types() -> str:
    rows = [f"| {name} | {kind.expects} |" for name, kind in TYPES.items()]
    return "\n".join(["| type | value |", "|---|---|", *rows, ""])


def _query(query: NamedQuery) -> str:
    lines = [f"### {query.name}", "", query.description, ""]
    if query.parameters:
        lines += ["| parameter | type | default | meaning |", "|---|---|---|---|"]
        lines += [
            f"| {p.name} | {p.type} | {'required' if p.default is None else p.default} "
            f"| {p.description} |"
            for p in query.parameters
        ]
        lines.append("")
    asked = " ".join(f"--param {quote(f'{p.name}={p.example}')}" for p in query.parameters
                     if p.default is None or p.example != p.default)  # fmt: skip
    lines += ["```", f"occupath query {query.name} {asked}".rstrip(), "```", ""]
    lines += ["Columns: " + ", ".join(f"`{name}`" for name in query.columns) + ".", ""]
    return "\n".join(lines)
