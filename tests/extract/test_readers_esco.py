"""ESCO is read from the official download and from the project's data folder alike."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.extract.readers.esco_skills import without_labels
from occupath.extract.readers.esco_text import split_labels
from occupath.ontology.errors import SourceError
from occupath.ontology.model import (
    EscoBroader,
    EscoConcept,
    EscoCrosswalkRow,
    EscoRequirement,
    EscoSkillRelation,
    Row,
    SkillCollectionMember,
)

SKILL = "http://data.europa.eu/esco/skill/"
OCCUPATION = "http://data.europa.eu/esco/occupation/"
MOUNT = f"{SKILL}50000000-0000-4000-8000-000000000001"
CURRENT = f"{SKILL}50000000-0000-4000-8000-000000000002"
DIG = f"{SKILL}50000000-0000-4000-8000-000000000003"
ELECTRICIAN = f"{OCCUPATION}e0000000-0000-4000-8000-000000000001"
SOLAR = f"{OCCUPATION}e0000000-0000-4000-8000-000000000002"
RELATIONS = "occupationSkillRelations_reconstructed.csv"


@pytest.fixture
def official(fixtures: Path, tmp_path: Path) -> Path:
    """The download as the ESCO site gives it: one zip archive."""
    name = tmp_path / "ESCO dataset - v1.2.0 - classification - en - csv.zip"
    with zipfile.ZipFile(name, "w") as archive:
        for file in sorted((fixtures / "official" / "esco").iterdir()):
            archive.write(file, file.name)
    return tmp_path


@pytest.fixture
def reconstructed(fixtures: Path, tmp_path: Path) -> Path:
    """The project's layout, where skills come as text and the relations are compressed."""
    folder = tmp_path / "esco_1.2.0"
    shutil.copytree(fixtures / "data" / "esco_1.2.0", folder)
    plain = folder / RELATIONS
    (folder / f"{RELATIONS}.gz").write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    plain.unlink()
    return tmp_path


def read(source: str, folder: Path) -> tuple[list[Row], ReadLog]:
    log = ReadLog(source)
    rows = list(read_source(source, folder, log))
    assert log.rows_read == log.rows_kept + log.rows_rejected + log.set_aside.total()
    return rows, log


def concepts(rows: list[Row]) -> dict[str, EscoConcept]:
    return {row.iri: row for row in rows if isinstance(row, EscoConcept)}


@pytest.mark.parametrize("layout", ["official", "reconstructed"])
def test_both_layouts_give_the_same_occupations_links_and_members(
    layout: str, request: pytest.FixtureRequest
) -> None:
    rows, log = read("esco", request.getfixturevalue(layout))
    electrician = concepts(rows)[ELECTRICIAN]
    assert electrician.label == "building electrician"
    assert electrician.alt_labels == ("house wirer", "domestic electrician")
    assert (electrician.code, electrician.isco_group) == ("7411.1", "7411")
    assert concepts(rows)[SOLAR].hidden_labels == ("sun fitter",)
    assert EscoBroader(SOLAR, ELECTRICIAN) in rows
    assert EscoSkillRelation(MOUNT, CURRENT, False) in rows
    assert SkillCollectionMember("esco-green", MOUNT) in rows
    group = concepts(rows)["http://data.europa.eu/esco/isco/C7411"]
    assert (group.kind, group.code) == ("isco-group", "7411")
    field = concepts(rows)["http://data.europa.eu/esco/isced-f/0713"]
    assert (field.kind, field.code) == ("skill-group", "0713")
    assert log.set_aside == {"concept with status obsolete": 1}


@pytest.mark.parametrize("layout", ["official", "reconstructed"])
def test_a_pair_that_is_essential_and_optional_stays_both_and_is_counted(
    layout: str, request: pytest.FixtureRequest
) -> None:
    rows, log = read("esco", request.getfixturevalue(layout))
    assert EscoRequirement(SOLAR, MOUNT, True) in rows
    assert EscoRequirement(SOLAR, MOUNT, False) in rows
    assert log.notes["occupation-skill pairs stated as essential and as optional"] == 1


def test_official_skills_carry_their_own_labels_types_and_descriptions(official: Path) -> None:
    rows, log = read("esco", official)
    assert concepts(rows)[MOUNT] == EscoConcept(
        MOUNT, "skill", "mount solar panels", ("fix PV panels", "put up panels"), (),
        "Fasten panels to a frame, in our own words.", None, None,
        "skill/competence", "occupation-specific",
    )  # fmt: skip
    assert concepts(rows)[DIG].description is None
    places = {(r.file.rpartition("!")[2], r.line): r.reason for r in log.rejections}
    assert places[("occupationSkillRelations_en.csv", 5)].startswith("relation is not")
    assert places[("occupations_en.csv", 5)].startswith("isco_group is not")


def test_skills_from_text_take_labels_from_relations_and_collections(reconstructed: Path) -> None:
    rows, log = read("esco", reconstructed)
    found = concepts(rows)
    assert found[MOUNT].alt_labels == ("fix PV panels", "put up panels")
    assert found[MOUNT].description == "Fasten panels to a frame, in our own words."
    assert found[CURRENT].label == "electric current"
    assert found[CURRENT].skill_type == "knowledge"
    assert found[CURRENT].description == "flow of charge What flows in a wire, in our own words."
    assert found[DIG].label == "dig with a spade turn the soil over…"
    assert found[DIG].skill_type is None
    assert log.notes["skills without a label: the opening words of their text are shown"] == 1
    assert any(r.line == 5 and r.file.endswith("skills_uri_text.csv") for r in log.rejections)


def test_a_download_without_any_file_of_skills_stops_with_what_is_missing(
    reconstructed: Path,
) -> None:
    (reconstructed / "esco_1.2.0" / "skills_uri_text.csv").unlink()
    with pytest.raises(SourceError, match=r"skills_en\.csv was not found"):
        read("esco", reconstructed)


def test_a_cut_archive_of_relations_stops_the_source(reconstructed: Path) -> None:
    packed = reconstructed / "esco_1.2.0" / f"{RELATIONS}.gz"
    packed.write_bytes(packed.read_bytes()[:-20])
    with pytest.raises(SourceError, match="fetch the file again"):
        read("esco", reconstructed)


@pytest.mark.parametrize("place", ["crosswalks/ESCO_to_ONET-SOC.xlsx", "ESCO_to_ONET-SOC.xlsx"])
def test_the_crosswalk_is_read_without_its_closing_note(place: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ("O*NET-SOC 2019 Crosswalks",),
        (),
        ("ESCO/ISCO Code", "ESCO/ISCO Title", "O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"),
        ("7411.1.6", "solar energy technician", "47-2231.00", "Solar Photovoltaic Installers"),
        ("7411.1.6", "solar energy technician", "47-2231", "A code without its detail"),
        (),
        (None, "A note on the classification."),
    ):
        sheet.append(line)
    (tmp_path / place).parent.mkdir(exist_ok=True)
    book.save(tmp_path / place)
    rows, log = read("esco-onet", tmp_path)
    assert rows == [EscoCrosswalkRow("7411.1.6", "solar energy technician", "47-2231.00")]
    assert log.set_aside.total() == 1
    assert [(r.line, r.reason[:30]) for r in log.rejections] == [
        (5, "occupation is not a O*NET-SOC ")
    ]


labels = st.lists(
    st.text("abcdefgh -", min_size=1).map(str.strip).filter(bool), max_size=5, unique=True
)


@given(labels, st.sampled_from(["\n", " | ", "\r\n"]))
def test_labels_that_are_joined_come_apart_again(parts: list[str], between: str) -> None:
    assert split_labels(between.join(parts) or None) == tuple(parts)


@given(labels.filter(bool), st.text("XYZ ", max_size=20))
def test_known_labels_are_taken_off_the_start_of_a_text(parts: list[str], rest: str) -> None:
    clean = " ".join(rest.split())
    text = " ".join([*(" ".join(p.split()) for p in parts), clean]).strip()
    assert without_labels(text, tuple(parts)) == (clean or None)
