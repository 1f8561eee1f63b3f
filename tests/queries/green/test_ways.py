"""The ways of counting green work stand side by side, and what one lacks is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from occupath.graph.dataset import Dataset
from occupath.queries.green.ways import OCCUPATION, OUTPUT, PROCESS, ways

Occupath = Callable[..., Any]


def test_the_figures_are_those_of_the_releases_and_nothing_is_added_up(
    data_dir: Path, real_dataset: Path
) -> None:
    told = (data_dir / "green" / "MEASURES.md").read_text("utf-8")
    found = ways(Dataset.open(real_dataset))
    assert [way.kind for way in found] == [OUTPUT, PROCESS, OCCUPATION, OCCUPATION, OCCUPATION]
    figures = [figure for way in found for figure in way.figures]
    assert len(figures) == 13
    for figure in figures:
        assert figure.release in told
        if figure.value is not None:
            assert f"{figure.value:,}" in told
        if figure.share is not None:
            assert f"{figure.share * 100:.1f} %".replace(".0 %", " %") in told
    assert all("a list of occupations" in way.missing for way in found[:2])
    assert all(not way.figures and way.listed for way in found[2:])
    assert sum(found[2].listed.values()) == 204


def test_an_occupation_is_judged_by_lists_only(occupath: Occupath) -> None:
    answer = occupath("green", "solar photovoltaic installers", "--format", "json")
    told = json.loads(answer.out)
    verdicts = [way["verdict"] for way in told["ways"]]
    assert told["occupation"] == "47-2231.00"
    assert [v.partition(":")[0] for v in verdicts[:3]] == [
        "not assessable", "not assessable", "yes",
    ]  # fmt: skip
    assert "must not be added" in told["note"]
    shown = occupath("green", "--format", "csv").out
    assert "Green Goods and Services,missing: a list of occupations" in shown
