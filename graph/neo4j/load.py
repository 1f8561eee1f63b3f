"""Loads a dataset into a server: constraints, nodes, relationships, and last the version.

Every node and relationship carries a digest of the statements it is made of. A load compares the
digests that the server has with those of the dataset and writes only the difference, so that the
same code loads, updates, resumes after a fall, and finds that nothing is to be done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from occupath.graph.neo4j.counts import compare, remember
from occupath.graph.neo4j.lock import VERSION, loaded_release, only_loader
from occupath.graph.neo4j.nodes import write_nodes
from occupath.graph.neo4j.relationships import write_relationships
from occupath.graph.neo4j.server import Server
from occupath.graph.neo4j.writing import Change, Changes
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.projection import BASE, Table, project, table
from occupath.graph.projection.project import release_of
from occupath.ontology.errors import ServerError

__all__ = ["Change", "Loaded", "definitions", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `changes` has the rows of the table that changed; `seconds` is the time by
    step."""

    release: str
    items: int
    changes: dict[str, Change]
    seconds: dict[str, float] = field(default_factory=dict, compare=False)

    @property
    def unchanged(self) -> bool:
        """Whether the server already had all of it."""
        return not self.changes


def load(server: Server, dataset: Path, progress: Progress | None = None) -> Loaded:
    """Make the server hold the property graph of the dataset in `dataset`, and nothing older.

    Raises `ServerError` when the server refuses or is lost; what was written until then stays,
    is not called complete, and the next load goes on from it.
    """
    told = progress or Silent()
    rows = table()
    release = release_of(dataset, rows)
    step = Steps(told)
    changes = Changes()
    with only_loader(server, told) as lock:
        held = loaded_release(server)
        if held is not None and held.get("release") == release:
            return Loaded(release, int(held["items"]), {})
        with project(dataset, told, rows) as projection:
            remember(projection)
            with step("constraints"):
                _define(server, rows)
            with step("nodes"):
                ids = write_nodes(server, projection, changes, told)
            with step("relationships"):
                write_relationships(server, projection, ids, changes, told)
            with step("check"):
                _check(server, rows, projection.counts)
            items = sum(projection.counts.values())
            lock.complete({"release": release, "items": items, "table": rows.fingerprint,
                           "statements": projection.statements})  # fmt: skip
    return Loaded(release, items, dict(sorted(changes.items())), step.seconds)


def _define(server: Server, rows: Table) -> None:
    """Constraints and indexes; and from here on the server does not count as loaded."""
    for statement in definitions(rows):
        server.define(statement)
    server.define("CALL db.awaitIndexes(600)")
    server.write(f"MATCH (v:{VERSION}) DELETE v")


def _check(server: Server, rows: Table, counts: dict[str, int]) -> None:
    wrong = [row for row in compare(server, rows, counts) if not row.equal]
    if wrong:
        raise ServerError(
            f"{server.where}: holds {wrong[0].server:,} of {wrong[0].name} where the dataset has "
            f"{wrong[0].dataset:,}; does another program write to this database? give the load "
            "again, or use a database of its own"
        )


def definitions(rows: Table) -> list[str]:
    """The statements that make the constraints and indexes of the table."""
    found = [
        f"CREATE CONSTRAINT occupath_iri IF NOT EXISTS FOR (n:{BASE}) REQUIRE n.iri IS UNIQUE",
        f"CREATE CONSTRAINT occupath_version IF NOT EXISTS FOR (v:{VERSION}) "
        "REQUIRE v.release IS UNIQUE",
    ]
    for row in rows.nodes:
        found += [
            f"CREATE INDEX occupath_{row.label.lower()}_{key.lower()} IF NOT EXISTS "
            f"FOR (n:{row.label}) ON (n.{key})"
            for key in row.index
        ]
    return found
