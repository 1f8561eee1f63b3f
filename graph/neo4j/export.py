"""The property graph as CSV for ``neo4j-admin database import``, for very large loads."""

from __future__ import annotations

import csv
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from occupath.graph.neo4j.lock import VERSION
from occupath.graph.neo4j.writing import DIGEST
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.projection import EdgeRow, FactRow, NodeRow, Projection, project
from occupath.graph.projection.table import Property
from occupath.ontology.errors import OccupathError

_KINDS = {"text": "string", "iri": "string", "integer": "long", "number": "double",
          "boolean": "boolean", "month": "date"}  # fmt: skip
_BETWEEN = "\x1f"  # parts the values of a list; no text of a dataset holds it


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows by file, how many in all, and the script that imports them."""

    files: dict[str, int]
    items: int
    script: Path


def export(dataset: Path, out: Path, progress: Progress | None = None) -> Exported:
    """Write the property graph of a dataset to the new folder `out`.

    Raises `OccupathError` where the folder exists already; it is made whole or not at all.
    """
    if out.exists():
        raise OccupathError(f"{out}: exists already; give another folder with --out")
    told = progress or Silent()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as folder:
        new = Path(folder) / "csv"
        new.mkdir()
        files: dict[str, int] = {}
        with project(dataset, told) as projection, Steps(told)("export"):
            for row in projection.table.nodes:
                name = f"node-{row.label}.csv"
                files[name] = _write(new / name, _node_rows(projection, row))
                told.advance("export", files[name])
            for edge in projection.table.relationships:
                name = f"relationship-{edge.type}.csv"
                files[name] = _write(new / name, _relationship_rows(projection, edge))
                told.advance("export", files[name])
            items = sum(files.values())
            _write(new / f"node-{VERSION}.csv", iter([
                [":ID", "release:string", "items:long", "table:string", "statements:long"],
                ["occupath-version", projection.release, items, projection.table.fingerprint,
                 projection.statements],
            ]))  # fmt: skip
            (new / "import.sh").write_text(_script(projection), "utf-8")
        shutil.move(new, out)
    return Exported(files, items, out / "import.sh")


def _node_rows(projection: Projection, row: NodeRow) -> Iterator[list[object]]:
    properties = [*row.properties, _LIST_OF_CLASSES, _LIST_OF_SOURCES]
    yield ["iri:ID", *map(_header, properties), f"{DIGEST}:long"]
    for batch in projection.nodes(row):
        for node in batch:
            values = [_cell(node.properties.get(prop.key)) for prop in properties]
            yield [node.iri, *values, node.digest]


def _relationship_rows(projection: Projection, row: EdgeRow | FactRow) -> Iterator[list[object]]:
    own = [_IRI, _SOURCE] if isinstance(row, FactRow) else [_SOURCE]
    properties = [*own, *row.properties]
    yield [":START_ID", ":END_ID", *map(_header, properties), f"{DIGEST}:long"]
    for batch in projection.relationships(row):
        for item in batch:
            values = [_cell(item.properties.get(prop.key)) for prop in properties]
            yield [item.start, item.end, *values, item.digest]


_IRI = Property("", "iri", "iri")
_SOURCE = Property("", "source", "text")
_LIST_OF_CLASSES = Property("", "classes", "text", many=True)
_LIST_OF_SOURCES = Property("", "sources", "text", many=True)


def _header(prop: Property) -> str:
    return f"{prop.key}:{_KINDS[prop.kind]}{'[]' if prop.many else ''}"


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return _BETWEEN.join(map(str, value))
    return value


def _write(path: Path, rows: Iterator[list[object]]) -> int:
    """Write a header and its rows; returns how many rows."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(next(rows))
        for row in rows:
            writer.writerow(row)
            written += 1
    return written


def _script(projection: Projection) -> str:
    parts = [
        "#!/bin/sh",
        "# Imports the property graph into an empty database of a server that is stopped.",
        "# DATABASE is its name (neo4j), NEO4J_ADMIN the program (neo4j-admin).",
        'cd "$(dirname "$0")" || exit 2',
        '"${NEO4J_ADMIN:-neo4j-admin}" database import full "${DATABASE:-neo4j}" \\',
        "  --overwrite-destination --multiline-fields=true --array-delimiter=U+001F \\",
    ]
    for row in projection.table.nodes:
        labels = ":".join(row.labels)
        parts.append(f"  --nodes={shlex.quote(f'{labels}=node-{row.label}.csv')} \\")
    parts.append(f"  --nodes={VERSION}=node-{VERSION}.csv \\")
    parts += [
        f"  --relationships={row.type}=relationship-{row.type}.csv \\"
        for row in projection.table.relationships
    ]
    parts[-1] = parts[-1].removesuffix(" \\")
    return "\n".join(parts) + "\n"
