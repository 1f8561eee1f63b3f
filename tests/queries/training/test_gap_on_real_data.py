"""The training gap of New Jersey: its figures are those of the official files, to the row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.queries.training import answer
from occupath.queries.training.gap import NO_PROGRAM, TrainingGap
from occupath.queries.training.reading import Asked, training_gap
from occupath.queries.training.sectors import read_sectors
from occupath.queries.training.trace import Trace, trace

OUTCOMES = "training_programs/nj_outcomes_schcip.csv"


@pytest.fixture(scope="module")
def dataset(real_dataset: Path) -> Iterator[Dataset]:
    opened = Dataset.open(real_dataset)
    yield opened
    del opened


@pytest.fixture(scope="module")
def energy(dataset: Dataset) -> TrainingGap:
    return training_gap(dataset, Asked("NJ", sectors=("energy",), skills=True))


@pytest.fixture(scope="module")
def green(dataset: Dataset) -> TrainingGap:
    return training_gap(dataset, Asked("NJ", sectors=("green",)))


@pytest.fixture(scope="module")
def places(dataset: Dataset, energy: TrainingGap) -> Trace:
    return trace(dataset, answer.cells(energy))


@pytest.fixture(scope="module")
def file_rows(data_dir: Path) -> dict[int, dict[str, str]]:
    """The outcomes' rows by line."""
    with (data_dir / OUTCOMES).open(encoding="utf-8", newline="") as lines:
        return dict(enumerate(csv.DictReader(lines), 2))


def test_allocated_and_unallocated_completers_are_those_of_the_file(
    energy: TrainingGap, green: TrainingGap, file_rows: dict[int, dict[str, str]]
) -> None:
    total = sum(int(row["NumCompleted4"]) for row in file_rows.values())
    assert total == 50_641
    for gap in (energy, green):
        assert gap.allocated + gap.unallocated == gap.completers == total
        assert gap.unallocated == 6_027  # 5,345 of codes without a real SOC, 682 of no CIP 2010
        assert sum(gap.lost.values()) == gap.unallocated


def test_each_cohort_stands_alone_and_sectors_are_joined(
    dataset: Dataset,
    file_rows: dict[int, dict[str, str]],
    energy: TrainingGap,
    green: TrainingGap,
) -> None:
    gap = training_gap(dataset, Asked("NJ", sectors=("green", "energy"), quarters=8))
    wanted = sum(int(row["NumCompleted8"]) for row in file_rows.values())
    assert gap.completers == gap.allocated + gap.unallocated == wanted
    codes = {one.occupation.code for one in (*energy.occupations, *green.occupations)}
    assert [one.occupation.code for one in gap.occupations] == sorted(codes)


def test_everything_allocated_goes_to_some_occupation(dataset: Dataset) -> None:
    gap = training_gap(dataset, Asked("NJ"))
    for method in ("proportional", "fitted"):
        given = sum(one.supply.by_method.get(method, 0.0) for one in gap.occupations)
        assert given == pytest.approx(gap.allocated, abs=0.01)
    assert (gap.selection_low, gap.selection_high) == (gap.allocated, gap.allocated)


def test_the_intervals_contain_both_allocations(energy: TrainingGap, green: TrainingGap) -> None:
    with_completers = 0
    for one in (*energy.occupations, *green.occupations):
        supply = one.supply
        if supply.low is None or supply.high is None:
            continue
        with_completers += 1
        for value in supply.by_method.values():
            assert supply.low - 1e-6 <= value <= supply.high + 1e-6
    assert with_completers > 80
    for gap in (energy, green):
        for value in gap.selection_by_method.values():
            assert gap.selection_low <= value <= gap.selection_high


def test_how_much_of_the_list_joins_the_outcomes_is_told(energy: TrainingGap) -> None:
    assert (energy.joined, energy.pairs) == (204, 720)
    assert "204 of 720" in answer.joined_note(energy)
    assert all("no program" not in note for note in answer.notes(energy))


def test_completers_trace_to_the_line_of_the_file(
    energy: TrainingGap, places: Trace, file_rows: dict[int, dict[str, str]]
) -> None:
    assert len(energy.tables.outcomes) == len(file_rows)
    for outcome in energy.tables.outcomes:
        place = places.place(outcome.cell)
        assert place is not None
        assert place[0] == OUTCOMES
        row = file_rows[place[1]]
        assert row["providerid"] == outcome.provider_id
        assert row["cipcode"].zfill(6) == outcome.cip.replace(".", "")
        assert int(row["NumCompleted4"]) == outcome.completers


def test_every_figure_has_source_area_and_row(energy: TrainingGap, places: Trace) -> None:
    for one in energy.occupations:
        for figure in one.demand:
            assert figure.source
            assert figure.area
            for cell in figure.cells:
                assert places.place(cell) is not None, cell
            if figure.value is not None:
                assert figure.cells


def test_openings_of_the_nation_are_never_the_areas(energy: TrainingGap) -> None:
    by_code = {one.occupation.code: one for one in energy.occupations}
    electricians = by_code["47-2111"]
    national = next(f for f in electricians.demand if f.measure == "annual_openings")
    assert (national.area, national.period, national.value) == ("US", "2024-2034", 81_000)
    implied = next(f for f in electricians.demand if f.measure == "openings_at_national_rate")
    assert implied.derived
    assert implied.area == "NJ"
    assert all(f.area == "US" for one in energy.occupations for f in one.demand
               if f.measure == "annual_openings")  # fmt: skip
    roustabouts = by_code["47-5071"]  # no jobs published in New Jersey
    jobs = [f for f in roustabouts.demand if f.measure == "employment"]
    assert [(f.area, f.value is None) for f in jobs] == [("NJ", True), ("US", False)]
    assert roustabouts.openings is None
    assert roustabouts.verdict == NO_PROGRAM


def test_aggregates_of_the_labour_market_stand_for_their_parts(dataset: Dataset) -> None:
    gap = training_gap(dataset, Asked("NJ", occupations=("29-2011",)))
    (one,) = gap.occupations
    assert (one.occupation.code, one.occupation.soc) == ("29-2010", ("29-2011", "29-2012"))
    assert one.reason == "asked for as 29-2011; figures are of the whole code"


def test_missing_values_are_counted(energy: TrainingGap) -> None:
    missing = energy.missing
    assert missing["outcome rows whose completers are not available"] == 0
    assert missing["outcome rows of fewer than 10 completers (small cells)"] == 637
    assert energy.tables.notes["nj-outcomes"]["values marked -99999 read as unknown"] == 5_837


def test_green_is_one_of_two_lists_and_says_which(green: TrainingGap) -> None:
    reasons = {one.occupation.code: one.reason or "" for one in green.occupations}
    assert "green-list2019" in reasons["47-2231"]
    assert "green-onet2010" in reasons["47-2231"]
    assert "47-2152.04" in reasons["47-2152"]
    assert len(reasons) > 100


def test_every_code_of_the_sector_table_is_in_the_dataset(energy: TrainingGap) -> None:
    known = {code for o in energy.tables.occupations.values() for code in (*o.soc, *o.onet)}
    for sector in read_sectors().values():
        for codes in sector.parts.values():
            assert set(codes) <= known, sector.key


def test_skills_are_matched_with_programs_that_name_them(energy: TrainingGap) -> None:
    assert energy.skills
    for row in energy.skills:
        for program in row.programs:
            assert row.concept in program.teaches
            assert set(program.leads) & set(row.occupations)
        assert not (row.programs and row.nearest)
    assert any(row.nearest for row in energy.skills)


def test_a_nation_has_its_own_openings(dataset: Dataset) -> None:
    gap = training_gap(dataset, Asked("US", occupations=("47-2111",)))
    (one,) = gap.occupations
    assert one.openings == 81_000
    assert gap.tables.area.states == ("NJ",)
