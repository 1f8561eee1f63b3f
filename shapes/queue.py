"""The work queue: what is wrong, in which record, how to fix it, who supplies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from occupath.shapes.finding import SEVERITIES, Finding, Place, detail

MAX_RECORDS = 100  # records shown of one item; all are counted


@dataclass(frozen=True, slots=True, order=True)
class RecordAtFault:
    """One record: the node made of it, its place in the source where known, the value at fault."""

    node: str
    file: str
    line: int  # 0 where the line is not known
    what: str  # what exactly is wrong with this record
    text: str  # the record's text where known

    @property
    def where(self) -> str:
        """``file:line`` as far as it is known."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Identical problems of one source, together.

    `count` counts all records, `records` shows at most `MAX_RECORDS`. `rule` is the shape's name
    (``Occupation-jobZone``) with the component, or "read" for rows that no reader could use.
    """

    severity: str
    kind: str
    problem: str
    fix: str
    supplied_by: str
    source: str
    rule: str
    count: int
    records: tuple[RecordAtFault, ...]

    @property
    def order(self) -> tuple[int, int, str, str, str, str]:
        """Violations first, then the problems with most records."""
        rank = SEVERITIES.index(self.severity)
        return rank, -self.count, self.source, self.rule, self.problem, self.kind

    def to_json(self) -> dict[str, object]:
        """The item as JSON values."""
        return {
            "severity": self.severity.lower(),
            "what": self.kind,
            "problem": self.problem,
            "fix": self.fix,
            "supplied_by": self.supplied_by,
            "source": self.source,
            "rule": self.rule,
            "count": self.count,
            "records": [
                {
                    "node": r.node or None,
                    "file": r.file or None,
                    "line": r.line or None,
                    "detail": r.what or None,
                    "record": r.text or None,
                }
                for r in self.records
            ],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> WorkItem:
        """The item that `to_json` wrote."""
        return cls(
            severity=str(value["severity"]).capitalize(),
            kind=value["what"],
            problem=value["problem"],
            fix=value["fix"],
            supplied_by=value["supplied_by"],
            source=value["source"],
            rule=value["rule"],
            count=value["count"],
            records=tuple(
                RecordAtFault(
                    r["node"] or "",
                    r["file"] or "",
                    r["line"] or 0,
                    r["detail"] or "",
                    r["record"] or "",
                )
                for r in value["records"]
            ),
        )


def items_of(findings: Iterable[Finding]) -> tuple[WorkItem, ...]:
    """Findings as items of the work queue: one for each rule, component and source."""
    groups: defaultdict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for f in findings:
        groups[f.severity, f.shape, f.component, f.source, f.kind].append(f)
    items = []
    for group in groups.values():
        first = group[0]
        records = sorted({_record(f) for f in group})
        name = first.shape.rpartition("#")[2]
        items.append(
            WorkItem(
                first.severity, first.kind, first.message, first.fix, first.supplied_by,
                first.source, f"{name} {first.component}", len(records),
                tuple(records[:MAX_RECORDS]),
            )
        )  # fmt: skip
    return merged(items)


def rejected_items(
    source: str,
    counts: Mapping[str, int],
    rejections: Iterable[tuple[str, int, str, str]],
    publisher: str = "publisher of the source",
) -> tuple[WorkItem, ...]:
    """Rows that no reader could use, as warnings: `counts` by reason (all of them), and for those
    whose text was kept ``(file, line, reason, record)``.
    """
    by_reason: defaultdict[str, list[RecordAtFault]] = defaultdict(list)
    for file, line, reason, record in rejections:
        by_reason[reason].append(RecordAtFault("", file, line, "", record))
    return merged(
        WorkItem(
            "Warning", "row", f"A row was left out: {reason}.",
            "Correct the row in the file, or tell the publisher, and build again.",
            publisher, source, "read", max(counts.get(reason, 0), len(by_reason[reason])),
            tuple(sorted(by_reason[reason])[:MAX_RECORDS]),
        )
        for reason in sorted({*counts, *by_reason})
    )  # fmt: skip


def merged(items: Iterable[WorkItem]) -> tuple[WorkItem, ...]:
    """Items in the order of the queue."""
    return tuple(sorted(items, key=lambda item: item.order))


def _record(finding: Finding) -> RecordAtFault:
    place = finding.place or Place("", 0)
    what = detail(finding.component, finding.value)
    return RecordAtFault(finding.focus, place.file, place.line, what, place.record)
