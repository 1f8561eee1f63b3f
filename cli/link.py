"""``occupath link``: the concepts that a phrase or sentence means."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TextIO

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.extract.concepts.linker import LONGEST, SCHEMES, Link, Linker

_BATCH = 64  # lines linked at once


@click.command("link", epilog='Example: occupath link "repair of electrical motors" --top 3')
@click.argument("text", required=False)
@click.option("--scheme", type=click.Choice(list(SCHEMES)), default=None,
              help="Rank the concepts of this scheme. Default: name the concepts that TEXT means, "
                   "of any scheme, or none; with --jsonl: esco.")  # fmt: skip
@click.option("--top", type=click.IntRange(1, 100), default=10, show_default=True,
              help="At most so many concepts.")  # fmt: skip
@click.option("--jsonl", is_flag=True,
              help='Read {"id", "text"} lines from the file TEXT, or from standard input, and '
                   'write {"id", "concepts"} lines.')  # fmt: skip
@click.option("--threads", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Threads of the encoder.")  # fmt: skip
@dataset_option
@format_option("table", "json")
@output_option
def command(
    text: str | None,
    scheme: str | None,
    top: int,
    jsonl: bool,
    threads: int,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Link TEXT, a phrase or a sentence, to the concepts of the dataset.

    With --scheme, all concepts of that scheme compete and the likeliest are shown, best first;
    without it only concepts whose chance passes a threshold, so that there may be none (exit
    status 1). A score is the chance, from 0 to 1, that the concept is meant. Vectors of the
    concepts' names are computed at the first use of a dataset and kept in the user's cache.
    """
    if not jsonl and text is None:
        raise click.UsageError("give a TEXT, or --jsonl with lines on standard input")
    linker = Linker(open_dataset(dataset_dir).path, threads=threads, progress=_progress)
    if jsonl:
        linker.index(scheme or "esco")  # a dataset without the scheme fails before the first line
        with _lines(text) as lines:
            for line in linked_lines(lines, linker, scheme or "esco", top):
                click.echo(line)
        return
    assert text is not None
    read = text[:LONGEST]
    if scheme is None:
        (links,) = linker.link([read], top=top)
    else:
        (links,) = linker.rank([read], scheme, top)
    if format_ == "json":
        emit(as_json([link._asdict() for link in links]), output)
    elif links:
        rows = [link._asdict() for link in links]
        print_rows(["label", "scheme", "score", "concept"], rows, None, output)
    if not links:
        say("no concept of the dataset is meant; --scheme esco shows the nearest")
        raise click.exceptions.Exit(1)


@contextmanager
def _lines(file: str | None) -> Iterator[TextIO]:
    """Lines of a file or of standard input; bytes that are no UTF-8 become replacement marks."""
    if file is None or file == "-":
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdin
        return
    if not Path(file).is_file():
        raise click.UsageError(f"{file} is not a file; with --jsonl TEXT is a file of lines")
    with Path(file).open(encoding="utf-8", errors="replace") as lines:
        yield lines


def linked_lines(
    lines: Iterable[str], linker: Linker, scheme: str = "esco", top: int = 10
) -> Iterator[str]:
    """A JSON line for each line that is not blank, in their order; a bad one gets a ``status``."""
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(numbered, _BATCH)):
        read = [_read(n, line) for n, line in batch]
        found = iter(linker.rank([t[:LONGEST] for _, t, _ in read if t is not None], scheme, top))
        for name, text, status in read:
            concepts = [] if text is None else [_brief(link) for link in next(found)]
            made: dict[str, object] = {"id": name, "concepts": concepts}
            yield json.dumps(made if status is None else made | {"status": status},
                             ensure_ascii=False)  # fmt: skip


def _read(number: int, line: str) -> tuple[object, str | None, str | None]:
    """The line's id, its text or None, and what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None, None, f"line {number}: is not JSON"
    if not isinstance(row, dict):
        return None, None, f"line {number}: is not a JSON object"
    name, text = row.get("id"), row.get("text")
    if not isinstance(text, str):
        return name, None, f"line {number}: text is not a string"
    if not any(c.isalnum() for c in text):
        return name, None, f"line {number}: text holds no word"
    if len(text) > LONGEST:
        return name, text, f"line {number}: only the first {LONGEST} characters were read"
    return name, text, None


def _brief(link: Link) -> dict[str, object]:
    return {"id": link.concept, "label": link.label, "score": link.score}


def _progress(scheme: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rnames of {scheme}: {done} of {of} encoded (once)", err=True, nl=done == of)
    elif done == of:
        say(f"names of {scheme}: {of} encoded; they are kept for the next time")
