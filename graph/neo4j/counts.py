"""How many nodes and relationships each row of the table has, in a dataset and on a server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from occupath.graph.neo4j.lock import loaded_release
from occupath.graph.neo4j.server import Server
from occupath.graph.progress import Progress
from occupath.graph.projection import NodeRow, Projection, Table, project, table
from occupath.graph.projection.project import release_of

KEPT = 20  # releases whose counts are remembered


@dataclass(frozen=True, slots=True)
class RowCount:
    """A row of the table: how many the dataset makes of it, and how many the server has."""

    name: str
    dataset: int
    server: int

    @property
    def equal(self) -> bool:
        """Whether both have as many."""
        return self.dataset == self.server


@dataclass(frozen=True, slots=True)
class Status:
    """A dataset beside a server. `loaded` tells whether the server's load of this very release
    is complete."""

    product: str
    version: str
    rows: tuple[RowCount, ...]
    loaded: bool

    @property
    def equal(self) -> bool:
        """Whether the server holds the dataset: a complete load, and as many of every row."""
        return self.loaded and all(row.equal for row in self.rows)

    def as_json(self) -> dict[str, object]:
        """The object of ``occupath neo4j status --format json``."""
        return {
            "server": {"product": self.product, "version": self.version},
            "rows": [
                {"name": row.name, "dataset": row.dataset, "server": row.server}
                for row in self.rows
            ],
            "loaded": self.loaded,
            "equal": self.equal,
        }


def status(server: Server, dataset: Path, progress: Progress | None = None) -> Status:
    """Compare a dataset with a server, row by row of the table."""
    release = release_of(dataset)
    held = loaded_release(server)
    counts = counts_of(dataset, release, progress)
    return Status(
        server.product,
        server.version,
        tuple(compare(server, table(), counts)),
        held is not None and held.get("release") == release,
    )


def compare(server: Server, rows: Table, counts: Mapping[str, int]) -> list[RowCount]:
    """The counts of a dataset beside those of the server, nodes first, in order of the table."""
    found = []
    for row in (*rows.nodes, *rows.relationships):
        pattern = f"(x:{row.label})" if isinstance(row, NodeRow) else f"()-[x:{row.type}]->()"
        (there,) = server.cypher(f"MATCH {pattern} RETURN count(x) AS n")
        found.append(RowCount(row.name, counts.get(row.name, 0), int(there["n"])))
    return found


def counts_of(dataset: Path, release: str, progress: Progress | None = None) -> Mapping[str, int]:
    """The number of each row that a dataset makes; counted once for each release."""
    place = _place(release)
    try:
        known = json.loads(place.read_text("utf-8"))
        if isinstance(known, dict):
            return {str(name): int(count) for name, count in known.items()}
    except (OSError, ValueError):
        pass  # not counted yet
    with project(dataset, progress) as projection:
        remember(projection)
        return projection.counts


def remember(projection: Projection) -> None:
    """Keep the counts of a release for `counts_of`; a cache that cannot be written is no fault."""
    place = _place(projection.release)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        part.write_text(json.dumps(projection.counts, indent=1) + "\n", "utf-8")
        part.replace(place)
        for old in sorted(place.parent.glob("*.json"), key=lambda p: -p.stat().st_mtime)[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _place(release: str) -> Path:
    return user_cache_path("occupath", appauthor=False) / "projection" / f"{release}.json"
