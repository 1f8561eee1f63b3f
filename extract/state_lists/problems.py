"""What is wrong with a list: one problem a cell, row or file, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("error", "warning", "note")
_LONGEST = 120  # characters shown of a value


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a list.

    `row` is the line of the file (0: the whole file), `column` its heading there. Severity: an
    ``error`` leaves the row out, a ``warning`` leaves the value out or doubts it, a ``note`` tells
    how a value was mended. `kind` is a key that repeats (``cip-lost-zero``).
    """

    file: str
    row: int
    column: str
    value: str
    kind: str
    problem: str
    suggestion: str
    severity: str

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file and row, in a row the gravest first."""
        return self.file, self.row, SEVERITIES.index(self.severity), self.column, self.kind


def shown(value: str | None) -> str:
    """`value` short and on one line, for a report."""
    text = " ".join((value or "").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
