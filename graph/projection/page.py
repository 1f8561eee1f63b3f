"""The page of the property graph (``docs/property-graph.md``), made from its table."""

from __future__ import annotations

from occupath.graph.projection.table import EdgeRow, FactRow, LeftOut, NodeRow, Property, table
from occupath.ontology.prefixes import PREFIXES

_HEAD = """\
# The property graph

The dataset as nodes and relationships, for Cypher: one declared table says which RDF pattern
becomes which label, relationship and property. From it come the rows that are loaded, the
constraints and indexes, the counts that `occupath neo4j status` compares, this page and its
picture (`occupath.graph.projection`). Nothing is lost in silence: a predicate of a dataset that is
neither in the table nor [left out](#what-is-left-out) with a reason stops the projection.
The same data as RDF: [the graph model](graph-model.md).

![Labels and relationships of the property graph](pictures/property-graph.svg)

Boxes are labels, arrows are relationships. `COMPETENCY` and `CREDENTIAL` are labels that those
below them share.

## How to ask

No server is needed. An engine inside the package answers Cypher on loopback for as long as a
question takes; the first one projects the dataset into a store beside it, once.

```bash
occupath query occupation-needs -p occupation=47-2111.00 --engine cypher
occupath query --file my.cypher
```

```python
from pathlib import Path

from occupath.graph.neo4j.embedded import embedded

with embedded(Path("dataset")) as graph:
    rows = graph.cypher("MATCH (o:Occupation) RETURN count(o) AS occupations")
```

With `NEO4J_URI` set, the same commands ask that server: a Neo4j of 5.7 or later (5.26 LTS is
tested), a cluster, or Aura.

| variable | meaning |
|---|---|
| `NEO4J_URI` | `bolt://`, `neo4j://`, `bolt+s://`, `neo4j+s://`; if not set: the embedded engine |
| `NEO4J_USER` | user; `neo4j` if not set |
| `NEO4J_PASSWORD` | password; never on the command line |
| `NEO4J_DATABASE` | database; the server's default one if not set |
| `OCCUPATH_EMBEDDED_HEAP` | memory of the embedded engine, such as `4g`; `2g` if not set |

```bash
occupath neo4j start                       # a local Neo4j of your own; prints what to export
occupath neo4j load --dataset dataset      # writes only what differs from the last load
occupath neo4j status --dataset dataset    # counts, row by row of the table; exit 1 when unequal
occupath neo4j export --out import         # CSV and a script for very large loads
occupath neo4j stop
```

Questions are read-only, and take values as `$parameters`. [The Cypher
cookbook](cookbook-cypher.md) has twenty with their answers.

## How to read it

- **`iri`**: every node has the label `Resource` and its IRI, which is unique. The relationships
  that [RDF states as a node](#relationships-with-an-iri) have one too. Other IRIs, such as `scale`
  or `wageArea`, are text.
- **Shared labels**: what an occupation may need has the label `Competency` beside its own, and what
  one may earn has `Credential`.
- **`classes`**: further classes of a node, by name: `'GreenOccupationOnet2010' IN o.classes`,
  `'ResidualCode' IN c.classes`. It is absent where there are none.
- **Lists** stay lists, in order of code points: `'Solar Electrician' IN o.altLabels`. One value is
  a list of one.
- **Months** (`date`, `period`, `postedIn`, `wagePeriod`) are dates: the first day of the month.
  `substring(toString(w.period), 0, 7)` is the month.
- **Unknown** is absent, never 0 and never an empty text.
- **Provenance**: a relationship's `source` is the named graph that states it; a node's `sources`
  are all that state something of it. `MATCH (s:Release {iri:
  'https://w3id.org/occupath/id/source/' + r.source})` is the release, with publisher, licence and
  checksum. What is ours (moves, links, mentions, inferences) has the sources `occupath-moves`,
  `occupath-links`, `occupath-text-links` and `occupath-inferred`.
- **`digest`** (on a loaded server alone) tells a load what has changed. It is no data.
"""

_KINDS = {"text": "", "iri": " iri", "month": " month"}


def page() -> str:
    """The text of ``docs/property-graph.md``."""
    rows = table()
    nodes = [_node(row) for row in sorted(rows.nodes, key=lambda row: row.label)]
    edges = [_edge(row) for row in sorted(rows.edges, key=lambda row: row.type)]
    facts = [_fact(row) for row in sorted(rows.facts, key=lambda row: row.type)]
    shared = [
        f"`{label}` is the label of " + _list(sorted(row.label for row in found)) + "."
        for label, found in rows.labels.items()
        if all(row.label != label for row in found)
    ]
    kinds = "Properties are text unless a kind is named; *list* is always a list."
    return "\n".join([
        _HEAD,
        "## Labels", "", kinds, "", *(f"{line}\n" for line in shared),
        "| label | class | properties |", "|---|---|---|", *nodes, "",
        "## Relationships", "",
        "Each is one triple between two nodes, and has its `source`.", "",
        "| relationship | from | to | predicate |", "|---|---|---|---|", *edges, "",
        "## Relationships with an IRI", "",
        "RDF states each as a node of its own: measured, rated, scored or linked with a method. "
        "Each has its `iri` and `source`.", "",
        "| relationship | from | to | class | properties |", "|---|---|---|---|---|", *facts, "",
        "## What is left out", "",
        "| class or predicate | why |", "|---|---|", *map(_left_out, rows.left_out), "",
    ])  # fmt: skip


def curie(iri: str) -> str:
    """An IRI as ``prefix:name``."""
    prefix = max((name for name, stem in PREFIXES.items() if iri.startswith(stem)),
                 key=lambda name: len(PREFIXES[name]))  # fmt: skip
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def _node(row: NodeRow) -> str:
    return f"| `{row.label}` | `{curie(row.of_class)}` | {_properties(row.properties)} |"


def _edge(row: EdgeRow) -> str:
    return f"| `{row.type}` | {_list(row.starts)} | {_list(row.ends)} | `{curie(row.predicate)}` |"


def _fact(row: FactRow) -> str:
    kind = "" if row.when is None else f' with `{curie(row.when[0])}` "{row.when[1]}"'
    return (
        f"| `{row.type}` | {_list(row.starts)} | {_list(row.ends)} "
        f"| `{curie(row.of_class)}`{kind} | {_properties(row.properties)} |"
    )


def _left_out(row: LeftOut) -> str:
    what = f"`{curie(row.of_class or row.predicate or '')}`"
    return f"| {what}{f' of `{curie(row.of)}`' if row.of else ''} | {row.reason} |"


def _properties(properties: tuple[Property, ...]) -> str:
    return ", ".join(
        f"`{prop.key}`{_KINDS.get(prop.kind, f' {prop.kind}')}{' list' if prop.many else ''}"
        for prop in sorted(properties, key=lambda prop: prop.key)
    )


def _list(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
