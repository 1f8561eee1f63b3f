"""What the readers make of the real releases equals what the files hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.ontology.model import (
    Code,
    CodeTitle,
    CollectionMember,
    Correspondence,
    RatedRequirement,
    Row,
)


class Read(NamedTuple):
    log: ReadLog
    rows: list[Row]

    def count(self, *kinds: str) -> tuple[int, ...]:
        found = Counter(type(row).__name__ for row in self.rows)
        return tuple(found[kind] for kind in kinds)

    def codes(self, scheme: str) -> dict[str, Code]:
        return {r.code: r for r in self.rows if isinstance(r, Code) and r.scheme == scheme}

    def pairs(self, from_scheme: str, to_scheme: str) -> list[tuple[str, str]]:
        return [
            (r.from_code, r.to_code)
            for r in self.rows
            if isinstance(r, Correspondence)
            and (r.from_scheme, r.to_scheme) == (from_scheme, to_scheme)
        ]


NAMES = (
    "soc2018", "soc2010", "soc2010-soc2018", "onet-taxonomy", "isco08-soc2010", "oews-hybrid",
    "cip2020", "cip2010-cip2020", "cip-soc", "cip-onet", "opm", "bright-outlook", "green-onet2010",
    "green-list2019",
)  # fmt: skip


def read(name: str, data_dir: Path) -> Read:
    log = ReadLog(name)
    return Read(log, list(read_source(name, data_dir, log)))


@pytest.fixture(scope="module")
def real(data_dir: Path) -> dict[str, Read]:
    return {name: read(name, data_dir) for name in NAMES}


@pytest.fixture(scope="module")
def onet(data_dir: Path) -> Read:
    return read("onet", data_dir)


def test_onet_counts_are_those_of_release_30_1(onet: Read) -> None:
    assert onet.count("Occupation", "Task", "EmergingTask") == (1016, 18_796, 328)
    assert onet.count("AlternateTitle") == (56_505 + 7_955,)
    assert onet.count("TechnologyUse", "ToolUse", "Commodity") == (32_773, 41_662, 4_264)
    assert onet.count("WorkActivity", "TaskActivity") == (332 + 2_087, 23_850)
    assert onet.count("RelatedOccupation", "JobZone", "JobZoneReference") == (18_460, 923, 5)
    assert onet.count("Element", "Scale", "ScaleCategory", "ElementLink") == (630, 31, 41, 848)
    assert onet.count("RatedRequirement", "Rating") == (143_934, 90_720)
    assert (onet.log.rows_read, onet.log.rows_kept) == (589_094, 589_094)


def test_161_elements_are_rated_on_894_occupations(onet: Read) -> None:
    rated = [r for r in onet.rows if isinstance(r, RatedRequirement)]
    assert len({r.element for r in rated}) == 161
    assert len({r.occupation for r in rated}) == 894
    assert len({(r.occupation, r.element) for r in rated}) == len(rated) == 894 * 161
    assert all(r.importance is not None and r.level is not None for r in rated)
    assert all(1 <= (r.importance or 0) <= 5 and 0 <= (r.level or 0) <= 7 for r in rated)


def test_a_rating_is_that_of_the_file(onet: Read) -> None:
    """The rows of 11-1011.00 and 2.C.1.a in Knowledge.txt."""
    found = [
        r
        for r in onet.rows
        if isinstance(r, RatedRequirement)
        and (r.occupation, r.element) == ("11-1011.00", "2.C.1.a")
    ]
    assert [(r.importance, r.importance_se, r.importance_n, r.date) for r in found] == [
        (4.78, 0.1102, 28, "2023-08")
    ]


def test_every_row_is_kept_rejected_or_set_aside(real: dict[str, Read], onet: Read) -> None:
    for name, (log, rows) in {**real, "onet": Read(onet.log, onet.rows)}.items():
        assert log.rows_read == log.rows_kept + log.rows_rejected + log.set_aside.total(), name
        assert log.rows_read == sum(log.files.values()), name
        assert log.rows_rejected == 0, name
        assert log.warnings == [], name
        assert len(set(rows)) == len(rows), name


def test_soc_2018_has_23_98_459_867(real: dict[str, Read]) -> None:
    codes = real["soc2018"].codes("soc2018")
    assert Counter(c.level for c in codes.values()) == {
        "major": 23,
        "minor": 98,
        "broad": 459,
        "detailed": 867,
    }
    assert codes["29-1221"].parent == "29-1210"
    assert all(c.definition for c in codes.values() if c.level == "detailed")
    titles = [r for r in real["soc2018"].rows if isinstance(r, CodeTitle)]
    assert len(titles) == 6_539 - 2
    assert {t.code for t in titles} <= codes.keys()
    assert real["soc2018"].log.set_aside == {
        "group without a definition": 23 + 98 + 459,
        "exact duplicate row": 2,
    }


def test_soc_2010_has_840_occupations_and_four_placeholders(real: dict[str, Read]) -> None:
    codes = real["soc2010"].codes("soc2010")
    assert Counter(c.level for c in codes.values())["detailed"] == 840
    assert list(real["soc2010"].log.set_aside.values()) == [4]
    assert not [code for code in codes if code.startswith("99")]


def test_soc_2010_to_2018_has_the_known_cardinalities(real: dict[str, Read]) -> None:
    pairs = real["soc2010-soc2018"].pairs("soc2010", "soc2018")
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    kinds = Counter((left[a] > 1, right[b] > 1) for a, b in pairs)
    assert len(pairs) == 900
    assert kinds == {
        (False, False): 766,
        (True, False): 70,
        (False, True): 32,
        (True, True): 32,
    }


def test_every_onet_taxonomy_code_stands_once(real: dict[str, Read]) -> None:
    taxonomy = real["onet-taxonomy"]
    sizes = {year: len(taxonomy.codes(f"onetsoc{year}")) for year in (2000, 2006, 2009, 2010, 2019)}
    assert sizes == {2000: 1_167, 2006: 949, 2009: 1_102, 2010: 1_110, 2019: 1_016}
    assert len(taxonomy.pairs("onetsoc2019", "soc2018")) == 1_016
    assert all(c.definition for c in taxonomy.codes("onetsoc2010").values())


def test_cip_counts(real: dict[str, Read]) -> None:
    assert Counter(c.level for c in real["cip2020"].codes("cip2020").values()) == {
        "family": 50,
        "group": 464,
        "program": 2_173,
    }
    assert all(c.parent for c in real["cip2020"].codes("cip2020").values() if c.level != "family")
    aside = real["cip2020"].log.set_aside  # 152 programs and 9 groups
    assert aside == {"moved to another code in CIP 2020": 149, "deleted from CIP 2020": 12}
    assert real["cip-soc"].log.rows_read == 6_097
    assert len(real["cip-soc"].rows) == 5_723
    assert sorted(real["cip-soc"].log.set_aside.values()) == [180, 194]
    assert len(real["cip-onet"].rows) == 8_501
    pairs = dict(real["cip2010-cip2020"].pairs("cip2010", "cip2020"))
    assert pairs["15.0505"] == "15.1703"
    assert len(pairs) == 2_143


def test_crosswalks_lead_to_codes_that_exist(real: dict[str, Read], onet: Read) -> None:
    known = {
        "soc2018": real["soc2018"].codes("soc2018").keys(),
        "soc2010": real["soc2010"].codes("soc2010").keys(),
        "cip2020": real["cip2020"].codes("cip2020").keys(),
        "cip2010": real["cip2010-cip2020"].codes("cip2010").keys(),
        "isco08": real["isco08-soc2010"].codes("isco08").keys(),
        "oews": real["oews-hybrid"].codes("oews").keys(),
        **{
            f"onetsoc{year}": real["onet-taxonomy"].codes(f"onetsoc{year}").keys()
            for year in (2000, 2006, 2009, 2010, 2019)
        },
    }
    lost = Counter(
        (name, scheme)
        for name in NAMES
        for row in real[name].rows
        if isinstance(row, Correspondence)
        for scheme, code in ((row.from_scheme, row.from_code), (row.to_scheme, row.to_code))
        if code not in known[scheme]
    )
    assert lost == {}
    assert {r[0] for r in onet.rows if type(r).__name__ == "Occupation"} == known["onetsoc2019"]


def test_lists_and_series(real: dict[str, Read]) -> None:
    def sizes(name: str) -> dict[str, int]:
        return Counter(r.collection for r in real[name].rows if isinstance(r, CollectionMember))

    assert sizes("green-onet2010") == {
        "green-onet2010-new-emerging": 78,
        "green-onet2010-increased-demand": 64,
        "green-onet2010-enhanced-skills": 62,
    }
    assert sizes("green-list2019") == {"green-list2019": 140, "brown-list2019": 63}
    assert sizes("bright-outlook") == {
        "bright-outlook-growth": 306,
        "bright-outlook-openings": 73,
        "bright-outlook-new-emerging": 4,
    }
    assert len(real["opm"].codes("opm")) == 756
    assert real["opm"].log.rows_read == 1_005
    assert real["isco08-soc2010"].count("Code", "Correspondence") == (438, 1_125)
