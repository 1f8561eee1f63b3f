"""What the linkers make of the real releases: counts of the files, and links one can check."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Protocol, TypeVar

import pytest

from occupath.extract.linking import (
    CertificationLinker,
    CredentialLinker,
    EscoCrosswalk,
    LicenceLinker,
    find_labels,
)
from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.ontology.model import (
    AlternateTitle,
    Certification,
    Correspondence,
    EscoConcept,
    EscoCrosswalkRow,
    IndustryCredential,
    Licence,
    Occupation,
    Program,
    Row,
    TechnologyUse,
)

R = TypeVar("R")


class Rows(Protocol):
    def __call__(self, source: str, kind: type[R]) -> list[R]: ...


@pytest.fixture(scope="module")
def rows(data_dir: Path) -> Rows:
    """Rows of one type of a source, each source read once."""
    read: dict[str, list[Row]] = {}

    def of(source: str, kind: type[R]) -> list[R]:
        if source not in read:
            read[source] = list(read_source(source, data_dir, ReadLog(source)))
        return [row for row in read[source] if isinstance(row, kind)]

    return of


@pytest.fixture(scope="module")
def suited(rows: Rows) -> dict[str, dict[str, float]]:
    """Certification id → O*NET-SOC code → confidence."""
    linker = CertificationLinker(
        rows("onet", Occupation), rows("onet", AlternateTitle), rows("onet", TechnologyUse)
    )
    out: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for link in linker.link(rows("careeronestop-certifications", Certification)):
        out[link.subject.rpartition("/")[2]][link.object.rpartition("/")[2]] = link.confidence
    return out


@pytest.mark.parametrize(
    ("certification", "occupation"),
    [
        ("4021", "47-2231.00"),  # PV Installation Professional
        ("12525", "47-2231.00"),  # PV Installer Specialist
        ("12524", "47-2231.00"),  # PV Design Specialist
        ("12523", "47-2231.00"),  # Photovoltaic Associate
        ("12527", "47-2231.00"),  # PV System Inspector
        ("12526", "47-2231.00"),  # PV Commissioning & Maintenance Specialist
        ("5724", "47-2152.04"),  # Solar Heating Installer
        ("6780", "41-4011.07"),  # PV Technical Sales Certification
        ("1271", "15-1244.00"),  # Cisco Certified Network Professional
        ("15199", "15-1231.00"),  # Cisco Certified Support Technician - Networking
        ("350", "51-4121.00"),  # Certified Welder
        ("352", "51-9061.00"),  # Certified Welding Inspector
    ],
)
def test_known_certifications_reach_their_occupation(
    suited: dict[str, dict[str, float]], certification: str, occupation: str
) -> None:
    assert occupation in suited[certification]


def test_a_third_of_the_certifications_is_linked_and_none_more_than_five_times(
    suited: dict[str, dict[str, float]],
) -> None:
    assert 1700 <= len(suited) <= 2200
    assert max(map(len, suited.values())) <= 5
    assert "10835" not in suited  # Cisco Certified CyberOps Professional: no title says it


def test_new_jersey_licences_are_all_accounted_for(rows: Rows) -> None:
    linker = LicenceLinker(
        rows("onet-taxonomy", Correspondence),
        rows("onet", Occupation),
        rows("onet", AlternateTitle),
    )
    links = list(linker.link(rows("nj-licences", Licence)))
    report = linker.report
    assert (report.active, report.exact_codes) == (206, 125)
    left = (report.no_code, report.unknown_code, report.several_families, report.contradicted)
    assert sum(report.linked.values()) + sum(map(len, left)) == 206
    reached = {(x.subject.rpartition("/")[2], x.object.rpartition("/")[2]) for x in links}
    assert ("816", "13-2011.00") in reached  # accountant (CPA)
    assert not {code for number, code in reached if number == "884"}  # casino key employee


def test_the_credential_that_is_a_listed_certification_is_found(rows: Rows) -> None:
    credentials = rows("nj-credentials", IndustryCredential)
    linker = CredentialLinker(rows("careeronestop-certifications", Certification))
    links = list(linker.link(credentials))
    named = {f"{c.jurisdiction.lower()}/{c.id}": c.name for c in credentials}
    of_sales = {
        x.object.rpartition("/")[2]
        for x in links
        if named[x.subject.partition("/credential/")[2]] == "PV Technical Sales Certification"
    }
    assert of_sales == {"6780"}
    assert not [x for x in links if x.subject.endswith("/nj/2103")]  # NABCEP PV Entry Level Exam
    assert linker.report.active == sum(c.active for c in credentials)


def test_the_esco_crosswalk_joins_but_for_five_keys(rows: Rows) -> None:
    crosswalk = EscoCrosswalk(rows("esco", EscoConcept))
    joined = list(crosswalk.join(rows("esco-onet", EscoCrosswalkRow)))
    report = crosswalk.report
    assert (len(report.renamed), len(report.absent)) == (20, 38)
    assert report.joined["ISCO group"] == 352
    assert len(report.rejected) == 5
    assert len(joined) + report.rows_rejected == 8627


def test_programs_mention_labels_where_they_say_they_do(rows: Rows) -> None:
    labels = [(f"urn:{t.name}", "technology", t.name) for t in rows("onet", TechnologyUse)]
    labels += [
        (c.iri, "esco-skill", label)
        for c in rows("esco", EscoConcept)
        if c.kind == "skill"
        for label in (c.label, *c.alt_labels)
    ]
    texts = {p.id: p.description or "" for p in rows("nj-programs", Program)}
    mentions = list(find_labels(texts.items(), labels))
    assert 1000 <= len(mentions) <= 2500
    assert all(texts[m.document][m.start : m.end] == m.text for m in mentions)
    assert not {m.text for m in mentions} & {"R", "C", "Go", "lead", "access", "excel", "word"}
