"""Listings of one program are found, and courses of one family are not taken for one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.queries.program.linkage import DUPLICATE, ELSEWHERE, Twin, twins
from occupath.queries.program.listings import Listing, listings


@pytest.fixture(scope="module")
def every(real_dataset: Path) -> tuple[Listing, ...]:
    return listings(Dataset.open(real_dataset))


@pytest.fixture(scope="module")
def found(every: tuple[Listing, ...]) -> list[Twin]:
    copy = replace(every[0], iri=every[0].iri + "-copy")
    return twins([*every, copy], 0.95)


def pairs(found: list[Twin]) -> dict[tuple[str, str], Twin]:
    return {(twin.one, twin.other): twin for twin in found}


def test_a_listing_that_stands_twice_is_found_with_the_fields_that_agree(
    every: tuple[Listing, ...], found: list[Twin]
) -> None:
    twin = pairs(found)["nj/45849", "nj/45850"]  # CDL Class A Refresher, Union City, twice
    assert twin.kind == DUPLICATE
    assert {a.level for a in twin.agreement} == {"same"}
    assert (every[0].key, every[0].key + "-copy") in pairs(found)


def test_other_degrees_and_levels_of_one_subject_are_not_one_program(found: list[Twin]) -> None:
    linked = pairs(found)
    assert ("nj/42122", "nj/9934") not in linked  # Business Administration, A.A.S. and A.S.
    assert ("nj/42288", "nj/42289") not in linked  # ESL English 2 and 3, one description
    assert ("nj/34319", "nj/34321") not in linked  # AutoCAD levels 1 and 3


def test_a_program_at_two_campuses_is_told_apart(found: list[Twin]) -> None:
    twin = pairs(found)["nj/39159", "nj/39160"]  # Internetwork Engineering II
    assert twin.kind == ELSEWHERE


def test_the_surest_come_first_and_no_pair_twice(found: list[Twin]) -> None:
    assert [t.weight for t in found] == sorted((t.weight for t in found), reverse=True)
    assert len(pairs(found)) == len(found)
    assert all(0.95 <= t.probability <= 1 and t.one < t.other for t in found)


def test_nothing_is_linked_with_itself_alone() -> None:
    assert twins([]) == []
