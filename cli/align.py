"""``occupath align``: a syllabus held against occupations, and the smallest edit that aligns it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.occupations import resolve
from occupath.cli.options import as_json, emit, format_option, output_option, print_rich, say
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError

if TYPE_CHECKING:
    from occupath.queries.alignment.align import Aligner, Alignment
    from occupath.queries.alignment.target import Target

PIPELINES = ("fast", "balanced", "accurate")


@click.command("align", epilog="Example: occupath align nj/50530 --to 47-2231.00 --coverage 0.6")
@click.argument("syllabus", nargs=-1)
@click.option("--to", "code", help="Occupation (code or title) to hold the syllabus against.")
@click.option("--target", "profile", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="TOML or JSON file of a draft code to hold it against instead.")  # fmt: skip
@click.option("--coverage", "level", type=click.FloatRange(0, 1), default=0.8, show_default=True,
              help="Coverage that the smallest edit aims at.")  # fmt: skip
@click.option("--top", type=click.IntRange(1, 50), default=10, show_default=True,
              help="How many occupations, and rows of a table.")  # fmt: skip
@click.option("--diff", nargs=2, metavar="OLD NEW", help="Compare two versions of a syllabus.")
@click.option("--title", help="Title of the program, where the text does not open with it.")
@click.option("--pipeline", type=click.Choice(PIPELINES), default="balanced", show_default=True,
              help="A point on the curve of speed against accuracy.")  # fmt: skip
@click.option("--jsonl", is_flag=True,
              help='Read {"id", "title", "text"?} lines from standard input, write '
                   '{"id", "cips", "occupations"} lines.')  # fmt: skip
@dataset_option
@format_option("table", "json", "ctdl", "schema-org")
@output_option
def command(
    syllabus: tuple[str, ...],
    code: str | None,
    profile: Path | None,
    level: float,
    top: int,
    diff: tuple[str, str] | None,
    title: str | None,
    pipeline: str,
    jsonl: bool,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Hold a SYLLABUS (file, folder, or program such as nj/50530) against occupations.

    Shows what it teaches with the sentence that says so, the occupations and CIP codes it is
    nearest to and the certificates it comes close to. With --to or --target also what of the
    occupation is covered, missing and extra, and the shortest list of learning outcomes that
    lifts coverage. Coverage (0-1) is weighted by importance x level.
    """
    _check(syllabus, code, profile, diff, jsonl, format_)
    dataset = open_dataset(dataset_dir)
    aligner = _aligner(dataset, pipeline)
    if jsonl:
        _lines(aligner, top)
        return
    target = _target(aligner, code, profile)
    if diff is not None:
        old, new = (_aligned(aligner, (place,), None, target, level, top) for place in diff)
        _difference(old[0], new[0], top, format_, output)
        return
    alignments = _aligned(aligner, syllabus, title, target, level, top)
    if format_ == "json":
        made = [alignment.as_json() for alignment in alignments]
        emit(as_json(made[0] if len(made) == 1 else made), output)
    elif format_ == "table":
        from occupath.cli.align_tables import alignment_tables

        print_rich(lambda width: alignment_tables(alignments, level, top, width), output)
    else:
        emit(_published(alignments, format_), output)


def _check(
    syllabus: tuple[str, ...],
    code: str | None,
    profile: Path | None,
    diff: tuple[str, str] | None,
    jsonl: bool,
    format_: str,
) -> None:
    if jsonl and (syllabus or code or profile or diff):
        raise click.UsageError("--jsonl reads programs from standard input only")
    if diff and syllabus:
        raise click.UsageError("give a SYLLABUS or --diff OLD NEW, not both")
    if not (jsonl or diff or syllabus):
        raise click.UsageError("give a SYLLABUS, --diff OLD NEW, or --jsonl")
    if code and profile:
        raise click.UsageError("give --to or --target, not both")
    if diff and format_ not in ("table", "json"):
        raise click.UsageError("--diff is written as table or json")
    if len(syllabus) > 1 and format_ in ("ctdl", "schema-org"):
        raise click.UsageError(f"--format {format_} writes one SYLLABUS at a time")


def _aligner(dataset: Dataset, pipeline: str) -> Aligner:
    from occupath.queries.alignment.align import Aligner

    return Aligner(dataset, pipeline)


def _target(aligner: Aligner, code: str | None, profile: Path | None) -> Target | None:
    if profile is not None:
        return aligner.draft(profile)
    return aligner.target(resolve(aligner.dataset, code)) if code else None


def _aligned(
    aligner: Aligner,
    places: tuple[str, ...],
    title: str | None,
    target: Target | None,
    level: float,
    top: int,
) -> list[Alignment]:
    from occupath.queries.alignment.syllabus import gather

    gathered = gather(places, aligner.dataset, title)
    for reason in gathered.rejected:
        say(reason)
    if gathered.rejected:
        whole = len(gathered.syllabuses) + len(gathered.rejected)
        say(f"{len(gathered.rejected)} of {whole} syllabi could not be read")
    return aligner.align(gathered.syllabuses, target, level, top)


def _lines(aligner: Aligner, top: int) -> None:
    from occupath.queries.alignment.lines import aligned_lines

    rejected = answered = 0
    for line, reason in aligned_lines(sys.stdin, aligner, top):
        answered += 1
        if reason is not None:
            rejected += 1
            say(reason)
        click.echo(line)
    if rejected:
        say(f"{rejected} of {answered} lines were rejected")


def _published(alignments: list[Alignment], format_: str) -> str:
    from occupath.queries.alignment.record import record_of

    if len(alignments) > 1:
        raise OccupathError(f"--format {format_} writes one syllabus at a time, not a folder's")
    record = record_of(alignments[0])
    if format_ == "ctdl":
        from occupath.queries.alignment.ctdl import write_ctdl

        return write_ctdl(record)
    from occupath.queries.alignment.schema_org import write_schema_org

    return write_schema_org(record)


def _difference(
    old: Alignment, new: Alignment, top: int, format_: str, output: Path | None
) -> None:
    from occupath.queries.alignment.difference import difference

    found = difference(old, new)
    if format_ == "json":
        emit(json.dumps(found.as_json(), ensure_ascii=False, indent=2), output)
        return
    from occupath.cli.align_tables import difference_tables

    print_rich(lambda width: difference_tables(found, top, width), output)
