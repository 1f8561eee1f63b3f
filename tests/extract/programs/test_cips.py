"""The coder of programs on the starter dataset, and held out by provider on the real one."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from occupath.extract.programs.cips import CipCoder, Program
from occupath.extract.programs.tables import read_instructional_programs, read_listed_programs
from occupath.ontology.errors import InvalidDataset


@pytest.fixture(scope="module")
def coder(starter_dataset: Path) -> CipCoder:
    return CipCoder(starter_dataset)


def copied(dataset: Path, place: Path) -> Path:
    """A dataset of which only the text tables are there."""
    shutil.copytree(dataset / "text", place / "text")
    for name in ("manifest.json", "origin.json"):
        shutil.copy(dataset / name, place)
    return place


def test_solar_training_gets_the_code_of_2020(coder: CipCoder) -> None:
    first = coder.code([Program("Solar Energy Technology", "Install photovoltaic panels.")])[0][0]
    assert first.code == "15.1703"  # 15.0505 in the CIP 2010 of New Jersey's list
    assert first.title == "Solar Energy Technology/Technician"
    assert first.probability > 0.5


def test_every_code_is_one_of_cip_2020(coder: CipCoder, starter_dataset: Path) -> None:
    known = {cip.code for cip in read_instructional_programs(starter_dataset)}
    codes = {g.code for row in coder.code([Program("Nurse"), Program("Welding")], 999) for g in row}
    assert codes == known
    assert "15.0505" not in known


def test_probabilities_fall_and_are_of_one(coder: CipCoder) -> None:
    found = [g.probability for g in coder.code([Program("HVAC Technician")], top=9999)[0]]
    assert found == sorted(found, reverse=True)
    assert sum(found) == pytest.approx(1, abs=0.02)


def test_programs_together_are_coded_as_each_alone(coder: CipCoder) -> None:
    programs = [Program("Welding", "Arc welding."), Program("Python"), Program(None, "Plumbing")]
    together = coder.code(programs, top=3)
    for program, row in zip(programs, together, strict=True):
        alone = coder.code([program], top=3)[0]
        assert [g.code for g in alone] == [g.code for g in row]
        shares = [g.probability for g in row]
        assert [g.probability for g in alone] == pytest.approx(shares, abs=0.01)
    assert together == coder.code(programs, top=3)


@pytest.mark.parametrize("title", ["", None, "  ", "123 --", "<p></p>"])
def test_a_program_without_a_letter_has_no_code(coder: CipCoder, title: str | None) -> None:
    assert coder.code([Program(title, " \n"), Program("Welding")])[0] == []


@pytest.mark.parametrize(
    "program",
    [
        Program("=HYPERLINK(1)", "<script>alert(1)</script>"),
        Program("a" * 100_000, "b " * 100_000),
        Program("太陽光発電", "\x00\ud800 🛠️"),
        Program("Zulu", "Aardvark"),
    ],
)
def test_an_odd_program_gets_an_answer(coder: CipCoder, program: Program) -> None:
    assert len(coder.code([program], top=5)[0]) == 5


def test_a_changed_dataset_is_read_anew_and_so_is_a_broken_cache(
    starter_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    asked = [Program("Underwater basketry")]
    other = copied(starter_dataset, tmp_path / "other")
    place = other / "text" / "programs.parquet"
    table = pq.read_table(place).slice(0, 3)
    pq.write_table(table, place)
    before = CipCoder(other).code(asked)
    (kept,) = cache.rglob("*.npz")
    kept.write_bytes(b"PK\x03\x04 half of a file")
    assert CipCoder(other).code(asked) == before
    titles = pa.array(["Underwater basketry"] * 3)
    pq.write_table(table.set_column(1, "title", titles), place)
    after = CipCoder(other).code(asked)
    assert after != before
    assert after[0][0].code in {code for row in table.column("cips").to_pylist() for code in row}
    assert len(set(cache.rglob("*.npz"))) == 2


def test_a_dataset_of_an_earlier_release_says_what_to_do(
    starter_dataset: Path, tmp_path: Path
) -> None:
    other = copied(starter_dataset, tmp_path / "old")
    (other / "text" / "programs.parquet").unlink()
    with pytest.raises(InvalidDataset, match="earlier release; make it again"):
        CipCoder(other)


def test_programs_of_unseen_providers(real_dataset: Path, tmp_path: Path) -> None:
    """A fifth of the providers, coded by what another fifth offers: a floor, not the benchmark."""
    part = {
        p.provider: zlib.crc32((p.provider or "").encode()) % 5
        for p in read_listed_programs(real_dataset)
    }
    small = copied(real_dataset, tmp_path / "small")
    place = small / "text" / "programs.parquet"
    table = pq.read_table(place)
    providers = [name for name, number in part.items() if number == 0]
    pq.write_table(table.filter(pc.is_in(table.column("provider"), pa.array(providers))), place)
    asked = [p for p in read_listed_programs(real_dataset) if part[p.provider] == 1]
    coder = CipCoder(small, without={p.provider or "" for p in asked})
    found = coder.code([Program(p.title, p.description) for p in asked])
    first = [row[0].code in p.cips for row, p in zip(found, asked, strict=True)]
    five = [any(g.code in p.cips for g in row) for row, p in zip(found, asked, strict=True)]
    assert len(asked) > 100
    assert sum(first) / len(asked) > 0.35
    assert sum(five) / len(asked) > 0.6
    unlisted = coder.code([Program("Viticulture and Winemaking")], top=1)[0][0]
    assert unlisted.code == "01.1004"
