"""Known titles vote for codes, the likeliest entries most."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from occupath.extract.occupations.known_titles import KnownTitles
from occupath.extract.pipeline.tables import Title

CODES = ["47-2111", "47-2152", "47-2231", "51-4121"]


@pytest.fixture
def known() -> KnownTitles:
    return KnownTitles(
        [
            Title("Electricians", "47-2111", "47-2111.00", "onet-title"),
            Title("Electrician", "47-2111", None, "direct-match"),
            Title("Solar Electrician", "47-2231", "47-2231.00", "onet-alternate"),
            Title("Solar Installer (PV)", "47-2231", "47-2231.00", "onet-reported"),
            Title("Solar Installer (PV)", "47-2152", "47-2152.04", "onet-alternate"),
            Title("Welder", "51-4121", "51-4121.00", "onet-alternate"),
        ],
        CODES,
    )


def test_a_title_is_known_whatever_its_case_plural_and_brackets(known: KnownTitles) -> None:
    assert {n.title for n in known.named("ELECTRICIAN")} == {"Electrician", "Electricians"}
    assert [n.title for n in known.named("solar installers")] == ["Solar Installer (PV)"]
    assert known.named("solar") == []


def test_the_titles_that_share_the_rarest_words_are_nearest(known: KnownTitles) -> None:
    near = known.near("electrician, solar")
    assert near[0].title == "Solar Electrician"
    assert near[0].likeness == pytest.approx(1.0)
    assert all(a.likeness >= b.likeness for a, b in pairwise(near))
    assert "Welder" not in {n.title for n in near}


def test_a_strange_word_makes_every_title_less_alike(known: KnownTitles) -> None:
    assert known.near("welder")[0].likeness == pytest.approx(1.0)
    assert known.near("underwater welder")[0].likeness < 0.9


def test_a_title_of_strange_words_only_has_no_neighbours(known: KnownTitles) -> None:
    assert known.near("xylophonist") == []
    assert known.votes([]).sum() == 0


def test_an_entry_of_a_better_source_has_the_greater_share_of_a_title(known: KnownTitles) -> None:
    shares = dict(zip(CODES, known.votes(known.named("solar installer")).tolist(), strict=True))
    assert shares["47-2231"] == pytest.approx(0.6)  # reported 1.5 against alternate 1.0
    assert shares["47-2152"] == pytest.approx(0.4)
    assert shares["51-4121"] == 0


def test_votes_are_shares_of_one(known: KnownTitles) -> None:
    votes = known.votes(known.near("solar electrician"))
    assert np.isclose(votes.sum(), 1.0)
