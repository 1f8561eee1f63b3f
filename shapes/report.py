"""The report of the gate: every finding, in a fixed order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from occupath.shapes.finding import SEVERITIES, Finding, Place
from occupath.shapes.queue import WorkItem, items_of, merged

Json: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Report:
    """What the gate found.

    `engines` names both engines with their versions, `sample_nodes` how many nodes both judged
    alike; `rejected` are rows that no reader could use, as items of the work queue.
    """

    findings: tuple[Finding, ...]
    engines: dict[str, str]
    statements: int
    sample_nodes: int
    sample_findings: int
    rejected: tuple[WorkItem, ...] = field(default=())

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not count."""
        return not self.violations

    @property
    def violations(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return self.of("Violation")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are suspicious and stop nothing."""
        return self.of("Warning")

    def of(self, severity: str) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(f for f in self.findings if f.severity == severity)

    def counts(self) -> dict[str, int]:
        """Findings by severity, most serious first."""
        found = Counter(f.severity for f in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def located(self, places: dict[tuple[str, str], Place]) -> Report:
        """The same report with the records found, by source and focus node."""
        return replace(
            self,
            findings=tuple(
                replace(f, place=places.get((f.source, f.focus), f.place)) for f in self.findings
            ),
        )

    def with_rejected(self, items: tuple[WorkItem, ...]) -> Report:
        """The same report with rows that readers rejected added to its work queue."""
        return replace(self, rejected=merged((*self.rejected, *items)))

    def queue(self) -> tuple[WorkItem, ...]:
        """The work queue: identical problems together, violations first."""
        return merged((*items_of(self.findings), *self.rejected))

    def to_json(self) -> Json:
        """The report as JSON values; equal datasets give equal reports."""
        return {
            "conforms": self.conforms,
            "counts": self.counts(),
            "rejected_rows": sum(item.count for item in self.rejected),
            "engines": dict(sorted(self.engines.items())),
            "statements": self.statements,
            "sample": {"nodes": self.sample_nodes, "findings": self.sample_findings},
            "queue": [item.to_json() for item in self.queue()],
        }
