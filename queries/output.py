"""Answers as JSON, CSV and Parquet; pure: text or bytes come back, nothing is printed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from occupath.ontology.errors import QueryError
from occupath.queries.spreadsheet import safe_cell

_Rows = Sequence[Mapping[str, object]]


def to_json(rows: _Rows) -> str:
    """A JSON list of objects, keys in the order of the columns."""
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_csv(columns: Sequence[str], rows: _Rows) -> str:
    """CSV with a header line, ``\\n`` at line ends, unknown values empty.

    Line ends inside text become ``\\n``, and text that a spreadsheet would run as a formula gets
    a leading apostrophe (`safe_cell`); JSON and Parquet have the text as it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(_cell, columns))
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    safe = safe_cell(value)
    if isinstance(safe, str):
        return safe.replace("\r\n", "\n").replace("\r", "\n")
    return "" if safe is None else safe


def to_parquet(columns: Sequence[str], rows: _Rows) -> bytes:
    """A Parquet file: whole numbers as int64, other numbers as double, the rest as text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        name: kind_of([row[name] for row in rows if row.get(name) is not None]) for name in columns
    }
    arrow = {"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64(), "str": pa.string()}
    schema = pa.schema([(name, arrow[kinds[name]]) for name in columns])
    cells = {
        name: [
            str(value) if kinds[name] == "str" and value is not None else value
            for value in (row.get(name) for row in rows)
        ]
        for name in columns
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(cells, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def kind_of(values: Sequence[object]) -> str:
    """The kind of a column with these known values: ``int``, ``float``, ``bool`` or ``str``."""
    kinds = {type(value).__name__ for value in values}
    if kinds and kinds <= {"int", "float"}:
        return "float" if "float" in kinds else "int"
    return "bool" if kinds == {"bool"} else "str"


def write(format_: str, columns: Sequence[str], rows: _Rows) -> str | bytes:
    """Rows as ``json``, ``csv`` or ``parquet``; raises `QueryError` for another format."""
    if format_ == "json":
        return to_json(rows)
    if format_ == "csv":
        return to_csv(columns, rows)
    if format_ == "parquet":
        return to_parquet(columns, rows)
    raise QueryError(f"unknown format {format_!r}; use json, csv or parquet")
