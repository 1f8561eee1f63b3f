"""``occupath programs search``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.occupations import resolve
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.queries.output import to_csv
from occupath.queries.program.search import Found, Wanted, search

_FOUND = (
    "program",
    "name",
    "provider",
    "city",
    "county",
    "cip",
    "cip2020",
    "cost_usd",
    "hours",
    "weeks",
    "delivery",
    "leads_to",
    "because",
    "notes",
)


@click.command(
    "search",
    epilog="""\b
Examples:
  occupath programs search --occupation 47-2231.00 --max-cost 5000
  occupath programs search welding --county Essex --unknown
  occupath programs search --cip 15 --delivery online""",
)
@click.argument("words", nargs=-1)
@click.option("--skill", help="A skill, technology or tool that its text names: name or id.")
@click.option("--occupation", help="An occupation that it prepares for: code or title.")
@click.option(
    "--cip",
    help="A CIP code of any level, in both vintages unless cip2010: or cip2020: stands before it.",
)
@click.option(
    "--credential", help="A credential, licence or award that it leads to: part of a name."
)
@click.option("--max-cost", type=click.FloatRange(0), help="US$ in all.")
@click.option("--min-hours", type=click.FloatRange(0), help="Clock hours.")
@click.option("--max-hours", type=click.FloatRange(0), help="Clock hours.")
@click.option("--max-weeks", type=click.FloatRange(0), help="Weeks from start to end.")
@click.option("--unknown", is_flag=True, help="An unknown cost, hours or weeks passes a limit.")
@click.option("--city", help="Part of the city's name.")
@click.option("--county", help="Part of the county's name.")
@click.option("--zip", "zip_", help="ZIP code or its beginning.")
@click.option("--state", help="The state whose list it is (NJ).")
@click.option(
    "--delivery",
    type=click.Choice(("in person", "online", "hybrid")),
    help="As its list states it, else by words of its text, which are shown.",
)
@click.option("--provider", help="Part of the provider's name.")
@click.option("--note", help="Only programs with this note, such as 'no cost' or 'duplicate'.")
@click.option("--earlier", is_flag=True, help="Programs too that only an earlier list has.")
@dataset_option
@format_option("table", "json", "csv")
@output_option
def search_command(
    words: tuple[str, ...],
    skill: str | None,
    occupation: str | None,
    cip: str | None,
    credential: str | None,
    max_cost: float | None,
    min_hours: float | None,
    max_hours: float | None,
    max_weeks: float | None,
    unknown: bool,
    city: str | None,
    county: str | None,
    zip_: str | None,
    state: str | None,
    delivery: str | None,
    provider: str | None,
    note: str | None,
    earlier: bool,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Find programs of which every WORD and option holds, the cheapest first.

    Each comes with notes on what is doubtful: no cost, impossible hours, an unknown provider, a
    CIP code that 2020 split or deleted, a duplicate. Exit status 1: none is found. The lists at
    hand may be a part: none found means no listed program.
    """
    dataset = open_dataset(dataset_dir)
    wanted = Wanted(
        " ".join(words) or None,
        skill,
        None if occupation is None else resolve(dataset, occupation).iri,
        cip,
        credential,
        max_cost,
        min_hours,
        max_hours,
        max_weeks,
        city,
        county,
        zip_,
        state,
        delivery,
        provider,
        note,
        unknown,
        earlier,
    )
    found = search(dataset, wanted)
    rows = [_found(each) for each in found]
    if format_ == "json":
        emit(as_json([_found_json(each) for each in found]), output)
    elif format_ == "csv":
        emit(to_csv(_FOUND, rows), output)
    elif rows:
        known = [name for name in _FOUND if any(row[name] is not None for row in rows)]
        print_rows(known, rows, output=output)
    say(f"{len(found):,} listed programs")
    if not found:
        sys.exit(1)


def _found(found: Found) -> dict[str, object]:
    p, how = found.program, found.delivery
    low, high = p.weeks or (None, None)
    weeks = None if low is None else f"{low:g}" if low == high else f"{low:g}-{_upper(high)}"
    return {
        "program": p.key,
        "name": p.name,
        "provider": p.provider,
        "city": p.city,
        "county": p.county,
        "cip": p.cip and f"{p.cip_scheme}:{p.cip}",
        "cip2020": ", ".join(p.cip2020) or None,
        "cost_usd": p.cost,
        "hours": p.hours,
        "weeks": weeks,
        "delivery": how and (how.kind if how.words is None else f"{how.kind} (text)"),
        "leads_to": "; ".join(p.goals) or None,
        "because": "; ".join(found.because) or None,
        "notes": "; ".join(note.kind for note in found.notes) or None,
    }


def _upper(weeks: float | None) -> str:
    return "" if weeks is None else f"{weeks:g}"


def _found_json(found: Found) -> dict[str, object]:
    p, how = found.program, found.delivery
    return _found(found) | {
        "cip": p.cip,
        "cip_scheme": p.cip_scheme,
        "cip2020": list(p.cip2020),
        "weeks": None if p.weeks is None else list(p.weeks),
        "delivery": how and {"kind": how.kind, "words": how.words},
        "leads_to": list(p.goals),
        "because": list(found.because),
        "notes": [note._asdict() for note in found.notes],
        "duplicates": list(p.twins),
    }
