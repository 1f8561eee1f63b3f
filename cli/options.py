"""Options and ways to print that commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from occupath.graph.dataset import Dataset, default_dataset_dir

_SHORT = 16  # characters of a cell that is not broken over lines

Command = TypeVar("Command", bound=Callable[..., Any])


def dataset_option(command: Command) -> Command:
    """``--dataset DIR`` as the parameter `dataset_dir`."""
    return click.option(
        "--dataset",
        "dataset_dir",
        type=click.Path(path_type=Path),
        help="Dataset folder made by 'occupath build'. Default: the one last built.",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format`` with these choices, the first the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How the answer is written.",
    )


def output_option(command: Command) -> Command:
    """``--output FILE`` as the parameter `output`."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write the answer to FILE instead of standard output.",
    )(command)


def open_dataset(dataset_dir: Path | None) -> Dataset:
    """The dataset asked for, or the default one; builds the starter once where there is none."""
    if dataset_dir is not None:
        return Dataset.open(dataset_dir)
    place = default_dataset_dir()
    if not (place / "manifest.json").exists():
        from occupath.cli.build import build_with_progress

        say(f"no dataset yet: building the embedded starter data into {place} (once)")
        build_with_progress(None, place)
    return Dataset.open(place)


def say(message: str) -> None:
    """A line for the person, on standard error."""
    click.echo(message, err=True)


def emit(text: str | bytes, output: Path | None) -> None:
    """The answer: to `output`, or to standard output."""
    if output is None:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            click.echo(text.rstrip("\n"))
        return
    temporary = output.with_name(output.name + ".part")
    temporary.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    temporary.replace(output)
    say(f"written: {output}")


def as_json(value: object) -> str:
    """Readable JSON, keys in the order given, no ASCII escapes."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def print_rows(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    title: str | None = None,
    output: Path | None = None,
) -> None:
    """A table for people; numbers to the right, unknown values as a dash."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", header_style="bold")
    for name in columns:
        values = [row.get(name) for row in rows if row.get(name) is not None]
        numeric = bool(values) and all(isinstance(v, int | float) for v in values)
        short = all(len(str(v)) <= _SHORT for v in values)
        table.add_column(
            name, justify="right" if numeric else "left", no_wrap=short, overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(cell(row.get(name))) for name in columns))
    print_rich(table, output)


def print_rich(renderable: object, output: Path | None = None) -> None:
    """A rich object to standard output, or as plain text to `output`."""
    from rich.console import Console

    if output is None:
        width = None if sys.stdout.isatty() else 120
        Console(width=width, highlight=False).print(renderable)
        return
    console = Console(width=120, file=open_text(output), highlight=False)
    console.print(renderable)
    console.file.close()
    say(f"written: {output}")


def open_text(path: Path) -> Any:
    """A text file for writing."""
    return path.open("w", encoding="utf-8")


def cell(value: object) -> str:
    """A value as people read it in a table."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"
    return str(value)


def dollars(value: float | None, signed: bool = False) -> str:
    """US$ without cents; a dash where unknown."""
    if value is None:
        return "–"
    sign = "-" if value < 0 else "+" if signed else ""
    return f"{sign}${abs(value):,.0f}"
