"""``occupath emerging``: bad input, and an answer in each format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Occupath = Callable[..., Any]
POSTING = {"title": "Electrician", "text": "Install wiring, conduit and fixtures. Test circuits."}


def test_no_group_is_a_negative_answer(occupath: Occupath, tmp_path: Path) -> None:
    place = tmp_path / "postings.jsonl"
    place.write_text(json.dumps(POSTING) + "\n" + json.dumps({**POSTING, "id": "b"}) + "\n")
    answer = occupath("emerging", "--postings", str(place), "--format", "json")
    assert answer.status == 1, answer.err
    told = json.loads(answer.out)
    assert (told["groups"], told["least"], told["postings"]) == ([], 6, 1)
    assert told["set_aside"] == {"same text, title, area and month as another posting": 1}
    assert "lists titles of" in told["notes"][0]  # the starter's lists are not whole


def test_what_is_missing_is_said(occupath: Occupath, tmp_path: Path) -> None:
    answer = occupath("emerging")
    assert answer.status == 2
    assert "was built without postings" in answer.err
    place = tmp_path / "no-format.jsonl"
    place.touch()
    answer = occupath("emerging", "--postings", str(place), "--format", "html")
    assert answer.status == 2
    assert "give its name with --output" in answer.err
