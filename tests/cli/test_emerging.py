"""``occupath emerging``: bad input, and an answer in each format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Occupath = Callable[..., Any]
POSTING = {"title": "Electrician", "text": "Install wiring, conduit and fixtures. Test circuits."}


def test_no_group_is_a_negative_answer_in_every_format(occupath: Occupath, tmp_path: Path) -> None:
    place = tmp_path / "postings.jsonl"
    place.write_text(json.dumps(POSTING) + "\n" + json.dumps({**POSTING, "id": "b"}) + "\n")
    folder = tmp_path / "read"
    made = occupath("extract", str(place), "--pipeline", "fast", "--format", "parquet",
                    "--output", str(folder))  # fmt: skip
    assert made.status == 0, made.err
    answer = occupath("emerging", "--postings", str(folder), "--format", "json")
    assert answer.status == 1, answer.err
    told = json.loads(answer.out)
    assert (told["groups"], told["least"], told["postings"]) == ([], 6, 1)
    assert told["set_aside"] == {"same text, title, area and month as another posting": 1}
    answer = occupath("emerging", "--postings", str(place))
    assert answer.status == 1
    assert "No group of 6 postings or more" in answer.out


def test_what_is_missing_is_said(occupath: Occupath, tmp_path: Path) -> None:
    answer = occupath("emerging")
    assert answer.status == 2
    assert "was built without postings" in answer.err
    empty = tmp_path / "empty.jsonl"
    empty.write_text('{"text": ""}\n')
    answer = occupath("emerging", "--postings", str(empty))
    assert answer.status == 2
    assert "no posting to look at (1 not read: empty)" in answer.err
    assert occupath("emerging", "--postings", str(empty), "--format", "html").status == 2
