"""The work queue of a list: every problem of every file, sorted, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.extract.state_lists.fault import Value
from occupath.extract.state_lists.mapping import TableMapping
from occupath.extract.state_lists.problems import SEVERITIES, Problem
from occupath.extract.state_lists.table import Table
from occupath.extract.tabular import Located

_EVERY = 1_000_000_000  # rejections kept: all


@dataclass(frozen=True, slots=True)
class FileTally:
    """Rows of one file. ``read == kept + left_out + repeated``."""

    file: str
    table: str
    read: int
    kept: int
    left_out: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found. `counts` is by severity, kind and words; of a kind at most `table.KEPT`
    problems are in the queue, and all are counted."""

    tallies: tuple[FileTally, ...]
    queue: tuple[Problem, ...]
    counts: tuple[tuple[str, str, int], ...]  # severity, kind, how many

    @property
    def accepted(self) -> bool:
        """Whether every row can be used."""
        return not any(severity == "error" for severity, _, _ in self.counts)


def validate(
    files: Iterable[tuple[TableMapping, Path]],
    known: Callable[[str], frozenset[str] | None] = lambda _scheme: None,
    kept: Callable[[str, Mapping[str, Value]], None] | None = None,
) -> Validation:
    """Look at each file under its mapping. `known` gives the codes of a scheme, or None where they
    are not to be checked; `kept` is told the table and values of every row that can be used."""
    tallies = []
    queue: list[Problem] = []
    counts: Counter[tuple[str, str]] = Counter()
    for mapping, path in files:
        table = Table(mapping, Located(path, None, path.name), known(mapping.scheme))
        log = ReadLog(path.name, keep_rejections=_EVERY)
        entries = 0
        for entry in table.entries(log):
            entries += 1
            if kept is not None:
                kept(mapping.table, entry.values)
        left_out, repeated = log.rows_rejected, log.set_aside.total()
        tallies.append(
            FileTally(path.name, mapping.table, log.rows_read, entries, left_out, repeated)
        )
        queue += table.problems
        counts += table.counts
    ranked = sorted(counts.items(), key=lambda c: (SEVERITIES.index(c[0][0]), -c[1], c[0][1]))
    return Validation(
        tuple(tallies),
        tuple(sorted(queue, key=lambda problem: problem.order)),
        tuple((severity, kind, n) for (severity, kind), n in ranked),
    )
