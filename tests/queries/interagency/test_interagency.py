"""A code is cited as published; a federal series stands beside SOC by title and texts, as ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.graph.dataset import Dataset
from occupath.queries.interagency.federal import ASSERTED_BY, federal

Occupath = Callable[..., Any]


def test_the_paragraph_has_title_definition_vintage_and_source(
    occupath: Occupath, real_dataset: Path, data_dir: Path
) -> None:
    with (data_dir / "soc/soc2018_definitions.csv").open(encoding="utf-8-sig") as lines:
        (row,) = (r for r in csv.DictReader(lines) if "15-1252" in r.values())
    definition = " ".join(max(row.values(), key=len).split())
    answer = occupath("cite", "15-1252", "--dataset", str(real_dataset), "--format", "json")
    told = json.loads(answer.out)
    for part in ("Software Developers", "15-1252", "Classification 2018", definition,
                 "15-1250", "Manual, 2018"):  # fmt: skip
        assert part in told["paragraph"]
    assert [e["code"] for e in told["earlier"]] == ["15-1132", "15-1133"]
    unknown = occupath("cite", "15-9", "--dataset", str(real_dataset))
    assert unknown.status == 2
    assert "'15-9' is not a code of soc2018" in unknown.err


def extracted(folder: Path) -> Path:
    """Three postings as ``occupath extract`` writes them."""
    folder.mkdir()
    names = ["a", "b", "c"]
    titles = ["Electrical Engineer", "IT Specialist", "Cook"]
    sentences = ["Lays circuits.", "The GS-2210 series applies.", "Cooks."]
    some: dict[str, list[object]] = {"document": list(names)}
    blank = [None] * 3
    tables = {
        "documents": some | {"source": ["us"] * 3, "status": ["ok"] * 3, "characters": [9] * 3,
                             "title": list(titles), "employer": blank, "area": blank,
                             "month": blank, "sha256": blank},
        "mentions": some | {"start": [0] * 3, "end": [1] * 3, "text": ["x"] * 3,
                            "kind": ["skill"] * 3, "requirement": ["required"] * 3,
                            "concept": blank, "confidence": [1.0] * 3, "section": blank,
                            "sentence_start": [0] * 3, "sentence_end": [1] * 3,
                            "sentence": list(sentences)},
        "codes": some | {"rank": [1] * 3, "code": ["17-2071", "15-1244", "35-2012"],
                         "onetsoc": blank, "probability": [0.9, 0.6, 0.9],
                         "abstained": [False] * 3},
    }  # fmt: skip
    for name, table in tables.items():
        pq.write_table(pa.table(table), folder / f"{name}.parquet")
    return folder


def test_a_series_stands_beside_soc_by_its_title_and_by_its_texts(
    real_dataset: Path, tmp_path: Path
) -> None:
    dataset = Dataset.open(real_dataset)
    rows = federal(dataset, ["850", "2210"], [extracted(tmp_path / "us")])
    first = {(r.series, r.basis): r for r in reversed(rows)}
    engineer = first["0850", "title"]
    assert (engineer.code, engineer.texts) == ("17-2071", None)
    assert first["0850", "texts"].code == "17-2071"
    assert (first["2210", "texts"].code, first["2210", "texts"].probability) == ("15-1244", 0.6)
    assert first["2210", "texts"].low
    assert all(row.as_json()["asserted_by"] == ASSERTED_BY for row in rows)
