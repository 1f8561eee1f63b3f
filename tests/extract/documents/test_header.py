"""What the first lines of a posting say about it."""

from __future__ import annotations

import pytest

from occupath.extract.documents.header import Header, header, month_of


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("Wednesday, August 20, 2025 to Friday, September 5, 2025", "2025-08"),
        ("08-25-17", "2017-08"),
        ("1/2/2024", "2024-01"),
        ("2025-03-09T10:00:00Z", "2025-03"),
        ("2025-11", "2025-11"),
        ("9 March 2025", "2025-03"),
        ("Sept. 2025", "2025-09"),
        ("1714521600000", "2024-05"),
        ("1714521600.0", "2024-05"),
        ("open until filled", None),
        ("13-45-17", None),
        ("", None),
        (None, None),
    ],
)
def test_the_month_of_a_date(date: str | None, month: str | None) -> None:
    assert month_of(date) == month


def test_labels_above_their_values() -> None:
    lines = ("Position Title", "Welder", "Agency", "Harbor Works", "Open Period", "May 5, 2025")
    assert header("\n".join(lines)) == Header("Welder", "Harbor Works", None, "2025-05")


def test_labels_before_their_values() -> None:
    text = "Job Title: Welder\nCompany: Pipe Works\nLocation: Reno, NV\nPosted: 2024-12-31\nWeld."
    assert header(text) == Header("Welder", "Pipe Works", "Reno, NV", "2024-12")


def test_a_city_bulletin_says_its_city() -> None:
    text = (
        "WELDER\n\nClass Code: 3796\nOpen Date: 03-02-18\nDUTIES\nWelds pipes.\n"
        "The City of Los Angeles does not discriminate.\n"
    )
    assert header(text) == Header("WELDER", "City of Los Angeles", "Los Angeles, CA", "2018-03")


def test_what_is_not_said_stays_unknown() -> None:
    assert header("We weld pipes, and we are looking for a welder.") == Header()
    assert header("") == Header()
