"""Neighbours and gaps, against figures that can be read in the O*NET files."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import AmbiguousName, UnknownCode
from occupath.queries.occupation.find import OccupationRef, find_occupation
from occupath.queries.pathway.gap import MIN_IMPORTANCE, gap
from occupath.queries.pathway.neighbors import all_neighbors, neighbors

ELECTRICIANS = OccupationRef("47-2111.00", "Electricians")
SOLAR = OccupationRef("47-2231.00", "Solar Photovoltaic Installers")


@pytest.fixture(scope="module")
def starter(starter_dataset: Path) -> Dataset:
    return Dataset.open(starter_dataset)


@pytest.fixture(scope="module")
def real(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


def test_dishwashers_tapers_and_models_are_not_near_electricians(real: Dataset) -> None:
    nearest = neighbors(real, "47-2111.00", 10)
    assert len(nearest) == 10
    titles = " ".join(n.title for n in nearest)
    for odd in ("Dishwashers", "Tapers", "Models"):
        assert odd not in titles
    assert "47-2231.00" in {n.code for n in nearest}


def test_every_occupation_has_neighbours_and_the_table_is_the_facts(real: Dataset) -> None:
    found = all_neighbors(real, 20)
    assert len(found) == 1016
    assert all(len(ns) == 20 for ns in found.values())
    rows = real.select(
        "SELECT ?code ?c ?s WHERE { ?m oc:from <https://w3id.org/occupath/id/occupation/47-2111.00>"
        " ; oc:to/skos:notation ?code ; oc:closeness ?c ; oc:rank ?r . OPTIONAL { ?m oc:shortfall "
        "?s } FILTER(?r <= 20) } ORDER BY ?r"
    )
    stored = [(r["code"], r["c"], r["s"]) for r in rows]
    assert [(n.code, n.closeness, n.shortfall) for n in found["47-2111.00"]] == stored


def test_neighbours_come_closest_first_with_parts_between_0_and_1(starter: Dataset) -> None:
    nearest = neighbors(starter, "47-2111.00", 40)
    closeness = [n.closeness for n in nearest]
    assert closeness == sorted(closeness, reverse=True)
    assert all(0 <= p <= 1 for n in nearest for p in n.parts.values() if p is not None)
    assert nearest[0].parts["tasks"] is None  # the starter holds no task texts


def test_a_gap_has_the_levels_of_the_source(starter: Dataset) -> None:
    compared = gap(starter, ELECTRICIANS, SOLAR)
    mechanical = next(i for i in compared.missing if i.id == "2.C.3.e")
    assert (mechanical.name, mechanical.kind) == ("Mechanical", "knowledge")
    assert (mechanical.importance, mechanical.level_have, mechanical.level_need) == (
        4.29, 3.41, 5.29,
    )  # fmt: skip
    both = {i.id for i in compared.missing} & {i.id for i in compared.carries_over}
    assert not both
    assert all((i.importance or 0) >= MIN_IMPORTANCE for i in compared.missing)
    assert all((i.level_have or 0) >= (i.level_need or 0) for i in compared.carries_over)


def test_nothing_is_missing_on_the_way_to_oneself(starter: Dataset) -> None:
    compared = gap(starter, SOLAR, SOLAR)
    assert compared.missing == ()
    assert compared.missing_tools == ()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("electrician", "47-2111.00"),
        ("ELECTRICIANS", "47-2111.00"),
        ("47-2111", "47-2111.00"),
        ("47-2111.00", "47-2111.00"),
        ("Solar PV Installer", "47-2231.00"),
        ("solar technician", "47-2231.00"),
    ],
)
def test_people_are_understood(starter: Dataset, asked: str, code: str) -> None:
    assert find_occupation(starter, asked).occupation.code == code


def test_a_shared_title_names_the_others(starter: Dataset) -> None:
    match = find_occupation(starter, "solar technician")
    assert [o.code for o in match.others] == ["47-2152.04"]


def test_what_cannot_be_decided_lists_the_candidates(real: Dataset) -> None:
    with pytest.raises(AmbiguousName, match=r"15-1299\.07 Blockchain.*17-2199\.08 Robotics"):
        find_occupation(real, "Algorithm Engineer")
    with pytest.raises(AmbiguousName, match=r"27-1013\.00.*27-1014\.00"):
        find_occupation(real, "3D artist")


@pytest.mark.parametrize("asked", ["99-9999", "47-211", "47-2111.77", "", "zzqx"])
def test_what_nobody_knows_is_said_to_be_unknown(starter: Dataset, asked: str) -> None:
    with pytest.raises(UnknownCode):
        find_occupation(starter, asked)


def test_a_misspelling_gets_suggestions(starter: Dataset) -> None:
    with pytest.raises(UnknownCode, match="did you mean 'electrician'"):
        find_occupation(starter, "electritian")
