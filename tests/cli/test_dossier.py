"""``occupath backtest`` and ``occupath dossier`` on the starter data: contracts and refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Outcome

Occupath = Callable[..., Outcome]


def test_backtest_answers_each_case_in_the_order_given(occupath: Occupath, tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(
        "role,duties,vintage,hide\n"
        '"Solar Photovoltaic Installers","Install solar modules on roofs.",soc2018,47-2231\n'
        "Electrician,,soc2018,\n",
        "utf-8",
    )
    done = occupath("backtest", str(cases), "--format", "json")
    assert done.status == 0, done.err
    solar, electrician = json.loads(done.out)
    assert solar.keys() == {"role", "verdict", "distinct", "code", "reasons", "nearest"}
    assert solar["role"] == "Solar Photovoltaic Installers"
    assert solar["reasons"]
    assert all(n["code"] != "47-2231" and 0 <= n["similarity"] <= 1 for n in solar["nearest"])
    assert (electrician["verdict"], electrician["distinct"]) == ("within_existing", False)
    assert electrician["code"] == "47-2111"
    assert "of the 867 detailed occupations" in done.err


def test_a_wrong_file_of_cases_is_refused_with_its_line(occupath: Occupath, tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text("role,duties,vintage,hide\nx,,soc1999,\n", "utf-8")
    done = occupath("backtest", str(cases))
    assert done.status == 2
    assert "cases.csv:2: vintage 'soc1999'" in done.err


def test_dossier_has_the_contracts_shape(occupath: Occupath, tmp_path: Path) -> None:
    role = tmp_path / "role.txt"
    role.write_text("Solar technician\n- Install solar panels.\n- May sell them.\n", "utf-8")
    done = occupath("dossier", str(role), "--format", "json")
    assert done.status == 0, done.err
    found = json.loads(done.out)
    assert found.keys() >= {"role", "sections", "principles", "distinctness", "verdict"}
    assert found["role"] == "Solar technician"
    assert found["verdict"].keys() >= {"kind", "code", "reasons"}
    assert [d["text"] for d in found["distinctness"]["duties"]] == [
        "Install solar panels.", "May sell them.",
    ]  # fmt: skip
    assert all(p.keys() >= {"number", "answer", "reason"} for p in found["principles"])


def test_dossier_writes_the_form_that_the_files_name_asks_for(
    occupath: Occupath, tmp_path: Path
) -> None:
    for name, begins in (("d.html", b"<!doctype html>"), ("d.docx", b"PK"), ("d.md", b"# ")):
        done = occupath("dossier", "solar technician", "--output", str(tmp_path / name))
        assert done.status == 0, done.err
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_dossier_refuses_what_it_cannot_read(occupath: Occupath, tmp_path: Path) -> None:
    broken = tmp_path / "group.json"
    broken.write_text("{}", "utf-8")
    for words, told in (
        (("dossier", str(broken)), "is not a group's file"),
        (("dossier", "electrician", "--hide", "00-0000"), "00-0000 cannot be hidden"),
        (("dossier", "…"), "names no role"),
        (("dossier", "electrician", "--format", "docx"), "give its name with --output"),
        (("dossier", "electrician", "--postings", str(tmp_path)), "cannot be read"),
    ):
        done = occupath(*words)
        assert done.status == 2
        assert told in done.err
