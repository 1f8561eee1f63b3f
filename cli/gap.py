"""``occupath gap``: what carries over from one occupation to another, and what is missing."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Group

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.occupations import resolve
from occupath.cli.options import (
    as_json,
    emit,
    format_option,
    output_option,
    print_rich,
)
from occupath.cli.tables import layout
from occupath.queries.output import to_csv
from occupath.queries.pathway.gap import Gap, GapItem, gap

_COLUMNS = ["name", "kind", "importance", "level have", "level need"]


@click.command("gap", epilog='Example: occupath gap electrician "solar photovoltaic installers"')
@click.argument("from_", metavar="FROM")
@click.argument("to", metavar="TO")
@click.option("--top", type=click.IntRange(1), default=15, show_default=True,
              help="How many rows of each table.")  # fmt: skip
@dataset_option
@format_option("table", "json", "csv")
@output_option
def command(
    from_: str, to: str, top: int, dataset_dir: Path | None, format_: str, output: Path | None
) -> None:
    """Compare occupation FROM with occupation TO, strongest first.

    Importance is 1-5, levels 0-7. A competency is missing when TO needs a higher level than FROM
    needs; otherwise it carries over.
    """
    dataset = open_dataset(dataset_dir)
    compared = gap(dataset, resolve(dataset, from_), resolve(dataset, to))
    if format_ == "json":
        emit(as_json(compared.as_json()), output)
    elif format_ == "csv":
        emit(to_csv(["status", "id", *_COLUMNS], _all_rows(compared)), output)
    else:
        _print_tables(compared, top, output)


def _row(item: GapItem) -> dict[str, object]:
    return {
        "name": item.name,
        "kind": item.kind.replace("_", " "),
        "importance": item.importance,
        "level have": item.level_have,
        "level need": item.level_need,
    }


_PARTS = (
    ("missing", "missing"),
    ("carries over", "carries_over"),
    ("missing", "missing_technologies"),
    ("carries over", "carried_technologies"),
    ("missing", "missing_tools"),
    ("carries over", "carried_tools"),
)


def _all_rows(compared: Gap) -> list[dict[str, object]]:
    return [
        {"status": status, "id": item.id, **_row(item)}
        for status, name in _PARTS
        for item in getattr(compared, name)
    ]


def _print_tables(compared: Gap, top: int, output: Path | None) -> None:
    move = f"from {compared.from_.title} to {compared.to.title}"
    missing = [_row(i) for i in compared.missing[:top]]
    technologies = compared.missing_technologies[:top] + compared.missing_tools[:top]
    tables: list[tuple[str, list[str], list[dict[str, object]]]] = [
        (f"Missing {move} ({len(compared.missing)} in all)", _COLUMNS, missing),
        (
            f"Carries over ({len(compared.carries_over)} in all)",
            _COLUMNS,
            [_row(i) for i in compared.carries_over[:top]],
        ),
        (
            f"Technologies and tools to learn ({len(compared.missing_technologies)} and "
            f"{len(compared.missing_tools)} in all)",
            ["name", "kind"],
            [{"name": i.name, "kind": i.kind} for i in technologies],
        ),
    ]
    print_rich(
        lambda width: Group(*(layout(names, rows, title, width) for title, names, rows in tables)),
        output,
    )
