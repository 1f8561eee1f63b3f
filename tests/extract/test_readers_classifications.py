"""Classifications, crosswalks and lists are read in both layouts, each with its traps."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from occupath.extract.log import ReadLog
from occupath.extract.readers import READERS, read_source
from occupath.extract.readers.cip import dotted
from occupath.extract.source_table import SOURCES
from occupath.ontology.errors import OccupathError, SourceError
from occupath.ontology.model import Code, CodeTitle, CollectionMember, Correspondence, Row


def read(name: str, data: Path) -> tuple[list[Row], ReadLog]:
    log = ReadLog(name)
    rows = list(read_source(name, data, log))
    assert log.rows_read == log.rows_kept + log.rows_rejected + log.set_aside.total()
    return rows, log


def book(path: Path, *sheets: tuple[str, list[list[str | None]]]) -> None:
    work = openpyxl.Workbook()
    work.remove(work.active)
    for title, rows in sheets:
        sheet = work.create_sheet(title)
        for row in rows:
            sheet.append(row)
    work.save(path)


def codes(rows: list[Row], scheme: str) -> dict[str, Code]:
    return {row.code: row for row in rows if isinstance(row, Code) and row.scheme == scheme}


def pairs(rows: list[Row]) -> list[tuple[str, str]]:
    return [(r.from_code, r.to_code) for r in rows if isinstance(r, Correspondence)]


def test_every_source_has_a_reader() -> None:
    assert set(READERS) == set(SOURCES)


def test_an_unknown_or_missing_source_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OccupathError, match="no source 'sock2018'; the sources are: bright"):
        read("sock2018", tmp_path)
    with pytest.raises(SourceError, match="occupath fetch soc2018"):
        read("soc2018", tmp_path)


def test_soc_parents_are_those_the_list_publishes(fixtures: Path) -> None:
    rows, log = read("soc2018", fixtures / "data")
    found = codes(rows, "soc2018")
    assert found["29-1221"] == Code(
        "soc2018", "29-1221", "Pediatricians, General", "detailed", "29-1210",
        'Look after "small" patients, and their parents.',
    )  # fmt: skip
    assert found["29-0000"][3:] == ("major", None, None)
    assert log.set_aside == {"group without a definition": 1}
    assert log.rejected == {
        "parent is not above its child in the structure": 1,
        "definition of a code that the structure lacks": 1,
    }
    assert {(r.file, r.line) for r in log.rejections} == {
        ("soc/soc2018_all.csv", 6),
        ("soc/soc2018_definitions.csv", 4),
    }


def test_the_official_soc_workbooks_are_read(tmp_path: Path) -> None:
    block: list[list[str | None]] = [["Bureau of Labor Statistics"], [None], ["November 2017"]]
    head = ["Major Group", "Minor Group", "Broad Group", "Detailed Occupation", None]
    book(
        tmp_path / "soc_structure_2018.xlsx",
        ("2018 SOC", [*block, head,
            ["29-0000", None, None, None, "Healthcare Practitioners and Technical Occupations"],
            [None, "29-1000", None, None, "Healthcare Diagnosing or Treating Practitioners"],
            [None, None, "29-1210", None, "Physicians"],
            [None, None, None, "29-1221", "Pediatricians, General"],
            [None, "29-2000", None, None, "Health Technologists and Technicians"],
            [None, None, None, "29-2099", "Health Technologists Without a Broad Group"],
            [None, None, None, None, "A note."],
        ]),
    )  # fmt: skip
    book(
        tmp_path / "soc_2018_definitions.xlsx",
        ("2018 SOC", [*block, ["SOC Group", "SOC Code", "SOC Title", "SOC Definition"],
            ["Detailed", "29-1221", "Pediatricians, General", "Look after small patients."]]),
    )  # fmt: skip
    titles = ["2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title",
              "Illustrative Example"]  # fmt: skip
    book(
        tmp_path / "soc_2018_direct_match_title_file.xlsx",
        ("Sorted by SOC", [*block, titles,
            ["29-1221", "Pediatricians, General", "Child Doctor", "x"],
            ["29-1221", "Pediatricians, General", "Paediatrician", None],
            ["29-1221", "Pediatricians, General", "Paediatrician", None]]),
    )  # fmt: skip
    rows, log = read("soc2018", tmp_path)
    found = codes(rows, "soc2018")
    assert [(c.code, c.level, c.parent) for c in found.values()] == [
        ("29-0000", "major", None),
        ("29-1000", "minor", "29-0000"),
        ("29-1210", "broad", "29-1000"),
        ("29-1221", "detailed", "29-1210"),
        ("29-2000", "minor", "29-0000"),
    ]
    assert found["29-1221"].definition == "Look after small patients."
    assert [r for r in rows if isinstance(r, CodeTitle)] == [
        CodeTitle("soc2018", "29-1221", "Child Doctor", True),
        CodeTitle("soc2018", "29-1221", "Paediatrician", False),
    ]
    assert log.rejected == {"detailed code stands before any broad group": 1}
    assert log.set_aside == {"row without a code (a note)": 1, "exact duplicate row": 1}


def test_soc_2010_placeholders_are_set_aside(fixtures: Path) -> None:
    rows, log = read("soc2010", fixtures / "data")
    assert list(codes(rows, "soc2010")) == ["47-0000", "47-2000", "47-2110", "47-2111"]
    assert log.set_aside.total() == 1


def test_soc_2010_to_2018_in_both_layouts(fixtures: Path, tmp_path: Path) -> None:
    rows, log = read("soc2010-soc2018", fixtures / "data")
    assert pairs(rows) == [("47-2111", "47-2111"), ("15-1111", "15-1221")]
    assert log.rejections[0].line == 4
    assert "'47-211', expected" in log.rejections[0].reason
    book(
        tmp_path / "soc_2010_to_2018_crosswalk.xlsx",
        ("Sorted by 2010", [["Bureau of Labor Statistics"],
            ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"],
            ["47-2111", "Electricians", "47-2111", "Electricians"]]),
    )  # fmt: skip
    assert pairs(read("soc2010-soc2018", tmp_path)[0]) == [("47-2111", "47-2111")]


def test_isco_codes_get_their_zero_back(tmp_path: Path) -> None:
    head = ["ISCO-08 Code", "ISCO-08 Title EN", "part", "2010 SOC Code", "2010 SOC Title",
            "Comment 8/17/11"]  # fmt: skip
    book(
        tmp_path / "ISCO_SOC_Crosswalk.xls",
        ("2010 SOC to ISCO-08", [["2010 SOC Code"]]),
        ("ISCO-08 to 2010 SOC", [["Bureau of Labor Statistics"], head,
            ["110", "Commissioned armed forces officers", "*", "55-1011 ", "Air Crew", None],
            ["7411", "Building electricians", None, "47-2111", "Electricians", "a comment"]]),
    )  # fmt: skip
    rows, log = read("isco08-soc2010", tmp_path)
    assert list(codes(rows, "isco08")) == ["0110", "7411"]
    assert [r for r in rows if isinstance(r, Correspondence)] == [
        Correspondence("isco08", "0110", "soc2010", "55-1011", True, None),
        Correspondence("isco08", "7411", "soc2010", "47-2111", False, "a comment"),
    ]
    assert log.notes == {"ISCO_SOC_Crosswalk.xls: ISCO codes that had lost zeros": 1}


def test_oews_codes_stand_once_and_pairs_once(fixtures: Path, tmp_path: Path) -> None:
    rows, log = read("oews-hybrid", fixtures / "data")
    assert list(codes(rows, "oews")) == ["13-1020"]
    assert pairs(rows) == [("13-1020", "13-1021"), ("13-1020", "13-1022")]
    assert log.set_aside.total() == 1
    book(
        tmp_path / "oes_2019_hybrid_structure.xlsx",
        ("OES2019 Hybrid", [["OES hybrid structure"],
            ["OES 2019 Estimates Code", "OES 2019 Estimates Title", "2018 SOC Code "],
            ["13-1020", "Buyers and Purchasing Agents", "13-1021"]]),
    )  # fmt: skip
    assert pairs(read("oews-hybrid", tmp_path)[0]) == [("13-1020", "13-1021")]


def test_cip_2020_leaves_out_what_moved_and_keeps_zeros(fixtures: Path) -> None:
    rows, log = read("cip2020", fixtures / "data")
    found = codes(rows, "cip2020")
    assert [(c.code, c.level, c.parent) for c in found.values()] == [
        ("15", "family", None),
        ("15.05", "group", "15"),
        ("15.17", "group", "15"),
        ("15.1703", "program", "15.17"),
        ("01.0102", "program", None),
    ]
    assert found["15"].title == "ENGINEERING TECHNOLOGIES"
    assert found["15"].definition == 'Programs about "applied" engineering.'
    assert found["15.1703"].definition == "Teaches sun & wires."
    assert log.set_aside == {
        "moved to another code in CIP 2020": 1,
        "deleted from CIP 2020": 1,
    }
    assert log.notes["cip/CIPCode2020.csv: CIP codes that had lost zeros"] == 1
    assert [(r.line, r.reason) for r in log.rejections] == [
        (9, "code is not a CIP code: 'x', expected NN, NN.NN or NN.NNNN")
    ]


def test_cip_codes_that_lost_zeros() -> None:
    assert dotted("1.0102") == "01.0102"
    assert dotted("1.1") == "01.10"
    assert dotted("14.101") == "14.1010"
    assert dotted("1") == "01"
    assert dotted("47-2111") is None


def test_cip_2010_to_2020_keeps_deleted_codes_without_a_target(fixtures: Path) -> None:
    rows, log = read("cip2010-cip2020", fixtures / "data")
    assert list(codes(rows, "cip2010")) == ["15", "15.05", "15.0505", "45.14"]
    assert pairs(rows) == [("15", "15"), ("15.05", "15.05"), ("15.0505", "15.1703")]
    moved = [r for r in rows if isinstance(r, Correspondence)][2]
    assert moved.action == "Moved to"
    assert log.set_aside == {"new in CIP 2020, without a CIP 2010 code": 1}


def test_cip_to_soc_reports_the_unmatched_apart(fixtures: Path, tmp_path: Path) -> None:
    rows, log = read("cip-soc", fixtures / "data")
    assert pairs(rows) == [("15.1703", "47-2231")]
    assert log.set_aside == {
        "exact duplicate row": 1,
        "CIP without a SOC match (99-9999)": 1,
        "SOC without a CIP match (99.9999)": 1,
    }
    head = ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"]
    book(
        tmp_path / "CIP2020_SOC2018_Crosswalk.xlsx",
        ("File Guide", [["File Name", "Description"], ["CIP-SOC", "what it is"]]),
        ("CIP-SOC", [head, ["15.1703", "Solar.", "47-2231", "Solar Photovoltaic Installers"]]),
    )
    assert pairs(read("cip-soc", tmp_path)[0]) == [("15.1703", "47-2231")]


def test_cip_to_onet(tmp_path: Path) -> None:
    book(
        tmp_path / "Education_CIP_to_ONET_SOC.xlsx",
        ("O-NET-SOC 2019 Crosswalks", [["O*NET-SOC 2019 Crosswalks"], [None],
            ["2020 CIP Code", "2020 CIP Title", "O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"],
            ["15.1703", "Solar", "47-2231.00", "Solar Photovoltaic Installers"]]),
    )  # fmt: skip
    assert pairs(read("cip-onet", tmp_path)[0]) == [("15.1703", "47-2231.00")]


@pytest.mark.parametrize("flat", [False, True])
def test_each_onet_taxonomy_code_stands_once(fixtures: Path, tmp_path: Path, flat: bool) -> None:
    data = fixtures / "data"
    if flat:  # the official downloads lie side by side, under the same names
        for path in (data / "onet_taxonomy").iterdir():
            shutil.copy(path, tmp_path)
        data = tmp_path
    rows, log = read("onet-taxonomy", data)
    assert [(r.scheme, r.code, r.definition) for r in rows if isinstance(r, Code)] == [
        ("onetsoc2010", "47-2111.00", "Wire buildings."),
        ("onetsoc2019", "47-2111.00", None),
        ("onetsoc2019", "47-2152.04", None),
        ("onetsoc2010", "47-4099.01", None),
    ]
    assert pairs(rows) == [
        ("47-2111.00", "47-2111"),
        ("47-2152.04", "47-2152"),
        ("47-4099.01", "47-2152.04"),
        ("47-2111.00", "47-2111.00"),
    ]
    assert log.rows_rejected == 0


def test_opm_series_have_four_digits(fixtures: Path) -> None:
    rows, log = read("opm", fixtures / "data")
    assert [(c.code, c.title) for c in codes(rows, "opm").values()] == [
        ("0006", "PRISON WORK"),
        ("0020", "COMMUNITY PLANNING"),
        ("2210", "INFORMATION TECHNOLOGY MANAGEMENT"),
    ]
    assert log.set_aside == {"same series written without its zeros": 1}
    assert log.rows_rejected == 1
    official, _ = read("opm", fixtures / "official")
    assert codes(official, "opm")["2210"].title == "Information Technology Management"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "empty"),
        ('{"0006": "A', "not whole JSON"),
        ('{"CodeList": []}', "no CodeList"),
        ('["0006"]', "no CodeList"),
    ],
)
def test_a_broken_series_list_stops_the_source(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "occupationalseries.json").write_text(content)
    with pytest.raises(SourceError, match=message):
        read("opm", tmp_path)


def test_green_definitions_stay_apart(fixtures: Path) -> None:
    rows, log = read("green-onet2010", fixtures / "data")
    assert rows == [
        CollectionMember("green-onet2010-new-emerging", "onetsoc2010", "11-1011.03"),
        CollectionMember("green-onet2010-enhanced-skills", "onetsoc2010", "47-2111.00"),
    ]
    assert log.rejected == {"green category is not known": 1}
    rows, log = read("green-list2019", fixtures / "data")
    assert rows == [
        CollectionMember("green-list2019", "onetsoc2019", "11-1021.00"),
        CollectionMember("green-list2019", "onetsoc2019", "47-2111.00"),
        CollectionMember("brown-list2019", "onetsoc2019", "47-2111.00"),
    ]
    assert log.set_aside == {"neither green nor brown": 1}


def test_bright_outlook_in_both_layouts(fixtures: Path) -> None:
    rows, _ = read("bright-outlook", fixtures / "data")
    assert [r.collection for r in rows if isinstance(r, CollectionMember)] == [
        "bright-outlook-growth",
        "bright-outlook-openings",
        "bright-outlook-new-emerging",
    ]
    rows, _ = read("bright-outlook", fixtures / "official")
    assert rows == [
        CollectionMember("bright-outlook-growth", "onetsoc2019", "47-2231.00"),
        CollectionMember("bright-outlook-openings", "onetsoc2019", "47-2111.00"),
    ]
