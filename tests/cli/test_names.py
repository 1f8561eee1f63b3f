"""The occupation that a person means, and what is said where a name means several."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Occupath = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("electrician", "47-2111.00"),
        ("ELECTRICIANS", "47-2111.00"),
        ("47-2111", "47-2111.00"),
        ("47-2111.00", "47-2111.00"),
        (" 47-2111.00 ", "47-2111.00"),
        ("Solar PV Installer", "47-2231.00"),
        ("solar technician", "47-2231.00"),
        ("solar photovoltaic installers", "47-2231.00"),
        ("47-2152.04", "47-2152.04"),
        ("blockchain engineer", "15-1299.07"),
    ],
)
def test_a_title_a_name_and_a_code_are_understood(occupath: Occupath, text: str, code: str) -> None:
    answer = occupath("find", text, "--format", "json")
    assert json.loads(answer.out)["code"] == code


def test_solar_technician_is_the_detailed_occupation_and_the_other_is_named(
    occupath: Occupath,
) -> None:
    found = json.loads(occupath("find", "solar technician", "--format", "json").out)
    assert found == {
        "code": "47-2231.00",
        "title": "Solar Photovoltaic Installers",
        "others": [{"code": "47-2152.04", "title": "Solar Thermal Installers and Technicians"}],
    }


@pytest.mark.parametrize(
    "words", [["gap", "electrician"], ["route", "electrician"], ["neighbors"]], ids=" ".join
)
def test_who_asks_with_a_shared_name_is_told_so_on_standard_error(
    occupath: Occupath, words: list[str]
) -> None:
    answer = occupath(*words, "solar technician", "--format", "json")
    assert answer.status == 0
    assert "47-2152.04 Solar Thermal Installers and Technicians" in answer.err
    json.loads(answer.out)


def test_a_soc_code_of_several_occupations_lists_them(occupath: Occupath) -> None:
    answer = occupath("find", "15-1299")
    assert (answer.status, answer.out) == (2, "")
    for code in ("15-1299.04", "15-1299.05", "15-1299.07", "15-1299.08"):
        assert code in answer.err
    assert "Blockchain Engineers" in answer.err


@pytest.mark.parametrize("command", ["find", "neighbors"])
@pytest.mark.parametrize(
    ("text", "meant"),
    [("electritian", "'electrician'"), ("elektrician", "'electrician'"),
     ("roofr", "'roofer'"), ("plummer", "'plumber'")],
)  # fmt: skip
def test_a_misspelling_gets_suggestions(
    occupath: Occupath, command: str, text: str, meant: str
) -> None:
    answer = occupath(command, text)
    assert (answer.status, answer.out) == (2, "")
    assert "did you mean" in answer.err
    assert meant in answer.err
