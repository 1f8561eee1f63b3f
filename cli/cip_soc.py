"""``occupath cip-soc``: the official crosswalk beside what the texts of programs say."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows, say
from occupath.cli.progress import watching
from occupath.graph.progress import Steps
from occupath.queries.output import to_csv
from occupath.queries.program.cip_soc import SUGGESTED, UNSUPPORTED, VERDICTS, Pair, Thresholds

_COLUMNS = (
    "cip",
    "cip_title",
    "soc",
    "soc_title",
    "official",
    "asserted_by",
    "review",
    "verdict",
    "programs",
    "supporting",
    "share",
    "low",
    "high",
    "mean_probability",
    "definition_probability",
    "examples",
)
_SHOWN = (
    "cip",
    "cip_title",
    "soc",
    "soc_title",
    "official",
    "review",
    "verdict",
    "supporting",
    "low",
    "high",
    "definition_probability",
    "examples",
)
_AT = Thresholds()


@click.command(
    "cip-soc",
    epilog="""\b
Examples:
  occupath cip-soc --cip 46.0302
  occupath cip-soc --draft review.csv --format csv --output pairs.csv""",
)
@click.option(
    "--cip",
    "cip",
    metavar="CODE",
    help="Only this CIP 2020 code, group or family (46.0302, 46.03 or 46).",
)
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    type=click.Choice(VERDICTS),
    help="Only these (may be repeated). Default of a table: unsupported and suggested.",
)
@click.option(
    "--probability",
    type=click.FloatRange(0.01, 1),
    default=_AT.probability,
    show_default=True,
    help="A program supports a code that it has with this probability.",
)
@click.option(
    "--unsupported",
    type=click.FloatRange(0, 1),
    default=_AT.unsupported,
    show_default=True,
    help="An official pair is unsupported below this upper end of the interval.",
)
@click.option(
    "--suggested",
    type=click.FloatRange(0, 1),
    default=_AT.suggested,
    show_default=True,
    help="An unlisted pair is suggested above this lower end of the interval.",
)
@click.option(
    "--draft",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a reviewed table to complete: what to add and to remove, reviewer and date blank.",
)
@dataset_option
@format_option("table", "json", "csv")
@output_option
def command(
    cip: str | None,
    verdicts: tuple[str, ...],
    probability: float,
    unsupported: float,
    suggested: float,
    draft: Path | None,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Compare the official CIP-SOC crosswalk with what the texts of programs say.

    Every listed program is coded by its title and description. Beside each official pair stands
    the share of the CIP code's programs that support it, with a 95 % interval, and what the
    code's own definition supports; pairs that no table lists stand apart. Nothing is changed:
    --draft writes a table for a person to decide, 'occupath build --cip-soc-overrides' applies it.
    """
    from occupath.extract.occupations.coder import OccupationCoder
    from occupath.queries.program.cip_soc import compare
    from occupath.queries.program.official import stated

    if cip is not None and not re.fullmatch(r"\d\d(\.\d\d(\d\d)?)?", cip, re.ASCII):
        raise click.UsageError(f"--cip {cip!r} is not a CIP code such as 46, 46.03 or 46.0302")
    dataset = open_dataset(dataset_dir)
    at = Thresholds(probability=probability, unsupported=unsupported, suggested=suggested)
    with watching() as watch:
        steps = Steps(watch)
        with steps("code programs"):
            pairs = compare(
                stated(dataset),
                OccupationCoder(dataset.path),
                at,
                lambda code: cip is None or code.startswith(cip),
                lambda done: watch.advance("programs", done),
            )
    if draft is not None:
        from occupath.queries.program.drafts import COLUMNS
        from occupath.queries.program.drafts import draft as drafted

        emit(to_csv(COLUMNS, drafted(pairs, "occupath cip-soc")), draft)
    wanted = verdicts or ((UNSUPPORTED, SUGGESTED) if format_ == "table" else VERDICTS)
    shown = [pair for pair in pairs if pair.verdict in wanted]
    if format_ == "json":
        emit(as_json({"thresholds": _thresholds(at), "pairs": [_json(p) for p in shown]}), output)
    elif format_ == "csv":
        emit(to_csv(_COLUMNS, [_row(pair) for pair in shown]), output)
    else:
        rows = [
            _row(p) | {"supporting": f"{p.support.supporting} of {p.support.total}"} for p in shown
        ]
        print_rows(_SHOWN, rows, output=output)
    counts = Counter((bool(p.asserted_by), p.verdict) for p in pairs)
    for official, name in ((True, "official"), (False, "unlisted")):
        told = ", ".join(f"{counts[official, v]:,} {v}" for v in VERDICTS if counts[official, v])
        say(f"{name} pairs: {told or 'none'}")


def _thresholds(at: Thresholds) -> dict[str, object]:
    return {name: getattr(at, name) for name in at.__slots__}


def _row(pair: Pair) -> dict[str, object]:
    examples = "; ".join(
        f"{e.program} {e.name} ({e.code} {e.probability:.2f}"
        + (f", {e.because})" if e.because else ")")
        for e in pair.examples
    )
    review = pair.review
    return {
        "cip": pair.cip,
        "cip_title": pair.cip_title,
        "soc": pair.soc,
        "soc_title": pair.soc_title,
        "official": bool(pair.asserted_by),
        "asserted_by": ", ".join(pair.asserted_by) or None,
        "review": review and f"{review.action} ({review.reviewer}, {review.date})",
        "verdict": pair.verdict,
        "programs": pair.support.total,
        "supporting": pair.support.supporting,
        "share": pair.support.share,
        "low": pair.support.low,
        "high": pair.support.high,
        "mean_probability": pair.mean,
        "definition_probability": pair.definition,
        "examples": examples or None,
    }


def _json(pair: Pair) -> dict[str, object]:
    return _row(pair) | {
        "asserted_by": list(pair.asserted_by),
        "review": pair.review and pair.review._asdict(),
        "examples": [example._asdict() for example in pair.examples],
    }
