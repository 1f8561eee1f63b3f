"""``occupath vintage``: draft vintages of the SOC, what they change, and how two differ."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Group

from occupath.cli.datasets import built_dataset_option, dataset_option, open_dataset
from occupath.cli.options import (
    as_json,
    emit,
    format_option,
    output_option,
    print_rich,
    print_rows,
    say,
)
from occupath.cli.progress import watching
from occupath.cli.tables import layout
from occupath.queries.output import to_csv

if TYPE_CHECKING:
    from occupath.graph.dataset import Dataset
    from occupath.queries.vintage.compare import Difference
    from occupath.queries.vintage.revision import Revision

_RECODED = ("what", "source", "id", "title", "from", "to", "probability", "basis", "others")
_DRAFT = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("vintage", epilog="Example: occupath vintage diff soc2010 soc2018")
def command() -> None:
    """Draft a vintage of the SOC, see what it changes, apply it to a dataset and drop it."""


@command.command("new", epilog="Example: occupath vintage new draft.toml --code 47-2231")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--code", "codes", multiple=True, metavar="CODE",
              help="A SOC 2018 code that it takes workers from (may be repeated).")  # fmt: skip
@dataset_option
def new(file: Path, codes: tuple[str, ...], dataset_dir: Path | None) -> None:
    """Write a draft to complete to FILE, with the titles and definitions of the codes given."""
    from occupath.ontology.errors import OccupathError
    from occupath.queries.vintage.template import template

    if file.exists():
        raise OccupathError(f"{file}: is there already; give a new name")
    emit(template(open_dataset(dataset_dir), file.stem, codes), file)


@command.command("diff", epilog="Example: occupath vintage diff soc2010 soc2018 --format json")
@click.argument("before")
@click.argument("after")
@click.option("--all", "whole", is_flag=True, help="Show unchanged codes too.")
@dataset_option
@format_option("table", "json", "csv")
@output_option
def diff(
    before: str,
    after: str,
    whole: bool,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Compare two vintages BEFORE and AFTER: schemes such as soc2010, or a scheme and a draft file.

    Each level is counted; detailed codes that share a row of the crosswalk are one change.
    """
    found = _difference(open_dataset(dataset_dir), before, after)
    changes = [c for c in found.changes if whole or c.change != "unchanged"]
    if format_ == "json":
        told = found.as_json() | {"changes": [c.as_json() for c in changes]}
        emit(as_json(told), output)
        return
    rows: list[dict[str, object]] = [
        {
            "change": c.change,
            "from": "\n".join(f"{i.code} {i.title}" for i in c.old) or None,
            "to": "\n".join(f"{i.code} {i.title}" for i in c.new) or None,
        }
        for c in changes
    ]
    if format_ == "csv":
        emit(to_csv(("change", "from", "to"), rows), output)
        return
    levels: list[dict[str, object]] = [
        {"level": x.level, "before": x.before, "after": x.after, "added": len(x.added),
         "removed": len(x.removed), "retitled": len(x.retitled)}
        for x in found.levels
    ]  # fmt: skip
    names = ("level", "before", "after", "added", "removed", "retitled")
    print_rich(
        lambda width: Group(
            layout(names, levels, f"{found.before} to {found.after}", width),
            layout(("change", "from", "to"), rows, "Detailed codes", width),
        ),
        output,
    )
    say("; ".join(f"{count:,} {kind}" for kind, count in found.counts.items()))


def _difference(dataset: Dataset, before: str, after: str) -> Difference:
    from occupath.graph.vintage import read_draft, read_scheme, revise
    from occupath.ontology.errors import QueryError
    from occupath.queries.crosswalk.tables import Tables
    from occupath.queries.vintage.compare import compare, compare_draft

    old = read_scheme(dataset, before)
    if Path(after).suffix.lower() in (".toml", ".json"):
        draft = read_draft(Path(after))
        if draft.follows != before:
            raise QueryError(f"{after}: follows {draft.follows}, not {before}")
        return compare_draft(old, revise(old, draft))
    tables = Tables(dataset)
    new = read_scheme(dataset, after)
    if not {(before, after), (after, before)} & tables.basis.keys():
        raise QueryError(f"no crosswalk table joins {before} and {after}; compare neighbours")
    rows = {
        (code, link.code): link.cardinality
        for code, links in tables.rows(before, after).items()
        for link in links
    }
    return compare((before, after), old, new, rows)


@command.command("apply", epilog="Example: occupath vintage apply draft.toml --dry-run")
@click.argument("file", type=_DRAFT)
@click.option("--postings", multiple=True, type=click.Path(path_type=Path, exists=True),
              help="Folder of 'occupath extract' to re-code (may be repeated). Default: those that "
                   "the dataset was built with.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@built_dataset_option
@format_option("table", "json")
@output_option
def apply(
    file: Path,
    postings: tuple[Path, ...],
    dry_run: bool,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Apply the draft in FILE to a dataset: a classification of its own beside SOC 2018.

    O*NET profiles, postings and programs of the changed codes are given the codes of the draft,
    with a probability; the break in each series is shown with its interval, routes and gaps are
    made again. 'occupath vintage drop' puts the dataset back as it was, byte for byte.
    """
    from occupath.graph.rdf.vintage import vintage_triples
    from occupath.graph.vintage import read_draft
    from occupath.graph.vintage.overlay import put
    from occupath.queries.vintage.revision import revision

    draft = read_draft(file)
    dataset = open_dataset(dataset_dir)
    place = dataset.path
    found = revision(dataset, draft, postings or None)
    report = as_json(found.as_json()) + "\n"
    if not dry_run:
        content = file.read_bytes()
        files = {
            f"draft{file.suffix.lower()}": content,
            "report.json": report.encode(),
            "recoded.csv": to_csv(_RECODED, [r.as_row() for r in found.recoded]).encode(),
        }
        digest = sha256(content).hexdigest()
        triples = vintage_triples(found.vintage, found.profiles, digest)
        del dataset
        with watching() as watch:
            put(place, triples, draft.id, files, watch)
    if format_ == "json":
        emit(report, output)
    else:
        _show(found, output)
    if not dry_run:
        say(f"{draft.id} is applied to {place}; 'occupath vintage drop {draft.id}' takes it out")


@command.command("drop", epilog="Example: occupath vintage drop draftsolar")
@click.argument("draft")
@built_dataset_option
def drop(draft: str, dataset_dir: Path | None) -> None:
    """Take DRAFT out of a dataset, which is then what it was, byte for byte."""
    from occupath.graph.dataset import default_dataset_dir
    from occupath.graph.vintage.overlay import take_out

    place = dataset_dir or default_dataset_dir()
    with watching() as watch:
        take_out(place, draft, watch)
    click.echo(f"{draft} is out of {place}")


@command.command("list")
@built_dataset_option
@format_option("table", "json")
def list_(dataset_dir: Path | None, format_: str) -> None:
    """List the drafts that a dataset has, with the file that shows what each changes."""
    from occupath.graph.vintage.applied import VINTAGES, applied_drafts

    place = open_dataset(dataset_dir).path
    rows: list[dict[str, object]] = []
    for draft in applied_drafts(place):
        report = place / VINTAGES / draft / "report.json"
        told = json.loads(report.read_text("utf-8"))["draft"]
        rows.append({"draft": draft, "title": told["title"], "report": str(report)})
    if format_ == "json":
        emit(as_json(rows), None)
    else:
        print_rows(("draft", "title", "report"), rows)


def _show(found: Revision, output: Path | None) -> None:
    tables = _tables(found)
    print_rich(
        lambda width: Group(*(layout(names, rows, title, width) for title, names, rows in tables)),
        output,
    )
    for figure in found.employment:
        say(f"{figure['code']}: {figure['note']}")


_Table = tuple[str, tuple[str, ...], list[dict[str, object]]]


def _tables(found: Revision) -> list[_Table]:
    affected = found.vintage.affected
    profiles = [
        r.as_row() for r in found.recoded if r.what == "profiles" and r.thing.old in affected
    ]
    series: list[dict[str, object]] = []
    for one in found.breaks:
        about = {"series": f"{one.what} ({one.source})", "from": one.old, "before": one.before}
        if one.note:
            series.append(about | {"to": one.note})
        series += [
            about | {"to": f"{part.code} {part.title}", "after": round(part.count, 1),
                     "share": f"{part.share:.2f} ({part.share_low:.2f}-{part.share_high:.2f})"}
            for part in one.after
        ]  # fmt: skip
    routes: list[dict[str, object]] = [
        {"when": e.when, "code": f"{e.code} {e.title}",
         "nearest": e.note or "; ".join(f"{o.code} {o.title} {o.closeness:.2f}" for o in e.origins)}
        for e in found.routes
    ]  # fmt: skip
    gaps: list[dict[str, object]] = [
        {"code": gap.code, "profile": gap.profile, "of it": item.text, "kind": item.kind,
         "has already": item.like}
        for gap in found.gaps
        for item in gap.items
    ]  # fmt: skip
    return [
        ("O*NET profiles", ("id", "title", "from", "to", "probability", "basis", "others"),
         profiles),
        ("Breaks in series (95 % intervals)",
         ("series", "from", "before", "to", "after", "share"), series),
        ("Moves into each code", ("when", "code", "nearest"), routes),
        *([("Gaps", ("code", "profile", "of it", "kind", "has already"), gaps)] if gaps else []),
    ]  # fmt: skip
