"""Fixtures shared by all tests: where the real data is."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

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


def _built_once(name: str, data: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that all workers of this test run share."""
    from filelock import FileLock

    from occupath.graph.build import build

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
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
