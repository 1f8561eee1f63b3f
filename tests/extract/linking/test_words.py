"""Words of titles are cut to stems that meet across the forms of a trade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.linking.words import ShortForms, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ("installer", "installers", "installing", "installation"),
        ("welder", "welders", "welding"),
        ("inspector", "inspection", "inspectors"),
        ("anesthesiology", "anesthesiologist", "anesthesiologists"),
        ("nurse", "nurses", "nursing"),
        ("manager", "managers", "management"),
    ],
)
def test_forms_of_one_trade_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("mechanic", "mechanical"), ("electrician", "electrical"), ("pharmacist", "pharmacy")],
)
def test_words_of_different_trades_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_html_and_accents_are_read_as_the_letters_they_show() -> None:
    assert words("R&eacute;sum&eacute; <b>Writer</b> C++ 4.1") == ["resume", "writer", "c++", "4.1"]


def test_an_abbreviation_comes_from_pairs_of_titles() -> None:
    short = ShortForms(
        [
            ("PV Installer", "Photovoltaic Installer"),
            ("Solar PV Designer", "Solar Photovoltaic Designer"),
            ("RN", "Registered Nurse"),  # one pair only: not kept
        ]
    )
    assert short.expansions == {"pv": ("photovoltaic",)}
    assert short.stems("PV installation") == [stem("photovoltaic"), stem("installation")]


def test_an_abbreviation_with_two_readings_is_not_written_out() -> None:
    short = ShortForms(
        [
            ("PT Aide", "Physical Therapy Aide"),
            ("PT Tech", "Physical Therapy Tech"),
            ("PT Clerk", "Part Time Clerk"),
            ("PT Cook", "Part Time Cook"),
        ]
    )
    assert short.expansions == {}


@given(st.text(max_size=40))
def test_every_text_has_words_and_stems(text: str) -> None:
    assert all(stem(word) for word in words(text))
