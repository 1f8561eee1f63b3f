"""New Jersey's tables: lost zeros put back, unknown values None, codes in their own vintage."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.ontology.model import (
    Area,
    CollectionMember,
    IndustryCredential,
    Licence,
    Program,
    ProgramListing,
    ProgramOutcome,
    Row,
)

NEW_JERSEY = Area("NJ", "New Jersey", "state")


def read(source: str, folder: Path) -> tuple[list[Row], ReadLog]:
    log = ReadLog(source)
    rows = list(read_source(source, folder, log))
    assert log.rows_read == log.rows_kept + log.rows_rejected + log.set_aside.total()
    return rows, log


@pytest.fixture(params=["data", "official"])
def folder(request: pytest.FixtureRequest, fixtures: Path) -> Path:
    """Both layouts hold the same rows."""
    return fixtures / str(request.param)


def test_licences_keep_the_states_code_and_deleted_ones_are_not_active(folder: Path) -> None:
    rows, log = read("nj-licences", folder)
    assert rows == [
        NEW_JERSEY,
        Licence("823", "ELECTRICAL CONTRACTOR", "NJ", "11-9021.00", True),
        Licence("804", "ARCHITECT", "NJ", "17-1011.00", False),
        Licence("990", "SHORT CODE", "NJ", "989", True),
        Licence("991", "NO CODE", "NJ", None, True),
    ]
    assert log.notes["licences without a code"] == 1
    assert log.notes["licences whose code does not look like O*NET-SOC"] == 1
    assert [r.line for r in log.rejections] == [6]


def test_credentials_are_read(folder: Path) -> None:
    rows, _ = read("nj-credentials", folder)
    assert IndustryCredential("2103", "NABCEP PV Entry Level Exam", "NJ", True) in rows
    assert IndustryCredential("445", "Client / Server Concepts", "NJ", False) in rows


def test_the_solar_program_keeps_its_cip_2010_code_cost_hours_and_credential(folder: Path) -> None:
    rows, _ = read("nj-programs", folder)
    solar = next(row for row in rows if isinstance(row, Program) and row.id == "44728")
    assert (solar.cip, solar.cip_scheme) == ("15.0505", "cip2010")
    assert (solar.tuition, solar.total_cost, solar.clock_hours) == (3600, 4000, 300)
    assert (solar.licence_id, solar.credential_id) == ("823", "2103")
    assert solar.credential == "NABCEP PV Entry Level Exam"
    assert (solar.provider, solar.provider_id, solar.state) == (None, "8756", "NJ")
    assert solar.prerequisites == "GED, 17 years"
    assert solar.description == 'Learn "PV" work, in our own words.\nTwo lines.'


def test_zeros_lost_are_put_back_and_zero_amounts_are_unknown(folder: Path) -> None:
    rows, log = read("nj-programs", folder)
    trees = next(row for row in rows if isinstance(row, Program) and row.id == "9001")
    assert trees.name == "Trees, and More"
    assert trees.provider == "La Casa, Inc. - PCS"
    assert (trees.cip, trees.zip, trees.award_id) == ("03.0104", "08098", "101")
    assert (trees.tuition, trees.total_cost, trees.clock_hours) == (None, None, None)
    assert (trees.county, trees.prerequisites, trees.website) == (None, None, None)
    assert trees.description == "Planting & care"
    assert log.notes["CIP codes that had lost a zero"] == 1
    assert log.notes["total_cost of 0 read as unknown"] == 1
    assert log.notes["programs of a provider outside New Jersey"] == 1


def test_a_program_with_a_broken_code_or_cost_is_rejected_with_its_line(folder: Path) -> None:
    _, log = read("nj-programs", folder)
    assert [(r.line, r.reason) for r in log.rejections] == [
        (6, "cip is not a CIP code of six digits: '4902'"),
        (7, "total_cost is not a number: 'abc'"),
    ]


def test_the_list_of_2018_reads_dollars_and_unknown_zeros(folder: Path) -> None:
    rows, _ = read("nj-programs-2018", folder)
    assert rows[1:] == [
        ProgramListing(
            "9235", "NJ", "Evening School", "Rowan's, WIA", "Sewell, Gloucester", None, None, False
        ),
        ProgramListing(
            "39648", "NJ", 'Bus Class "B"', "Winsor's Driving School", "Linden, Union",
            90.0, 1575.0, True,
        ),
    ]  # fmt: skip


def test_outcomes_are_three_cohorts_a_row_in_percent_with_unknown_as_none(folder: Path) -> None:
    rows, log = read("nj-outcomes", folder)
    assert rows[1:4] == [
        ProgramOutcome("37", "NJ", "46.0401", "cip2010", 2, 19, 73.6842, 6711.0, 14, None, None),
        ProgramOutcome("37", "NJ", "46.0401", "cip2010", 4, 19, 0.0, 6962.5, 14, 92.8571, 14),
        ProgramOutcome("37", "NJ", "46.0401", "cip2010", 8, 0, None, None, 0, None, 0),
    ]
    assert {row.cip for row in rows[4:] if isinstance(row, ProgramOutcome)} == {"01.0504"}
    assert log.notes["values marked -99999 read as unknown"] == 3
    assert log.rejected == {"employed2 is not a share from 0 to 1": 1}


def test_demand_lists_name_the_vintage_of_their_codes(folder: Path) -> None:
    rows, log = read("nj-demand", folder)
    assert rows == [
        CollectionMember("nj-in-demand-occupations", "soc2010", "15-1122"),
        CollectionMember("nj-in-demand-programs", "cip2020", "01.8301"),
        CollectionMember("nj-in-demand-programs", "cip2020", "01.0504"),
    ]
    assert log.rows_rejected == 1
