"""``occupath green``: green work counted three ways, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Group

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.occupations import resolve
from occupath.cli.options import as_json, emit, format_option, output_option, print_rich, say
from occupath.cli.tables import layout
from occupath.queries.output import to_csv

if TYPE_CHECKING:
    from occupath.queries.green.ways import Way


@click.command("green", epilog='Example: occupath green "solar photovoltaic installers"')
@click.argument("occupation", required=False)
@dataset_option
@format_option("table", "json", "csv")
@output_option
def command(
    occupation: str | None, dataset_dir: Path | None, format_: str, output: Path | None
) -> None:
    """Show green work by output, by process and by occupation: definitions, years and figures.

    With an OCCUPATION, also what each way says of it. The ways are never mixed, and what one
    does not have is shown as missing.
    """
    from occupath.queries.green.ways import NEVER_ADDED, ways

    dataset = open_dataset(dataset_dir)
    code = resolve(dataset, occupation).code if occupation else None
    found = ways(dataset, code)
    if format_ == "json":
        told = {"occupation": code, "note": NEVER_ADDED, "ways": [w.as_json() for w in found]}
        emit(as_json(told), output)
        return
    figures = _figures(found)
    names = ("way", "figure", "area", "period", "value", "share", "source")
    if format_ == "csv":
        emit(to_csv(names, figures), output)
        return
    rows: list[dict[str, object]] = [
        {"by": way.kind, "way": way.name, "counts": way.counts, "years": way.years,
         **({"this occupation": way.verdict} if code else {})}
        for way in found
    ]  # fmt: skip
    heads = ("by", "way", "counts", "years", *(("this occupation",) if code else ()))
    print_rich(
        lambda width: Group(
            layout(heads, rows, code and f"Is {code} green?", width),
            layout(names, figures, "Figures that exist", width),
        ),
        output,
    )
    say(NEVER_ADDED)


def _figures(found: Sequence[Way]) -> list[dict[str, object]]:
    """A row for each figure, each list's length, and everything that is missing."""
    rows: list[dict[str, object]] = []
    for way in found:
        rows += [
            {
                "way": way.name,
                "figure": figure.what,
                "area": figure.area,
                "period": figure.period,
                "value": figure.value,
                "share": figure.share,
                "source": figure.release,
            }
            for figure in way.figures
        ]
        rows += [
            {"way": way.name, "figure": f"on the list {name}", "value": count}
            for name, count in way.listed.items()
        ]
        rows += [{"way": way.name, "figure": f"missing: {what}"} for what in way.missing]
    return rows
