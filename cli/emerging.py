"""``occupath emerging``: groups of postings that may be work which no code names yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, output_option, print_rich, say

if TYPE_CHECKING:
    from occupath.extract.documents.records import Columns
    from occupath.queries.emerging.find import Emerging
    from occupath.queries.emerging.postings import Postings

_FORMATS = ("table", "csv", "json", "html")
_SHOWN = ["group", "name", "postings", "growth", "nearest", "O*NET detail", "set apart by"]


@click.command(
    "emerging", epilog="Example: occupath emerging --postings postings.jsonl --output groups.html"
)
@click.option(
    "--postings",
    "places",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE|DIR",
    help="Postings: a file or folder as 'occupath extract' reads it, or the folder that its "
    "--format parquet wrote. Again for more. Default: those of the dataset.",
)
@click.option("--min-size", "least", type=click.IntRange(2), default=6, show_default=True,
              help="Postings that a group must have to be reported.")  # fmt: skip
@click.option("--hidden", is_flag=True,
              help='Group what lists name only under "All Other" codes instead.')  # fmt: skip
@click.option("--title-column", help="Column of a table that holds the job title.")
@click.option("--text-column", help="Column that holds the text.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Processes that read texts at a time.")  # fmt: skip
@dataset_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="How the answer is written. Default: as --output's name ends, else table.",
)
@output_option
def command(
    places: tuple[Path, ...],
    least: int,
    hidden: bool,
    title_column: str | None,
    text_column: str | None,
    jobs: int,
    dataset_dir: Path | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Group postings that the coder places badly and whose titles no list names.

    A posting is placed badly when the coder abstains, when its likeliest code is an "All Other"
    code, or when postings of its title get different codes. Those whose title O*NET, SOC, ESCO or
    a federal series names are no candidates. The others are grouped by their texts, skills and
    titles. For each group: how many postings by month and place, growth with its interval where
    two years are covered, titles, tasks and skills, what sets it apart from the nearest
    occupations, and whether O*NET-SOC already has it below the SOC level.

    Exit status 1 means that no group was found.
    """
    format_ = format_ or _by_name(output)
    if format_ == "html":
        if output is None:
            raise click.UsageError("--format html is a file: give its name with --output")
        from occupath.queries.charts import require_matplotlib

        require_matplotlib("ask for --format json")
    dataset = open_dataset(dataset_dir)
    from occupath.extract.documents.records import Columns
    from occupath.extract.occupations.coder import OccupationCoder
    from occupath.queries.emerging import answer
    from occupath.queries.emerging.find import emerging

    given = _read(places, dataset.path, Columns(text_column, title_column, None), jobs)
    found = emerging(given, dataset, OccupationCoder(dataset.path), least, hidden)
    if format_ == "csv":
        from occupath.queries.output import to_csv

        emit(to_csv(answer.COLUMNS, answer.rows(found)), output)
        for line in answer.sentences(found):
            say(line)
    elif format_ == "json":
        emit(as_json(answer.as_json(found)), output)
    elif format_ == "html":
        from occupath.queries.emerging.report.page import page

        emit(page(found), output)
    else:
        _print_table(found, output)
    if not found.groups:
        raise click.exceptions.Exit(1)


def _by_name(output: Path | None) -> str:
    ending = "" if output is None else output.suffix.lower().lstrip(".")
    return ending if ending in _FORMATS else "table"


def _read(places: tuple[Path, ...], dataset: Path, columns: Columns, jobs: int) -> Postings:
    from occupath.cli.extract_output import progress
    from occupath.extract.documents.extraction import Settings
    from occupath.extract.documents.reading import place_of, read
    from occupath.extract.documents.workers import extract_all
    from occupath.queries.emerging import postings

    if not places:
        return postings.of_dataset(dataset)
    folders = [place for place in places if postings.is_extracted(place)]
    texts = [place for place in places if not postings.is_extracted(place)]
    parts = [postings.of_folders(folders)] if folders else []
    if texts:
        documents = (
            document for place in texts for document in read(place_of(str(place), columns=columns))
        )
        with progress() as told:
            chunks = extract_all(documents, Settings(dataset, "fast", code=True), jobs)
            parts.append(postings.of_extracted(told(chunks)))
    return postings.joined(parts)


def _print_table(found: Emerging, output: Path | None) -> None:
    from rich.console import Group
    from rich.text import Text

    from occupath.cli.tables import layout
    from occupath.queries.emerging import answer

    rows = [
        {
            "group": group.id,
            "name": group.name,
            "postings": group.size,
            "growth": answer.growth_text(group),
            "nearest": f"{group.nearest[0].code} {group.nearest[0].title or ''} "
            f"({group.nearest[0].share:.2f})",
            "O*NET detail": group.detail.answer
            if group.detail.answer == "no"
            else f"{group.detail.answer}: {group.detail.code}",
            "set apart by": ", ".join(each.word for each in group.telling[:6]) or None,
        }
        for group in found.groups
    ]
    title = answer.heading(found)
    print_rich(
        lambda width: Group(
            layout(_SHOWN, rows, title, width) if rows else Text(title),
            *(Text(f"• {line}") for line in answer.sentences(found)),
        ),
        output,
    )
