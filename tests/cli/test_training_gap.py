"""``occupath training-gap`` on the starter data: every format, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Outcome

Occupath = Callable[..., Outcome]


def test_json_has_the_contracts_shape(occupath: Occupath) -> None:
    done = occupath("training-gap", "--area", "NJ", "--sector", "energy", "--skills",
                    "--format", "json")  # fmt: skip
    assert done.status == 0, done.err
    found = json.loads(done.out)
    assert found.keys() >= {"area", "occupations", "missing", "unallocated", "joined"}
    completers = found["completers"]
    assert completers["allocated"] + completers["unallocated"] == completers["source_total"] == 1962
    one = next(o for o in found["occupations"] if o["code"] == "47-2111")
    assert one.keys() >= {"code", "title", "demand", "supply", "skills"}
    for figure in one["demand"]:
        assert figure.keys() >= {"measure", "value", "period", "area", "source", "rows"}
    supply = one["supply"]
    assert supply["measure"] == "completers"
    assert supply["low"] <= supply["value"] <= supply["high"]
    assert supply["programs"][0]["row"]["line"]
    assert one["skills"][0].keys() >= {"id", "name", "importance", "level", "taught_by", "nearest"}


def test_where_the_area_has_no_wages_the_nations_stand_under_its_name(occupath: Occupath) -> None:
    done = occupath("training-gap", "--area", "NJ", "--occupations", "electrician",
                    "--format", "json")  # fmt: skip
    (one,) = json.loads(done.out)["occupations"]
    jobs = [f for f in one["demand"] if f["measure"] == "employment"]
    assert [(f["area"], f["value"] is None) for f in jobs] == [("NJ", True), ("US", False)]
    assert jobs[0]["note"] == "not published for the area"
    assert one["openings_held_against"] is None


def test_csv_has_a_row_an_occupation(occupath: Occupath) -> None:
    done = occupath("training-gap", "--area", "NJ", "--family", "47", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert rows
    assert all(row["code"].startswith("47-") for row in rows)
    assert "provider × CIP pairs" in done.err


def test_the_page_is_whole_and_asks_for_nothing_outside(occupath: Occupath, tmp_path: Path) -> None:
    files = [tmp_path / "one.html", tmp_path / "two.html"]
    for file in files:
        done = occupath("training-gap", "--area", "NJ", "--sector", "energy", "-o", str(file))
        assert done.status == 0, done.err
    text = files[0].read_text("utf-8")
    assert files[0].read_bytes() == files[1].read_bytes()
    assert not re.findall(r"<(?:script|link|img|iframe)\b|\bsrc=|@import|url\((?!#)", text)
    assert text.index("What we find") < text.index("How to read this") < text.index("<svg")
    assert "@media print" in text
    for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        words = "".join(ElementTree.fromstring(svg).itertext())
        assert "completers" in words or "Electric" in words or "Mathematics" in words


def test_the_workbook_has_sources_and_no_formula(occupath: Occupath, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for file in files:
        done = occupath("training-gap", "--area", "NJ", "--sector", "energy", "-o", str(file))
        assert done.status == 0, done.err
    assert files[0].read_bytes() == files[1].read_bytes()
    book = openpyxl.load_workbook(files[0])
    assert book.sheetnames == ["Summary", "Occupations", "Demand", "Completers", "Programs",
                               "Unallocated", "Skills", "Missing", "Sources"]  # fmt: skip
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
    rows = list(book["Sources"].iter_rows(values_only=True))
    assert rows[0] == ("source", "title", "file", "line", "row", "column")
    outcomes = [row for row in rows if row[0] == "nj-outcomes"]
    assert len(outcomes) == 60
    assert all("provider" in row[4] and "CIP code" in row[4] and row[3] for row in outcomes)


def test_a_title_with_a_comma_is_one_and_codes_may_be_several(occupath: Occupath) -> None:
    words = ["--occupations", "47-2111,47-2231", "--occupations", "Insulation Workers, Mechanical"]
    done = occupath("training-gap", "--area", "NJ", *words, "--format", "csv")
    codes = [row["code"] for row in csv.DictReader(io.StringIO(done.out))]
    assert codes == ["47-2111", "47-2132", "47-2231"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--area", "ZZ"], "no area 'ZZ'"),
        (["--area", "NJ", "--year", "1999"], "it has those of 2025-05"),
        (["--area", "NJ", "--cohort", "3"], "2, 4, 8"),
        (["--area", "NJ", "--sector", "magic"], "the sectors are green, energy"),
        (["--area", "NJ", "--family", "99"], "is no group of SOC 2018"),
        (["--area", "NJ", "--family", "47", "--sector", "green"], "one of --occupations"),
        (["--area", "NJ", "--format", "html"], "--output"),
        (["--area", "NJ", "--occupations", "no such work"], "no such work"),
    ],
)
def test_what_cannot_be_answered_is_told(occupath: Occupath, words: list[str], says: str) -> None:
    done = occupath("training-gap", *words)
    assert done.status == 2
    assert says in done.err
    assert not done.out


def test_without_matplotlib_the_page_says_what_to_install(
    occupath: Occupath, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = occupath("training-gap", "--area", "NJ", "-o", str(tmp_path / "a.html"))
    assert done.status == 2
    assert "pip install 'occupath[reports]'" in done.err
    assert not (tmp_path / "a.html").exists()
