"""``occupath extract``: every way to write what was found, and what bad input gets."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from occupath.extract.pipeline.mention import KINDS, REQUIREMENTS

Occupath = Callable[..., Any]
POSTING = """Solar Installer

Requirements
Experience with Microsoft Excel and AutoCAD is required.

How to apply
I certify that I did not use Microsoft Word & <b>Python</b>.
"""


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    """Two postings and what is none."""
    place = tmp_path / "postings"
    place.mkdir()
    (place / "a.txt").write_text(POSTING)
    (place / "b.html").write_text(
        "<p>Use <b>Microsoft&nbsp;Excel</b>.</p><script>x('SQL')</script>"
    )
    (place / "c.txt").write_bytes(bytes(range(256)))
    return place


def test_json_holds_documents_with_their_mentions(occupath: Occupath, postings: Path) -> None:
    answer = occupath("extract", str(postings), "--pipeline", "fast", "--format", "json")
    assert answer.status == 0
    assert "3 documents (1 binary)" in answer.err
    first, second, third = json.loads(answer.out)
    assert (first["title"], first["status"]) == ("Solar Installer", "ok")
    assert third == {**third, "status": "binary", "mentions": [], "characters": 0}
    texts = {m["text"] for m in first["mentions"]}
    assert {"Microsoft Excel", "AutoCAD"} <= texts
    assert not texts & {"Microsoft Word", "Python"}
    for mention in first["mentions"]:
        assert POSTING[mention["start"] : mention["end"]] == mention["text"]
        assert mention["kind"] in KINDS
        assert mention["requirement"] in REQUIREMENTS
    assert "Microsoft&nbsp;Excel" in {m["text"] for m in second["mentions"]}
    assert not any("SQL" in m["text"] for m in second["mentions"])


def test_a_table_counts_for_people(occupath: Occupath, postings: Path) -> None:
    answer = occupath("extract", str(postings / "a.txt"), "--pipeline", "fast")
    line = next(line for line in answer.out.split("\n") if "AutoCAD" in line)
    assert "technology" in line
    assert "requirements" in line


def test_lines_are_answered_in_order_and_bad_ones_with_a_status(occupath: Occupath) -> None:
    lines = [
        json.dumps({"id": 1, "text": "Knowledge of AutoCAD is required."}),
        "{not json",
        json.dumps({"id": "x", "text": None}),
        json.dumps({"id": ["k"], "text": ""}),
        json.dumps({"id": 5, "text": "Microsoft\u200b Excel \ud83d"}),
    ]
    answer = occupath("extract", "--jsonl", "--pipeline", "fast", stdin="\n".join(lines))
    assert answer.status == 0
    answers = [json.loads(line) for line in answer.out.splitlines()]
    assert [each["id"] for each in answers] == [1, None, "x", ["k"], 5]
    assert [each.get("status") for each in answers] == [None, *["unreadable"] * 2, "empty", None]
    assert list(answers[0]) == ["id", "mentions"]
    assert list(answers[0]["mentions"][0]) == (
        ["start", "end", "text", "kind", "requirement", "concept", "label", "confidence"]
    )
    assert {m["text"] for m in answers[0]["mentions"]} >= {"AutoCAD"}
    assert "Microsoft\u200b Excel" in {m["text"] for m in answers[4]["mentions"]}


def test_parquet_is_the_same_with_two_processes(
    occupath: Occupath, postings: Path, tmp_path: Path
) -> None:
    written = []
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}"
        words = ["--pipeline", "fast", "--format", "parquet", "--no-code", "--jobs", jobs]
        answer = occupath("extract", str(postings), *words, "--output", str(out))
        assert answer.status == 0, answer.err
        assert answer.out == ""
        written.append({each.name: each.read_bytes() for each in out.iterdir()})
    assert written[0] == written[1]
    assert sorted(written[0]) == ["codes.parquet", "documents.parquet", "mentions.parquet"]
    rows = pq.read_table(tmp_path / "out1" / "mentions.parquet").to_pylist()
    assert {row["document"] for row in rows} == {"a.txt", "b.html"}
    assert all(
        row["sentence_start"] <= row["start"] < row["end"] <= row["sentence_end"] for row in rows
    )
    excel = next(row for row in rows if row["text"] == "Microsoft Excel")
    assert excel["section"] == "requirements"
    assert excel["sentence"] == "Experience with Microsoft Excel and AutoCAD is required."


def test_the_page_shows_hostile_text_as_text(
    occupath: Occupath, postings: Path, tmp_path: Path
) -> None:
    hostile = "</div><script>alert(1)</script><img src=http://x.example/> AutoCAD required"
    (postings / "d<i>.txt").write_text(hostile)
    out = tmp_path / "page.html"
    answer = occupath(
        "extract", str(postings), "--pipeline", "fast", "--format", "html", "-o", str(out)
    )
    assert answer.status == 0, answer.err
    shown = out.read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<img" not in shown
    assert "<h2>d&lt;i&gt;.txt</h2>" in shown
    assert shown.count("<script>") == 1
    assert "default-src 'none'" in shown
    assert 'data-kind="technology"' in shown
    assert "http" not in shown.replace("http-equiv", "").replace("http://x.example", "")


def test_labels_of_the_user_are_found(occupath: Occupath, postings: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    with labels.open("w", newline="") as file:
        csv.writer(file).writerows([["label", "kind"], ["roof zapper", "technology"]])
    (postings / "a.txt").write_text("You handle the roof zapper.")
    words = [str(postings / "a.txt"), "--pipeline", "fast", "--user-labels", str(labels)]
    found = json.loads(occupath("extract", *words, "--format", "json").out)[0]["mentions"]
    assert ("roof zapper", "technology") in {(m["text"], m["kind"]) for m in found}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.txt"], "is not there; give a file, a folder, or - for standard input"),
        (["-", "--format", "parquet"], "needs --output FOLDER"),
        (["-", "--resume"], "--resume needs --format parquet"),
        (["-", "--pipeline", "quick"], "is not one of"),
        (["-", "--dataset", "/nowhere"], "/nowhere"),
    ],
)
def test_a_wrong_use_is_told(occupath: Occupath, words: list[str], said: str) -> None:
    answer = occupath("extract", *words, stdin="Weld pipes.")
    assert answer.status == 2
    assert said in answer.err
    assert answer.out == ""
