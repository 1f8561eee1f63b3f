"""``occupath federal``: federal occupational series beside SOC."""

from __future__ import annotations

from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.queries.output import to_csv

_COLUMNS = ("series", "series_title", "code", "title", "probability", "basis", "texts", "low",
            "asserted_by")  # fmt: skip


@click.command("federal", epilog="Example: occupath federal 2210 0343")
@click.argument("series", nargs=-1)
@click.option("--postings", multiple=True, type=click.Path(path_type=Path, exists=True),
              help="Folder of 'occupath extract' (may be repeated).")  # fmt: skip
@dataset_option
@format_option("table", "json", "csv")
@output_option
def command(
    series: tuple[str, ...],
    postings: tuple[Path, ...],
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Show federal occupational SERIES (all, if none is given) beside SOC 2018 codes.

    No official crosswalk is at hand: each row is ours, by the series' title or by the texts that
    are filed under the series, with its probability.
    """
    from occupath.queries.interagency.federal import ASSERTED_BY, federal

    rows = [row.as_json() for row in federal(open_dataset(dataset_dir), series, postings)]
    if format_ == "json":
        emit(as_json(rows), output)
    elif format_ == "csv":
        emit(to_csv(_COLUMNS, rows), output)
    else:
        print_rows(_COLUMNS[:-1], rows, output=output)
        say(f"asserted by {ASSERTED_BY}; low: the coder would abstain, or texts are few")
