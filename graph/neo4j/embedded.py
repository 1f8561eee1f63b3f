"""The engine inside the package: ArcadeDB behind the same Bolt protocol, for people without a
server.

The property graph of a dataset is projected once into a store beside the dataset, and made anew
when the dataset or the table of the projection changes. The store is then opened read-only, by
as many processes as like. A server with a random password answers on loopback for as long as
the context lasts.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from importlib import metadata
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock
from platformdirs import user_cache_path

from occupath.graph.neo4j.server import Address, Server, connect
from occupath.graph.place import standing
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.projection import BASE, Projection, Table, project
from occupath.graph.projection.project import release_of
from occupath.ontology.errors import ServerError

if TYPE_CHECKING:
    from arcadedb_embedded import Database

PACKAGE = "arcadedb-embedded"
_NAME = "occupath"  # of the database
_MARK = "complete.json"  # in a store that is whole
_HEAP = "OCCUPATH_EMBEDDED_HEAP"  # how much memory the engine may take, such as 2g
_KINDS = {
    "text": "STRING", "iri": "STRING", "integer": "LONG", "number": "DOUBLE",
    "boolean": "BOOLEAN", "month": "DATE",
}  # fmt: skip


def store_of(dataset: Path, progress: Progress | None = None) -> Path:
    """The folder of the projected store of a dataset; projects it where there is none.

    It stands beside the dataset, or in the user's cache where that cannot be written to. Raises
    `ServerError` where the engine is not installed.
    """
    told = progress or Silent()
    release = _identity(dataset)
    place = _beside(dataset)
    found = place / release[:16]
    if (found / _MARK).is_file():
        return found
    with FileLock(place / "making"):
        if not (found / _MARK).is_file():
            for old in place.iterdir():
                if old.is_dir():
                    shutil.rmtree(old, ignore_errors=True)
            _make(dataset, found, told)
    return found


@contextmanager
def embedded(dataset: Path, progress: Progress | None = None) -> Iterator[Server]:
    """The property graph of a dataset, answered by the engine in this process.

    Raises `ServerError` where the engine is not installed or does not start.
    """
    told = progress or Silent()
    store = store_of(dataset, told)
    arcadedb = _engine()
    password = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="occupath-embedded-") as folder:
        port = _free_port()
        config = {
            "host": "127.0.0.1",
            "http_port": _free_port(),
            "mode": "production",
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": port,
            "bolt_host": "127.0.0.1",
            "server_databaseDirectory": str(store / "databases"),
            "server_defaultDatabaseMode": "READ_ONLY",
            "server_metrics": False,
            "command_timeout": 600_000,
        }
        engine = arcadedb.ArcadeDBServer(folder, password, config)
        try:
            engine.start()
        except arcadedb.ArcadeDBError as failed:
            raise ServerError(
                f"the embedded engine did not start ({failed}); set NEO4J_URI to use a server"
            ) from failed
        try:
            address = Address(f"bolt://127.0.0.1:{port}", "root", password, _NAME)
            with connect(address, transactions=False) as server:
                server.product = "ArcadeDB"
                server.version = metadata.version(PACKAGE)
                yield server
        finally:
            engine.stop()


def _identity(dataset: Path) -> str:
    """What the store depends on: the dataset, the table, and the engine's version."""
    _engine()
    return f"{release_of(dataset)[:12]}-{metadata.version(PACKAGE)}".replace("/", "_")


def _beside(dataset: Path) -> Path:
    """The folder of a dataset's stores, made where it can be."""
    at = standing(dataset).resolve()
    if at.name.startswith("."):  # the old one, put aside while a build renames
        at = dataset.resolve()
    place = at.with_name(f".{at.name}.cypher")
    with suppress(OSError):
        place.mkdir(exist_ok=True)
        if os.access(place, os.W_OK):
            return place
    place = (
        user_cache_path("occupath", appauthor=False)
        / "cypher"
        / str(at).strip("/").replace("/", "%")
    )
    place.mkdir(parents=True, exist_ok=True)
    return place


def _engine() -> Any:
    """The engine's package, with its Java machine started quietly once in this process."""
    try:
        import arcadedb_embedded
        from arcadedb_embedded.jvm import start_jvm
    except ImportError as missing:
        raise ServerError(
            f"the embedded Cypher engine is not installed here ({missing}); pip install "
            f"{PACKAGE}, or set NEO4J_URI to use a Neo4j server"
        ) from missing
    import jpype

    if not jpype.isJVMStarted():
        settings = files("occupath.graph.neo4j").joinpath("logging.properties")
        with as_file(settings) as written, _without_warnings():
            start_jvm(
                heap_size=os.environ.get(_HEAP, "2g"),
                jvm_args=[f"-Djava.util.logging.config.file={written}"],
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


def _make(dataset: Path, place: Path, progress: Progress) -> None:
    """Project a dataset into a new store; it takes its place only when it is whole."""
    arcadedb = _engine()
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="new-") as folder:
        new = Path(folder) / "store"
        (new / "databases").mkdir(parents=True)
        with project(dataset, progress) as projection:
            with Steps(progress)("store"):
                database = arcadedb.create_database(str(new / "databases" / _NAME))
                try:
                    _define(database, projection.table)
                    _fill(database, projection, progress)
                    _index(database, projection.table)
                finally:
                    database.close()
            mark = {"release": projection.release, "counts": projection.counts}
        (new / _MARK).write_text(json.dumps(mark, indent=1) + "\n", "utf-8")
        new.rename(place)


def _define(database: Database, rows: Table) -> None:
    """The types of the table: a label is a type that extends those of its further labels."""

    def run(statement: str) -> None:
        database.command("sql", statement)

    run(f"CREATE VERTEX TYPE {BASE} BUCKETS 1")
    run(f"CREATE PROPERTY {BASE}.iri STRING")
    for label in sorted({label for row in rows.nodes for label in row.also}):
        run(f"CREATE VERTEX TYPE {label} EXTENDS {BASE} BUCKETS 1")
    for row in rows.nodes:
        parents = ", ".join(row.also) or BASE
        run(f"CREATE VERTEX TYPE {row.label} EXTENDS {parents} BUCKETS 1")
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


def _fill(database: Database, projection: Projection, progress: Progress) -> None:
    ids: dict[str, str] = {}
    total = sum(projection.count(row) for row in projection.table.relationships)
    with database.graph_batch(expected_edge_count=max(total, 1)) as batch:
        for row in projection.table.nodes:
            for nodes in projection.nodes(row):
                made = batch.create_vertices(row.label, [_plain(n.properties) for n in nodes])
                ids.update(zip((n.iri for n in nodes), made, strict=True))
                progress.advance("store", len(nodes))
        for edge in projection.table.relationships:
            for items in projection.relationships(edge):
                batch.new_edges(
                    [ids[item.start] for item in items],
                    edge.type,
                    [ids[item.end] for item in items],
                    [_plain(item.properties) for item in items],
                )
                progress.advance("store", len(items))


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
