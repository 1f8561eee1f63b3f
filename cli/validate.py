"""``occupath validate``: the work queue of what is wrong with a dataset."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from occupath.cli.build import build_with_progress
from occupath.cli.datasets import built_dataset_option, open_dataset
from occupath.cli.options import (
    as_json,
    emit,
    format_option,
    output_option,
    print_rich,
    say,
)
from occupath.graph.assembly import VALIDATION, refused_report
from occupath.graph.verdict import RefusedDataset
from occupath.ontology.errors import InvalidDataset
from occupath.shapes import WorkItem, gate, page

Report = dict[str, Any]
_SHOWN = 5  # records shown of one item


@click.command(
    "validate",
    epilog="""\b
Examples:
  occupath validate --dataset dataset
  occupath validate --data data --format html --output queue.html""",
)
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path),
    help="Read these official files and say what is wrong; nothing is stored.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Show the report that a refused build left.",
)
@built_dataset_option
@format_option("table", "json", "html")
@output_option
def command(
    file: Path | None,
    data_dir: Path | None,
    report: Path | None,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Show what is wrong, in which record of which file and line, how to fix it, who supplies it.

    Looks at a dataset (the default), at official files (--data), at a report, or at an RDF FILE
    (.ttl, .nt, .nq, also .gz). Exit status 1: there is a violation, which stops a build.
    """
    if sum(given is not None for given in (file, data_dir, report, dataset_dir)) > 1:
        raise click.UsageError("give one of FILE, --data, --report and --dataset")
    if file is not None:
        found: Report = gate(file).to_json()
    elif report is not None:
        found = _read(report)
    elif data_dir is not None:
        found = _of_files(data_dir)
    else:
        found = _read(open_dataset(dataset_dir).path / VALIDATION)
    items = [WorkItem.from_json(item) for item in found["queue"]]
    if format_ == "json":
        emit(as_json(found), output)
    elif format_ == "html":
        emit(page(items), output)
    else:
        _print(found, items, output)
    if not found["conforms"]:
        sys.exit(1)


def _read(path: Path) -> Report:
    try:
        content = json.loads(path.read_text("utf-8"))
        if not isinstance(content, dict) or "queue" not in content or "conforms" not in content:
            raise ValueError("it has no queue")
    except (ValueError, OSError) as broken:
        raise InvalidDataset(
            f"{path}: is not a validation report ({broken}); build the dataset again"
        ) from broken
    return content


def _of_files(data_dir: Path) -> Report:
    with tempfile.TemporaryDirectory(prefix="occupath-") as folder:
        out = Path(folder) / "dataset"
        try:
            build_with_progress(data_dir, out)
        except RefusedDataset:
            return _read(refused_report(out))
        return _read(out / VALIDATION)


def _print(found: Report, items: list[WorkItem], output: Path | None) -> None:
    from rich.console import Group
    from rich.text import Text

    parts: list[Text] = []
    for number, item in enumerate(items, 1):
        style = {"Violation": "bold red", "Warning": "bold yellow"}.get(item.severity, "bold")
        about = " · ".join(filter(None, (item.severity, item.source)))
        head = f"{number}. {about} · {item.count:,} × {item.kind}"
        lines = [Text(head, style=style), Text(f"   {item.problem}"), Text(f"   Fix: {item.fix}"),
                 Text(f"   Who: {item.supplied_by}")]  # fmt: skip
        for record in item.records[:_SHOWN]:
            lines.append(Text("   - " + _record(record.where, record.node, record.what)))
        rest = item.count - min(len(item.records), _SHOWN)
        if rest > 0:
            lines.append(Text(f"     and {rest:,} more (--format json or html shows up to 100)"))
        parts += [*lines, Text("")]
    if parts:
        print_rich(Group(*parts), output)
    counts = ", ".join(f"{n:,} {name.lower()}" for name, n in found["counts"].items())
    verdict = "conforms" if found["conforms"] else "does NOT conform"
    say(f"{verdict}: {counts}; {found['rejected_rows']:,} rows rejected while reading; "
        f"{found['statements']:,} statements checked, {found['sample']['nodes']:,} nodes by both "
        "engines")  # fmt: skip


def _record(where: str, node: str, what: str) -> str:
    return " ".join(part for part in (where or node, f"({what})" if what else "") if part)
