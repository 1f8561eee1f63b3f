"""``occupath programs duplicates``."""

from __future__ import annotations

from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.queries.output import to_csv

_TWIN = (
    "kind",
    "program",
    "name",
    "same_as",
    "same_as_name",
    "provider",
    "same_as_provider",
    "probability",
    "weight",
    "agreeing",
    "differing",
)
_LINK = ("program", "same_as", "probability", "method", "agreeing", "differing")


@click.command(
    "duplicates",
    epilog="""\b
Examples:
  occupath programs duplicates
  occupath programs duplicates --links links.csv
  occupath build --same-listings links.csv""",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.5, 1),
    default=0.95,
    show_default=True,
    help="Probability from which two listings are shown.",
)
@click.option(
    "--current",
    is_flag=True,
    help="Only programs of current lists, not those that only an earlier list has.",
)
@click.option("--places", is_flag=True, help="Programs too that are listed once for each place.")
@click.option(
    "--links",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the duplicates as a table that 'occupath build --same-listings' reads.",
)
@dataset_option
@format_option("table", "json", "csv")
@output_option
def duplicates_command(
    threshold: float,
    current: bool,
    places: bool,
    links: Path | None,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Find listings that are one program, within a list and between lists, by record linkage.

    Each pair comes with its probability, its match weight in bits, and the fields that agree.
    Nothing is deleted: read the table of links, take out what is wrong, and build with it.
    Needs occupath[lists] (Splink).
    """
    from occupath.queries.program.linkage import DUPLICATE, METHOD, twins
    from occupath.queries.program.listings import listings

    programs = listings(open_dataset(dataset_dir), earlier=not current)
    by_key = {program.key: program for program in programs}
    found = twins(programs, threshold)
    rows: list[dict[str, object]] = [
        {
            "kind": twin.kind,
            "program": twin.one,
            "name": by_key[twin.one].name,
            "same_as": twin.other,
            "same_as_name": by_key[twin.other].name,
            "provider": by_key[twin.one].provider,
            "same_as_provider": by_key[twin.other].provider,
            "probability": twin.probability,
            "weight": twin.weight,
            "agreeing": ", ".join(a.field for a in twin.agreement if a.level in ("same", "near")),
            "differing": ", ".join(a.field for a in twin.agreement if a.level == "differs") or None,
        }
        for twin in found
        if places or twin.kind == DUPLICATE
    ]
    if links is not None:
        certain = [row | {"method": METHOD} for row in rows if row["kind"] == DUPLICATE]
        emit(to_csv(_LINK, certain), links)
    if format_ == "json":
        emit(as_json(rows), output)
    elif format_ == "csv":
        emit(to_csv(_TWIN, rows), output)
    elif rows:
        print_rows(_TWIN if places else _TWIN[1:], rows, output=output)
    kinds = [twin.kind for twin in found]
    say(
        f"{kinds.count(DUPLICATE):,} pairs of listings are one program; "
        f"{len(kinds) - kinds.count(DUPLICATE):,} more are one program at another place"
    )
