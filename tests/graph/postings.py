"""Small Parquet as ``occupath extract`` writes it, made here of rows in our own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.ontology.prefixes import ID

READING, FOAM = f"{ID}onet/element/2.A.1.a", f"{ID}technology/43232604/autocad"

_TYPES: dict[str, dict[str, pa.DataType]] = {
    "documents": {"document": pa.string(), "source": pa.string(), "status": pa.string(),
                  "detail": pa.string(), "characters": pa.int64(), "title": pa.string(),
                  "employer": pa.string(), "area": pa.string(), "month": pa.string(),
                  "sha256": pa.string()},
    "mentions": {"document": pa.string(), "start": pa.int64(), "end": pa.int64(),
                 "text": pa.string(), "kind": pa.string(), "requirement": pa.string(),
                 "concept": pa.string(), "label": pa.string(), "confidence": pa.float64(),
                 "section": pa.string(), "sentence_start": pa.int64(),
                 "sentence_end": pa.int64(), "sentence": pa.string()},
    "codes": {"document": pa.string(), "rank": pa.int64(), "code": pa.string(),
              "onetsoc": pa.string(), "title": pa.string(), "probability": pa.float64(),
              "abstained": pa.bool_()},
}  # fmt: skip

Row = dict[str, Any]


def document(name: str, **changes: object) -> Row:
    """A posting that was read, of no known area or month."""
    return {"document": name, "source": "city", "status": "ok", "characters": 100,
            "title": f"Job {name}", "sha256": None} | changes  # fmt: skip


def mention(name: str, start: int, text: str, **changes: object) -> Row:
    """A mention of reading, required, in a sentence that holds it."""
    return {"document": name, "start": start, "end": start + len(text), "text": text,
            "kind": "skill", "requirement": "required", "concept": READING, "confidence": 0.9,
            "section": "requirements", "sentence_start": 0, "sentence_end": 100,
            "sentence": f"It asks for {text}."} | changes  # fmt: skip


def code(name: str, **changes: object) -> Row:
    """The posting is for electricians."""
    return {"document": name, "rank": 1, "code": "47-2111", "onetsoc": "47-2111.00",
            "probability": 0.8, "abstained": False} | changes  # fmt: skip


def write(folder: Path, documents: list[Row], mentions: list[Row], codes: list[Row]) -> Path:
    """Write the three files to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("documents", documents), ("mentions", mentions), ("codes", codes)):
        schema = pa.schema(list(_TYPES[name].items()))
        pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{name}.parquet")
    return folder


def city(folder: Path) -> Path:
    """Four postings of a city: three for electricians, one of them without any mention, one whose
    coder abstained."""
    return write(
        folder,
        [
            document("a", area="NJ", month="2018-07", employer="City", sha256="a" * 64),
            document("b", area="NJ", month="2018-07"),
            document("c", area="Springfield"),
            document("d"),
        ],
        [
            mention("a", 10, "reading"),
            mention("a", 30, "read", requirement="mentioned"),
            mention("a", 50, "AutoCAD", kind="technology", concept=FOAM, requirement="preferred"),
            mention("b", 5, "reads", requirement="preferred", confidence=0.7),
            mention("b", 40, "a good eye", concept=None),
            mention("c", 5, "no reading", requirement="negated"),
            mention("d", 5, "reading"),
        ],
        [code("a"), code("b", onetsoc=None), code("c"), code("d", abstained=True),
         code("a", rank=2, code="47-2231", onetsoc="47-2231.00")],
    )  # fmt: skip


def county(folder: Path) -> Path:
    """One posting of a county that asks electricians for reading, area unknown."""
    return write(
        folder, [document("x", source="county", month="2019-01")], [mention("x", 3, "reading")],
        [code("x")],
    )  # fmt: skip
