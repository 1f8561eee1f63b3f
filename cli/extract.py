"""``occupath extract``: what documents ask for or teach, and where they say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from occupath.cli.datasets import built_dataset_option

PIPELINES = ("fast", "balanced", "accurate")


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    path = click.Path(path_type=Path)
    for option in (
        click.option("--pipeline", type=click.Choice(PIPELINES), default="balanced",
                     show_default=True, help="A point on the curve of speed against accuracy."),
        click.option("--format", "format_", type=click.Choice(("table", "json", "parquet", "html")),
                     default="table", show_default=True, help="How the answer is written."),
        click.option("--output", "-o", type=path,
                     help="File to write instead of standard output; for parquet, a folder."),
        click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True,
                     help="Processes that work at a time."),
        click.option("--resume", is_flag=True, help="Go on with an interrupted run (parquet)."),
        click.option("--jsonl", is_flag=True,
                     help='JSON Lines {"id", "text"} in, {"id", "mentions"} out, order kept.'),
        click.option("--code/--no-code", default=None,
                     help="Also code occupations. [default: only for parquet]"),
        click.option("--user-labels", type=path,
                     help="CSV of labels to find: label, kind and, if wanted, concept."),
        click.option("--text-column", help="Column of a table that holds the text."),
        click.option("--title-column", help="Column that holds the job title."),
        click.option("--id-column", help="Column that holds the document's id."),
        click.option("--source", help="Name of the source. [default: that of the file or folder]"),
    ):  # fmt: skip
        command = option(command)
    return built_dataset_option(command)


@click.command(
    "extract", epilog="Example: occupath extract postings/ --format parquet --output found --jobs 2"
)
@click.argument("place", metavar="FILE|DIR|-", default="-")
@_options
def command(
    place: str,
    dataset_dir: Path | None,
    pipeline: str,
    format_: str,
    output: Path | None,
    jobs: int,
    resume: bool,
    jsonl: bool,
    code: bool | None,
    user_labels: Path | None,
    text_column: str | None,
    title_column: str | None,
    id_column: str | None,
    source: str | None,
) -> None:
    """Find skills, technologies, certificates and requirements in documents.

    Reads txt, html, md, pdf, docx, csv, jsonl and Parquet, each also as gz. A document that
    cannot be read gets a status, and the run goes on.
    """
    from occupath.cli import extract_output as out
    from occupath.extract.documents.extraction import Settings
    from occupath.extract.documents.reading import place_of, read
    from occupath.extract.documents.records import Columns
    from occupath.extract.documents.workers import extract_all

    if format_ == "parquet" and output is None and not jsonl:
        raise click.UsageError("--format parquet needs --output FOLDER")
    if resume and (format_ != "parquet" or jsonl):
        raise click.UsageError("--resume needs --format parquet")
    wanted = format_ == "parquet" and not jsonl if code is None else code
    settings = Settings(dataset_dir, pipeline, wanted, user_labels)
    if jsonl:
        out.to_lines(place, settings, jobs, output)
        return
    documents = read(place_of(place, source, Columns(text_column, title_column, id_column)))
    if format_ == "parquet" and output is not None:
        out.to_folder(documents, settings, jobs, output, resume)
        return
    with out.progress() as told:
        chunks = told(extract_all(documents, settings, jobs))
        if format_ == "table":
            out.to_table(chunks, output)
        elif format_ == "json":
            out.to_json(chunks, output)
        else:
            out.to_page(chunks, output, place if place != "-" else "standard input")
