"""What reading a cell gives: its value, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Fault(NamedTuple):
    """What is said of one value: the kind of problem, its words, what to do, how grave."""

    kind: str
    problem: str
    suggestion: str
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the mapping says of a table: the CIP or code scheme, units, coded values."""

    scheme: str
    units: Mapping[str, str]
    known: frozenset[str] | None = None  # codes of the scheme, where a dataset was given


Value = str | float | int | bool | None
Read = tuple[Value, Fault | None]
