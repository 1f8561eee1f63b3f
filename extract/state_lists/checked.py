"""Tables that a person has reviewed: decisions on the CIP-SOC crosswalk, and programs that are one.

Such a table is read all or nothing: a decision that cannot be read must not be lost quietly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source, SourceFile, SourceFiles
from occupath.extract.state_lists.fault import Value
from occupath.extract.state_lists.mapping import plain_mapping
from occupath.extract.state_lists.table import Table
from occupath.extract.tabular import Located
from occupath.ontology.errors import SourceError
from occupath.ontology.ids import CODE_PATTERNS, mint, slug
from occupath.ontology.model import CrosswalkReview, InferredLink, Row

REVIEWS = "reviews/"  # what names of such sources begin with
SAME = "same-listings/"
_DOUBTS = frozenset({"cip-not-six-digits", "cip-unreadable"})  # warnings that are errors here
_OWNER = "that of its owner"


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table whose every row can be used. `name` is that of the source, `rows_at` has lines."""

    name: str
    title: str
    publisher: str
    located: Located
    rows_at: tuple[tuple[int, Row], ...]
    sha256: str

    @property
    def files(self) -> SourceFiles:
        """The file under the entry of its source."""
        return SourceFiles(self.source, {"table": self.located})

    @property
    def source(self) -> Source:
        """The table as an entry of the table of sources."""
        file = self.located.path.name
        return Source(
            self.name, f"{self.title}: {file}", self.publisher, self.sha256[:12], "", _OWNER,
            _OWNER, f"{self.publisher}: {file}.", (SourceFile("table", (file,)),), optional=True,
        )  # fmt: skip

    def checksum(self) -> str:
        """The SHA-256 of the file."""
        return self.sha256

    def rows(self, log: ReadLog) -> Iterator[Row]:
        """The rows, in the order of the file."""
        for line, row in self.rows_at:
            log.count_read(self.located.shown)
            with log.row(self.located.shown, line):
                yield row


def review_table(path: Path) -> CheckedTable:
    """What a state adds to the CIP-SOC crosswalk or takes back, with who decided it, when and why.

    `path` is a CSV or workbook (columns in docs/state-lists.md); the source is
    ``reviews/<file>``, its publishers the reviewers. Raises `SourceError` that names the first
    problem where a row cannot be used, or where two rows decide the same pair.
    """
    name = slug(path.name.partition(".")[0])
    read = _read("reviews", path, lambda values: _review(name, values))
    people = sorted({row.reviewer for _, row in read.rows if isinstance(row, CrosswalkReview)})
    return CheckedTable(
        REVIEWS + name, "Reviewed CIP-SOC table", "; ".join(people) or "nobody", read.located,
        read.rows, read.sha256,
    )  # fmt: skip


def same_listings(path: Path) -> CheckedTable:
    """Programs that are one, as ``occupath programs duplicates --links`` writes them.

    The source is ``same-listings/<file>``. Raises as `review_table`.
    """
    name = slug(path.name.partition(".")[0])
    read = _read("links", path, _link)
    return CheckedTable(
        SAME + name, "Listings of one program", "Occupath", read.located, read.rows, read.sha256
    )


@dataclass(frozen=True, slots=True)
class _Read:
    located: Located
    rows: tuple[tuple[int, Row], ...]
    sha256: str


def _read(kind: str, path: Path, made: Callable[[Mapping[str, Value]], Row]) -> _Read:
    located = Located(path, None, path.name)
    table = Table(plain_mapping(kind), located)
    rows = tuple((e.line, made(e.values)) for e in table.entries(ReadLog(path.name)))
    grave = [p for p in table.problems if p.severity == "error" or p.kind in _DOUBTS]
    if grave:
        first = grave[0]
        raise SourceError(
            f"{path}:{first.row}: {first.column} {first.value!r}: {first.problem}; "
            f"{first.suggestion}. {len(grave)} rows or columns have a problem: "
            f"'occupath programs validate {path} --table {kind}' shows all"
        )
    with path.open("rb") as stream:
        return _Read(located, rows, file_digest(stream, "sha256").hexdigest())


def _review(table: str, values: Mapping[str, Value]) -> CrosswalkReview:
    code = str(values["soc"])
    scheme = "soc2018" if re.fullmatch(CODE_PATTERNS["soc2018"], code) else "onetsoc2019"
    source = values.get("source")
    return CrosswalkReview(
        table, str(values["cip"]), scheme, code, str(values["action"]), str(values["reviewer"]),
        str(values["date"]), str(values["reason"]), None if source is None else str(source),
    )  # fmt: skip


def _link(values: Mapping[str, Value]) -> InferredLink:
    one, other = sorted((str(values["program"]), str(values["same_as"])))
    agreeing = values.get("agreeing")
    return InferredLink(
        "same-listing", mint("program", *one.split("/")), mint("program", *other.split("/")),
        str(values["method"]), float(values["probability"] or 0),
        None if agreeing is None else f"agree: {agreeing}",
    )  # fmt: skip
