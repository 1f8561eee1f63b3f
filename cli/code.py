"""``occupath code``: the occupation that a title, a text or both are about."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rows
from occupath.extract.occupations.coder import Job, OccupationCoder
from occupath.extract.occupations.coding import Code, Coding
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError, QueryError, UnknownCode

_BATCH = 64  # lines coded at once
_LONGEST = 5_000_000  # bytes of a text that is read
_VINTAGES = ("soc2018", "soc2010")
_TEXT = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
_FIELDS = ("title", "text", "employer", "industry")


@click.command(
    "code",
    epilog='Example: occupath code "Solar Panel Fitter" --industry construction --top 3',
)
@click.argument("title", required=False)
@click.option("--text", type=_TEXT, help="A file with the posting's text; - for standard input.")
@click.option("--employer", help="Who employs, if known.")
@click.option("--industry", help="The industry, if known.")
@click.option("--top", type=click.IntRange(1, 50), default=5, show_default=True,
              help="How many codes.")  # fmt: skip
@click.option("--threshold", type=click.FloatRange(0, 1),
              help="Abstain below this probability of the first code. Default: where nine of ten "
                   "answers were right on titles that no list holds.")  # fmt: skip
@click.option("--vintage", type=click.Choice(_VINTAGES), default=_VINTAGES[0], show_default=True,
              help="The SOC that the codes are of; 2010 by crosswalk.")  # fmt: skip
@click.option("--jsonl", is_flag=True,
              help='Read {"id", "title", "text"?} lines from standard input, write '
                   '{"id", "codes", "abstained"} lines.')  # fmt: skip
@dataset_option
@format_option("table", "json")
@output_option
def command(
    title: str | None,
    text: Path | None,
    employer: str | None,
    industry: str | None,
    top: int,
    threshold: float | None,
    vintage: str,
    jsonl: bool,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Code a job TITLE, a text, or both: SOC 2018 and O*NET-SOC codes with probabilities.

    A probability is the chance that the code is right; where the first one's falls below the
    threshold the coder abstains (exit status 1) and still shows what it would have said. Each
    code comes with the known titles, tasks, sentences and words that decided.
    """
    if jsonl:
        if title or text or employer or industry:
            raise click.UsageError("--jsonl reads titles and texts from standard input only")
    elif not title and text is None:
        raise click.UsageError("give a TITLE, --text FILE, or --jsonl")
    dataset = open_dataset(dataset_dir)
    coder = OccupationCoder(dataset.path)
    vintages = Vintage(dataset, vintage)
    if jsonl:
        for line in coded_lines(sys.stdin, coder, vintages, top, threshold):
            click.echo(line)
        return
    job = Job(title, _read(text) if text else None, employer, industry)
    coding = coder.code(*job, top=top, threshold=threshold)
    if format_ == "json":
        emit(as_json(_as_json(coding, vintages)), output)
    else:
        shown = title or str(text)
        heading = f"{shown}: not sure enough to say" if coding.abstained else shown
        rows = [row for code in coding.codes for row in _rows(code, vintages)]
        columns = ["code", "title", "probability", "O*NET-SOC", "because"]
        print_rows(columns, rows, heading, output)
    if coding.abstained:
        raise click.exceptions.Exit(1)


class Vintage:
    """The codes of another vintage that a SOC 2018 code was, by the dataset's crosswalk."""

    def __init__(self, dataset: Dataset, vintage: str) -> None:
        self._dataset = dataset
        self._vintage = vintage
        self._known: dict[str, list[tuple[str, str | None]]] = {}

    def of(self, code: str, title: str | None) -> list[tuple[str, str | None]]:
        """Codes with titles; none where the dataset's crosswalk lacks the code."""
        if self._vintage == "soc2018":
            return [(code, title)]
        if code not in self._known:
            self._known[code] = self._crossed(code)
        return self._known[code]

    def _crossed(self, code: str) -> list[tuple[str, str | None]]:
        from occupath.queries.named import run

        values = {"from": "soc2018", "code": code, "to": self._vintage}
        try:
            rows = run("crosswalk", self._dataset, values).rows
        except (QueryError, UnknownCode):
            return []
        return [(str(row["to_code"]), str(row["to_title"])) for row in rows]


def coded_lines(
    lines: Iterable[str],
    coder: OccupationCoder,
    vintages: Vintage,
    top: int = 5,
    threshold: float | None = None,
) -> Iterator[str]:
    """A JSON line for each line that is not blank, in their order; a bad one gets a ``status``."""
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(numbered, _BATCH)):
        read = [_job(n, line) for n, line in batch]
        jobs = [job for _, job, _ in read if job is not None]
        codings = iter(coder.code_many(jobs, top, threshold))
        for name, job, status in read:
            if job is None:
                made: dict[str, Any] = {"codes": [], "abstained": True, "status": status}
            elif not (coding := next(codings)).codes:
                status = "neither title nor text holds a word"
                made = {"codes": [], "abstained": True, "status": status}
            else:
                codes = [c for code in coding.codes for c in _brief(code, vintages)][:top]
                made = {"codes": codes, "abstained": coding.abstained}
            yield json.dumps({"id": name, **made}, ensure_ascii=False)


def _job(number: int, line: str) -> tuple[object, Job | None, str | None]:
    """The line's id, what is to be coded, or why there is nothing."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None, None, f"line {number}: is not JSON"
    if not isinstance(row, dict):
        return None, None, f"line {number}: is not a JSON object"
    name = row.get("id")
    values = [row.get(field) for field in _FIELDS]
    for field, value in zip(_FIELDS, values, strict=True):
        if value is not None and not isinstance(value, str):
            return name, None, f"line {number}: {field} is not a string"
    return name, Job(*values), None


def _read(path: Path) -> str:
    with click.open_file(str(path), "rb") as file:
        given: bytes = file.read(_LONGEST)
    if b"\0" in given:
        raise OccupathError(f"{path}: is not a text file; 'occupath extract' reads PDF and Word")
    return given.decode("utf-8", errors="replace")


def _brief(code: Code, vintages: Vintage) -> list[dict[str, object]]:
    return [
        {"code": c, "title": t, "probability": code.probability}
        for c, t in vintages.of(code.code, code.title)
    ]


def _as_json(coding: Coding, vintages: Vintage) -> dict[str, object]:
    codes = [
        {
            "code": c,
            "title": t,
            "probability": code.probability,
            "onetsoc": code.onetsoc,
            "onetsoc_probability": code.onetsoc_probability,
            "reasons": [reason._asdict() for reason in code.reasons],
        }
        for code in coding.codes
        for c, t in vintages.of(code.code, code.title)
    ]
    return {"codes": codes, "abstained": coding.abstained}


def _rows(code: Code, vintages: Vintage) -> list[dict[str, object]]:
    because = "; ".join(f"{r.kind} {_cut(r.text)} ({r.weight:.2f})" for r in code.reasons)
    return [
        {
            "code": c,
            "title": t,
            "probability": round(code.probability, 3),
            "O*NET-SOC": code.onetsoc,
            "because": because or None,
        }
        for c, t in vintages.of(code.code, code.title)
    ]


def _cut(text: str, longest: int = 60) -> str:
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1]}…”"
