"""A connection to a property-graph server through the official driver."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Timer
from types import TracebackType
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from occupath.graph.neo4j.errors import told_clearly
from occupath.ontology.errors import QueryError, ServerError

LEAST = (5, 7)  # the first version with all that we write: constraints, COUNT {}, elementId
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_PATIENCE = 30.0  # seconds that a transaction is tried again after a lost connection

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # it raises what it would log
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)  # advice on statements of ours

_T = TypeVar("_T")
_Rows = tuple[list[dict[str, Any]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and who asks. `database` None is the server's default one."""

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None

    def __post_init__(self) -> None:
        scheme, separator, rest = self.uri.partition("://")
        if scheme not in _SCHEMES or not separator or not rest:
            raise ServerError(
                f"NEO4J_URI {self.uri!r} is not an address; write one that begins with "
                f"{', '.join(name + '://' for name in _SCHEMES)}"
            )
        if "@" in rest:
            raise ServerError(
                "NEO4J_URI must not hold a user or password; set NEO4J_USER and NEO4J_PASSWORD"
            )


def address_from_environment() -> Address | None:
    """The server of ``NEO4J_URI``, ``NEO4J_USER`` (or ``NEO4J_USERNAME``), ``NEO4J_PASSWORD``
    and ``NEO4J_DATABASE``; None where no URI is set."""
    uri = os.environ.get("NEO4J_URI", "").strip()
    if not uri:
        return None
    user = os.environ.get("NEO4J_USER") or os.environ.get("NEO4J_USERNAME") or "neo4j"
    return Address(
        uri, user, os.environ.get("NEO4J_PASSWORD", ""), os.environ.get("NEO4J_DATABASE") or None
    )


class Server:
    """An open connection; a context that closes it. Made by `connect`."""

    def __init__(
        self, address: Address, driver: neo4j.Driver, stop: Callable[[], None] | None = None
    ) -> None:
        self.address = address
        self.driver = driver
        self.product = ""
        self.version = ""
        self._stop = stop

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.driver.close()

    @property
    def where(self) -> str:
        """The address, for messages."""
        return self.address.uri

    def session(self, write: bool = False) -> neo4j.Session:
        """A session of the database; a plain one may only read."""
        mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        return self.driver.session(database=self.address.database, default_access_mode=mode)

    def cypher(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        max_rows: int | None = None,
    ) -> list[dict[str, Any]]:
        """The rows of a read-only statement, in order, by column; see `answer`."""
        return self.answer(statement, parameters, timeout=timeout, max_rows=max_rows)[0]

    def answer(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        max_rows: int | None = None,
    ) -> _Rows:
        """The rows of a read-only statement and its columns, both in order.

        `timeout` is in seconds; at most `max_rows` rows are read. Raises `QueryError` for a
        statement that is not valid, writes, or takes too long, and `ServerError` when the server
        cannot be reached.
        """
        values = dict(parameters or {})

        def rows_of(found: neo4j.Result) -> _Rows:
            names = tuple(found.keys())
            rows = found if max_rows is None else found.fetch(max_rows)
            return [dict(zip(names, record.values(), strict=True)) for record in rows], names

        @neo4j.unit_of_work(timeout=timeout)
        def ask(transaction: neo4j.ManagedTransaction) -> _Rows:
            return rows_of(transaction.run(statement, values))

        with told_clearly(self.where, asking=True), self.session() as session:
            if self._stop is None:
                return session.execute_read(ask)
            with _ended_after(timeout, self._stop):
                return rows_of(session.run(statement, values))

    @contextmanager
    def stream(self, statement: str, **parameters: Any) -> Iterator[neo4j.Result]:
        """The records of a read-only statement as they arrive."""
        with told_clearly(self.where), self.session() as session:
            yield session.run(statement, parameters)

    def write(self, statement: str, **parameters: Any) -> neo4j.ResultSummary:
        """Run one statement in a transaction that is tried again where that may help."""

        return self.transact(lambda transaction: transaction.run(statement, parameters).consume())

    def transact(self, work: Callable[[neo4j.ManagedTransaction], _T]) -> _T:
        """Do `work` in a transaction that is tried again where that may help."""
        with told_clearly(self.where), self.session(write=True) as session:
            return session.execute_write(work)

    def define(self, statement: str) -> None:
        """Run a statement that changes the schema, in a transaction of its own."""
        with told_clearly(self.where), self.session(write=True) as session:
            session.run(statement).consume()


@contextmanager
def _ended_after(seconds: float | None, stop: Callable[[], None]) -> Iterator[None]:
    """End an engine that cannot be told to leave a question, once its time is over."""
    if seconds is None:
        yield
        return
    over = Event()

    def end() -> None:
        over.set()
        stop()

    clock = Timer(seconds, end)
    clock.daemon = True
    clock.start()
    try:
        yield
    except (exceptions.DriverError, exceptions.Neo4jError, OSError) as failed:
        if not over.is_set():
            raise
        raise QueryError(
            f"the query took longer than {seconds:g} seconds and was stopped, and the embedded "
            "engine with it; make it narrower, or allow more time with --timeout"
        ) from failed
    finally:
        clock.cancel()


def connect(address: Address, stop: Callable[[], None] | None = None) -> Server:
    """Connect to a server and learn what it is.

    `stop` ends an engine of ours that knows neither transactions, since it only reads, nor limits
    of time. Raises `ServerError` when the server cannot be reached, refuses the user, or is too
    old.
    """
    with told_clearly(address.uri):
        driver = neo4j.GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            connection_timeout=10.0,
            connection_acquisition_timeout=20.0,
            max_transaction_retry_time=_PATIENCE,
            user_agent="occupath",
        )
    server = Server(address, driver, stop)
    try:
        with told_clearly(address.uri):
            agent = driver.get_server_info().agent
        (found,) = server.cypher(
            "CALL dbms.components() YIELD name, versions "
            "WITH name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version"
        )
        server.product = str(agent).partition("/")[0] or "Neo4j"
        server.version = str(found["version"])
        numbers = re.findall(r"\d+", server.version)[:2]
        if tuple(map(int, numbers)) < LEAST:
            raise ServerError(
                f"{address.uri}: runs Neo4j {server.version}, which is too old; Occupath needs "
                f"{LEAST[0]}.{LEAST[1]} or later (5.26 LTS is tested)"
            )
    except BaseException:
        server.close()
        raise
    return server
