"""What the gate says of a dataset that is being made, with the rows that no reader could use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.graph.inputs import Input
from occupath.ontology.errors import InvalidDataset
from occupath.shapes import Finding, WorkItem, gate, rejected_items

_SHOWN = 3  # violations shown in the message; `occupath validate` shows all


def judge(dataset: Path, inputs: Iterable[Input], logs: Mapping[str, ReadLog]) -> str:
    """The validation report as JSON text; raises `InvalidDataset` where a shape is violated."""
    report = gate(dataset)
    if not report.conforms:
        raise InvalidDataset(
            f"{len(report.violations)} statements break the shapes, so nothing was stored: "
            + "; ".join(_shown(f) for f in report.violations[:_SHOWN])
        )
    items: list[WorkItem] = []
    for found in inputs:
        source = found.source
        items.extend(_rejected(source.name, source.publisher, logs[source.name]))
    return json.dumps(
        report.with_rejected(tuple(items)).to_json(), indent=2, sort_keys=True, ensure_ascii=False
    )  # fmt: skip


def _shown(finding: Finding) -> str:
    return f"{finding.focus} in {finding.source}: {finding.message} {finding.fix}"


def _rejected(source: str, publisher: str, log: ReadLog) -> tuple[WorkItem, ...]:
    rows = []
    for rejection in log.rejections:
        reason = next(
            (
                r
                for r in log.rejected
                if rejection.reason == r or rejection.reason.startswith(f"{r}: ")
            ),
            rejection.reason,
        )
        detail = rejection.reason.removeprefix(reason).removeprefix(": ")
        record = f"{detail} | {rejection.record}" if detail else rejection.record
        rows.append((rejection.file, rejection.line, reason, record))
    return rejected_items(source, log.rejected, rows, publisher)
