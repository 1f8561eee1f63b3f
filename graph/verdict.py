"""What the gate says of a dataset that is being made, with the rows that no reader could use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.graph.demands import PostingInput
from occupath.graph.inputs import Input
from occupath.graph.source_lines import source_lines
from occupath.ontology.errors import InvalidDataset
from occupath.shapes import (
    Finding,
    Place,
    Report,
    WorkItem,
    find_places,
    gate,
    rejected_items,
)

_SHOWN = 3  # violations shown in the message; `occupath validate` shows all


class RefusedDataset(InvalidDataset):
    """A dataset that breaks its shapes; `report` says where and how to mend it."""

    def __init__(self, report: Report, kept: Path) -> None:
        first = "; ".join(_shown(f) for f in report.violations[:_SHOWN])
        super().__init__(
            f"{len(report.violations)} statements break the shapes and nothing was stored: "
            f"{first}. 'occupath validate --report {kept}' shows the whole work queue"
        )
        self.report = report


def judge(
    dataset: Path,
    inputs: list[Input],
    logs: Mapping[str, ReadLog],
    postings: Sequence[PostingInput] = (),
) -> Report:
    """The report on an N-Quads file: findings with their records, and the rows rejected."""
    report = gate(dataset)
    report = report.located(find_places(report.findings, source_lines(inputs)))
    return report.with_rejected(tuple(_all_rejected((*inputs, *postings), logs)))


def rejudged(dataset: Path, before: Path, without: str | None = None) -> Report:
    """The report on an N-Quads file that was made from a dataset whose report is `before`.

    The records that the old report names, and the rows rejected then, are taken over, but for
    those of the source `without`.
    """
    old = json.loads(before.read_text("utf-8"))
    items = [WorkItem.from_json(item) for item in old["queue"]]
    places = {
        (item.source, record.node): Place(record.file, record.line, record.text)
        for item in items
        for record in item.records
        if record.node and record.file
    }
    rejected = (i for i in items if i.rule == "read" and i.source != without)
    return gate(dataset).located(places).with_rejected(tuple(rejected))


def report_text(report: Report) -> str:
    """The report as the text of ``validation.json``: equal datasets give equal text."""
    return json.dumps(report.to_json(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _shown(finding: Finding) -> str:
    place = f" ({finding.place.file}:{finding.place.line})" if finding.place else ""
    return f"{finding.focus} in {finding.source}{place}: {finding.message} {finding.fix}"


def _all_rejected(
    inputs: Iterable[Input | PostingInput], logs: Mapping[str, ReadLog]
) -> Iterable[WorkItem]:
    for found in inputs:
        yield from _rejected(found.source.name, found.source.publisher, logs[found.source.name])


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
