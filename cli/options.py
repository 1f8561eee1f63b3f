"""Options and ways to print that commands share."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from occupath.ontology.errors import OccupathError

_WIDTH = 120  # characters of a line where there is no terminal

Command = TypeVar("Command", bound=Callable[..., Any])


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
    try:
        temporary.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        temporary.replace(output)
    except OSError as failure:
        temporary.unlink(missing_ok=True)
        raise OccupathError(
            f"{output}: cannot be written ({failure.strerror}); give another place with --output"
        ) from failure
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
    """Rows for people, see `occupath.cli.tables.layout`."""
    from occupath.cli.tables import layout

    print_rich(lambda width: layout(columns, rows, title, width), output)


def print_rich(renderable: Any, output: Path | None = None) -> None:
    """A rich object, or what makes one for a width, to standard output or as text to `output`."""
    from rich.console import Console

    written = io.StringIO() if output is not None else None
    width = None if output is None and sys.stdout.isatty() else _WIDTH
    console = Console(width=width, file=written, highlight=False)
    console.print(renderable(console.width) if callable(renderable) else renderable)
    if written is not None:
        emit(written.getvalue(), output)


def dollars(value: float | None, signed: bool = False) -> str:
    """US$ without cents; a dash where unknown."""
    if value is None:
        return "–"
    sign = "-" if value < 0 else "+" if signed else ""
    return f"{sign}${abs(value):,.0f}"
