"""What the driver raises, as errors that say what happened, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as bolt

from occupath.ontology.errors import QueryError, ServerError


@contextmanager
def told_clearly(where: str, asking: bool = False) -> Iterator[None]:
    """Turn the driver's exceptions into `ServerError`, or `QueryError` for a question that is
    wrong or over its time when `asking`; `where` is the server's address."""
    try:
        yield
    except bolt.AuthError as refused:
        raise ServerError(
            f"{where}: the server refused the user or password; set NEO4J_USER and NEO4J_PASSWORD"
        ) from refused
    except bolt.ConfigurationError as wrong:
        raise ServerError(
            f"{where}: is not a usable address ({_first_line(wrong)}); write bolt://host:7687, "
            "neo4j://host:7687, or bolt+s:// or neo4j+s:// for an encrypted connection"
        ) from wrong
    except (bolt.ServiceUnavailable, bolt.SessionExpired, bolt.IncompleteCommit, OSError) as lost:
        raise ServerError(
            f"{where}: the server cannot be reached or the connection was lost "
            f"({_first_line(lost)}); see that it runs, then give the command again: a load goes on "
            "where it stopped"
        ) from lost
    except bolt.ClientError as wrong:
        code = wrong.code or ""
        if "DatabaseNotFound" in code:
            raise ServerError(
                f"{where}: has no such database; set NEO4J_DATABASE to one that it has"
            ) from wrong
        if asking:
            raise QueryError(_question(wrong, code)) from wrong
        raise ServerError(_refusal(where, wrong, code)) from wrong
    except bolt.Neo4jError as failed:
        if asking:
            raise QueryError(_question(failed, failed.code or "")) from failed
        raise ServerError(_refusal(where, failed, failed.code or "")) from failed
    except bolt.DriverError as failed:
        raise ServerError(f"{where}: the driver failed ({_first_line(failed)})") from failed


def _question(failed: bolt.Neo4jError, code: str) -> str:
    if "TimedOut" in code or "Terminated" in code:
        return (
            "the query took longer than it may and was stopped; make it narrower, or allow more "
            "time with --timeout"
        )
    if "read only database" in str(failed.message):  # the embedded engine says no more
        return "the query is not valid Cypher, or would change data, and queries are read-only"
    if "AccessMode" in code or "Forbidden" in code or "read" in str(failed.message).lower():
        return f"queries are read-only: {_first_line(failed)}"
    return f"the query is not valid Cypher, or failed: {_first_line(failed)}"


def _refusal(where: str, failed: bolt.Neo4jError, code: str) -> str:
    text = _first_line(failed)
    if isinstance(failed, bolt.NotALeader | bolt.ForbiddenOnReadOnlyDatabase) or any(
        sign in code for sign in ("ReadOnly", "AccessMode", "WriteOnReadOnly", "Forbidden")
    ):
        return (
            f"{where}: this database or user cannot be written to ({text}); choose a writable "
            "database with NEO4J_DATABASE, the leader's address, or a user with write access"
        )
    return f"{where}: the server refused ({code or type(failed).__name__}: {text})"


def _first_line(failure: BaseException) -> str:
    text = getattr(failure, "message", None) or str(failure) or type(failure).__name__
    return " ".join(str(text).split())[:300]
