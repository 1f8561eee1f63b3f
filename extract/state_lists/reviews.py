"""A reviewed table of programs and occupations: what a state adds to the CIP-SOC crosswalk, or takes
back, with who decided it, when and why.

Such a table is read all or nothing: a decision that cannot be read must not be lost quietly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source, SourceFile, SourceFiles
from occupath.extract.state_lists.mapping import plain_mapping
from occupath.extract.state_lists.table import Table
from occupath.extract.tabular import Located
from occupath.ontology.errors import SourceError
from occupath.ontology.ids import CODE_PATTERNS, slug
from occupath.ontology.model import CrosswalkReview, Row

REVIEWS = "reviews/"  # what names of such sources begin with


@dataclass(frozen=True, slots=True)
class ReviewTable:
    """A reviewed table whose every row can be used."""

    located: Located
    reviews: tuple[tuple[int, CrosswalkReview], ...]  # line and decision
    sha256: str

    @property
    def name(self) -> str:
        """The name of the source: ``reviews/<file>``."""
        return REVIEWS + slug(self.located.path.name.partition(".")[0])

    @property
    def files(self) -> SourceFiles:
        """The file under the entry of its source."""
        return SourceFiles(self.source, {"reviews": self.located})

    @property
    def source(self) -> Source:
        """The table as an entry of the table of sources; its publishers are the reviewers."""
        file = self.located.path.name
        reviewers = "; ".join(sorted({review.reviewer for _, review in self.reviews}))
        return Source(
            self.name, f"Reviewed CIP-SOC table: {file}", reviewers or "nobody", self.sha256[:12],
            "", "that of its owner", "that of its owner", f"{reviewers}: {file}.",
            (SourceFile("reviews", (file,)),), optional=True,
        )  # fmt: skip

    def checksum(self) -> str:
        """The SHA-256 of the file."""
        return self.sha256

    def rows(self, log: ReadLog) -> Iterator[Row]:
        """The decisions, in the order of the file."""
        for line, review in self.reviews:
            log.count_read(self.located.shown)
            with log.row(self.located.shown, line):
                yield review


def review_table(path: Path) -> ReviewTable:
    """The reviewed table in `path` (CSV or workbook; columns in docs/state-lists.md).

    Raises `SourceError` that names the first problem where a row cannot be used, or where two
    rows decide the same pair.
    """
    located = Located(path, None, path.name)
    table = Table(plain_mapping("reviews"), located)
    name = slug(path.name.partition(".")[0])
    reviews = [(e.line, _review(name, dict(e.values))) for e in table.entries(ReadLog(path.name))]
    grave = [
        problem
        for problem in table.problems
        if problem.severity == "error" or problem.kind in ("cip-not-six-digits", "cip-unreadable")
    ]
    if grave:
        first = grave[0]
        raise SourceError(
            f"{path}:{first.row}: {first.column} {first.value!r}: {first.problem}; "
            f"{first.suggestion}. {len(grave)} rows or columns have a problem: "
            f"'occupath programs validate {path} --table reviews' shows all"
        )
    with path.open("rb") as stream:
        return ReviewTable(located, tuple(reviews), file_digest(stream, "sha256").hexdigest())


def _review(table: str, values: dict[str, object]) -> CrosswalkReview:
    code = str(values["soc"])
    scheme = "soc2018" if re.fullmatch(CODE_PATTERNS["soc2018"], code) else "onetsoc2019"
    source = values.get("source")
    return CrosswalkReview(
        table, str(values["cip"]), scheme, code, str(values["action"]), str(values["reviewer"]),
        str(values["date"]), str(values["reason"]), None if source is None else str(source),
    )  # fmt: skip
