"""Programs are found by what a person asks for, with the doubts about each."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.ontology.ids import mint
from occupath.queries.program.delivery import delivery
from occupath.queries.program.listings import Listing, listings
from occupath.queries.program.quality import KINDS, notes
from occupath.queries.program.search import Found, Wanted, search


@pytest.fixture(scope="module")
def real(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


@pytest.fixture(scope="module")
def every(real: Dataset) -> tuple[Listing, ...]:
    return listings(real, earlier=True)


def keys(found: list[Found]) -> set[str]:
    return {each.program.key for each in found}


def test_all_programs_of_both_lists_are_looked_at(every: tuple[Listing, ...]) -> None:
    assert sum(not program.earlier for program in every) == 1001
    assert sum(program.earlier for program in every) == 4499 - 496


def test_a_cip_code_is_found_in_either_vintage_and_at_any_level(real: Dataset) -> None:
    solar = keys(search(real, Wanted(cip="15.0505")))
    assert "nj/50530" in solar
    assert solar == keys(search(real, Wanted(cip="15.1703")))
    assert keys(search(real, Wanted(cip="cip2020:15.0505"))) == set()
    assert solar < keys(search(real, Wanted(cip="15.05"))) < keys(search(real, Wanted(cip="15")))


def test_conditions_hold_together_and_the_cheapest_comes_first(real: Dataset) -> None:
    wanted = Wanted(occupation=mint("occupation", "47-2231.00"), max_cost=5000)
    found = search(real, wanted)
    costs = [each.program.cost or 0 for each in found]
    assert costs == sorted(costs)
    assert 0 < max(costs) <= 5000
    known = keys(found)
    unknown = keys(search(real, Wanted(occupation=wanted.occupation, max_cost=5000, unknown=True)))
    everything = keys(search(real, Wanted(occupation=wanted.occupation)))
    assert known <= unknown <= everything


def test_place_provider_credential_and_words(real: Dataset) -> None:
    found = search(real, Wanted(words="cdl class", county="union", provider="ideal driving"))
    assert found
    assert all(each.program.county == "Union" for each in found)
    led = search(real, Wanted(credential="electrical contractor"))
    assert led
    assert all(any("ELECTRICAL CONTRACTOR" in g for g in e.program.goals) for e in led)


def test_a_skill_is_found_by_name_with_the_words_that_name_it(real: Dataset) -> None:
    found = search(real, Wanted(skill="Medical terminology"))
    assert len(found) == 44
    assert all(each.because == ("teaches medical terminology",) for each in found)
    assert search(real, Wanted(skill="no such skill")) == []


def test_delivery_goes_by_words_of_the_text_and_shows_them(real: Dataset) -> None:
    found = search(real, Wanted(delivery="online"))
    assert found
    for each in found:
        assert each.delivery is not None
        assert each.delivery.words is not None
        assert each.because[-1] == f"text says “{each.delivery.words}”"


def test_hours_that_do_not_fit_into_the_length_are_noted(real: Dataset) -> None:
    found = search(real, Wanted(note="impossible hours"))
    assert keys(found) == {"nj/50383"}  # 125 hours in 1 to 2 days
    assert found[0].notes[1].text == "125 hours in 1 to 2 days"


def test_notes_agree_with_the_named_question(real: Dataset, every: tuple[Listing, ...]) -> None:
    from occupath.queries.named import run

    counted = {row["note"]: row["programs"] for row in run("program-quality", real).rows}
    by_kind: dict[str, int] = {}
    for program in every:
        if not program.earlier:
            for kind in {note.kind for note in notes(program)}:
                by_kind[kind] = by_kind.get(kind, 0) + 1
    assert counted == {kind: by_kind[kind] for kind in counted}
    assert counted["no cost"] == 53


@pytest.mark.parametrize("wanted", [Wanted(cip="1.5"), Wanted(cip="x"), Wanted(note="dull")])
def test_what_cannot_be_is_an_error(real: Dataset, wanted: Wanted) -> None:
    with pytest.raises(QueryError):
        search(real, wanted)


def test_every_note_is_of_a_known_kind(every: tuple[Listing, ...]) -> None:
    found = {note.kind for program in every for note in notes(program)}
    assert found <= KINDS.keys()
    assert {"no cost", "no CIP", "provider unknown", "earlier list"} <= found


def test_online_in_passing_is_no_delivery(every: tuple[Listing, ...]) -> None:
    by_key = {program.key: program for program in every}
    tools = [p for p in every if p.text and "online defect tracking" in p.text]
    assert tools
    assert all(delivery(p) is None for p in tools)
    assert delivery(by_key["nj/50383"]) is not None
