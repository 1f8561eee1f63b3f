"""Which dataset a command uses, and how one is made and checked."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Occupath = Callable[..., Any]


@pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is elsewhere")
def test_the_starter_is_built_once_where_there_is_no_dataset(
    occupath: Occupath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OCCUPATH_DATASET")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    place = tmp_path / "occupath" / "dataset"
    first = occupath("find", "electrician", "--format", "json")
    assert json.loads(first.out)["code"] == "47-2111.00"  # standard output is the answer alone
    assert f"building the embedded starter data into {place} (once)" in " ".join(first.err.split())
    made = (place / "manifest.json").stat().st_mtime_ns
    second = occupath("find", "electrician", "--format", "json")
    assert (second.out, second.err) == (first.out, "")
    assert (place / "manifest.json").stat().st_mtime_ns == made


def test_a_dataset_that_is_named_goes_before_the_default(
    occupath: Occupath, starter_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCCUPATH_DATASET", str(tmp_path / "nowhere"))
    answer = occupath("find", "electrician", "--dataset", str(starter_dataset))
    assert (answer.status, answer.err) == (0, "")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the user's cache is elsewhere")
def test_official_files_are_asked_in_one_go_and_read_once(
    occupath: Occupath, fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for folder in ("soc", "onet_30.1", "onet_taxonomy"):
        shutil.copytree(fixtures / "data" / folder, tmp_path / "files" / folder)
    words = ["find", "electrician", "--format", "json", "--data", str(tmp_path / "files")]
    first = occupath(*words)
    assert json.loads(first.out)["code"] == "47-2111.00"
    assert "building a dataset from" in first.err
    second = occupath(*words)
    assert (second.out, second.err) == (first.out, "")


def test_files_and_a_dataset_are_not_asked_at_once(
    occupath: Occupath, starter_dataset: Path, tmp_path: Path
) -> None:
    answer = occupath("find", "electrician", "--dataset", str(starter_dataset), "--data",
                      str(tmp_path))  # fmt: skip
    assert (answer.status, answer.out) == (2, "")
    assert "not both" in answer.err


def test_a_data_folder_that_is_not_there_is_said(occupath: Occupath, tmp_path: Path) -> None:
    answer = occupath("find", "electrician", "--data", str(tmp_path / "nowhere"))
    assert (answer.status, answer.out) == (2, "")
    assert "nowhere: is not a folder" in answer.err


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tiny") / "dataset"


def test_a_build_shows_each_source_and_counts_what_it_rejects(
    occupath: Occupath, fixtures: Path, tiny: Path
) -> None:
    answer = occupath(
        "build", "--data", str(fixtures / "data"), "--source", "soc2018", "--out", str(tiny)
    )
    assert answer.status == 0, answer.err
    manifest = json.loads((tiny / "manifest.json").read_text("utf-8"))
    source = next(s for s in manifest["sources"] if s["name"] == "soc2018")
    assert source["rows_rejected"] == 2
    assert f"{manifest['triples']:,} triples in {tiny}" in answer.out
    assert "2 rows were rejected; 'occupath validate' lists them" in answer.err


def test_validate_names_file_and_line_of_a_rejected_row(
    occupath: Occupath, fixtures: Path, tiny: Path
) -> None:
    occupath("build", "--data", str(fixtures / "data"), "--source", "soc2018", "--out", str(tiny))
    answer = occupath("validate", "--dataset", str(tiny))
    assert answer.status == 0, answer.err
    assert "soc/soc2018_all.csv:" in answer.out
    assert "Fix: " in answer.out
    assert "Who: " in answer.out
    assert "2 rows rejected" in answer.err


def test_an_unknown_source_is_not_built(occupath: Occupath, tmp_path: Path) -> None:
    answer = occupath("build", "--source", "nosuch", "--out", str(tmp_path / "new"))
    assert (answer.status, answer.out) == (2, "")
    assert "nosuch" in answer.err
    assert not (tmp_path / "new").exists()


def test_a_build_does_not_replace_a_folder_of_other_things(
    occupath: Occupath, fixtures: Path, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    answer = occupath(
        "build", "--data", str(fixtures / "data"), "--source", "soc2018", "--out", str(tmp_path)
    )
    assert (answer.status, answer.out) == (2, "")
    assert "not a dataset" in answer.err
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "years of work"


def test_validating_the_starter_finds_no_violation(occupath: Occupath) -> None:
    answer = occupath("validate", "--format", "json")
    assert answer.status == 0
    report = json.loads(answer.out)
    assert report["conforms"] is True
    assert report["counts"].get("Violation", 0) == 0
    assert all(item["fix"] and item["supplied_by"] for item in report["queue"])


def test_a_file_with_a_violation_exits_with_1(occupath: Occupath) -> None:
    shapes = Path(__file__).parent.parent / "shapes"
    good = occupath("validate", str(shapes / "area.pass.ttl"), "--format", "json")
    bad = occupath("validate", str(shapes / "area.fail.ttl"), "--format", "json")
    assert (good.status, json.loads(good.out)["conforms"]) == (0, True)
    assert (bad.status, json.loads(bad.out)["conforms"]) == (1, False)


def test_a_report_is_a_page_for_the_browser(occupath: Occupath, tmp_path: Path) -> None:
    target = tmp_path / "queue.html"
    assert occupath("validate", "--format", "html", "-o", str(target)).status == 0
    assert target.read_text("utf-8").lstrip().lower().startswith("<!doctype html")


@pytest.mark.parametrize("content", ["", "{}", "not json"])
def test_what_is_not_a_report_is_said(occupath: Occupath, tmp_path: Path, content: str) -> None:
    (tmp_path / "report.json").write_text(content, "utf-8")
    answer = occupath("validate", "--report", str(tmp_path / "report.json"))
    assert (answer.status, answer.out) == (2, "")
    assert "is not a validation report" in answer.err


def test_fetch_lists_every_source_with_its_licence(occupath: Occupath) -> None:
    from occupath.extract.source_table import SOURCES

    listed = occupath("fetch", "--list").out
    for name in SOURCES:
        assert name in listed
    assert "CC BY 4.0" in listed
