"""Where sources are found, and which release they are said to be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from occupath.extract.source_table import SOURCES
from occupath.extract.sources import SourceFiles, locate
from occupath.ontology.errors import SourceError


def found(name: str, data_dir: Path, *keys: str) -> SourceFiles:
    """The source as if it had only these files."""
    source = SOURCES[name]
    kept = tuple(file for file in source.files if file.key in keys)
    files = locate(replace(source, files=kept), data_dir)
    assert files is not None
    return files


def write(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("x\n")


@pytest.mark.parametrize(
    ("place", "release"),
    [
        ("onet_30.1/Job Zones.txt", "30.1"),
        ("db_30_3_text/Job Zones.txt", "30.3"),
        ("Job Zones.txt", "30.1"),  # nothing says otherwise
    ],
)
def test_the_release_is_that_of_the_files(place: str, release: str, tmp_path: Path) -> None:
    write(tmp_path / place)
    files = found("onet", tmp_path, "job_zones")
    assert files.source.release == release
    assert files.source.citation.startswith(f"O*NET {release} Database")


def test_an_archive_is_read_without_unpacking_it(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "db_31_0_text.zip", "w") as archive:
        archive.writestr("db_31_0_text/Job Zones.txt", "x\n")
    files = found("onet", tmp_path, "job_zones")
    assert files.source.release == "31.0"
    with files["job_zones"].open() as stream:
        assert stream.read() == b"x\n"


@pytest.mark.parametrize(
    ("name", "key", "place", "release"),
    [
        ("oews", "national", "oesm26nat/national_M2026_dl.xlsx", "May 2026"),
        ("oews", "national", "bls/national_M2025_dl.xlsx", "May 2025"),
        ("esco", "occupations", "esco_1.2.0/occupations_en.csv", "1.2.0"),
        ("esco", "occupations",
         "ESCO dataset - v1.2.1 - classification - en - csv/occupations_en.csv", "1.2.1"),
    ],
)  # fmt: skip
def test_other_releases_are_named_by_their_files(
    name: str, key: str, place: str, release: str, tmp_path: Path
) -> None:
    write(tmp_path / place)
    assert found(name, tmp_path, key).source.release == release


def test_some_files_without_the_others_is_an_error_that_names_them(tmp_path: Path) -> None:
    write(tmp_path / "onet_30.1/Job Zones.txt")
    with pytest.raises(SourceError, match=r"Occupation Data\.txt.*occupath fetch onet"):
        locate(SOURCES["onet"], tmp_path)


def test_nothing_there_is_no_error(tmp_path: Path) -> None:
    assert locate(SOURCES["onet"], tmp_path) is None


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "db_30_1_text.zip").write_bytes(b"PK\x03\x04 not whole")
    with pytest.raises(SourceError, match=r"db_30_1_text\.zip: is not a whole zip"):
        locate(SOURCES["onet"], tmp_path)
