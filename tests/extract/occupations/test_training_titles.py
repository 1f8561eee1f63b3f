"""What the coder may learn from, and what it may not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
sys.path.insert(0, str(ROOT))

from training.coder_data import CoderData, split  # noqa: E402


@pytest.fixture(scope="module")
def data(data_dir: Path) -> CoderData:
    return CoderData(data_dir)


@pytest.mark.parametrize("other", ["Pickers, cotton", "cotton picker", "Picker (hand) of cotton"])
def test_titles_of_the_same_words_are_in_one_split(other: str) -> None:
    assert split(other) == split("Cotton picker")


def test_a_fifth_of_the_census_titles_is_for_testing(data: CoderData) -> None:
    parts = [split(example.text) for example in data.census]
    assert 0.18 < parts.count("test") / len(parts) < 0.22
    assert 0.05 < parts.count("tune") / len(parts) < 0.09


def test_a_broad_code_stands_for_the_detailed_codes_below_it(data: CoderData) -> None:
    assert data.detailed("29-1210")[:2] == ("29-1211", "29-1212")
    assert "29-1229" in data.detailed("29-1210")  # by the structure, not by digits
    assert data.detailed("47-2111") == ("47-2111",)
    assert data.detailed("13-1030") == ("13-1031", "13-1032")


def test_a_group_stands_for_what_its_digits_fit(data: CoderData) -> None:
    assert data.detailed("53-71XX") == ("53-7121",) or len(data.detailed("53-71XX")) == 2
    assert len(data.detailed("51-91XX")) == 16
    assert data.detailed("    11-9013") == ("11-9013",)


def test_what_is_no_code_stands_for_nothing(data: CoderData) -> None:
    assert data.detailed("") == ()
    assert data.detailed("See nurse") == ()
