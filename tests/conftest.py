"""Fixtures shared by all tests: where the real data is."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from occupath.graph.neo4j import Address, Server

ROOT = Path(__file__).parent.parent


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are numbered, not spelled: packed ones may hold the clock, and workers must agree."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data: OCCUPATH_DATA, else ``../shared/data``; must exist in CI."""
    place = Path(os.environ.get("OCCUPATH_DATA", ROOT.parent / "shared" / "data"))
    if not (place / "onet_30.1").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"real data is not at {place}; set OCCUPATH_DATA")
        pytest.skip(f"real data is not at {place}; set OCCUPATH_DATA to run this test")
    return place


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of small fixtures written for the tests."""
    return ROOT / "tests" / "fixtures"


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _built_once(name: str, data: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that all workers of this test run share."""
    from filelock import FileLock

    from occupath.graph.build import build

    shared = _shared(tmp_path_factory)
    place = shared / name
    with FileLock(shared / f"{name}.building"):
        if not (place / "manifest.json").exists():
            build(data, place)
    return place


@pytest.fixture(scope="session")
def starter_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the embedded starter data, built once."""
    return _built_once("starter", None, tmp_path_factory)


@pytest.fixture(scope="session")
def real_dataset(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the whole real data, built once (minutes); or OCCUPATH_TEST_DATASET."""
    there = os.environ.get("OCCUPATH_TEST_DATASET")
    return Path(there) if there else _built_once("real", data_dir, tmp_path_factory)


@pytest.fixture(scope="session")
def starter_graph(starter_dataset: Path) -> Iterator[Server]:
    """The property graph of the starter data on the embedded engine."""
    from occupath.graph.neo4j.embedded import embedded

    with embedded(starter_dataset) as server:
        yield server


@pytest.fixture(scope="session")
def real_graph(real_dataset: Path) -> Iterator[Server]:
    """The property graph of the whole real data on the embedded engine (minutes to project)."""
    from occupath.graph.neo4j.embedded import embedded

    with embedded(real_dataset) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Address:
    """A real Neo4j that all workers share: that of NEO4J_URI, else one that is started here.

    In CI it must run; elsewhere its tests are skipped where Maven or Java is missing.
    """
    from filelock import FileLock

    from occupath.graph.neo4j import address_from_environment
    from occupath.graph.neo4j.local import start
    from occupath.ontology.errors import ServerError

    if given := address_from_environment():
        return given
    shared = _shared(tmp_path_factory)
    with FileLock(shared / "neo4j.starting"):
        try:
            return start(shared / "neo4j", heap="1g").address
        except ServerError as missing:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no Neo4j to test with: {missing}")


@pytest.fixture(scope="session")
def neo4j_graph(
    neo4j_address: Address, real_dataset: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The property graph of the whole real data on a real Neo4j."""
    from filelock import FileLock

    from occupath.graph.neo4j import connect
    from occupath.graph.neo4j.load import load

    with connect(neo4j_address) as server:
        with FileLock(_shared(tmp_path_factory) / "neo4j.loading"):
            foreign = server.cypher(
                "MATCH (n) WHERE NOT n:Resource AND NOT n:OccupathVersion AND NOT n:OccupathLock "
                "RETURN count(n) AS n"
            )
            assert foreign[0]["n"] == 0, "the tests want a database of their own"
            load(server, real_dataset)
        yield server


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the Neo4j that the tests started, when all workers are done."""
    factory = getattr(session.config, "_tmp_path_factory", None)
    if factory is None or "PYTEST_XDIST_WORKER" in os.environ:
        return
    home = factory.getbasetemp() / "neo4j"
    if home.is_dir():
        from occupath.graph.neo4j.local import stop

        stop(home)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: its exit status and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def occupath(
    starter_dataset: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Runs the command line in this process, on the starter dataset unless told otherwise."""
    from occupath.cli import main

    monkeypatch.setenv("OCCUPATH_DATASET", str(starter_dataset))

    def run(*words: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["occupath", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        status: object = 0
        try:
            main()
        except SystemExit as stop:
            status = stop.code
        written = capsys.readouterr()
        return Outcome(int(str(status or 0)), written.out, written.err)

    return run
