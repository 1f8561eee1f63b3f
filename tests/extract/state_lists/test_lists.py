"""Lists of any state become the rows that a reader of their own would give; bad ones a queue."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occupath.extract.log import ReadLog
from occupath.extract.readers import READERS
from occupath.extract.source_table import SOURCES
from occupath.extract.sources import locate
from occupath.extract.state_lists import read_mapping, state_list
from occupath.extract.state_lists.fields import FIELDS, TABLES
from occupath.extract.state_lists.mapping import TableMapping, plain_mapping
from occupath.extract.state_lists.templates import example_mapping, layout, new_jersey
from occupath.extract.state_lists.validation import Validation, validate
from occupath.ontology.errors import SourceError
from occupath.ontology.model import Area, Program, ProgramOutcome

HEAD = "id,name,provider,cip,total_cost,clock_hours,description\n"
GOOD = "1,Solar,Peak College,15.1703,4000,300,Install panels\n"
MAPPING = """
[list]
name = "co"
title = "A list"
state = "CO"
publisher = "Colorado"
licence = "CC0"
[programs]
file = "programs.csv"
[programs.columns]
id = "id"
name = "name"
"""


def look(content: str | bytes, tmp_path: Path, mapping: TableMapping | None = None) -> Validation:
    place = tmp_path / "list.csv"
    place.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return validate([(mapping or plain_mapping("programs"), place)])


def kinds(found: Validation, severity: str = "error") -> dict[str, int]:
    return {kind: n for s, kind, n in found.counts if s == severity}


def test_new_jersey_through_a_mapping_gives_the_rows_of_its_own_reader(
    data_dir: Path, tmp_path: Path
) -> None:
    for file in (data_dir / "training_programs").iterdir():
        (tmp_path / file.name).symlink_to(file.resolve())
    (tmp_path / "nj.toml").write_text(new_jersey(), "utf-8")
    log = ReadLog("nj")
    mapped = Counter(state_list(tmp_path / "nj.toml").rows(log))
    own: Counter[object] = Counter()
    for name in ("nj-programs", "nj-outcomes", "nj-demand"):
        files = locate(SOURCES[name], data_dir)
        assert files is not None
        own += Counter(READERS[name](files, ReadLog(name)))
    area = Area("NJ", "New Jersey", "state")
    assert (mapped.pop(area), own.pop(area)) == (1, 2)
    assert mapped == own
    assert log.rows_kept == log.rows_read == 1001 + 1565 + 831


def test_a_list_with_names_alone_gets_keys_made_of_them(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING + 'provider = "school"\ncredential = "gives"\n')
    text = "id;name;school;gives\n7;Weld;Peak College;AWS Welder\n8;Cut;Peak College;AWS Welder\n"
    (tmp_path / "programs.csv").write_text(text)
    rows = list(state_list(tmp_path / "m.toml").rows(ReadLog("co")))
    programs = [row for row in rows if isinstance(row, Program)]
    assert [(p.id, p.state, p.provider_id, p.credential_id) for p in programs] == [
        ("7", "CO", "peak-college", "aws-welder"), ("8", "CO", "peak-college", "aws-welder"),
    ]  # fmt: skip
    assert [type(row).__name__ for row in rows] == [
        "Area", "IndustryCredential", "Program", "Program",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind", "row"),
    [
        ("", "file-empty", 0),
        ("\n\n \n", "file-empty", 0),
        ("name,provider\nSolar,Peak\n", "column-missing", 1),
        ("a,b,c\n1,2,3\n", "no-heading", 1),
        (HEAD + GOOD + '2,"Weld,Peak,48.0508,1,2,never closed\n3,Cut,,,,,\n', "file-unreadable", 3),
        (HEAD + GOOD + "2,Weld", "file-unreadable", 3),
        (HEAD + GOOD + GOOD.replace("Solar", "Wind"), "id-repeated", 3),
        (HEAD + GOOD + ",No id,Peak,15.1703,1,2,x\n", "blank", 3),
        (HEAD + GOOD + "2,Weld,Peak,15.1703,1,2,x,too,many\n", "row-too-many-columns", 3),
        (HEAD + GOOD + "2," + "x" * 4_100_000 + "\n", "row-line-longer-than-4000000-bytes", 3),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else None,
)
def test_what_cannot_be_used_is_an_error_with_its_row(
    content: str, kind: str, row: int, tmp_path: Path
) -> None:
    found = look(content, tmp_path)
    assert not found.accepted
    assert [p.row for p in found.queue if p.kind == kind and p.severity == "error"] == [row]
    assert all(p.suggestion and p.problem for p in found.queue)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("2,Weld,Peak,48.0508,call,300,x", "amount-unreadable"),
        ("2,Weld,Peak,48.0508,900,soon,x", "length-unreadable"),
        ("2,Weld,Peak,welding,900,300,x", "cip-unreadable"),
        ('2,Weld,Peak,48.0508,900,300,"=HYPERLINK(""http://x"",""y"")"', "formula"),
        ("2,=cmd|' /C calc'!A0,Peak,48.0508,900,300,x", "formula"),
        ("2,Weld,,48.0508,900,300,x", "provider-missing"),
        ("2,Weld,Peak,,900,300,x", "cip-missing"),
        ("2,CafÃ©,Peak,48.0508,900,300,x", "wrong-letters"),
    ],
)
def test_what_is_doubtful_is_a_warning_and_the_row_stays(
    cells: str, kind: str, tmp_path: Path
) -> None:
    found = look(f"{HEAD}{GOOD}{cells}\n", tmp_path)
    assert found.accepted
    assert found.tallies[0].kept == 2
    assert kinds(found, "warning") == {kind: 1}
    assert [p.row for p in found.queue if p.kind == kind] == [3]


def test_mixed_encodings_are_named_line_by_line(tmp_path: Path) -> None:
    text = (HEAD + "1,Café,Peak,15.1703,1,2,x\n").encode() + "2,Niño,P,15.1703,1,2,x\n".encode(
        "cp1252"
    )
    found = look(text, tmp_path)
    assert found.accepted
    assert kinds(found, "warning") == {"mixed-encodings": 1}
    assert [(p.row, p.value) for p in found.queue if p.kind == "not-utf8"] == [
        (3, "2,Niño,P,15.1703,1,2,x")
    ]


def test_an_encoding_that_the_mapping_names_is_used(tmp_path: Path) -> None:
    rows: list[object] = []
    base = plain_mapping("programs")
    mapping = TableMapping("programs", "", "cip2020", base.columns, encoding="mac-roman")
    place = tmp_path / "list.csv"
    place.write_bytes((HEAD + "1,Café,Peak,15.1703,1,2,x\n").encode("mac-roman"))
    found = validate([(mapping, place)], kept=lambda _, values: rows.append(values["name"]))
    assert rows == ["Café"]
    assert kinds(found, "warning") == kinds(found) == {}


def test_an_exact_repeat_is_left_out_without_an_error(tmp_path: Path) -> None:
    found = look(HEAD + GOOD + GOOD, tmp_path)
    assert found.accepted
    tally = found.tallies[0]
    assert (tally.read, tally.kept, tally.left_out, tally.repeated) == (2, 1, 0, 1)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_is_found_and_a_wrong_one_named(delimiter: str, tmp_path: Path) -> None:
    content = (HEAD + GOOD).replace(",", delimiter)
    assert look(content, tmp_path).tallies[0].kept == 1
    base = plain_mapping("programs")
    wrong = TableMapping("programs", "", "cip2020", base.columns, delimiter=",")
    assert kinds(look(content, tmp_path, wrong)) == {"wrong-delimiter": 1}


def test_a_workbook_and_a_packed_file_are_read_alike(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.strip().split(","))
    sheet.append([1, "Solar", "Peak College", 1.0102, 4000.5, 300, "Install"])
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "list.csv.gz").write_bytes(
        gzip.compress((HEAD + "1,Solar,Peak College,1.0102,4000.5,300,Install\n").encode())
    )
    seen: list[object] = []
    for name in ("list.xlsx", "list.csv.gz"):
        found = validate(
            [(plain_mapping("programs"), tmp_path / name)], kept=lambda _, v: seen.append(dict(v))
        )
        assert kinds(found, "note") == {"cip-lost-zero": 1}
    assert seen[0] == seen[1]


def test_outcomes_join_programs_by_the_name_of_the_provider(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(
        MAPPING.replace('name = "name"', 'name = "name"\nprovider = "school"')
        + '[outcomes]\nfile = "outcomes.csv"\ncolumns.provider = "school"\ncolumns.cip = "cip"\n'
        'columns.quarters = "q"\ncolumns.completers = "n"\n'
    )
    (tmp_path / "programs.csv").write_text("id,name,school\n7,Weld,Peak College\n")
    (tmp_path / "outcomes.csv").write_text(
        "school,cip,q,n\nPeak College,48.0508,4,25\n,48.0508,4,9\nPeak College,48.0508,4,26\n"
    )
    log = ReadLog("co")
    rows = list(state_list(tmp_path / "m.toml").rows(log))
    (program,) = [row for row in rows if isinstance(row, Program)]
    (outcome,) = [row for row in rows if isinstance(row, ProgramOutcome)]
    assert program.provider_id == outcome.provider_id == "peak-college"
    assert (outcome.completers, outcome.quarters) == (25, 4)
    assert log.rows_rejected == 2  # nobody is named; the same cohort twice


def test_shares_that_the_mapping_takes_for_percentages_are_told_of(tmp_path: Path) -> None:
    lines = [f"{n},15.1703,4,10,0.5" for n in range(12)]
    content = "provider_id,cip,quarters,completers,percent_employed\n" + "\n".join(lines) + "\n"
    found = look(content, tmp_path, plain_mapping("outcomes"))
    assert kinds(found, "warning") == {"percent-like-share": 1}


def test_hours_that_do_not_fit_into_the_length_are_told_of(tmp_path: Path) -> None:
    head = "id,name,provider,cip,clock_hours,weeks,duration_id\n"
    content = head + "1,A,P,15.1703,300,1,\n2,B,P,15.1703,800,,5\n3,C,P,15.1703,300,,6\n"
    found = look(content, tmp_path)
    assert kinds(found, "warning") == {"hours-doubtful": 1, "hours-impossible": 1}
    assert [(p.row, p.column) for p in found.queue if p.severity == "warning"] == [
        (2, "clock_hours"), (3, "clock_hours"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("licence", "license"), "did you mean 'licence'"),
        (('state = "CO"', 'state = "Colorado"'), "two capitals"),
        (('id = "id"', ""), "lacks 'id'"),
        (('name = "name"', 'nmae = "x"\nname = "name"'), "unknown key 'nmae'; did you mean 'name'"),
        (("[programs]", '[programs]\nencoding = "utf-99"'), "not known"),
        (("[programs]", '[programs]\ndelimiter = ", "'), "one character"),
        (("[list]", "[list"), "is no mapping file"),
        (("[programs.columns]", '[programs.units]\nweeks = "moons"\n[programs.columns]'), "takes"),
        (('file = "programs.csv"', ""), "needs file"),
    ],
)  # fmt: skip
def test_a_slip_in_a_mapping_is_named(change: tuple[str, str], words: str, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING.replace(*change))
    with pytest.raises(SourceError, match=words):
        read_mapping(tmp_path / "m.toml")


def test_a_list_that_lacks_a_column_or_a_file_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING)
    with pytest.raises(SourceError, match="is not there"):
        state_list(tmp_path / "m.toml")
    (tmp_path / "programs.csv").write_text("number,name\n1,x\n")
    with pytest.raises(SourceError, match="no column for id"):
        list(state_list(tmp_path / "m.toml").rows(ReadLog("co")))


def test_the_templates_are_a_mapping_of_their_own_layouts(tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(example_mapping())
    mapping = read_mapping(tmp_path / "mapping.toml")
    assert [t.table for t in mapping.tables] == list(TABLES)
    for table in mapping.tables:
        (tmp_path / table.file).write_text(layout(table.table))
        assert {f.name for f in FIELDS[table.table]} == set(table.columns)
    found = validate([(t, tmp_path / t.file) for t in mapping.tables])
    assert found.accepted
    assert kinds(found, "warning") == {"no-rows": 3}


_BYTES = st.lists(
    st.sampled_from([HEAD.encode(), GOOD.encode(), b'"', b",", b"\n", b"\r", b"\xff\xfe", b"\xe9",
                     b"\x00", b"=1+1", "é".encode(), b"id", b"name", b";", b"2,Weld\n", b"\t"]),
    max_size=12,
).map(b"".join)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(content=_BYTES)
def test_any_bytes_give_a_queue_and_every_row_is_accounted_for(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = look(content, tmp_path_factory.mktemp("any"))
    tally = found.tallies[0]
    assert tally.read == tally.kept + tally.left_out + tally.repeated
    assert found.accepted == (not kinds(found))
    assert list(found.queue) == sorted(found.queue, key=lambda p: p.order)
