"""The engine inside the package, for people without a server: the same Bolt protocol on loopback.

The property graph of a dataset is projected once into a store beside the dataset, and made anew
when the dataset, the table of the projection, or the engine changes. The store is opened
read-only, by as many processes as like. The engine runs in a process of its own, with a random
password, for as long as the context lasts.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import Any

from filelock import FileLock
from platformdirs import user_cache_path

from occupath.graph.neo4j.engine import DATABASE, MARK
from occupath.graph.neo4j.server import Address, Server, connect
from occupath.graph.place import standing
from occupath.graph.progress import Progress, Silent
from occupath.graph.projection.project import release_of
from occupath.ontology.errors import ServerError

PACKAGE = "arcadedb-embedded"
_ENGINE = (sys.executable, "-P", "-m", "occupath.graph.neo4j.engine")


def store_of(dataset: Path, progress: Progress | None = None) -> Path:
    """The folder of the projected store of a dataset; projects it where there is none.

    It stands beside the dataset, or in the user's cache where that cannot be written to. Raises
    `ServerError` where the engine is not installed or fails, and `InvalidDataset` where there is
    no dataset.
    """
    told = progress or Silent()
    place = _beside(dataset)
    found = place / f"{release_of(dataset)[:16]}-{_version()}"
    if (found / MARK).is_file():
        return found
    with FileLock(place / "making"):
        if not (found / MARK).is_file():
            for old in place.iterdir():
                if old.is_dir():
                    shutil.rmtree(old, ignore_errors=True)
            with _child({"dataset": str(dataset.resolve()), "store": str(found)}) as child:
                for line in child.lines():
                    _pass_on(line, told)
    return found


@contextmanager
def embedded(dataset: Path, progress: Progress | None = None) -> Iterator[Server]:
    """The property graph of a dataset, answered by the engine inside the package; see `store_of`
    and `answering`."""
    with answering(store_of(dataset, progress)) as server:
        yield server


@contextmanager
def answering(store: Path) -> Iterator[Server]:
    """The engine on a store that `store_of` gave.

    Raises `ServerError` where it does not start. A question that goes over its time ends the
    engine with it.
    """
    password = secrets.token_urlsafe(24)
    with _child({"store": str(store), "password": password}) as child:
        port = next((line["port"] for line in child.lines() if "port" in line), None)
        if port is None:
            raise ServerError("the embedded engine ended before it answered; set NEO4J_URI to use "
                              "a server")  # fmt: skip
        address = Address(f"bolt://127.0.0.1:{port}", "root", password, DATABASE)
        with connect(address, stop=child.kill) as server:
            server.product = "ArcadeDB"
            server.version = metadata.version(PACKAGE)
            yield server


def _version() -> str:
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        raise ServerError(
            f"the embedded Cypher engine is not installed here; pip install {PACKAGE}, or set "
            "NEO4J_URI to use a Neo4j server"
        ) from None


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
    name = str(at).strip("/").replace("/", "%")
    place = user_cache_path("occupath", appauthor=False) / "cypher" / name
    place.mkdir(parents=True, exist_ok=True)
    return place


class _Child:
    """The engine's process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def lines(self) -> Iterator[dict[str, Any]]:
        """What it tells; raises `ServerError` where it tells of an error or dies."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                told = json.loads(line)
            except ValueError:
                continue  # a library's own words
            if "error" in told:
                raise ServerError(told["error"])
            yield told
        if status := self._process.wait():
            raise ServerError(
                f"the embedded engine ended with status {status}; give it more memory with "
                "OCCUPATH_EMBEDDED_HEAP=4g, or set NEO4J_URI to use a server"
            )

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


@contextmanager
def _child(order: dict[str, str]) -> Iterator[_Child]:
    process = subprocess.Popen(
        _ENGINE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        yield _Child(process)
    finally:
        with suppress(OSError):
            process.stdin.close()  # the sign to end
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _pass_on(told: dict[str, Any], progress: Progress) -> None:
    if "begin" in told:
        progress.begin(told["begin"])
    elif "advance" in told:
        progress.advance(told["advance"], told["rows"])
    elif "end" in told:
        progress.end(told["end"], told["seconds"])
