"""CareerOneStop's certifications: one row an id, clean text, nothing lost silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.extract.readers.certifications import REPEATED
from occupath.extract.readers.plain_text import plain, plain_line, unquoted
from occupath.ontology.model import Certification

SOURCE = "careeronestop-certifications"


def read(folder: Path) -> tuple[dict[str, Certification], ReadLog]:
    log = ReadLog(SOURCE)
    rows = [row for row in read_source(SOURCE, folder, log) if isinstance(row, Certification)]
    assert log.rows_read == log.rows_kept + log.rows_rejected + log.set_aside.total()
    assert len(rows) == log.rows_kept
    return {row.id: row for row in rows}, log


@pytest.mark.parametrize("layout", ["data", "official"])
def test_a_repeated_id_is_one_certification_with_both_types(layout: str, fixtures: Path) -> None:
    found, log = read(fixtures / layout)
    assert set(found) == {"101", "102", "103"}
    assert found["101"].type == "Core; Specialty"
    assert log.set_aside == {REPEATED: 1}


def test_another_certification_under_a_used_id_and_a_row_without_id_are_rejected(
    fixtures: Path,
) -> None:
    _, log = read(fixtures / "data")
    assert log.rejected == {
        "CERT_ID stands for another certification before": 1,
        "id is blank": 1,
    }


def test_html_entities_and_blanks_become_text_and_none(fixtures: Path) -> None:
    found, _ = read(fixtures / "data")
    fitter, walker, half = found["101"], found["102"], found["103"]
    assert fitter.name == "Panel Fitter® Level 1"
    assert fitter.organization == "Guild of Fitters"
    assert fitter.description == (
        "For people who fit panels.\nThey must be:\ncareful & patient, with < 5 mistakes"
    )
    assert (fitter.keywords, walker.keywords, walker.url) == ("solar", None, None)
    assert (fitter.exam_required, walker.exam_required, half.exam_required) == (True, False, None)
    assert (fitter.renewal_years, walker.renewal_years, half.renewal_years) == (3.0, None, 0.5)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a<br>b", "a\nb"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("a &amp;amp; b", "a & b"),
        ("\u200b\u200b ", None),
        ("fewer than < 5 and > 3", "fewer than < 5 and > 3"),
        ("<b>bold</b> word", "bold word"),
    ],
)
def test_plain_text_keeps_lines_and_drops_markup(text: str, clean: str | None) -> None:
    assert plain(text) == clean


@given(st.text())
def test_cleaning_text_twice_is_cleaning_it_once_when_it_has_no_markup(text: str) -> None:
    if "&" not in text and "<" not in text:
        once = plain(text)
        assert plain(once) == once
        assert plain_line(text) is None or "\n" not in str(plain_line(text))


@given(
    st.text('ab "', min_size=1).map(str.strip).filter(lambda t: t[:1] != '"' and bool(t)),
    st.integers(0, 3),
)
def test_quoting_a_cell_again_is_undone(text: str, times: int) -> None:
    quoted = text
    for _ in range(times):
        quoted = '"' + quoted.replace('"', '""') + '"'
    assert unquoted(quoted) == text


def test_quotes_within_a_text_stay() -> None:
    assert unquoted('CDL Class "B"') == 'CDL Class "B"'
    assert unquoted('"A" and "B"') == '"A" and "B"'
    assert unquoted("Winsor\\'s") == "Winsor's"
