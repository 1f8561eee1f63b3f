"""A real Neo4j that the tests of loading may break: stopped, killed, started again."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from occupath.graph.neo4j import Server, connect
from occupath.graph.neo4j.local import Running, running, start, stop
from occupath.ontology.errors import ServerError


class Breakable:
    """A local server with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def up(self, **settings: str) -> Running:
        """Start it, or start it again with its data."""
        return start(self.home, heap="512m", settings=settings)

    def connect(self) -> Server:
        """A connection to it, started if it is down."""
        return connect(self.up().address)

    def kill(self) -> None:
        """``kill -9``."""
        there = running(self.home)
        assert there is not None
        os.kill(there.pid, signal.SIGKILL)
        while running(self.home) is not None:
            time.sleep(0.05)

    def down(self) -> None:
        """Stop it as one should."""
        stop(self.home)

    def wipe(self) -> None:
        """Remove every node."""
        with self.connect() as server, server.session(write=True) as session:
            session.run(
                "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
            ).consume()


@pytest.fixture(scope="module")
def breakable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Breakable]:
    """A server of this module's own; in CI it must start."""
    found = Breakable(tmp_path_factory.mktemp("neo4j"))
    try:
        found.up()
    except ServerError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Neo4j to test with: {missing}")
    yield found
    found.down()


@pytest.fixture(scope="session")
def edited() -> Callable[[Path, Path, Callable[[list[str]], list[str]]], Path]:
    """Makes a copy of a dataset whose statements were changed."""

    def make(dataset: Path, place: Path, edit: Callable[[list[str]], list[str]]) -> Path:
        place.mkdir()
        shutil.copy(dataset / "manifest.json", place)
        with gzip.open(dataset / "dataset.nq.gz", "rt", encoding="utf-8", newline="\n") as file:
            lines = file.readlines()
        with gzip.GzipFile(place / "dataset.nq.gz", "wb", mtime=0) as file:
            file.write("".join(edit(lines)).encode())
        return place

    return make
