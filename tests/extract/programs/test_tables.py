"""The tables that a dataset holds for coding programs, against the official files."""

from __future__ import annotations

from pathlib import Path

from occupath.extract.programs.tables import read_instructional_programs, read_listed_programs


def test_programs_of_the_starter_data_have_codes_of_2020(starter_dataset: Path) -> None:
    cips = {cip.code: cip for cip in read_instructional_programs(starter_dataset)}
    programs = read_listed_programs(starter_dataset)
    assert len(programs) > 100
    assert {code for p in programs for code in p.cips} <= cips.keys()
    assert "15.1703" in {code for p in programs for code in p.cips}
    assert "47-2231" in cips["15.1703"].socs


def test_every_code_of_cip_2020_stands_with_its_examples(real_dataset: Path) -> None:
    cips = {cip.code: cip for cip in read_instructional_programs(real_dataset)}
    assert len(cips) == 2173
    assert "Behavioral Health" in cips["51.2212"].other_titles  # an example of CIP 2020
    assert "Solar Energy Technology/Technician" in cips["15.1703"].title
    assert cips["15.0501"].socs == ("17-3029", "49-9021")
    assert sum(len(cip.offered_by) for cip in cips.values()) == 1521  # provider × CIP 2020


def test_programs_whose_code_is_of_no_vintage_are_left_out(real_dataset: Path) -> None:
    programs = read_listed_programs(real_dataset)
    assert len(programs) == 989  # 1,001 less twelve codes that CIP 2010 does not have
    assert all(len(p.cips) == 1 and p.provider for p in programs)
