"""One load at a time: a transaction that holds a lock on the server until the load is done.

The lock is the server's own write lock on one node, so it goes with the connection: a loader that
dies frees it. The node that says which release is loaded is written by this very transaction, so
only a loader that still holds the lock can call a load complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import neo4j
from neo4j import exceptions as bolt

from occupath.graph.neo4j.errors import told_clearly
from occupath.graph.neo4j.server import Server
from occupath.graph.progress import Progress

LOCK = "OccupathLock"
VERSION = "OccupathVersion"  # the node that says what is loaded; absent while a load is at work
_PROBE = 2.0  # seconds after which we say that we wait


class Held:
    """The lock while it is held."""

    def __init__(self, server: Server, transaction: neo4j.Transaction) -> None:
        self._server = server
        self._transaction = transaction

    def complete(self, properties: dict[str, Any]) -> None:
        """Write the version node and let go, in one step: both or neither."""
        with told_clearly(self._server.where):
            self._transaction.run(f"MATCH (v:{VERSION}) DELETE v", {}).consume()
            self._transaction.run(f"CREATE (v:{VERSION}) SET v = $it", {"it": properties}).consume()
            self._transaction.commit()


def loaded_release(server: Server) -> dict[str, Any] | None:
    """What the version node says: ``release``, ``statements``; None if no load is complete."""
    rows = server.cypher(f"MATCH (v:{VERSION}) RETURN properties(v) AS it")
    return rows[0]["it"] if len(rows) == 1 else None


@contextmanager
def only_loader(server: Server, progress: Progress) -> Iterator[Held]:
    """Hold the lock; waits while another load is at work."""
    server.define(
        f"CREATE CONSTRAINT occupath_lock IF NOT EXISTS FOR (l:{LOCK}) REQUIRE l.id IS UNIQUE"
    )
    server.write(f"MERGE (l:{LOCK} {{id: 1}})")
    with ExitStack() as stack:
        with told_clearly(server.where):
            _wait(server, progress)
            session = stack.enter_context(server.session(write=True))
            transaction = session.begin_transaction()
            _take(transaction)
        stack.callback(_let_go, transaction)
        yield Held(server, transaction)


def _take(transaction: neo4j.Transaction) -> None:
    transaction.run(f"MATCH (l:{LOCK} {{id: 1}}) SET l.held = true").consume()


def _let_go(transaction: neo4j.Transaction) -> None:
    try:
        if not transaction.closed():
            transaction.rollback()
    except (bolt.DriverError, bolt.Neo4jError):
        return  # the connection is gone, and the lock with it


def _wait(server: Server, progress: Progress) -> None:
    """Tell the person if another load holds the lock."""
    with server.session(write=True) as session:
        probe = session.begin_transaction(timeout=_PROBE)
        try:
            _take(probe)
        except (bolt.ClientError, bolt.TransientError, bolt.DatabaseError):
            progress.begin("wait for another load")
        finally:
            _let_go(probe)
