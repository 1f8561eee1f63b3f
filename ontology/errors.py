"""The one error that a user may meet."""

from __future__ import annotations


class OccupathError(Exception):
    """Something the user can act on: the message says what, where and what to do next.

    The command line turns it into exit status 2 and one line on standard error.
    """


class SourceError(OccupathError):
    """A source file is missing, truncated, unreadable or lacks a required column."""


class UnknownCode(OccupathError):
    """A code, title or name that the dataset does not hold."""


class AmbiguousName(OccupathError):
    """A name that several occupations share; the message lists the candidates."""


class InvalidDataset(OccupathError):
    """A dataset folder that is missing, half-made, of another version, or fails its shapes."""


class QueryError(OccupathError):
    """A query that is not valid, not read-only, or over its limit of time or rows."""


class ServerError(OccupathError):
    """A graph server that cannot be reached, refuses, is too old, or lost the connection."""
