"""``occupath code``: tables, JSON, JSON Lines, vintages and bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Occupath = Callable[..., Any]


def test_a_title_is_coded_as_json(occupath: Occupath) -> None:
    answer = occupath("code", "Electrician", "--top", "2", "--format", "json")
    assert answer.status == 0, answer.err
    found = json.loads(answer.out)
    assert found["abstained"] is False
    assert len(found["codes"]) == 2
    assert found["codes"][0]["code"] == "47-2111"
    assert found["codes"][0]["onetsoc"] == "47-2111.00"
    assert found["codes"][0]["reasons"][0]["kind"] == "title"


def test_a_table_says_why(occupath: Occupath) -> None:
    answer = occupath("code", "Electrician")
    assert "47-2111" in answer.out
    assert "because" in answer.out


def test_a_text_is_read_from_a_file(occupath: Occupath, tmp_path: Path) -> None:
    text = tmp_path / "posting.txt"
    text.write_text(
        "Measure, cut and lay wall and floor tiles. Mix grout and seal joints.", "utf-8"
    )
    answer = occupath("code", "--text", str(text), "--threshold", "0", "--format", "json")
    assert json.loads(answer.out)["codes"][0]["code"] == "47-2044"


def test_abstaining_is_a_negative_answer_that_is_still_shown(occupath: Occupath) -> None:
    answer = occupath("code", "worker", "--threshold", "1")
    assert answer.status == 1
    assert "not sure enough" in answer.out


def test_a_code_of_2010_comes_by_the_crosswalk(occupath: Occupath) -> None:
    answer = occupath("code", "Solar Photovoltaic Installer", "--vintage", "soc2010", "--top", "1",
                      "--format", "json")  # fmt: skip
    assert [c["code"] for c in json.loads(answer.out)["codes"]] == ["47-2231"]


def test_lines_in_are_lines_out_and_a_bad_one_stops_nothing(occupath: Occupath) -> None:
    lines = [
        '{"id": 1, "title": "Electrician"}',
        "not json",
        "[1]",
        "",
        '{"id": "b", "title": 7}',
        '{"id": "c", "title": ""}',
        '{"id": "d", "title": "", "text": "Weld steel beams and cut pipes with a torch."}',
    ]
    answer = occupath("code", "--jsonl", "--top", "3", stdin="\n".join(lines) + "\n")
    assert answer.status == 0, answer.err
    rows = [json.loads(line) for line in answer.out.splitlines()]
    assert [row["id"] for row in rows] == [1, None, None, "b", "c", "d"]
    assert [len(row["codes"]) for row in rows] == [3, 0, 0, 0, 0, 3]
    assert rows[0].keys() == {"id", "codes", "abstained"}
    assert rows[0]["codes"][0].keys() == {"code", "title", "probability"}
    assert "line 2: is not JSON" in rows[1]["status"]
    assert "title is not a string" in rows[3]["status"]
    assert "holds a word" in rows[4]["status"]
    assert rows[5]["codes"][0]["code"] == "51-4121"


def test_codes_are_filled_where_it_abstains(occupath: Occupath) -> None:
    answer = occupath("code", "--jsonl", "--threshold", "1", stdin='{"id": 1, "title": "worker"}\n')
    (row,) = [json.loads(line) for line in answer.out.splitlines()]
    assert row["abstained"] is True
    assert len(row["codes"]) == 5


@pytest.mark.parametrize("words", [(), ("Cook", "--jsonl"), ("Cook", "--threshold", "2")])
def test_a_wrong_call_says_what_to_give(occupath: Occupath, words: tuple[str, ...]) -> None:
    answer = occupath("code", *words)
    assert answer.status == 2
    assert "code" in answer.err


def test_a_title_without_a_word_is_an_error(occupath: Occupath) -> None:
    answer = occupath("code", "!?")
    assert answer.status == 2
    assert "give a job title" in answer.err


def test_a_file_that_is_no_text_is_refused(occupath: Occupath, tmp_path: Path) -> None:
    binary = tmp_path / "posting.pdf"
    binary.write_bytes(b"%PDF-1.4\0\1\2")
    answer = occupath("code", "--text", str(binary))
    assert answer.status == 2
    assert "not a text file" in answer.err
