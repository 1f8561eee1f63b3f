"""Rows as people read them."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console

from occupath.cli.tables import cell, layout


def printed(rows: list[dict[str, object]], width: int, title: str | None = None) -> str:
    out = io.StringIO()
    columns = list(rows[0])
    Console(file=out, width=width).print(layout(columns, rows, title, width))
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (True, "yes"),
        (False, "no"),
        (4000, "4,000"),
        (4000.0, "4,000"),
        (53140.5, "53,140"),
        (2.125, "2.125"),
        (0.0, "0"),
        ("15.0505", "15.0505"),
        ("https://w3id.org/occupath/id/soc2018/47-2111", "id:soc2018/47-2111"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_a_value_is_shown_for_people(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_columns_that_fit_stand_side_by_side() -> None:
    text = printed([{"code": "47-2111.00", "median_wage": 63190}], 40)
    assert "median wage" in text
    assert "63,190" in text
    assert "┃" in text


def test_columns_that_do_not_fit_become_records() -> None:
    text = printed([{f"column_{i}": f"value{i}" for i in range(9)}], 60)
    assert text.startswith("-- 1 --")
    assert "column 8  value8" in text


def test_where_room_is_short_columns_without_values_are_named_below() -> None:
    row: dict[str, object] = {"name": "photovoltaics", "note": None, "remark": None}
    text = printed([row], 25)
    assert "photovoltaics" in text
    assert "Nothing is known of:" in text
    assert "note, remark" in text


def test_a_title_may_be_wider_than_its_table() -> None:
    assert printed([{"a": 1}], 80, "a title of some length").startswith("a title of some length\n")


@example(["a" * 17], 20)
@example(["a", "a", "a", " aaaaaab", "a" * 9, "a" * 10], 51)
@given(
    st.lists(st.text("abc ", min_size=1, max_size=20), min_size=1, max_size=6),
    st.integers(20, 100),
)
def test_no_word_is_ever_broken(texts: list[str], width: int) -> None:
    text = printed([{f"c{i}": value for i, value in enumerate(texts)}], width)
    for value in texts:
        for word in value.split():
            assert word in text
    assert all(len(line) <= width for line in text.splitlines())
