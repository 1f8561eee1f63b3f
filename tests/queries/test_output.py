"""Answers keep their values in every format."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.ontology.errors import QueryError
from occupath.queries.output import to_csv, to_json, to_parquet, write

COLUMNS = ["code", "n", "x", "ok", "note"]
ROWS: list[dict[str, object]] = [
    {"code": "01.0102", "n": 3, "x": 1.5, "ok": True, "note": None},
    {"code": "47-2111", "n": None, "x": 2, "ok": False, "note": '"a", b'},
]


def test_json_is_a_list_of_objects_in_column_order() -> None:
    read = json.loads(to_json(ROWS))
    assert read == ROWS
    assert list(read[0]) == COLUMNS


def test_csv_keeps_leading_zeros_and_leaves_unknown_values_empty() -> None:
    assert to_csv(COLUMNS, ROWS).splitlines()[:2] == ["code,n,x,ok,note", "01.0102,3,1.5,true,"]


def test_csv_of_no_rows_is_its_header() -> None:
    assert to_csv(COLUMNS, []) == "code,n,x,ok,note\n"


def test_csv_text_cannot_run_as_a_formula_and_numbers_stay_numbers() -> None:
    rows = [{"a": "=HYPERLINK(1)", "b": -5, "c": "-5.5", "d": "@x", "e": "-1+1"}]
    assert to_csv(list("abcde"), rows).splitlines()[1] == "'=HYPERLINK(1),-5,-5.5,'@x,'-1+1"


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), max_size=5))
def test_csv_reads_back_to_the_same_text(texts: list[str]) -> None:
    rows = [{"t": "x" + text.replace("\r", "\n")} for text in texts]
    read = list(csv.DictReader(io.StringIO(to_csv(["t"], rows), newline="")))
    assert read == rows


def test_parquet_has_typed_columns_and_the_same_rows() -> None:
    table = pq.read_table(io.BytesIO(to_parquet(COLUMNS, ROWS)))
    assert [str(kind) for kind in table.schema.types] == [
        "string", "int64", "double", "bool", "string",
    ]  # fmt: skip
    assert table.to_pylist() == ROWS


def test_parquet_of_no_rows_has_the_columns() -> None:
    assert pq.read_table(io.BytesIO(to_parquet(COLUMNS, []))).column_names == COLUMNS


def test_line_ends_inside_csv_text_are_one_kind() -> None:
    assert to_csv(["t"], [{"t": "a\r\nb\rc"}]) == 't\n"a\nb\nc"\n'


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(QueryError, match="json, csv or parquet"):
        write("xml", COLUMNS, ROWS)
