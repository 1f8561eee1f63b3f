"""``occupath find``: the occupation that a title, name or code means."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import (
    as_json,
    emit,
    format_option,
    output_option,
    print_rows,
)
from occupath.queries.occupation.find import find_occupation


@click.command("find", epilog='Example: occupath find "solar technician"')
@click.argument("text")
@dataset_option
@format_option("table", "json")
@output_option
def command(text: str, dataset_dir: Path | None, format_: str, output: Path | None) -> None:
    """Find the occupation that TEXT means: a title, another name for it, or a code."""
    match = find_occupation(open_dataset(dataset_dir), text)
    if format_ == "json":
        found = {**asdict(match.occupation), "others": [asdict(o) for o in match.others]}
        emit(as_json(found), output)
        return
    rows = [{**asdict(match.occupation), "match": "this one"}]
    rows += [{**asdict(other), "match": "has the same name"} for other in match.others]
    print_rows(["code", "title", "match"], rows, output=output)
