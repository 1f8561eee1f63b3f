"""What happened while a source was read: rows read, kept, rejected and set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeVar

_Row = TypeVar("_Row", bound=Hashable)
_Text = str | Mapping[str, str | None]

DUPLICATE = "exact duplicate row"


class BadRow(ValueError):
    """A row that cannot be read. Raised inside `ReadLog.row`.

    Rows are counted by `reason`, which names no value; `detail` is the value at fault.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class SetAside(Exception):
    """A row that is sound but not used, for a stated reason. Raised inside `ReadLog.row`."""


class Once:
    """Rows seen so far; calling it with a row gives the row back, or sets a repeat aside."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: set[Hashable] = set()

    def __call__(self, row: _Row) -> _Row:
        if row in self._seen:
            raise SetAside(DUPLICATE)
        self._seen.add(row)
        return row


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
    place: tuple[str, int] = ("", 0)  # file and line of the row now in `row`

    @property
    def rows_rejected(self) -> int:
        return self.rejected.total()

    @property
    def rows_kept(self) -> int:
        return self.rows_read - self.rows_rejected - self.set_aside.total()

    def reject(
        self, file: str, line: int, reason: str, record: _Text = "", detail: str = ""
    ) -> None:
        """Count a rejected row under `reason` and keep its place; `detail` is kept with it."""
        self.rejected[reason] += 1
        if len(self.rejections) < self.keep_rejections:
            text = (
                record if isinstance(record, str) else " | ".join(v or "" for v in record.values())
            )
            full = f"{reason}: {detail}" if detail else reason
            self.rejections.append(Rejection(file, line, full, text[:200]))

    def count_read(self, file: str, rows: int = 1) -> None:
        """Count rows of `file` as read."""
        self.rows_read += rows
        self.files[file] = self.files.get(file, 0) + rows

    def row(self, file: str, line: int, record: _Text = "") -> _Guard:
        """A context that turns a `BadRow` or `SetAside` raised in it into a counted row.

        `record` is shown with a rejection; pass the record itself, its text is made only then.
        """
        return _Guard(self, file, line, record)


class _Guard:
    """The context of one row: written out because it runs a million times a build."""

    __slots__ = ("_file", "_line", "_log", "_record")

    def __init__(self, log: ReadLog, file: str, line: int, record: _Text) -> None:
        self._log = log
        self._file = file
        self._line = line
        self._record = record

    def __enter__(self) -> None:
        self._log.place = (self._file, self._line)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        self._log.place = ("", 0)
        if error is None:
            return False
        if isinstance(error, BadRow):
            self._log.reject(self._file, self._line, error.reason, self._record, error.detail)
            return True
        if isinstance(error, SetAside):
            self._log.set_aside[str(error)] += 1
            return True
        return False
