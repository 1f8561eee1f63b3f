"""``occupath programs``: states' lists of programs, checked, searched and compared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from occupath.cli.datasets import built_dataset_option, dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError
from occupath.queries.output import to_csv

if TYPE_CHECKING:
    from occupath.queries.program.search import Found

_TABLES = ("programs", "outcomes", "demand", "reviews", "links")
_QUEUE = ("file", "row", "column", "value", "problem", "suggestion", "severity", "kind")
_SHOWN = 40  # problems shown in a table


@click.group(
    "programs",
    epilog="""\b
Example:
  occupath programs template my-state
  occupath programs validate --mapping my-state/mapping.toml""",
)
def command() -> None:
    """Check a state's list of programs, search programs, and find listings that repeat."""


@command.command("template", epilog="Example: occupath programs template my-state")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def template_command(folder: Path) -> None:
    """Write empty layouts and example mappings into FOLDER; nothing there is overwritten."""
    from occupath.extract.state_lists.templates import templates

    made = templates()
    there = sorted(name for name in made if (folder / name).exists())
    if there:
        raise OccupathError(
            f"{folder}: has {', '.join(there)} already; give another folder, so that nothing is "
            "overwritten"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(made.items()):
        (folder / name).write_text(text, "utf-8")
        say(f"written: {folder / name}")


@command.command(
    "validate",
    epilog="""\b
Examples:
  occupath programs validate list.csv
  occupath programs validate list.xlsx --mapping mapping.toml --format csv --output queue.csv""",
)
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Which column is which field. Default: the headings are the names of the fields.",
)
@click.option(
    "--table",
    type=click.Choice(_TABLES),
    default=_TABLES[0],
    show_default=True,
    help="What FILE is a list of.",
)
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the usable rows of --table to this CSV, in the documented layout and mended.",
)
@built_dataset_option
@format_option("table", "json", "csv")
@output_option
def validate_command(
    file: Path | None,
    mapping_file: Path | None,
    table: str,
    export: Path | None,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Show what is wrong in a state's list, in which row and column, and how to mend it.

    Looks at FILE, or at every file that the mapping names. With --dataset, codes are looked up in
    its classifications. Errors leave a row out, warnings a value; notes tell what was mended.
    Exit status 1: a row is left out. docs/state-lists.md has the layout.
    """
    from occupath.extract.state_lists.validation import validate

    rows: list[dict[str, object]] = []

    def keep(of: str, values: Mapping[str, object]) -> None:
        if of == table:
            rows.append(dict(values))

    found = validate(
        _files(file, mapping_file, table), _codes(dataset_dir), keep if export else None
    )
    queue = [{name: getattr(problem, name) for name in _QUEUE} for problem in found.queue]
    counts = [{"severity": s, "kind": k, "count": n} for s, k, n in found.counts]
    if export is not None:
        _export(rows, table, export)
    if format_ == "json":
        files = [
            {"file": t.file, "table": t.table, "rows": t.read, "kept": t.kept,
             "left_out": t.left_out, "repeated": t.repeated}
            for t in found.tallies
        ]  # fmt: skip
        answer = {"accepted": found.accepted, "files": files, "counts": counts, "queue": queue}
        emit(as_json(answer), output)
    elif format_ == "csv":
        emit(to_csv(_QUEUE, queue), output)
    elif queue:
        first = sorted(queue, key=lambda p: ("error", "warning", "note").index(str(p["severity"])))
        shown = [name for name in _QUEUE[:-1] if name != "file" or len(found.tallies) > 1]
        print_rows(shown, first[:_SHOWN], output=output)
        if len(queue) > _SHOWN:
            say(f"{len(queue) - _SHOWN:,} more; --format csv or json has them all")
        if output is None:
            print_rows(["severity", "kind", "count"], counts)
    for tally in found.tallies:
        say(f"{tally.file}: {tally.kept:,} of {tally.read:,} rows can be used, "
            f"{tally.left_out:,} are left out, {tally.repeated:,} repeat another")  # fmt: skip
    if not found.accepted:
        sys.exit(1)


def _files(file: Path | None, mapping_file: Path | None, table: str) -> list[tuple]:  # type: ignore[type-arg]
    from occupath.extract.state_lists.mapping import plain_mapping, read_mapping

    if mapping_file is None:
        if file is None:
            raise click.UsageError("give FILE, --mapping, or both")
        return [(plain_mapping(table), file)]
    mapping = read_mapping(mapping_file)
    if file is None:
        places = [(t, mapping_file.parent / t.file) for t in mapping.tables]
        for t, place in places:
            if not place.is_file():
                raise OccupathError(
                    f"{place}: is not there, and {mapping_file} names it; correct 'file' in "
                    f"[{t.table}]"
                )
        return places
    of = mapping.of(table)
    if not of:
        raise OccupathError(f"{mapping_file}: says nothing of {table}; add [{table}]")
    named = [t for t in of if t.file == file.name] or of[:1]
    return [(named[0], file)]


def _codes(dataset_dir: Path | None) -> Callable[[str], frozenset[str] | None]:
    if dataset_dir is None:
        return lambda scheme: None
    from occupath.queries.program.known_codes import known_codes

    dataset = Dataset.open(dataset_dir)
    return lambda scheme: known_codes(dataset, scheme)


def _export(rows: list[dict[str, object]], table: str, export: Path) -> None:
    from occupath.extract.state_lists.fields import FIELDS

    columns = [f.name for f in FIELDS[table]]
    columns += sorted({key for row in rows for key in row} - set(columns))
    emit(to_csv([c for c in columns if any(c in row for row in rows)], rows), export)


_FOUND = (
    "program", "name", "provider", "city", "county", "cip", "cip2020", "cost_usd", "hours",
    "weeks", "delivery", "leads_to", "because", "notes",
)  # fmt: skip


@command.command(
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
@click.option("--cip", help="A CIP code of any level, in both vintages unless cip2010: or cip2020: "
              "stands before it.")  # fmt: skip
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
@click.option("--delivery", type=click.Choice(("in person", "online", "hybrid")),
              help="As its list states it, else by words of its text, which are shown.")  # fmt: skip
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
    from occupath.cli.occupations import resolve
    from occupath.queries.program.search import Wanted, search

    dataset = open_dataset(dataset_dir)
    wanted = Wanted(
        " ".join(words) or None, skill,
        None if occupation is None else resolve(dataset, occupation).iri, cip, credential, max_cost,
        min_hours, max_hours, max_weeks, city, county, zip_, state, delivery, provider, note,
        unknown, earlier,
    )  # fmt: skip
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


_TWIN = (
    "kind", "program", "name", "same_as", "same_as_name", "provider", "same_as_provider",
    "probability", "weight", "agreeing", "differing",
)  # fmt: skip
_LINK = ("program", "same_as", "probability", "method", "agreeing", "differing")


@command.command(
    "duplicates",
    epilog="""\b
Examples:
  occupath programs duplicates
  occupath programs duplicates --links links.csv
  occupath build --same-listings links.csv""",
)
@click.option("--threshold", type=click.FloatRange(0.5, 1), default=0.95, show_default=True,
              help="Probability from which two listings are shown.")  # fmt: skip
@click.option("--current", is_flag=True,
              help="Only programs of current lists, not those that only an earlier list has.")  # fmt: skip
@click.option("--places", is_flag=True,
              help="Programs too that are listed once for each place.")  # fmt: skip
@click.option("--links", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the duplicates as a table that 'occupath build --same-listings' reads.")  # fmt: skip
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

    programs = [p for p in listings(open_dataset(dataset_dir)) if not (current and p.earlier)]
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
    say(f"{kinds.count(DUPLICATE):,} pairs of listings are one program; "
        f"{len(kinds) - kinds.count(DUPLICATE):,} more are one program at another place")  # fmt: skip
