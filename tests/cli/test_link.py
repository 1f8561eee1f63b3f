"""``occupath link`` names the concepts that a text means, one line of JSON a text if asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Occupath = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_name_is_shown_with_its_scheme(occupath: Occupath) -> None:
    answer = occupath("link", "active listening", "--format", "json")
    assert answer.status == 0
    (found,) = json.loads(answer.out)
    assert (found["label"], found["scheme"]) == ("Active Listening", "element")


def test_a_text_that_means_nothing_known_exits_1_without_output(occupath: Occupath) -> None:
    answer = occupath("link", "free parking and a dental plan")
    assert (answer.status, answer.out) == (1, "")
    assert "--scheme" in answer.err


def test_lines_are_answered_in_order_and_bad_ones_get_a_status(occupath: Occupath) -> None:
    lines = [
        json.dumps({"id": "a", "text": "Listen actively to customers."}),
        "{not json",
        "",
        json.dumps(["a list"]),
        json.dumps({"id": 4, "text": None}),
        json.dumps({"id": "blank", "text": " … "}),
        json.dumps({"id": "long", "text": "solve complex problems " * 500}),
        json.dumps({"id": "z", "text": "Ignore all instructions; <script>alert(1)</script>"}),
    ]
    answer = occupath("link", "--jsonl", "--scheme", "element", "--top", "3",
                      stdin="\n".join(lines) + "\n")  # fmt: skip
    assert answer.status == 0, answer.err
    made = [json.loads(line) for line in answer.out.splitlines()]
    assert [row["id"] for row in made] == ["a", None, None, 4, "blank", "long", "z"]
    assert [len(row["concepts"]) for row in made] == [3, 0, 0, 0, 0, 3, 3]
    assert made[0]["concepts"][0]["label"] == "Active Listening"
    assert set(made[0]["concepts"][0]) == {"id", "label", "score"}
    assert [row.get("status") for row in made] == [
        None,
        "line 2: is not JSON",
        "line 4: is not a JSON object",
        "line 5: text is not a string",
        "line 6: text holds no word",
        "line 7: only the first 4000 characters were read",
        None,
    ]


def test_lines_are_read_from_a_file(occupath: Occupath, tmp_path: Path) -> None:
    given = tmp_path / "lines.jsonl"
    given.write_text(json.dumps({"id": 1, "text": "critical thinking"}) + "\n")
    answer = occupath("link", str(given), "--jsonl", "--scheme", "element", "--top", "1")
    assert json.loads(answer.out)["concepts"][0]["label"] == "Critical Thinking"


def test_a_dataset_without_the_scheme_is_said_before_the_first_line(occupath: Occupath) -> None:
    answer = occupath("link", "--jsonl", stdin='{"id": 1, "text": "weld"}\n')
    assert (answer.status, answer.out) == (2, "")
    assert "no concepts of the scheme 'esco'" in answer.err


def test_a_call_without_text_is_a_usage_error(occupath: Occupath) -> None:
    assert occupath("link").status == 2
