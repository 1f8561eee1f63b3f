"""Cells as states write them become the values of the layout, or a problem that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.state_lists.fault import Reading
from occupath.extract.state_lists.values import KINDS, formula
from occupath.ontology.ids import CODE_PATTERNS

PLAIN = Reading("cip2020", {})
KNOWN = Reading("cip2020", {}, frozenset({"15.1703", "01.0102", "01.0000", "51.0710"}))


def read(kind: str, text: str, reading: Reading = PLAIN) -> tuple[object, str | None]:
    value, fault = KINDS[kind](text, "field", reading)
    return value, None if fault is None else fault.kind


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("15.1703", "15.1703", None),
        ("151703", "15.1703", "cip-undotted"),
        ("150505.0", "15.0505", "cip-undotted"),
        ("1.0102", "01.0102", "cip-lost-zero"),
        ("10102", "01.0102", "cip-lost-zero"),
        ("10102.0", "01.0102", "cip-lost-zero"),
        ("51.071", "51.0710", "cip-lost-zero"),
        ('="01.0102"', "01.0102", "cip-undotted"),
        ("15.05", "15.05", "cip-not-six-digits"),
        ("15", "15", "cip-not-six-digits"),
        ("1", "01", "cip-not-six-digits"),
        ("welding", None, "cip-unreadable"),
        ("15.17031", None, "cip-unreadable"),
        ("12-May", None, "cip-unreadable"),
    ],
)
def test_a_cip_code_that_passed_for_a_number_is_mended(
    text: str, value: str | None, kind: str | None
) -> None:
    assert read("cip", text) == (value, kind)


def test_where_the_codes_are_known_a_short_number_is_the_code_it_can_be() -> None:
    assert read("cip", "1", KNOWN) == ("01", "cip-not-six-digits")
    assert read("cip", "1.0", KNOWN) == ("01.0000", "cip-lost-zero")
    assert read("cip", "15.05", KNOWN) == ("15.05", "cip-not-six-digits")
    assert read("cip", "47.9999", KNOWN) == ("47.9999", "cip-unknown")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("4000", 4000.0, None),
        ("4000.50", 4000.5, None),
        ("$1,200.00", 1200.0, "amount-as-text"),
        ("US$ 950", 950.0, "amount-as-text"),
        ("1,200 USD", 1200.0, "amount-as-text"),
        ("call", None, "amount-unreadable"),
        ("1200-1500", None, "amount-unreadable"),
        ("1.200,00", None, "amount-unreadable"),
        ("=1200*2", None, "amount-unreadable"),
        ("-50", None, "below-zero"),
        ("$0", None, "zero-unknown"),
        ("free", None, "zero-unknown"),
        ("2500000", 2_500_000.0, "amount-unusual"),
    ],
)
def test_a_cost_is_one_amount_or_unknown(text: str, value: float | None, kind: str | None) -> None:
    assert read("money", text) == (value, kind)


def test_lengths_take_their_unit_from_the_cell_or_the_mapping() -> None:
    months = Reading("cip2020", {"field": "months"})
    assert read("weeks", "12") == (12.0, None)
    assert read("weeks", "3", months) == (13.0, None)
    assert read("weeks", "6 weeks", months) == (6.0, None)
    assert read("weeks", "10 days") == (2.0, None)
    assert read("weeks", "a while") == (None, "length-unreadable")
    assert read("hours", "300 hrs.") == (300.0, None)
    assert read("hours", "90,000") == (90_000.0, "length-unusual")


def test_a_share_and_a_percentage_come_out_alike() -> None:
    share = Reading("cip2020", {"field": "share"})
    assert read("percent", "0.64", share) == (64.0, None)
    assert read("percent", "64") == read("percent", "64%") == read("percent", "64%", share)
    assert read("percent", "64", share) == (None, "percent-above-100")


def test_ids_zip_codes_and_deliveries() -> None:
    assert read("id", "101.0") == ("101", "id-as-number")
    assert read("id", "A-7") == ("A-7", None)
    assert read("id", "no. 7/b") == ("no. 7/b", "id-characters")
    assert read("zip", "7104") == read("zip", "7104.0") == ("07104", "zip-lost-zero")
    assert read("zip", "071041234") == ("07104-1234", None)
    assert read("delivery", "On-Line") == ("online", None)
    assert read("delivery", "2.0") == (None, "delivery-unknown")
    assert read("url", "info@example.org") == (None, "address-is-mail")
    assert read("text", "<p>Weld &amp; cut</p>") == ("Weld & cut", None)
    assert read("line", "CafÃ© cooking")[1] == "wrong-letters"


@pytest.mark.parametrize("text", ["=1+1", " =HYPERLINK(1)", "@SUM(1)", "+cmd|x", "\uff1d1"])
def test_a_formula_is_told_of(text: str) -> None:
    assert formula(text) is not None


@pytest.mark.parametrize("text", ["- Learn to weld", "-5", "+1 800 555", "C++", "a=b"])
def test_a_list_item_or_a_number_is_no_formula(text: str) -> None:
    assert formula(text) is None


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=30), st.sampled_from([PLAIN, KNOWN]))
def test_any_text_is_read_or_told_of(kind: str, text: str, reading: Reading) -> None:
    value, fault = KINDS[kind](text, "field", reading)
    if value is None and text.strip() and kind not in ("line", "text"):
        assert fault is not None
    assert fault is None or fault.severity in ("warning", "note")


@given(st.integers(1, 99), st.integers(0, 9999))
def test_every_six_digit_code_survives_being_a_number(family: int, rest: int) -> None:
    code = f"{family:02}.{rest:04}"
    known = Reading("cip2020", {}, frozenset({code}))
    assert read("cip", str(float(code)), known)[0] == code
    assert read("cip", f"{family:02}{rest:04}")[0] == code
    import re

    assert re.fullmatch(CODE_PATTERNS["cip2020"], code)
