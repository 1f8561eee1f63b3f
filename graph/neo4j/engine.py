"""The embedded engine in a process of its own: ``python -m occupath.graph.neo4j.engine``.

It reads one JSON object from standard input: either a dataset to project into a new store, or a
store to answer from. It tells what it does in lines of JSON on standard output, and ends when its
standard input does, so that it never outlives the process that started it. Only this module knows
the engine (ArcadeDB).
"""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from occupath.graph.progress import Steps
from occupath.graph.projection import BASE, Projection, Table, project
from occupath.ontology.errors import OccupathError

if TYPE_CHECKING:
    from arcadedb_embedded import Database

DATABASE = "occupath"
MARK = "complete.json"  # in a store that is whole
HEAP = "OCCUPATH_EMBEDDED_HEAP"  # how much memory the engine may take, such as 2g
_KINDS = {
    "text": "STRING", "iri": "STRING", "integer": "LONG", "number": "DOUBLE",
    "boolean": "BOOLEAN", "month": "DATE",
}  # fmt: skip


def main() -> int:
    """Do what standard input says; 0 when done, 1 after telling of an error."""
    order = json.loads(sys.stdin.readline())
    try:
        if "dataset" in order:
            make(Path(order["dataset"]), Path(order["store"]))
        else:
            serve(Path(order["store"]), order["password"])
    except (OccupathError, OSError) as failed:
        _tell(error=str(failed))
        return 1
    except Exception as failed:  # whatever the engine raises, the caller is told of it
        _tell(error=f"the embedded engine failed ({type(failed).__name__}: {failed})")
        return 1
    return 0


def _tell(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class _Told:
    """Progress as lines of JSON."""

    def begin(self, step: str) -> None:
        _tell(begin=step)

    def advance(self, source: str, rows: int) -> None:
        _tell(advance=source, rows=rows)

    def end(self, step: str, seconds: float) -> None:
        _tell(end=step, seconds=seconds)


def serve(store: Path, password: str) -> None:
    """Answer from a store, read-only, on a port of loopback that is told."""
    arcadedb = _engine()
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="occupath-engine-") as folder:
        config = {
            "host": "127.0.0.1",
            "http_port": _free_port(),
            "mode": "development",  # in another one it keeps the reason of an error to itself
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_host": "127.0.0.1",
            "bolt_port": port,
            "server_databaseDirectory": str(store / "databases"),
            "server_defaultDatabaseMode": "READ_ONLY",
            "server_metrics": False,
            "opencypher_loadCsv_allowFileUrls": False,
        }
        server = arcadedb.ArcadeDBServer(folder, password, config)
        server.start()
        try:
            _tell(port=port)
            sys.stdin.read()
        finally:
            server.stop()


def make(dataset: Path, store: Path) -> None:
    """Project a dataset into a new store; it takes its place only when it is whole."""
    arcadedb = _engine()
    told = _Told()
    with tempfile.TemporaryDirectory(dir=store.parent, prefix="new-") as folder:
        new = Path(folder) / "store"
        (new / "databases").mkdir(parents=True)
        with project(dataset, told) as projection, Steps(told)("store"):
            database = arcadedb.create_database(str(new / "databases" / DATABASE))
            try:
                _define(database, projection.table)
                _fill(database, projection, told)
                _index(database, projection.table)
            finally:
                database.close()
            mark = {"release": projection.release, "counts": projection.counts}
        (new / MARK).write_text(json.dumps(mark, indent=1) + "\n", "utf-8")
        new.rename(store)
    _tell(made=str(store))


def _engine() -> Any:
    """The engine's package, with its Java machine started quietly."""
    try:
        import arcadedb_embedded
        from arcadedb_embedded.jvm import start_jvm
    except ImportError as missing:
        raise OccupathError(
            f"the embedded Cypher engine is not installed here ({missing}); pip install "
            "arcadedb-embedded, or set NEO4J_URI to use a Neo4j server"
        ) from missing
    settings = files("occupath.graph.neo4j").joinpath("logging.properties")
    with as_file(settings) as written, _without_warnings():
        start_jvm(
            heap_size=os.environ.get(HEAP, "2g"),
            jvm_args=[
                f"-Djava.util.logging.config.file={written}",
                "-XX:+SuppressFatalErrorMessage",  # no report in the working directory
            ],
        )
        arcadedb_embedded.database_exists(os.devnull)  # makes the engine read the settings
    return arcadedb_embedded


@contextmanager
def _without_warnings() -> Iterator[None]:
    """What the Java machine writes to standard error while it starts is kept back."""
    kept = os.dup(2)
    silent = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silent, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(silent)


def _define(database: Database, rows: Table) -> None:
    """The types of the table: a label is a type that extends those of its further labels."""

    def run(statement: str) -> None:
        database.command("sql", statement)

    run(f"CREATE VERTEX TYPE {BASE} BUCKETS 1")
    run(f"CREATE PROPERTY {BASE}.iri STRING")
    for label in sorted({label for row in rows.nodes for label in row.also}):
        run(f"CREATE VERTEX TYPE {label} EXTENDS {BASE} BUCKETS 1")
    for row in rows.nodes:
        run(f"CREATE VERTEX TYPE {row.label} EXTENDS {', '.join(row.also) or BASE} BUCKETS 1")
        for prop in row.properties:
            kind = "LIST" if prop.many else _KINDS[prop.kind]
            run(f"CREATE PROPERTY {row.label}.`{prop.key}` {kind}")
    for edge in rows.relationships:
        run(f"CREATE EDGE TYPE {edge.type} BUCKETS 1")
        for prop in edge.properties:
            kind = "LIST" if prop.many else _KINDS[prop.kind]
            run(f"CREATE PROPERTY {edge.type}.`{prop.key}` {kind}")


def _index(database: Database, rows: Table) -> None:
    database.command("sql", f"CREATE INDEX ON {BASE} (iri) UNIQUE")
    for row in rows.nodes:
        for key in row.index:
            database.command("sql", f"CREATE INDEX ON {row.label} (`{key}`) NOTUNIQUE")


def _fill(database: Database, projection: Projection, told: _Told) -> None:
    ids: dict[str, str] = {}
    total = sum(projection.count(row) for row in projection.table.relationships)
    with database.graph_batch(expected_edge_count=max(total, 1)) as batch:
        for row in projection.table.nodes:
            for nodes in projection.nodes(row):
                made = batch.create_vertices(row.label, [_plain(n.properties) for n in nodes])
                ids.update(zip((n.iri for n in nodes), made, strict=True))
                told.advance("store", len(nodes))
        for edge in projection.table.relationships:
            for items in projection.relationships(edge):
                batch.new_edges(
                    [ids[item.start] for item in items],
                    edge.type,
                    [ids[item.end] for item in items],
                    [_plain(item.properties) for item in items],
                )
                told.advance("store", len(items))


def _plain(properties: dict[str, object]) -> dict[str, object]:
    """Dates as text: the types of the store turn them into dates again."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in properties.items()
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
