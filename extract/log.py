"""What happened while a source was read: rows read, kept, rejected and set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class BadRow(ValueError):
    """A row that cannot be read; the message is the reason. Raised inside `ReadLog.row`."""


class SetAside(Exception):
    """A row that is sound but not used, for a stated reason. Raised inside `ReadLog.row`."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One rejected row: where it stands and why. `record` is its text, cut at 200 characters."""

    file: str
    line: int
    reason: str
    record: str


@dataclass(slots=True)
class ReadLog:
    """The tally of one source. ``rows_read == rows_kept + rows_rejected + sum(set_aside)``.

    Only the first `keep_rejections` rejections keep their text; all are counted by reason.
    """

    source: str
    rows_read: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    set_aside: Counter[str] = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    files: dict[str, int] = field(default_factory=dict)  # file name → rows read
    keep_rejections: int = 1000

    @property
    def rows_rejected(self) -> int:
        return self.rejected.total()

    @property
    def rows_kept(self) -> int:
        return self.rows_read - self.rows_rejected - self.set_aside.total()

    def reject(self, file: str, line: int, reason: str, record: str = "") -> None:
        """Count a rejected row under `reason` and keep its place."""
        self.rejected[reason] += 1
        if len(self.rejections) < self.keep_rejections:
            self.rejections.append(Rejection(file, line, reason, record[:200]))

    def count_read(self, file: str, rows: int = 1) -> None:
        """Count rows of `file` as read."""
        self.rows_read += rows
        self.files[file] = self.files.get(file, 0) + rows

    @contextmanager
    def row(self, file: str, line: int, record: str = "") -> Iterator[None]:
        """Turn a `BadRow` or `SetAside` raised in the block into a counted row."""
        try:
            yield
        except BadRow as bad:
            self.reject(file, line, str(bad), record)
        except SetAside as aside:
            self.set_aside[str(aside)] += 1
