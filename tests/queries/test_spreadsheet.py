"""No cell of an export starts a spreadsheet formula, and numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.queries.output import to_csv
from occupath.queries.spreadsheet import safe_cell

FORMULA = re.compile(r"[\s\u200b\ufeff\0]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r]")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "  =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
        "\n=1", "\uff1dcmd", "\uff0b1", "\uff0dx", "\uff20x", "-", "+1-800-555-0100", "-call",
        "=HYPERLINK(\"http://example.org\",\"x\")", "=cmd|' /C calc'!A0",
    ],
)  # fmt: skip
def test_text_that_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -5, -5.5, date(2021, 1, 1), "", " ", "-5", "+1", "-1,200.00", "-1e-5", "-5%",
     "a=b", "15.0505", "'=1", "C++", "e-mail", "(=1)"],
)  # fmt: skip
def test_numbers_dates_and_plain_text_stay_what_they_are(value: object) -> None:
    assert safe_cell(value) == value
    assert type(safe_cell(value)) is type(value)


_SIGNS = st.text(st.sampled_from(" \t\r\n\u200b\ufeff\uff1d=+-@\"',;a1.\0"), max_size=6)


@given(st.one_of(_SIGNS, st.text(st.characters(blacklist_categories=["Cs"]))))
def test_no_cell_of_a_csv_starts_a_formula(text: str) -> None:
    read = list(csv.reader(io.StringIO(to_csv([text], [{text: text}]), newline="")))
    for row in read:
        for cell in row:
            assert not FORMULA.match(cell) or re.fullmatch(r"[+-][\d.,e%+-]*\d[\d.,e%+-]*", cell)
