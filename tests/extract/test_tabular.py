"""Tables are read row by row; what cannot be read is counted with its line or stops the source."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract import rows
from occupath.extract.log import BadRow, Once, ReadLog, SetAside
from occupath.extract.tabular import Layout, Located, Record, column, plain_text, records
from occupath.ontology.errors import SourceError

PEOPLE = Layout((column("name", "Name"), column("age", "Age"), column("note", required=False)))
TABS = Layout(PEOPLE.columns, delimiter="\t", quoted=False, nulls=frozenset({"", "n/a"}))
HEAD = b"Name,Age,Note\n"


def read(
    path: Path, layout: Layout = PEOPLE, member: str | None = None
) -> tuple[list[Record], ReadLog]:
    log = ReadLog("people")
    return list(records(Located(path, member, path.name), layout, log)), log


def write(folder: Path, content: bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
).map(lambda t: "v" + t.strip())  # "v" keeps it from being a null or a blank


@given(table=st.lists(st.tuples(CELL, CELL, CELL), max_size=8), bom=st.booleans())
def test_what_csv_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str, str]], bom: bool
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([("Name", "Age", "Note"), *table])
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.getvalue().encode()
    found, log = read(write(tmp_path_factory.mktemp("csv"), raw))
    assert [tuple(r.values()) for r in found] == [tuple(c.strip() for c in row) for row in table]
    assert log.rows_read == log.rows_kept == len(table)


@given(table=st.lists(st.tuples(CELL, CELL, CELL), max_size=8))
def test_quotes_in_tab_separated_text_are_text(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str, str]]
) -> None:
    lines = ["Name\tAge\tNote", *('"' + "\t".join(row) for row in table)]
    path = write(tmp_path_factory.mktemp("tab"), ("\n".join(lines) + "\n").encode(), "people.txt")
    found, _ = read(path, TABS)
    assert [r["name"] for r in found] == ['"' + row[0] for row in table]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_that_is_written_is_the_number_that_is_read(value: float) -> None:
    assert Record([("x", repr(value))], "f", 1).number("x") == value


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path, HEAD + b'Ada,36,"two\nlines"\n\nBo,40,\n'))
    assert [(r.line, r["name"]) for r in found] == [(2, "Ada"), (5, "Bo")]


def test_a_title_block_above_the_header_is_passed_over(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path, b"Bureau of People\n\n" + HEAD + b"Ada,36,x\n"))
    assert [(r.line, r["name"]) for r in found] == [(4, "Ada")]


def test_an_empty_file_stops_the_source(tmp_path: Path) -> None:
    for name in ("people.csv", "people.xlsx"):
        with pytest.raises(SourceError, match=rf"{name}.*empty"):
            read(write(tmp_path, b"", name))


def test_a_missing_required_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"required columns \['Name', 'Age'\].*'Name \| Note'"):
        read(write(tmp_path, b"Name,Note\nAda,x\n"))


def test_a_missing_optional_column_is_none(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path, b"Name,Age\nAda,36\n"))
    assert found[0].get("note") is None


def test_a_header_without_rows_is_a_warning(tmp_path: Path) -> None:
    found, log = read(write(tmp_path, HEAD))
    assert found == []
    assert log.warnings == ["people.csv: has a header and no rows"]


@pytest.mark.parametrize("layout", [PEOPLE, TABS])
def test_a_file_that_ends_within_a_row_is_truncated(tmp_path: Path, layout: Layout) -> None:
    body = HEAD + b"Ada,36,x\nBo,4"
    path = write(tmp_path, body.replace(b",", layout.delimiter.encode()), "people.txt")
    with pytest.raises(SourceError, match=r"people.txt:3: the file ends within a row \(2 of 3"):
        read(path, layout)


def test_a_last_row_without_a_line_end_is_whole(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path, HEAD + b"Ada,36,x\nBo,40,y"))
    assert [r["name"] for r in found] == ["Ada", "Bo"]


def test_a_truncated_archive_stops_the_source(tmp_path: Path) -> None:
    whole = gzip.compress(HEAD + b"Ada,36,x\n" * 5000, mtime=0)
    with pytest.raises(SourceError, match=r"people.csv.gz: cannot be read.*fetch the file again"):
        read(write(tmp_path, whole[: len(whole) // 2], "people.csv.gz"))


def test_a_truncated_spreadsheet_stops_the_source(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Age"])
    book.save(tmp_path / "whole.xlsx")
    half = (tmp_path / "whole.xlsx").read_bytes()[:800]
    with pytest.raises(SourceError, match="not a whole spreadsheet"):
        read(write(tmp_path, half, "people.xlsx"))


def test_a_quote_that_is_not_closed_stops_the_source_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"people.csv:3: the quotes of the row"):
        read(write(tmp_path, HEAD + b'Ada,36,x\n"Bo,40,y\nCy,50,z\n'))


def test_quotes_inside_quotes_are_mended_and_noted(tmp_path: Path) -> None:
    found, log = read(write(tmp_path, HEAD + b'Ada,36,"known as "the Count", at home"\nBo,40,x\n'))
    assert [r["name"] for r in found] == ["Bo"]  # the comma after the quote makes it unreadable
    assert log.rejected["row has too many columns"] == 1
    found, log = read(write(tmp_path, HEAD + b'Ada,36,"known as "the Count" at home"\nBo,40,x\n'))
    assert found[0]["note"] == 'known as "the Count" at home'
    assert log.notes == {"people.csv: rows with quotes inside quotes mended": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_occur_are_read(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "Name,Age,Note\nZoë,36,it’s\n".encode(encoding))
    found, log = read(path)
    assert found[0] == {"name": "Zoë", "age": "36", "note": "it’s"}
    assert log.warnings == (["people.csv: read as UTF-16"] if encoding == "utf-16" else [])
    assert log.notes.total() == (1 if encoding == "cp1252" else 0)


def test_nul_characters_are_removed_and_noted(tmp_path: Path) -> None:
    found, log = read(write(tmp_path, HEAD + b"A\x00da,3\x006,x\n"))
    assert found[0]["name"] == "Ada"
    assert log.notes == {"people.csv: NUL characters removed": 2}


@pytest.mark.parametrize("layout", [PEOPLE, TABS])
def test_an_over_long_line_is_rejected_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: Layout
) -> None:
    monkeypatch.setattr(rows, "MAX_LINE", 50)
    body = HEAD + b"Ada,36,x\n" + b"B" * 500 + b",40,y\nCy,50,z\n"
    path = write(tmp_path, body.replace(b",", layout.delimiter.encode()), "people.txt")
    found, log = read(path, layout)
    assert [(r.line, r["name"]) for r in found] == [(2, "Ada"), (4, "Cy")]
    assert [(r.line, r.reason) for r in log.rejections] == [(3, "line longer than 50 bytes")]
    assert log.rows_read == 3


def test_too_few_and_too_many_columns_are_rejected_with_their_line(tmp_path: Path) -> None:
    found, log = read(write(tmp_path, HEAD + b"Ada\nBo,40\nCy,50,z,extra\nDi,60,z,\n"))
    assert [(r["name"], r["note"]) for r in found] == [("Bo", None), ("Di", "z")]
    assert [(r.line, r.reason, r.record) for r in log.rejections] == [
        (2, "row has too few columns", "Ada"),
        (4, "row has too many columns", "Cy\t50\tz\textra"),
    ]
    assert (log.rows_read, log.rows_kept) == (4, 2)


def test_excel_text_keeps_its_zeros_and_blanks_are_none(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path, HEAD + b'="01",n/a,""\n=1+1,NA,\n'))
    assert [tuple(r.values()) for r in found] == [("01", None, None), ("=1+1", None, None)]


def test_na_is_a_title_where_the_layout_says_so(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path, b"Name\tAge\tNote\nNA\tn/a\tx\n", "people.txt"), TABS)
    assert found[0] == {"name": "NA", "age": None, "note": "x"}


def test_html_becomes_text() -> None:
    assert plain_text("Tradesman&apos;s <b>R&amp;D</b><br/>tools") == "Tradesman's R&D tools"
    assert plain_text("SVP 6.0 to < 7.0, a <b, c > d") == "SVP 6.0 to < 7.0, a <b, c > d"
    assert plain_text("x &lt;p&gt; y") == "x <p> y"


def test_a_member_of_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "db.zip", "w") as archive:
        archive.writestr("db/people.csv", HEAD + b"Ada,36,x\n")
    found, _ = read(tmp_path / "db.zip", member="db/people.csv")
    assert found[0]["name"] == "Ada"


def test_a_sheet_is_found_by_a_part_of_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    sheet = book.create_sheet("All people")
    sheet.append(["Bureau of People"])
    sheet.append(["Name", "Age", "Note"])
    sheet.append(["Ada", 36, None])
    book.save(tmp_path / "people.xlsx")
    found, _ = read(tmp_path / "people.xlsx", Layout(PEOPLE.columns, sheet="people"))
    assert [(r.line, dict(r)) for r in found] == [(3, {"name": "Ada", "age": "36", "note": None})]
    with pytest.raises(SourceError, match=r"no sheet like 'animals'"):
        read(tmp_path / "people.xlsx", Layout(PEOPLE.columns, sheet="animals"))


def test_fields_say_why_they_cannot_be_read() -> None:
    r = Record(
        [("n", "1,234.50"), ("cost", "$4,000"), ("i", "3.5"), ("bad", "1_000"), ("inf", "1e999"),
         ("yes", "Y"), ("what", "maybe"), ("code", "٤7-2111"), ("blank", None)],
        "f", 7,
    )  # fmt: skip
    assert (r.number("n"), r.integer("cost"), r.flag("yes")) == (1234.5, 4000, True)
    assert (r.number("blank"), r.integer("blank"), r.flag("blank"), r.text("blank")) == (None,) * 4
    for read_field, reason in (
        (lambda: r.integer("i"), "i is not a whole number: 3.5"),
        (lambda: r.number("bad"), "bad is not a number: '1_000'"),
        (lambda: r.number("inf"), "inf is not a number: '1e999'"),
        (lambda: r.flag("what"), "what is not yes or no: 'maybe'"),
        (lambda: r.code("code", r"\d\d-\d{4}", "SOC"), "code is not a SOC code"),
        (lambda: r.need("blank"), "blank is blank"),
    ):
        with pytest.raises(BadRow) as caught:
            read_field()
        assert str(caught.value).startswith(reason)


def test_the_log_counts_what_happens_to_a_row() -> None:
    log = ReadLog("people", keep_rejections=1)
    once = Once()
    outcomes: list[str] = []
    for value in ("a", "a", "b", "bad", "worse"):
        log.count_read("f")
        with log.row("f", 1, {"value": value, "other": None}):
            if value in ("bad", "worse"):
                raise BadRow("value is bad", repr(value))
            outcomes.append(once(value))
    assert outcomes == ["a", "b"]
    assert log.set_aside == {"exact duplicate row": 1}
    assert log.rejected == {"value is bad": 2}
    assert [(r.reason, r.record) for r in log.rejections] == [("value is bad: 'bad'", "bad | ")]
    assert log.rows_read == 5 == log.rows_kept + log.rows_rejected + log.set_aside.total()
    with pytest.raises(KeyError), log.row("f", 1):
        raise KeyError("other errors pass")
    with pytest.raises(SetAside):
        once("b")
