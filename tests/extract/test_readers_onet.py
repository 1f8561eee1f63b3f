"""The O*NET database is read in the layout of 30.1, of 30.3 and later, and from its archive."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TypeVar

import pytest

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.ontology.errors import SourceError
from occupath.ontology.model import (
    AlternateTitle,
    Commodity,
    Element,
    ElementLink,
    EmergingTask,
    JobZone,
    JobZoneReference,
    Occupation,
    RatedRequirement,
    Rating,
    RelatedOccupation,
    Row,
    Scale,
    ScaleCategory,
    Task,
    TaskActivity,
    TechnologyUse,
    ToolUse,
    WorkActivity,
)

ELECTRICIAN, THERMAL, SOLAR = "47-2111.00", "47-2152.04", "47-2231.00"

T = TypeVar("T")


def read(data: Path) -> tuple[list[Row], ReadLog]:
    log = ReadLog("onet")
    return list(read_source("onet", data, log)), log


def of(rows: list[Row], kind: type[T]) -> list[T]:
    return [row for row in rows if isinstance(row, kind)]


@pytest.fixture(scope="module")
def release_30_1(fixtures: Path) -> tuple[list[Row], ReadLog]:
    return read(fixtures / "data")


def test_the_archive_gives_the_same_rows_as_the_folder(
    release_30_1: tuple[list[Row], ReadLog], fixtures: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "db_30_1_text.zip", "w") as archive:
        for path in sorted((fixtures / "data" / "onet_30.1").iterdir()):
            archive.write(path, f"db_30_1_text/{path.name}")
    rows, log = read(tmp_path)
    assert rows == release_30_1[0]
    assert log.rejected == release_30_1[1].rejected
    assert "db_30_1_text.zip!db_30_1_text/Skills.txt" in log.files


def test_texts_and_codes_are_as_the_file_states(release_30_1: tuple[list[Row], ReadLog]) -> None:
    rows, _ = release_30_1
    assert of(rows, Occupation)[1] == Occupation(
        THERMAL,
        "Solar Thermal Installers and Technicians",
        "Put up & repair panels that heat water.",
    )
    assert of(rows, AlternateTitle) == [
        AlternateTitle(ELECTRICIAN, "Inside Wireman", None, False),
        AlternateTitle(THERMAL, "Solar Technician", None, False),
        AlternateTitle(SOLAR, "Solar Technician (Solar Tech)", "Solar Tech", False),
        AlternateTitle(ELECTRICIAN, "Journeyman Electrician", None, True),
    ]
    assert of(rows, JobZone) == [JobZone(ELECTRICIAN, 3), JobZone(SOLAR, 2)]
    assert of(rows, JobZoneReference)[0].svp_range == "(6.0 to < 7.0)"
    assert of(rows, Element)[1].id == "2.A.1.a"
    assert of(rows, Scale)[2] == Scale("WI", "Work Styles Impact", -3, 3)
    assert of(rows, ScaleCategory) == [ScaleCategory("2.D.1", "RL", 2, "High School Diploma")]
    assert of(rows, RelatedOccupation) == [
        RelatedOccupation(ELECTRICIAN, SOLAR, "Primary-Short", 1)
    ]
    assert of(rows, ElementLink) == [ElementLink("2.A.1.a", "4.A.1.a.1")]


def test_tasks_keep_their_quotes_and_unknown_values_are_none(
    release_30_1: tuple[list[Row], ReadLog],
) -> None:
    rows, _ = release_30_1
    assert of(rows, Task) == [
        Task("9001", ELECTRICIAN, 'Pull "fish tape" through conduit.', "Core", 58, "2023-08",
             "Incumbent"),
        Task("9002", SOLAR, "Level the racks.", None, None, "2023-08", "Analyst"),
    ]  # fmt: skip
    assert [(t.category, t.original_task) for t in of(rows, EmergingTask)] == [
        ("New", None),
        ("Revision", "9001"),
    ]
    assert of(rows, WorkActivity) == [
        WorkActivity("4.A.1.a.1.I01", "Study plans.", "4.A.1.a.1", False),
        WorkActivity("4.A.1.a.1.I01.D01", "Review plans.", "4.A.1.a.1.I01", True),
    ]
    assert of(rows, TaskActivity) == [TaskActivity("9001", ELECTRICIAN, "4.A.1.a.1.I01.D01")]


def test_importance_and_level_become_one_requirement_in_any_order_of_rows(
    release_30_1: tuple[list[Row], ReadLog],
) -> None:
    rows, log = release_30_1
    found = {(r.occupation, r.element): r for r in of(rows, RatedRequirement)}
    assert found[ELECTRICIAN, "2.A.1.a"] == RatedRequirement(
        ELECTRICIAN, "2.A.1.a", 3.12, 3.0, 0.125, 0.0, 8, 8, False, False, "2023-08", "Analyst"
    )
    solar = found[SOLAR, "2.A.1.a"]  # its level stands first, another occupation between
    assert (solar.importance, solar.level) == (3.0, 2.88)
    assert (solar.suppress, solar.not_relevant) == (True, True)
    lone = found[THERMAL, "2.A.1.a"]
    assert (lone.importance, lone.level, lone.level_n) == (3.0, None, None)
    assert log.notes["onet_30.1/Skills.txt: only IM is rated"] == 1
    blank = found[ELECTRICIAN, "1.A.1.a.1"]
    assert blank[2:4] == (3.38, 3.5)
    assert set(blank[4:]) == {None}


def test_other_scales_are_ratings_of_their_own(release_30_1: tuple[list[Row], ReadLog]) -> None:
    rows, _ = release_30_1
    assert of(rows, Rating) == [
        Rating(ELECTRICIAN, "1.B.1.a", "OI", None, 6.6, None, None, None, "2023-11",
               "Machine Learning"),
        Rating(ELECTRICIAN, "2.D.1", "RL", 2, 45.45, 22, None, False, "2023-08", "Incumbent"),
    ]  # fmt: skip


def test_technologies_tools_and_commodities(release_30_1: tuple[list[Row], ReadLog]) -> None:
    rows, _ = release_30_1
    first = of(rows, TechnologyUse)[0]
    assert first.name == "Tradesman's Software Master Es"
    assert (first.commodity, first.hot, first.in_demand) == ("43231601", False, False)
    assert of(rows, ToolUse) == [ToolUse(ELECTRICIAN, "Fish tape", "39121308", "Fish tape")]
    assert of(rows, Commodity)[0].segment_code == "43000000"


def test_bad_rows_are_counted_with_their_line(release_30_1: tuple[list[Row], ReadLog]) -> None:
    _, log = release_30_1
    assert {(r.file.split("/")[1], r.line, r.reason) for r in log.rejections} == {
        ("Job Zones.txt", 4, "job zone is not 1 to 5: 9"),
        ("Task Statements.txt", 4, "task type is not Core or Supplemental: 'Sometimes'"),
        ("Task Statements.txt", 5, "date is not MM/YYYY: '13/2023'"),
        ("Skills.txt", 7, "IM of this occupation and element is rated twice"),
        ("Skills.txt", 8, "value is not a number: 'much'"),
    }
    assert log.set_aside == {"exact duplicate row": 1}  # the title that differs in its source only


def test_the_names_of_30_3_and_later_are_read(fixtures: Path) -> None:
    rows, log = read(fixtures / "official")
    assert log.rejected == {}
    assert [t.title for t in of(rows, AlternateTitle)] == ["Inside Wireman"]
    skills = {r.element: r for r in of(rows, RatedRequirement)}
    assert skills["2.A.1.a"][2:] == (3.12, 3.0, *[None] * 8)  # a file without optional columns
    assert (skills["2.B.3.e"].suppress, skills["2.B.3.e"].not_relevant) == (True, True)
    assert [(r.element, r.scale) for r in of(rows, Rating)] == [
        ("1.B.1.a", "OI"),
        ("2.D.1", "RL"),
        ("3.A.1", "RW"),
    ]
    assert [(a.id, a.parent, a.detailed) for a in of(rows, WorkActivity)] == [
        ("4.A.1.a.1.01", "4.A.1.a.1", False),
        ("4.A.1.a.1.01.01", "4.A.1.a.1.01", True),
    ]
    assert of(rows, TaskActivity)[0].activity == "4.A.1.a.1.01.01"
    assert of(rows, TechnologyUse) == [
        TechnologyUse(ELECTRICIAN, "Microsoft Excel", "5.B.1.a", "Spreadsheet software", True, None)
    ]
    assert len(of(rows, ElementLink)) == 1


def test_files_of_another_release_are_left_out(fixtures: Path, tmp_path: Path) -> None:
    shutil.copytree(fixtures / "data" / "onet_30.1", tmp_path / "onet_30.1")
    shutil.copytree(fixtures / "official" / "db_30_3_text", tmp_path / "db_30_3_text")
    rows, log = read(tmp_path)
    assert not [r for r in of(rows, RatedRequirement) if r.element == "2.B.3.e"]
    assert any("Transferable Skills.txt: left out" in warning for warning in log.warnings)


def test_a_database_without_skills_stops_with_what_to_do(fixtures: Path, tmp_path: Path) -> None:
    shutil.copytree(fixtures / "data" / "onet_30.1", tmp_path / "onet_30.1")
    (tmp_path / "onet_30.1" / "Skills.txt").unlink()
    with pytest.raises(SourceError, match=r"neither Skills\.txt nor Essential"):
        read(tmp_path)


def test_a_missing_required_column_stops_the_source(fixtures: Path, tmp_path: Path) -> None:
    shutil.copytree(fixtures / "data" / "onet_30.1", tmp_path / "onet_30.1")
    path = tmp_path / "onet_30.1" / "Knowledge.txt"
    path.write_text(path.read_text().replace("Data Value", "Value of Data"))
    with pytest.raises(SourceError, match=r"Knowledge.txt: no header with the required columns"):
        read(tmp_path)
