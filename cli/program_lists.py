"""``occupath programs template`` and ``validate``: a state's list before it is built."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from occupath.cli.datasets import built_dataset_option
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError
from occupath.queries.output import to_csv

_TABLES = ("programs", "outcomes", "demand", "reviews", "links")
_QUEUE = ("file", "row", "column", "value", "problem", "suggestion", "severity", "kind")
_SHOWN = 40  # problems shown in a table


@click.command("template", epilog="Example: occupath programs template my-state")
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


@click.command(
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
            {
                "file": t.file,
                "table": t.table,
                "rows": t.read,
                "kept": t.kept,
                "left_out": t.left_out,
                "repeated": t.repeated,
            }
            for t in found.tallies
        ]
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
        say(
            f"{tally.file}: {tally.kept:,} of {tally.read:,} rows can be used, "
            f"{tally.left_out:,} are left out, {tally.repeated:,} repeat another"
        )
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
        return lambda _scheme: None
    from occupath.queries.program.known_codes import known_codes

    dataset = Dataset.open(dataset_dir)
    return lambda scheme: known_codes(dataset, scheme)


def _export(rows: list[dict[str, object]], table: str, export: Path) -> None:
    from occupath.extract.state_lists.fields import FIELDS

    columns = [f.name for f in FIELDS[table]]
    columns += sorted({key for row in rows for key in row} - set(columns))
    emit(to_csv([c for c in columns if any(c in row for row in rows)], rows), export)
