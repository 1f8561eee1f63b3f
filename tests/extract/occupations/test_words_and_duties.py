"""What is read of a title and of a text."""

from __future__ import annotations

import numpy as np

from occupath.extract.occupations.duties import MOST, telling_sentences, tidy_title
from occupath.extract.occupations.word_model import features, matrix


def test_the_features_of_a_title_are_the_same_for_ever() -> None:
    assert features("Welder") == features("WELDER")
    assert features("Welder")[:2] == sorted(features("Welder"))[:2]
    assert len(features("Cook, short order")) > len(features("Cook"))
    assert features("") == []


def test_a_row_has_length_one_and_holds_known_features_only() -> None:
    kept = np.array(sorted(features("welder")), dtype=np.uint32)
    rows = matrix([features("welder"), features("zzz")], kept, np.ones(len(kept), np.float32))
    assert rows.shape == (2, len(kept))
    assert np.isclose((rows[[0]].toarray() ** 2).sum(), 1)
    assert rows[[1]].nnz == 0


def test_a_title_loses_its_heading_and_its_line_ends() -> None:
    assert tidy_title("Job Title: Chief\nExecutive  Officer") == "Chief Executive Officer"
    assert tidy_title("<b>Cook</b>") == "Cook"
    assert tidy_title(" -- 42 ") == ""


def test_boilerplate_tells_nothing_of_the_occupation() -> None:
    text = (
        "Duties:\nInstall solar modules on roofs.\nPull cables through conduits.\n\n"
        "Benefits:\nWe offer health insurance and paid leave to everyone.\n\n"
        "Equal Opportunity:\nAll qualified applicants will receive consideration for employment "
        "without regard to race, color, religion or sex.\n"
    )
    found = telling_sentences(text)
    assert "Install solar modules on roofs." in found
    assert not [s for s in found if "insurance" in s or "religion" in s]


def test_a_long_text_is_read_in_part_and_a_short_one_whole() -> None:
    long = "Duties:\n" + "".join(f"Repair the pump number {n} of the plant.\n" for n in range(500))
    assert len(telling_sentences(long)) == MOST
    assert telling_sentences("welding") == ["welding"]
    assert telling_sentences("  \n 12 ") == []
