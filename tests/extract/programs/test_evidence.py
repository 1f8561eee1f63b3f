"""What speaks for each code, on documents whose likeness can be seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occupath.extract.encoder import ModelError
from occupath.extract.programs.cips import Documents, leave_out
from occupath.extract.programs.evidence import FEATURES, Evidence
from occupath.extract.programs.mixture import read_weights, shares
from occupath.extract.programs.reading import Reading, joined, tidy
from occupath.extract.programs.tables import InstructionalProgram, ListedProgram

SOCS = ["47-2111", "51-4121"]
CIPS = [
    InstructionalProgram("46.0302", "Electrician", "Wiring of buildings.", (), ("47-2111",), ()),
    InstructionalProgram("48.0508", "Welding Technology", "Joining metal.", (), ("51-4121",), ()),
    InstructionalProgram("48.0599", "Precision Metal Working, Other", None, (), ("51-4121",), ()),
]


def reading(*documents: tuple[str, str]) -> Reading:
    """Documents that the encoder and the occupations say nothing of."""
    titles, texts = [a for a, _ in documents], [b for _, b in documents]
    n = len(documents)
    return joined(titles, texts, np.zeros((n, 4), np.float32), np.zeros((n, 2), np.float32))


def evidence(known: Reading, labels: list[list[int]]) -> Evidence:
    return Evidence(
        CIPS, reading(*((c.title, c.definition or "") for c in CIPS)), known, labels, SOCS
    )


def feature(made: np.ndarray, name: str) -> np.ndarray:
    return made[0, :, FEATURES.index(name)]


def test_a_code_that_no_program_has_is_found_by_its_own_words() -> None:
    made = evidence(reading(), []).of(reading(("Electrician apprentice", "")))
    assert feature(made, "regression, plain").argmax() == 0
    assert feature(made, "votes").tolist() == pytest.approx([np.log(0.03)] * 3)


def test_a_known_program_speaks_for_its_code_and_for_its_family() -> None:
    twice = [("Pipe fusing", "heat and torch"), ("Pipe fusing by torch", "heat")]
    known = evidence(reading(*twice), [[1], [1]])
    made = known.of(reading(("Torch and heat", "pipe fusing")))
    assert feature(made, "regression, plain").argmax() == 1
    assert feature(made, "votes").argmax() == 1
    family = feature(made, "regression, family")
    assert family[1] == family[2] > family[0]


def test_an_occupation_is_divided_among_the_codes_that_prepare_for_it() -> None:
    asked = reading(("x", ""))._replace(occupations=np.array([[0, 1]], np.float32))
    told = np.exp(feature(evidence(reading(), []).of(asked), "occupations"))
    assert told.tolist() == pytest.approx([0.001, 0.501, 0.501])


def test_a_program_of_two_codes_divides_its_vote() -> None:
    yards = evidence(reading(("boat yard", ""), ("Boat yards", "")), [[0, 1], [0, 1]])
    made = yards.of(reading(("boat yard", "")))
    assert np.exp(feature(made, "votes")).tolist() == pytest.approx([0.53, 0.53, 0.03])


def test_a_provider_is_left_out_with_its_programs_and_outcomes() -> None:
    programs = [
        ListedProgram("p1", "Welding", None, "north", "North School", ("48.0508",)),
        ListedProgram("p2", "Wiring", None, "south", "South School", ("46.0302",)),
    ]
    cips = [c._replace(offered_by=("north", "south")) for c in CIPS]
    whole = Documents(cips, programs, reading(), reading(("Welding", ""), ("Wiring", "")))
    left = leave_out(whole, {"north"})
    assert [p.program for p in left.programs] == ["p2"]
    assert left.known.titles == [["wiring"]]
    assert {c.offered_by for c in left.cips} == {("south",)}
    assert leave_out(whole, ()) is whole


@pytest.fixture(scope="module")
def welding() -> Evidence:
    return evidence(reading(("Welder", "metal")), [[1]])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60)), min_size=1, max_size=4))
def test_shares_are_of_one_whatever_the_text(
    welding: Evidence, documents: list[tuple[str, str]]
) -> None:
    found = shares(welding.of(reading(*documents)), read_weights().text)
    assert np.isfinite(found).all()
    assert found.sum(axis=1) == pytest.approx(np.ones(len(documents)))


def test_markup_and_blank_lines_are_not_read() -> None:
    assert tidy("  <b>CDL</b>\nClass A ", "12 !") == ("CDL Class A", "")


def test_missing_weights_are_named(tmp_path: object) -> None:
    with pytest.raises(ModelError, match=r"cips\.json is missing"):
        read_weights(tmp_path)  # type: ignore[arg-type]
