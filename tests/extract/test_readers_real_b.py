"""ESCO, BLS, CareerOneStop and New Jersey as published: counts checked in the files."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from occupath.extract.log import ReadLog
from occupath.extract.readers import find_files, read_source
from occupath.extract.readers.oews import AGGREGATES, find_area_database
from occupath.ontology.model import (
    Certification,
    Code,
    CollectionMember,
    Correspondence,
    EscoConcept,
    Licence,
    Program,
    Projection,
    Row,
    Wage,
)


@cache
def read(source: str, folder: Path) -> tuple[list[Row], ReadLog]:
    log = ReadLog(source)
    return list(read_source(source, folder, log)), log


def counts(source: str, folder: Path) -> dict[str, int]:
    return dict(Counter(type(row).__name__ for row in read(source, folder)[0]))


# source → rows by kind; none of these files has a row that cannot be read
KINDS = {
    "esco": {
        "EscoConcept": 3039 + 619 + 640 + 13939,
        "EscoBroader": 3652 + 20822,
        "EscoRequirement": 129004,
        "EscoSkillRelation": 5818,
        "SkillCollectionMember": 591 + 1284 + 95 + 359 + 40 + 25,
    },
    "esco-onet": {"EscoCrosswalkRow": 8627},
    "oews": {"Area": 1, "Code": 1394, "Correspondence": 846, "Wage": 1394},
    "projections": {"Area": 1, "Code": 3, "Correspondence": 2, "Projection": 1113},
    "stem": {"CollectionMember": 105},
    "careeronestop-certifications": {"Certification": 6408},
    "nj-licences": {"Area": 1, "Licence": 228},
    "nj-credentials": {"Area": 1, "IndustryCredential": 2041},
    "nj-programs": {"Area": 1, "Program": 1001},
    "nj-programs-2018": {"Area": 1, "ProgramListing": 4499},
    "nj-outcomes": {"Area": 1, "ProgramOutcome": 3 * 1565},
    "nj-demand": {"CollectionMember": 109 + 722},
}


@pytest.mark.parametrize("source", sorted(KINDS))
def test_every_published_row_is_read(source: str, data_dir: Path) -> None:
    assert counts(source, data_dir) == KINDS[source]
    log = read(source, data_dir)[1]
    assert log.rows_rejected == 0
    assert log.rows_read == log.rows_kept + log.set_aside.total()


def test_rows_set_aside_are_the_known_ones(data_dir: Path) -> None:
    def aside(source: str) -> int:
        return read(source, data_dir)[1].set_aside.total()

    assert aside("careeronestop-certifications") == 6444 - 6408
    assert aside("oews") == 7  # broad rows that stand again as detailed
    assert aside("esco-onet") == 1
    assert aside("projections") == 4


def test_esco_skills_all_have_a_label_and_17_pairs_are_both(data_dir: Path) -> None:
    rows, log = read("esco", data_dir)
    skills = [r for r in rows if isinstance(r, EscoConcept) and r.kind == "skill"]
    assert len({skill.iri for skill in skills}) == 13939
    assert log.notes["occupation-skill pairs stated as essential and as optional"] == 17
    assert log.notes["skills named from our list because no relation names them"] == 8
    assert not any("without a label" in note for note in log.notes)


def test_oews_detailed_codes_lead_to_soc_2018_detailed_occupations(data_dir: Path) -> None:
    with (data_dir / "soc" / "soc2018_all.csv").open(encoding="utf-8") as file:
        published = list(csv.DictReader(file))
    detailed = {r["code"] for r in published if r["Hierarchical_structure"] == "Detailed"}
    parents = {r["code"]: r["parent"] for r in published}
    rows, _ = read("oews", data_dir)
    pairs = [r for r in rows if isinstance(r, Correspondence)]
    assert len({r.from_code for r in pairs}) == 830
    assert all(r.to_code in detailed for r in pairs)
    assert {r.from_code for r in pairs if r.from_code not in detailed} == set(AGGREGATES)
    for code in (r for r in rows if isinstance(r, Code)):
        assert parents.get(code.code, "NA") in ("NA", code.parent)


def test_electricians_earn_what_the_table_says(data_dir: Path) -> None:
    wages = {r.code: r for r in read("oews", data_dir)[0] if isinstance(r, Wage)}
    assert wages["47-2111"].area == "US"
    assert wages["00-0000"].employment == 155495730
    assert wages["00-0000"].annual_median == 50980
    solar = next(
        r
        for r in read("projections", data_dir)[0]
        if isinstance(r, Projection) and r.code == "47-2231"
    )
    assert (solar.base_employment, solar.projected_employment) == (28600, 40600)


def test_new_jersey_programs_have_the_known_gaps(data_dir: Path) -> None:
    rows, _ = read("nj-programs", data_dir)
    programs = [r for r in rows if isinstance(r, Program)]
    assert sum(p.provider is None for p in programs) == 139
    assert sum(p.total_cost is None for p in programs) == 53
    assert sum(p.clock_hours is None for p in programs) == 34
    solar = next(p for p in programs if p.id == "44728")
    assert (solar.cip, solar.total_cost, solar.clock_hours) == ("15.0505", 4000, 300)
    assert solar.credential == "NABCEP PV Entry Level Exam"
    assert not any(p.name.startswith('"') for p in programs)
    licences = [r for r in read("nj-licences", data_dir)[0] if isinstance(r, Licence)]
    assert sum(licence.active for licence in licences) == 206


def test_demand_lists_are_of_soc_2010_and_cip_2020(data_dir: Path) -> None:
    members = [r for r in read("nj-demand", data_dir)[0] if isinstance(r, CollectionMember)]
    with (data_dir / "soc" / "soc2010_all.csv").open(encoding="utf-8") as file:
        soc = {row["code"] for row in csv.DictReader(file)}
    with (data_dir / "cip" / "CIPCode2020.csv").open(encoding="utf-8-sig") as file:
        cip = {
            row["CIPCode"].strip('="')
            for row in csv.DictReader(file)
            if row["Action"] not in ("Moved from", "Deleted")
        }
    known = {"soc2010": soc, "cip2020": cip}
    assert [m.code for m in members if m.code not in known[m.scheme]] == []


def test_certifications_have_no_markup_left(data_dir: Path) -> None:
    rows, _ = read("careeronestop-certifications", data_dir)
    found = [r for r in rows if isinstance(r, Certification)]
    assert len({c.id for c in found}) == 6408
    assert not any("<br" in (c.description or "") or "&reg;" in c.name for c in found)
    assert sum(";" in (c.type or "") for c in found) == 36


def test_state_wages_come_from_the_installed_package(data_dir: Path) -> None:
    if find_area_database() is None:
        pytest.skip("the extra 'areas' is not installed")
    assert find_files("oews-area", data_dir) is not None
    rows, log = read("oews-area", data_dir)
    wages = {(r.area, r.code): r for r in rows if isinstance(r, Wage)}
    assert len(wages) == log.rows_kept == 37408
    assert len({area for area, _ in wages}) == 54
    nurses = wages["NJ", "29-1141"]
    assert (nurses.employment, nurses.annual_median, nurses.period) == (92680, 106500, "2025-05")
