"""Answers in each format, to standard output or to a file."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

Occupath = Callable[..., Any]

COMMANDS = {
    "find": ["find", "solar technician"],
    "neighbors": ["neighbors", "47-2111.00", "--top", "4"],
    "all neighbors": ["neighbors", "--all", "--top", "2"],
    "gap": ["gap", "47-2111.00", "47-2231.00"],
    "route": ["route", "47-2111.00", "47-2231.00"],
    "query": ["query", "wages", "-p", "occupation=47-2111.00"],
    "list": ["query", "--list"],
    "validate": ["validate"],
}


@pytest.mark.parametrize("case", COMMANDS)
@pytest.mark.parametrize("format_", ["table", "json"])
def test_a_file_holds_what_would_have_been_printed(
    occupath: Occupath, case: str, format_: str, tmp_path: Path
) -> None:
    words = [*COMMANDS[case], "--format", format_]
    printed = occupath(*words)
    target = tmp_path / "answer"
    kept = occupath(*words, "--output", str(target))
    assert (kept.status, kept.out) == (0, "")
    assert f"written: {target}" in kept.err
    assert target.read_text("utf-8").rstrip("\n") == printed.out.rstrip("\n")
    assert [path.name for path in tmp_path.iterdir()] == ["answer"]
    if format_ == "json":
        json.loads(printed.out)


@pytest.mark.parametrize("case", ["neighbors", "all neighbors", "gap", "route", "query", "list"])
def test_csv_has_one_header_and_as_many_cells_in_every_row(occupath: Occupath, case: str) -> None:
    answer = occupath(*COMMANDS[case], "--format", "csv")
    assert answer.status == 0
    header, *rows = csv.reader(io.StringIO(answer.out))
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    assert len(set(header)) == len(header)
    assert not {"None", "nan", "-99999"} & {cell for row in rows for cell in row}


def test_parquet_has_the_rows_of_json_with_their_types(occupath: Occupath, tmp_path: Path) -> None:
    words = ["query", "occupation-needs", "-p", "occupation=47-2231.00"]
    target = tmp_path / "needs.parquet"
    assert occupath(*words, "--format", "parquet", "-o", str(target)).status == 0
    rows = json.loads(occupath(*words, "--format", "json").out)
    assert pq.read_table(target).to_pylist() == rows
    assert str(pq.read_schema(target).field("importance").type) == "double"


def test_parquet_goes_through_a_pipe(starter_dataset: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from occupath.cli import main; main()", "query",
         "occupation-needs", "-p", "occupation=47-2231.00", "--format", "parquet",
         "--dataset", str(starter_dataset)],
        capture_output=True, check=True,
    )  # fmt: skip
    assert pq.read_table(io.BytesIO(done.stdout)).num_rows > 10


def test_a_picture_is_svg_and_names_both_ends(occupath: Occupath) -> None:
    drawn = occupath(*COMMANDS["route"], "--format", "svg").out
    picture = ElementTree.fromstring(drawn.encode("utf-8"))
    assert picture.tag.endswith("svg")
    assert {"47-2111.00", "47-2231.00"} <= set(picture.itertext())


def test_a_mermaid_flowchart_has_an_arrow_from_start_to_end(occupath: Occupath) -> None:
    drawn = occupath(*COMMANDS["route"], "--format", "mermaid").out
    assert drawn.startswith("flowchart LR\n")
    assert "o47_2111_00 -->|" in drawn
    assert "| o47_2231_00" in drawn


def test_an_old_file_stays_whole_until_the_new_one_is_written(
    occupath: Occupath, tmp_path: Path
) -> None:
    target = tmp_path / "answer.json"
    target.write_text("old", "utf-8")
    assert occupath("find", "zzzzz", "-o", str(target)).status == 2
    assert target.read_text("utf-8") == "old"


def test_a_limit_of_rows_is_said(occupath: Occupath) -> None:
    answer = occupath("query", "-", "--max-rows", "3", "--format", "json",
                      stdin="SELECT ?s WHERE { ?s a oc:Occupation }")  # fmt: skip
    assert len(json.loads(answer.out)) == 3
    assert "only the first 3 rows" in answer.err


def test_a_reader_that_goes_away_is_no_error(starter_dataset: Path) -> None:
    command = (
        f"'{sys.executable}' -c 'from occupath.cli import main; main()' neighbors --all "
        f"--format csv --dataset '{starter_dataset}' | head -1"
    )
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("from,code,title")
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
