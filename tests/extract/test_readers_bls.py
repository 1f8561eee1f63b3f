"""OEWS, its areas, the projections and the STEM list; workbooks and databases are made here."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook

from occupath.extract.log import ReadLog
from occupath.extract.readers import READERS, read_source
from occupath.extract.readers.oews import AGGREGATES, REPEATED_BROAD, read_areas
from occupath.extract.source_table import SOURCES
from occupath.extract.sources import locate
from occupath.ontology.errors import SourceError
from occupath.ontology.model import (
    Area,
    Code,
    CollectionMember,
    Correspondence,
    Projection,
    Row,
    Wage,
)

Cells = Iterable[Iterable[object]]

OEWS_HEADER = [
    "AREA", "AREA_TITLE", "NAICS", "I_GROUP", "OWN_CODE", "OCC_CODE", "OCC_TITLE", "O_GROUP",
    "TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "H_MEDIAN", "A_PCT10", "A_PCT25", "A_MEDIAN",
    "A_PCT75", "A_PCT90",
]  # fmt: skip


def workbook(path: Path, sheets: dict[str, Cells]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def read(source: str, folder: Path) -> tuple[list[Row], ReadLog]:
    log = ReadLog(source)
    rows = list(read_source(source, folder, log))
    assert log.rows_read == log.rows_kept + log.rows_rejected + log.set_aside.total()
    return rows, log


def oews_row(code: str, title: str, group: str, *values: object, own: str = "1235") -> list[object]:
    figures = list(values) or [1000, 1.5, 20.5, 42640, 19.25, 30000, 35000, 40040, 50000, 60000]
    return ["99", "U.S.", "000000", "cross-industry", own, code, title, group, *figures]


OEWS_ROWS: list[Iterable[object]] = [
    OEWS_HEADER,
    oews_row("00-0000", "All Occupations", "total"),
    oews_row("13-0000", "Business Occupations", "major"),
    oews_row("13-1000", "Business Specialists", "minor"),
    oews_row("13-1020", "Buyers", "broad"),
    oews_row("13-1020", "Buyers", "detailed"),
    oews_row("47-0000", "Construction Occupations", "major"),
    oews_row("47-2000", "Construction Trades", "minor"),
    oews_row("47-2110", "Electricians", "broad"),
    oews_row(
        "47-2111", "Electricians", "detailed", "**", "**", "*", 90000, "#", 1, 2, 3, 4, "#"
    ),
    oews_row("47-2111", "Electricians", "detailed"),
    oews_row("47-2111", "Electricians", "detailed", own="5"),
    oews_row("47-211", "Lost digit", "detailed"),
]  # fmt: skip


def put_in_data_folder(folder: Path) -> None:
    workbook(folder / "bls" / "national_M2025_dl.xlsx", {"national_M2025_dl": OEWS_ROWS})


def put_as_official_archive(folder: Path) -> None:
    book = workbook(folder / "made" / "national_M2025_dl.xlsx", {"national_M2025_dl": OEWS_ROWS})
    with zipfile.ZipFile(folder / "oesm25nat.zip", "w") as archive:
        archive.write(book, "oesm25nat/national_M2025_dl.xlsx")


@pytest.mark.parametrize("put", [put_in_data_folder, put_as_official_archive])
def test_national_wages_are_one_row_a_code_with_published_parents(
    put: Callable[[Path], None], tmp_path: Path
) -> None:
    put(tmp_path)
    rows, log = read("oews", tmp_path)
    codes = {row.code: row for row in rows if isinstance(row, Code)}
    assert codes["13-1020"] == Code("oews", "13-1020", "Buyers", "detailed", "13-1000", None)
    assert codes["47-2111"].parent == "47-2110"
    assert codes["13-0000"].parent == "00-0000"
    assert log.set_aside == {
        REPEATED_BROAD: 1,
        "row of an industry, an ownership or a place below the nation": 1,
    }
    assert log.rejected == {"code stands twice": 1, "code is not a OEWS code": 1}
    assert {row.period for row in rows if isinstance(row, Wage)} == {"2025-05"}


def test_a_value_not_released_is_none_and_a_top_coded_one_is_named(tmp_path: Path) -> None:
    put_in_data_folder(tmp_path)
    rows, log = read("oews", tmp_path)
    wage = next(row for row in rows if isinstance(row, Wage) and row.code == "47-2111")
    assert wage == Wage(
        "47-2111", "Electricians", "detailed", "US", "2025-05", None, None, None, None,
        90000, 3, 1, 2, 4, None, ("hourly_median", "annual_p90"),
    )  # fmt: skip
    assert log.notes["values not released (**)"] == 2
    assert log.notes["values at or above the top code (#)"] == 2


def test_a_detailed_code_is_its_soc_code_and_an_aggregate_its_parts(tmp_path: Path) -> None:
    put_in_data_folder(tmp_path)
    rows, _ = read("oews", tmp_path)
    pairs = {(r.from_code, r.to_code) for r in rows if isinstance(r, Correspondence)}
    assert pairs == {
        ("13-1020", "13-1021"), ("13-1020", "13-1022"), ("13-1020", "13-1023"),
        ("47-2111", "47-2111"),
    }  # fmt: skip


def test_a_national_file_under_another_name_or_without_a_column_stops_the_source(
    tmp_path: Path,
) -> None:
    workbook(tmp_path / "bls" / "national_Mxx_dl.xlsx", {"a": OEWS_ROWS})
    with pytest.raises(SourceError, match="does not tell the release"):
        read("oews", tmp_path)
    (tmp_path / "bls" / "national_Mxx_dl.xlsx").unlink()
    workbook(tmp_path / "bls" / "national_M2025_dl.xlsx", {"a": [list(OEWS_HEADER[:-1])]})
    with pytest.raises(SourceError, match="no header with the required columns"):
        read("oews", tmp_path)


# --- areas ------------------------------------------------------------------------------------


def area_database(path: Path, release: str = "May 2025") -> Path:
    plain = path.with_suffix("")
    with sqlite3.connect(plain) as db:
        columns = ", ".join(f"v{i:02} TEXT, f{i:02} TEXT" for i in range(1, 18))
        db.execute(f"CREATE TABLE cell (key TEXT PRIMARY KEY, {columns}) WITHOUT ROWID")
        db.execute("CREATE TABLE area (area_code, areatype_code, state_code, area_name)")
        db.execute("CREATE TABLE occupation (occupation_code, occupation_name, display_level)")
        db.execute("CREATE TABLE meta (name, value)")
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("release", release), ("data_year", "2025")]
        )
        db.executemany(
            "INSERT INTO area VALUES (?, ?, ?, ?)",
            [
                ("0000000", "N", "00", "National"),
                ("3400000", "S", "34", "New Jersey"),
                ("0035620", "M", "36", "New York-Newark-Jersey City, NY-NJ"),
                ("0100001", "M", "01", "Northwest Alabama nonmetropolitan area"),
            ],
        )
        db.executemany(
            "INSERT INTO occupation VALUES (?, ?, ?)",
            [("000000", "All Occupations", 0), ("472111", "Electricians", 3)],
        )
        figures = {"v01": "92680", "v02": "2.2", "v03": "52.93", "v04": "110100", "v08": "51.20",
                   "v11": "83060", "v12": "99710", "v13": "106500", "v14": "127730"}  # fmt: skip
        top = figures | {"v15": "-", "f15": "5"}
        hidden = {f"v{i:02}": "-" for i in range(1, 16)} | {f"f{i:02}": "8" for i in range(1, 16)}
        for key, cell in {
            "OEUS3400000000000472111": top,
            "OEUS3400000000000000000": hidden,
            "OEUS3400000000000999999": figures,
            "OEUS3400000000001472111": figures,  # one ownership only
            "OEUM0035620000000472111": figures,
            "OEUM0100001000000472111": figures,
            "OEUN0000000000000472111": figures,
        }.items():
            names = ", ".join(["key", *cell])
            marks = ", ".join("?" * (len(cell) + 1))
            db.execute(f"INSERT INTO cell ({names}) VALUES ({marks})", [key, *cell.values()])
    path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    plain.unlink()
    return path


@pytest.mark.parametrize("place", ["bls/oews-2025.sqlite.gz", "oews-2025.sqlite.gz"])
def test_state_wages_are_read_by_postal_code(place: str, tmp_path: Path) -> None:
    (tmp_path / "bls").mkdir()
    area_database(tmp_path / place)
    rows, log = read("oews-area", tmp_path)
    assert rows == [
        Area("NJ", "New Jersey", "state"),
        Wage(
            "47-2111", "Electricians", "detailed", "NJ", "2025-05", 92680, 2.2, 52.93, 51.2,
            110100, 106500, 83060, 99710, 127730, None, ("annual_p90",),
        ),
    ]  # fmt: skip
    assert log.set_aside == {"no value released": 1}
    assert log.rejected == {"occupation is not in the table of occupations": 1}


def test_other_kinds_of_area_are_read_when_asked_for(tmp_path: Path) -> None:
    area_database(tmp_path / "oews-2025.sqlite.gz")
    files = locate(SOURCES["oews-area"], tmp_path)
    assert files is not None
    kinds = frozenset({"nation", "metropolitan", "nonmetropolitan"})
    rows = list(read_areas(files, ReadLog("oews-area"), kinds))
    assert {(r.code, r.kind) for r in rows if isinstance(r, Area)} == {
        ("US", "nation"), ("35620", "metropolitan"), ("0100001", "nonmetropolitan"),
    }  # fmt: skip
    assert {r.area for r in rows if isinstance(r, Wage)} == {"US", "35620", "0100001"}
    with pytest.raises(SourceError, match="county"):
        list(read_areas(files, ReadLog("oews-area"), frozenset({"county"})))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not gzip", id="not gzip"),
        pytest.param(gzip.compress(b"not a database", mtime=0), id="not a database"),
        pytest.param(gzip.compress(b"x" * 999, mtime=0)[:-9], id="truncated"),
    ],
)
def test_a_damaged_area_database_stops_the_source(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "oews-2025.sqlite.gz").write_bytes(content)
    with pytest.raises(SourceError):
        read("oews-area", tmp_path)


def test_an_area_database_of_another_month_is_refused(tmp_path: Path) -> None:
    area_database(tmp_path / "oews-2025.sqlite.gz", release="October 2025")
    with pytest.raises(SourceError, match="October 2025"):
        read("oews-area", tmp_path)


# --- projections and STEM ---------------------------------------------------------------------

PROJECTION_HEADER = [
    "2024 National Employment Matrix title", "2024 National Employment Matrix code",
    "Occupation type", "Employment, 2024", "Employment, 2034",
    "Employment change, numeric, 2024–34", "Employment change, percent, 2024–34",
    "Percent self employed, 2024", "Occupational openings, 2024–34 annual average",
    "Typical education needed for entry", "Work experience in a related occupation",
    "Typical on-the-job training needed to attain competency in the occupation",
]  # fmt: skip
PROJECTION_ROWS: list[Iterable[object]] = [
    ["Table 1.2 Occupational projections (Employment in thousands)"],
    PROJECTION_HEADER,
    ["Total, all occupations", "00-0000", "Summary", 169956.1, 175167.9, 5211.8, 3.1, 5.8,
     18863.3, "—", "—", "—"],
    ["        Solar photovoltaic installers", "47-2231", "Line item", 28.6, 40.6, 12.0, 42.1,
     "—", 4.1, "High school diploma or equivalent", "None", "Moderate-term on-the-job training"],
    ["      Legislators", "11-1031", "Line item", 35.8, 36.9, 1.1, 3.0, "—", 2.3,
     "Bachelor's degree", "Less than 5 years", "None"],
    ["Odd row", "11-1041", "Sometimes", 1, 1, 1, 1, 1, 1, "—", "—", "—"],
    ["Footnotes:"],
]  # fmt: skip


@pytest.mark.parametrize("place", ["bls/projections_2024_2034.xlsx", "occupation.xlsx"])
def test_projections_are_in_persons_with_the_period_of_the_header(
    place: str, tmp_path: Path
) -> None:
    workbook(tmp_path / place, {"Table 1.1": [["other"]], "Table 1.2": PROJECTION_ROWS})
    rows, log = read("projections", tmp_path)
    solar = next(r for r in rows if isinstance(r, Projection) and r.code == "47-2231")
    assert solar == Projection(
        "47-2231", "Solar photovoltaic installers", True, "2024-2034", 28600, 40600, 42.1, 4100,
        None, "High school diploma or equivalent", "None", "Moderate-term on-the-job training",
    )  # fmt: skip
    total = next(r for r in rows if isinstance(r, Projection) and r.code == "00-0000")
    assert (total.line_item, total.base_employment) == (False, 169956100)
    assert total.typical_education is None
    assert log.set_aside == {"footnote": 1}
    assert log.rejected == {"type is neither Line item nor Summary": 1}


def test_a_code_that_oews_does_not_survey_comes_with_the_projections(tmp_path: Path) -> None:
    workbook(tmp_path / "occupation.xlsx", {"Table 1.2": PROJECTION_ROWS})
    rows, _ = read("projections", tmp_path)
    assert [r for r in rows if isinstance(r, Code)] == [
        Code("oews", "11-1031", "Legislators", "detailed", "11-1000", None)
    ]
    assert Correspondence("oews", "11-1031", "soc2018", "11-1031", None, None) in rows


def test_another_table_in_place_of_table_1_2_stops_the_source(tmp_path: Path) -> None:
    workbook(tmp_path / "occupation.xlsx", {"Table 1.3": PROJECTION_ROWS})
    with pytest.raises(SourceError, match=r"Table 1\.2"):
        read("projections", tmp_path)
    one_year: Cells = [PROJECTION_HEADER[:4] + PROJECTION_HEADER[5:], ["x", "11-1011", "Line item"]]
    workbook(tmp_path / "occupation.xlsx", {"Table 1.2": one_year})
    with pytest.raises(SourceError, match="two years"):
        read("projections", tmp_path)


@pytest.mark.parametrize("place", ["bls/stem_2024.xlsx", "stem_2024.xlsx"])
def test_stem_codes_are_members_in_oews_codes(place: str, tmp_path: Path) -> None:
    listed = [["A title"], [], ["OEWS May 2024 Code", "OEWS May 2024 Title"],
              ["15-1252", "Software Developers"], ["15-125", "Lost digit"]]  # fmt: skip
    workbook(tmp_path / place, {"National": [["area"]], "STEM occupations list": listed})
    rows, log = read("stem", tmp_path)
    assert rows == [CollectionMember("stem", "oews", "15-1252")]
    assert log.rows_rejected == 1


def test_every_aggregate_has_several_parts_and_no_part_belongs_to_two() -> None:
    parts = [part for children in AGGREGATES.values() for part in children]
    assert len(AGGREGATES) == 12
    assert min(map(len, AGGREGATES.values())) >= 2
    assert len(parts) == len(set(parts))
    assert "oews-area" in READERS
