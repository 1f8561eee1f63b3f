"""``occupath crosswalk``: codes of one scheme in another, singly or a whole column."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.queries.output import to_csv

if TYPE_CHECKING:
    from occupath.queries.crosswalk.convert import Conversion, Converted

_COLUMNS = ("from_code", "from_title", "to_code", "to_title", "cardinality", "weight", "path",
            "via", "partial", "note")  # fmt: skip
_SHOWN = ("from_code", "from_title", "to_code", "to_title", "cardinality", "weight", "via", "note")
_BACK = ("code", "title", "comes_back", "back")


@click.command(
    "crosswalk",
    epilog="""\b
Examples:
  occupath crosswalk 15-1131 47-2231 --from soc2010 --to soc2018
  occupath crosswalk --from onetsoc2010 --to soc2018 --format csv --output table.csv
  occupath crosswalk --csv jobs.csv --column soc --from soc2010 --to soc2018 --output out.csv""",
)
@click.argument("codes", nargs=-1)
@click.option("--from", "start", required=True, metavar="SCHEME",
              help="Scheme of the codes: soc2010, onetsoc2019, cip2020, isco08, …")  # fmt: skip
@click.option("--to", "goal", required=True, metavar="SCHEME", help="Scheme to cross to.")
@click.option("--via", metavar="SCHEME", help="Cross by way of this scheme.")
@click.option("--csv", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Convert a column of this CSV file.")  # fmt: skip
@click.option("--column", metavar="NAME", help="The column of --csv that has the codes.")
@click.option("--split", type=click.Choice(["join", "rows"]), default="join", show_default=True,
              help="With --csv, the codes of a split one: in one cell, or a row each.")  # fmt: skip
@click.option("--round-trip", is_flag=True, help="Go there and back, and tell what is lost.")
@dataset_option
@format_option("table", "json", "csv")
@output_option
def command(
    codes: tuple[str, ...],
    start: str,
    goal: str,
    via: str | None,
    file: Path | None,
    column: str | None,
    split: str,
    round_trip: bool,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Convert CODES of one scheme to another, along the shortest chain of crosswalk tables.

    Without codes the whole table is written. Cardinality is over the whole chain: 1:m is a code
    that was split. No published table says how much of a code went where, so a split has no
    weight. --csv converts a column, one row for each row of the file; - as a code reads codes
    from standard input.
    """
    from occupath.queries.crosswalk.convert import Conversion
    from occupath.queries.crosswalk.tables import Tables

    if (file is None) != (column is None):
        raise click.UsageError("give --csv FILE and --column NAME together")
    if file is not None and (codes or round_trip):
        raise click.UsageError("give CODES or --csv, not both; --round-trip takes CODES")
    conversion = Conversion(Tables(open_dataset(dataset_dir)), start, goal, via)
    say(conversion.chain.explained())
    if file is not None:
        assert column is not None
        _column(conversion, file, column, split, format_, output)
        return
    if codes == ("-",):
        codes = tuple(sys.stdin.read().split())
    asked = [conversion.code(code) for code in codes] if codes else conversion.whole()
    if round_trip:
        _round_trips(conversion, asked, format_, output)
        return
    found = [conversion.convert(code) for code in asked]
    _print(conversion, found, format_, output)
    _warn(found, len(codes))
    if not any(one.targets for one in found):
        sys.exit(1)


def _print(
    conversion: Conversion, found: Sequence[Converted], format_: str, output: Path | None
) -> None:
    if format_ == "json":
        emit(as_json([_json(conversion, one) for one in found]), output)
        return
    rows = [row for one in found for row in _rows(conversion, one)]
    if format_ == "csv":
        emit(to_csv(_COLUMNS, rows), output)
    else:
        print_rows(_SHOWN, rows, " > ".join(conversion.chain.path), output)


def _json(conversion: Conversion, one: Converted) -> dict[str, object]:
    path = list(conversion.chain.path)
    return {
        "from": {"scheme": path[0], "code": one.code, "title": one.title},
        "to": [
            {
                "code": target.code,
                "title": target.title,
                "cardinality": target.cardinality,
                "weight": target.weight,
                "path": path,
                "via": [[hop.as_json() for hop in trail] for trail in target.trails],
                "partial": target.partial,
            }
            for target in one.targets
        ],
        "warning": one.warning,
    }


def _rows(conversion: Conversion, one: Converted) -> list[dict[str, object]]:
    about = {"from_code": one.code, "from_title": one.title}
    path = " > ".join(conversion.chain.path)
    return [
        about
        | {
            "to_code": target.code,
            "to_title": target.title,
            "cardinality": target.cardinality,
            "weight": target.weight,
            "path": path,
            "via": "; ".join(
                dict.fromkeys(
                    " > ".join(hop.link.code for hop in trail[:-1]) for trail in target.trails
                )
            ) or None,
            "partial": target.partial or None,
            "note": "; ".join(
                dict.fromkeys(hop.link.note for t in target.trails for hop in t if hop.link.note)
            ) or None,
        }
        for target in one.targets
    ] or [about | {"note": one.warning}]  # fmt: skip


def _warn(found: Sequence[Converted], asked: int, most: int = 10) -> None:
    warnings = [one.warning for one in found if one.warning]
    for warning in warnings[:most] if asked else ():
        say(f"warning: {warning}")
    split = sum(len(one.targets) > 1 for one in found)
    if len(found) > 1:
        nowhere = sum(not one.targets for one in found)
        say(f"{len(found):,} codes: {len(found) - split - nowhere:,} have one code, {split:,} are "
            f"split (no weight exists), {nowhere:,} have none")  # fmt: skip


def _round_trips(
    conversion: Conversion, codes: Sequence[str], format_: str, output: Path | None
) -> None:
    trips = conversion.round_trips(codes)
    titles = conversion.tables.titles(conversion.start)
    counts = Counter(trip.kind for trip in trips)
    rows: list[dict[str, object]] = [
        {
            "code": trip.code,
            "title": titles[trip.code],
            "comes_back": trip.kind,
            "back": "; ".join(trip.back) or None,
        }
        for trip in trips
    ]
    if format_ == "json":
        told = [row | {"back": list(trip.back)} for row, trip in zip(rows, trips, strict=True)]
        emit(as_json({"path": list(conversion.chain.path), "counts": dict(sorted(counts.items())),
                      "codes": told}), output)  # fmt: skip
    elif format_ == "csv":
        emit(to_csv(_BACK, rows), output)
    else:
        shown = [row for row in rows if row["comes_back"] != "alone"] if len(rows) > 1 else rows
        print_rows(_BACK, shown, output=output)
    say(f"{len(trips):,} codes there and back: {counts['alone']:,} come back alone, "
        f"{counts['with others']:,} with others, {counts['others']:,} as others only, "
        f"{counts['lost']:,} not at all")  # fmt: skip


def _column(
    conversion: Conversion, file: Path, name: str, split: str, format_: str, output: Path | None
) -> None:
    from occupath.queries.crosswalk.column import BLANK, UNKNOWN, convert_column

    made = convert_column(file, name, conversion, split)
    if format_ == "json":
        texts = [_line(conversion, word) for word in made.codes.dictionary.to_pylist()]
        rows = ",\n".join(texts[i] for i in made.codes.indices.to_pylist())
        emit(f"[\n{rows}\n]", output)
    else:
        emit(made.to_csv(), output)
    counts = ", ".join(f"{n:,} {kind}" for kind, n in made.counts.items())
    say(f"{sum(made.counts.values()):,} rows: {counts or 'none'}")
    if made.counts.get("split"):
        say(f"warning: {made.counts['split']:,} rows have a code that was split; no table gives a "
            "weight, so counts of them cannot be shared out")  # fmt: skip
    if made.unknown:
        named = ", ".join(f"{word!r} ({n:,})" for word, n in made.unknown[:5])
        say(f"not codes of {conversion.start}: {named}")
    for told in made.rejected[:5]:
        say(told)
    if made.rejections:
        say(f"{made.rejections:,} lines were left out: they have too many or too few cells")
    if not set(made.counts) - {BLANK, UNKNOWN}:
        sys.exit(1)


def _line(conversion: Conversion, word: str) -> str:
    """A row of a file as one line of JSON, without the codes on the way."""
    code = conversion.tables.code(conversion.start, word)
    if code is not None:
        told = _json(conversion, conversion.convert(code))
        targets = told["to"]
        assert isinstance(targets, list)
        told["to"] = [{k: v for k, v in target.items() if k != "via"} for target in targets]
    else:
        warning = f"not a code of {conversion.start}" if word.strip() else "blank"
        about = {"scheme": conversion.start, "code": word, "title": None}
        told = {"from": about, "to": [], "warning": warning}
    return json.dumps(told, ensure_ascii=False)
