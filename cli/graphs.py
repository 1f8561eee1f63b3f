"""The property graph that a command asks: a server of the environment, or the embedded engine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from occupath.cli.progress import watching
from occupath.graph.neo4j.server import Address, Server, address_from_environment, connect
from occupath.ontology.errors import ServerError


def address() -> Address | None:
    """The server of the environment, its password asked for where there is someone to ask."""
    found = address_from_environment()
    if found is not None and not found.password and "NEO4J_PASSWORD" not in os.environ:
        if not sys.stdin.isatty():
            raise ServerError(f"{found.uri}: NEO4J_PASSWORD is not set")
        password = click.prompt(
            f"Password of {found.user} at {found.uri}", hide_input=True, err=True
        )
        return replace(found, password=password)
    return found


@contextmanager
def server() -> Iterator[Server]:
    """The server of ``NEO4J_URI``, else the local one that 'occupath neo4j start' started."""
    from occupath.graph.neo4j.local import running

    found = address()
    if found is None and (local := running()) is not None:
        found = local.address
    if found is None:
        raise ServerError(
            "no server is given: set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD, or start a local "
            "one with 'occupath neo4j start'"
        )
    with connect(found) as opened:
        yield opened


@contextmanager
def graph(dataset: Path) -> Iterator[Server]:
    """What answers Cypher: the server of ``NEO4J_URI``, else the embedded engine on `dataset`."""
    found = address()
    if found is not None:
        with connect(found) as opened:
            yield opened
        return
    from occupath.graph.neo4j.embedded import answering, store_of

    with watching() as watch:
        store = store_of(dataset, watch)
    with answering(store) as opened:
        yield opened
