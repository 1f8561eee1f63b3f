"""The commands about programs: exit statuses, formats, and files that are never half-written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occupath.extract.state_lists.fields import FIELDS
from occupath.extract.state_lists.page import layout_table

Occupath = Callable[..., Any]
ROOT = Path(__file__).parent.parent.parent
BAD = (
    "id,name,provider,cip,total_cost,description\n"
    '1,Solar,Peak,15.1703,"$1,200.00","=HYPERLINK(""http://x"",""y"")"\n'
    "1,Other,Peak,1.0102,call,-cmd\n"
    "2,@SUM(A1),Peak,1.0102,call,+cmd|' /C calc'!A0\n"
)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text(BAD)
    return tmp_path / "list.csv"


def test_a_bad_list_gives_a_queue_and_exit_status_1(occupath: Occupath, bad: Path) -> None:
    done = occupath("programs", "validate", str(bad), "--format", "json")
    found = json.loads(done.out)
    assert done.status == 1
    assert not found["accepted"]
    assert found["files"] == [
        {"file": "list.csv", "table": "programs", "rows": 3, "kept": 2, "left_out": 1,
         "repeated": 0}
    ]  # fmt: skip
    assert {"severity": "error", "kind": "id-repeated", "count": 1} in found["counts"]
    assert [p["row"] for p in found["queue"]] == sorted(p["row"] for p in found["queue"])
    assert "2 of 3 rows can be used" in done.err


def test_no_cell_of_the_queue_or_the_export_starts_a_formula(
    occupath: Occupath, bad: Path, tmp_path: Path
) -> None:
    mended = tmp_path / "mended.csv"
    done = occupath("programs", "validate", str(bad), "--format", "csv", "--export", str(mended))
    for text in (done.out, mended.read_text("utf-8")):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]
    rows = list(csv.DictReader(mended.open(encoding="utf-8")))
    assert [(row["id"], row["cip"], row["total_cost"]) for row in rows] == [
        ("1", "15.1703", "1200.0"), ("2", "01.0102", ""),
    ]  # fmt: skip
    assert rows[1]["name"] == "'@SUM(A1)"


def test_a_good_list_passes_and_known_codes_are_looked_up(
    occupath: Occupath, tmp_path: Path, starter_dataset: Path
) -> None:
    good = tmp_path / "list.csv"
    good.write_text("id,name,provider,cip,total_cost\n1,Solar,Peak,15.1703,100\n")
    assert occupath("programs", "validate", str(good)).status == 0
    good.write_text("id,name,provider,cip,total_cost\n1,Solar,Peak,15.0505,100\n")
    found = occupath("programs", "validate", str(good), "--format", "json", "--dataset",
                     str(starter_dataset))  # fmt: skip
    assert found.status == 0
    assert [p["kind"] for p in json.loads(found.out)["queue"]] == ["cip-unknown"]


def test_templates_are_written_once_and_pass(occupath: Occupath, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert occupath("programs", "template", str(folder)).status == 0
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    again = occupath("programs", "template", str(folder))
    assert again.status == 2
    assert "nothing is overwritten" in again.err
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert occupath("programs", "validate", "--mapping", str(folder / "mapping.toml")).status == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["validate"], "give FILE, --mapping, or both"),
        (["search", "--cip", "1.5"], "is not a CIP code"),
        (["search", "--note", "dull"], "the notes are"),
        (["search", "--occupation", "zzzz"], "zzzz"),
    ],
)
def test_a_wrong_request_is_told_of(occupath: Occupath, words: list[str], told: str) -> None:
    done = occupath("programs", *words)
    assert done.status == 2
    assert told in done.err


def test_a_search_gives_the_same_rows_in_every_format(occupath: Occupath) -> None:
    words = ["programs", "search", "--cip", "15.1703", "--unknown"]
    rows = json.loads(occupath(*words, "--format", "json").out)
    lines = list(csv.DictReader(io.StringIO(occupath(*words, "--format", "csv").out)))
    assert [row["program"] for row in rows] == [line["program"] for line in lines]
    assert "nj/50530" in {row["program"] for row in rows}
    assert all(row["cip_scheme"] == "cip2010" and "15.1703" in row["cip2020"] for row in rows)
    assert str(len(rows)) in occupath(*words).err


def test_a_search_that_finds_nothing_exits_with_1(occupath: Occupath) -> None:
    done = occupath("programs", "search", "underwater", "basket", "weaving")
    assert (done.status, done.out) == (1, "")
    assert "0 listed programs" in done.err


def test_duplicates_come_as_rows_and_as_links_that_a_build_can_read(
    occupath: Occupath, tmp_path: Path
) -> None:
    from occupath.extract.state_lists import same_listings

    links = tmp_path / "links.csv"
    words = ["programs", "duplicates", "--threshold", "0.9", "--format", "csv"]
    done = occupath(*words, "--links", str(links))
    assert done.status == 0
    lines = list(csv.DictReader(io.StringIO(done.out)))
    assert len(same_listings(links).rows_at) == len(lines)
    assert done.out == occupath(*words).out


def test_the_crosswalk_is_compared_on_one_code(occupath: Occupath, tmp_path: Path) -> None:
    draft = tmp_path / "draft.csv"
    done = occupath("cip-soc", "--cip", "15.1703", "--format", "json", "--draft", str(draft))
    found = json.loads(done.out)
    assert done.status == 0
    assert found["thresholds"]["probability"] == 0.1
    pair = next(p for p in found["pairs"] if p["soc"] == "47-2231")
    assert (pair["official"], pair["asserted_by"]) == (True, ["cip-soc"])
    assert 0 <= pair["low"] <= pair["share"] <= pair["high"] <= 1
    assert draft.read_text().startswith("cip,soc,action,reviewer,date,reason,source\n")
    assert occupath("cip-soc", "--cip", "x").status == 2


@pytest.mark.parametrize("table", FIELDS)
def test_the_pages_show_the_layout(table: str) -> None:
    pages = "".join(
        (ROOT / "docs" / name).read_text("utf-8") for name in ("state-lists.md", "cip-soc.md")
    )
    assert layout_table(table) in pages
