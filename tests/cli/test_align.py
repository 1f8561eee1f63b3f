"""``occupath align`` at the command line: the contracts, versions compared, bad input told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Occupath = Callable[..., Any]

OLD = """Solar Installer Training

Students will learn to install photovoltaic modules, wiring and inverters on roofs.
Prerequisites: a high school diploma.
"""
NEW = (
    OLD
    + """
Learning outcomes
Troubleshoot and repair electronic equipment.
Record results in Microsoft Excel.
"""
)
REQUIREMENT = {"id", "name", "kind", "importance", "level"}
TAUGHT = {"kind", "concept", "label", "sentence", "start", "end"}


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a syllabus."""
    old, new = tmp_path / "old.txt", tmp_path / "new.md"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return old, new


def test_a_file_against_a_code_has_the_keys_of_the_contract(
    occupath: Occupath, versions: tuple[Path, Path]
) -> None:
    answer = occupath("align", str(versions[1]), "--to", "47-2231.00", "--coverage", "0.3",
                      "--format", "json")  # fmt: skip
    assert answer.status == 0, answer.err
    made = json.loads(answer.out)
    assert made.keys() >= {"taught", "occupations", "target", "edit", "cips", "credentials"}
    assert made["title"] == "Solar Installer Training"
    assert made["taught"]
    for taught in made["taught"]:
        assert taught.keys() >= TAUGHT
        assert NEW[taught["start"] : taught["end"]] == taught["sentence"]
        assert "high school" not in taught["sentence"]
    target = made["target"]
    assert target.keys() >= {"code", "coverage", "covered", "missing", "extra"}
    assert target["code"] == "47-2231.00"
    assert all(each.keys() >= REQUIREMENT for each in target["missing"] + target["covered"])
    assert "Troubleshooting" in {each["name"] for each in target["covered"]}
    assert made["edit"]["coverage"] >= 0.3 > target["coverage"]
    for outcome in made["edit"]["outcomes"]:
        assert outcome.keys() >= {"id", "name", "practises"}
        assert outcome["practises"]
    assert made["occupations"][0]["code"] == "47-2231"


def test_two_versions_are_compared(occupath: Occupath, versions: tuple[Path, Path]) -> None:
    old, new = map(str, versions)
    answer = occupath("align", "--diff", old, new, "--to", "47-2231.00", "--format", "json")
    made = json.loads(answer.out)
    assert made["lost"] == []
    assert "Microsoft Excel" in {taught["label"] for taught in made["gained"]}
    assert made["target"]["new"] > made["target"]["old"]
    assert "Troubleshooting" in {r["name"] for r in made["target"]["newly_covered"]}


def test_what_is_exported_as_ctdl_is_aligned_again_and_exported_the_same(
    occupath: Occupath, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = tmp_path / "first.jsonld", tmp_path / "second.jsonld"
    for given, made in ((versions[1], first), (first, second)):
        answer = occupath("align", str(given), "--format", "ctdl", "--output", str(made))
        assert answer.status == 0, answer.err
    assert first.read_bytes() == second.read_bytes()


def test_lines_are_answered_and_bad_ones_counted(occupath: Occupath) -> None:
    answer = occupath("align", "--jsonl", "--top", "2",
                      stdin='{"id": 1, "title": "Welding"}\nnonsense\n')  # fmt: skip
    assert answer.status == 0
    rows = [json.loads(line) for line in answer.out.splitlines()]
    assert [row["id"] for row in rows] == [1, None]
    assert [len(row["occupations"]) for row in rows] == [2, 0]
    assert "line 2: is not JSON" in answer.err
    assert "1 of 2 lines were rejected" in answer.err


def test_one_bad_file_costs_the_others_nothing(occupath: Occupath, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD, "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    answer = occupath("align", str(tmp_path))
    assert answer.status == 0
    assert "Solar Installer Training" in answer.out
    assert "b.pdf: cannot be aligned" in answer.err
    assert "1 of 2 syllabi could not be read" in answer.err
    alone = occupath("align", str(tmp_path / "b.pdf"))
    assert alone.status == 2
    assert "b.pdf: cannot be aligned" in alone.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give a SYLLABUS"),
        (("a.txt", "--jsonl"), "standard input only"),
        (("a.txt", "--diff", "b", "c"), "not both"),
        (("a.txt", "b.txt", "--format", "ctdl"), "one SYLLABUS at a time"),
        (("nj/999999",), "no program nj/999999"),
        (("nowhere.txt",), "is not there"),
    ],
)
def test_what_cannot_be_asked_is_told(
    occupath: Occupath, words: tuple[str, ...], said: str
) -> None:
    answer = occupath("align", *words)
    assert answer.status == 2
    assert said in answer.err
