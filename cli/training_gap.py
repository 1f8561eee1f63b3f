"""``occupath training-gap``: what an area asks for beside what its listed programs supply."""

from __future__ import annotations

import re
from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, output_option, print_rich, say
from occupath.queries.training.allocation import METHODS

_CODES = re.compile(r"\d\d-\d{4}(\.\d\d)?(\s*,\s*\d\d-\d{4}(\.\d\d)?)+")
_BINARY = ("xlsx", "html")
_SHOWN = ["code", "title", "employment", "openings", "completers", "low-high", "programs",
          "finding"]  # fmt: skip


@click.command("training-gap", epilog="Example: occupath training-gap --area NJ --sector energy")
@click.option(
    "--area",
    required=True,
    help="US, a state's two letters, an OEWS area code, or the area's name.",
)
@click.option(
    "--occupations",
    multiple=True,
    metavar="OCCUPATION",
    help="A title or code, or codes apart by commas; give it again for more.",
)
@click.option(
    "--sector",
    "sectors",
    multiple=True,
    help="green, energy, health, construction, it, manufacturing, transport or education; give it "
    "again for more.",
)
@click.option("--family", help="A SOC 2018 group: two digits (47) or its code (47-2000).")
@click.option("--skills", is_flag=True, help="Skills needed beside skills that programs teach.")
@click.option("--year", help="Wages and employment of this year. Default: the latest.")
@click.option(
    "--cohort",
    type=int,
    metavar="QUARTERS",
    help="Completers followed for 2, 4 or 8 quarters. Default: the middle one.",
)
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], show_default=True,
              help="How completers are given out in the figure shown first.")  # fmt: skip
@click.option("--top", type=click.IntRange(1), default=40, show_default=True,
              help="How many rows of the table; other formats have all.")  # fmt: skip
@dataset_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "xlsx", "html"]),
    help="How the answer is written. Default: as --output's name ends, else table.",
)
@output_option
def command(
    area: str,
    occupations: tuple[str, ...],
    sectors: tuple[str, ...],
    family: str | None,
    skills: bool,
    year: str | None,
    cohort: int | None,
    method: str,
    top: int,
    dataset_dir: Path | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Show the demand for occupations in an area beside what its listed programs supply.

    Demand: jobs, wages, openings, in-demand lists and postings, each with source, period and area.
    Supply: listed programs, and completers given out once over the occupations that their CIP code
    leads to, with the least and the most that may come.

    \b
    Findings of an occupation:
      short              fewer completers than openings, even if all who may came
      cannot be told     the interval of completers holds the openings
      enough             at least as many completers, even if only those came who must
      no listed program  no listed program, and no completers of one, lead to it
    """
    if sum(map(bool, (occupations, sectors, family))) > 1:
        raise click.UsageError("give one of --occupations, --sector and --family")
    format_ = format_ or _by_name(output)
    if format_ in _BINARY and output is None:
        raise click.UsageError(f"--format {format_} is a file: give its name with --output")
    from occupath.queries.training.reading import Asked, training_gap

    dataset = open_dataset(dataset_dir)
    if format_ == "html":
        from occupath.queries.charts import require_matplotlib

        require_matplotlib("ask for --format xlsx")
    gap = training_gap(
        dataset,
        Asked(area, _named(occupations), sectors, family, year, cohort, method,
              skills or format_ in _BINARY),
    )  # fmt: skip
    from occupath.queries.training import answer

    if format_ == "csv":
        from occupath.queries.output import to_csv

        emit(to_csv(answer.COLUMNS, answer.rows(gap)), output)
        for note in answer.notes(gap)[:2]:
            say(note)
        return
    if format_ == "table":
        _print_table(gap, top, output)
        return
    from occupath.queries.training.trace import trace

    places = trace(dataset, answer.cells(gap))
    if format_ == "json":
        emit(as_json(answer.as_json(gap, places)), output)
    elif format_ == "xlsx":
        from occupath.queries.training.report.workbook import workbook

        emit(workbook(gap, places), output)
    else:
        from occupath.queries.training.report.page import page

        emit(page(gap, places), output)


def _by_name(output: Path | None) -> str:
    ending = "" if output is None else output.suffix.lower().lstrip(".")
    return ending if ending in ("csv", "json", "xlsx", "html") else "table"


def _named(occupations: tuple[str, ...]) -> tuple[str, ...]:
    """Codes apart by commas are several; a title may have commas of its own."""
    found: list[str] = []
    for text in occupations:
        if _CODES.fullmatch(text.strip()):
            found += [part.strip() for part in text.split(",")]
        else:
            found.append(text)
    return tuple(found)


def _print_table(gap: object, top: int, output: Path | None) -> None:
    from rich.console import Group
    from rich.text import Text

    from occupath.cli.tables import layout
    from occupath.queries.training import answer
    from occupath.queries.training.findings import findings
    from occupath.queries.training.gap import TrainingGap

    assert isinstance(gap, TrainingGap)
    rows = sorted(
        answer.rows(gap),
        key=lambda r: (-_number(r["openings_at_national_rate"]), r["employment_area"] == "US",
                       -_number(r["employment"])),
    )  # fmt: skip
    shown = [
        {
            "code": row["code"],
            "title": row["title"],
            "employment": _where(row["employment"], row["employment_area"], gap.tables.area.code),
            "openings": _whole(row["openings_at_national_rate"]),
            "completers": _whole(row["completers"]),
            "low-high": None
            if row["completers_low"] is None
            else f"{row['completers_low']:,.0f}–{row['completers_high']:,.0f}",
            "programs": row["listed_programs"],
            "finding": row["finding"],
        }
        for row in rows[:top]
    ]
    area = gap.tables.area
    title = (f"{gap.selection.title} in {area.name}: {len(rows)} occupations"
             + (f", the {top} of most openings" if len(rows) > top else ""))  # fmt: skip
    print_rich(
        lambda width: Group(
            layout(_SHOWN, shown, title, width),
            *(Text(f"• {line}") for line in [*findings(gap), *answer.notes(gap)]),
        ),
        output,
    )


def _where(value: object, area: object, asked: str) -> str | None:
    """A figure, under the nation's name where it is the nation's."""
    if not isinstance(value, int | float):
        return None
    return f"{value:,}" if area == asked else f"{value:,} ({area})"


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _whole(value: object) -> int | None:
    return round(value) if isinstance(value, int | float) else None
