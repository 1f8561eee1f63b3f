"""``occupath neighbors``: the occupations nearest to one, or to each."""

from __future__ import annotations

from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.occupations import resolve
from occupath.cli.options import (
    as_json,
    emit,
    format_option,
    output_option,
    print_rows,
)
from occupath.graph.move_table import PARTS
from occupath.queries.output import to_csv
from occupath.queries.pathway.neighbors import Neighbor, all_neighbors, neighbors


@click.command("neighbors", epilog="Example: occupath neighbors electrician --top 10")
@click.argument("occupation", required=False)
@click.option("--all", "every", is_flag=True, help="Every occupation's neighbours.")
@click.option("--top", type=click.IntRange(1, 40), default=10, show_default=True,
              help="How many neighbours.")  # fmt: skip
@dataset_option
@format_option("table", "json", "csv")
@output_option
def command(
    occupation: str | None,
    every: bool,
    top: int,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """List the occupations nearest to OCCUPATION (a title or code), closest first.

    Closeness (0-1) joins shared knowledge, tasks and work activities, technologies, tools and
    titles; json and csv show each part. Shortfall is what is still to gain, in levels (0-7);
    step is the change of job zone.
    """
    if every == (occupation is not None):
        raise click.UsageError("give an OCCUPATION, or --all")
    dataset = open_dataset(dataset_dir)
    if occupation is None:
        found = all_neighbors(dataset, top)
        if format_ == "json":
            emit(as_json({code: [n.as_json() for n in ns] for code, ns in found.items()}), output)
            return
        rows = [{"from": code, **_row(n)} for code, ns in found.items() for n in ns]
        _print(["from", *_COLUMNS], rows, None, format_, output)
        return
    ref = resolve(dataset, occupation)
    nearest = neighbors(dataset, ref.code, top)
    if format_ == "json":
        emit(as_json([n.as_json() for n in nearest]), output)
        return
    _print(_COLUMNS, [_row(n) for n in nearest], f"Nearest to {ref.code} {ref.title}",
           format_, output)  # fmt: skip


_COLUMNS = ["code", "title", "closeness", "shortfall", "step", *PARTS]


def _row(n: Neighbor) -> dict[str, object]:
    return {
        "code": n.code,
        "title": n.title,
        "closeness": n.closeness,
        "shortfall": n.shortfall,
        "step": n.job_zone_step,
        **n.parts,
    }


def _print(
    columns: list[str],
    rows: list[dict[str, object]],
    title: str | None,
    format_: str,
    output: Path | None,
) -> None:
    if format_ == "csv":
        emit(to_csv(columns, rows), output)
    else:
        kept = [name for name in columns if name not in PARTS]
        print_rows([*kept, "most alike in"], [_brief(row) for row in rows], title, output)


def _brief(row: dict[str, object]) -> dict[str, object]:
    """The row with two decimals and, for its parts, the two that are highest."""
    parts = {name: value for name in PARTS if isinstance(value := row[name], float)}
    best = sorted(parts, key=lambda name: (-parts[name], name))[:2]
    shown = {k: round(v, 2) if isinstance(v, float) else v for k, v in row.items()}
    return {**shown, "most alike in": ", ".join(f"{n} {parts[n]:.2f}" for n in best)}
