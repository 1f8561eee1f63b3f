"""A state's credential is linked to a certification of the same name, never to a similar trade."""

from __future__ import annotations

from occupath.extract.linking import CredentialLinker
from occupath.ontology.model import Certification, IndustryCredential


def certification(
    number: int, name: str, organization: str, short: str | None = None, acronym: str | None = None
) -> Certification:
    return Certification(
        str(number), name, acronym, None, None, None, "Core", None, None, None, organization,
        organization, short, None,
    )  # fmt: skip


NABCEP = ("North American Board of Certified Energy Practitioners", "NABCEP")
CERTIFICATIONS = [
    certification(1, "PV Technical Sales Certification", *NABCEP),
    certification(2, "Photovoltaic Associate", *NABCEP),
    certification(3, "Certified Wound Care Nurse", "Wound Board"),
    certification(4, "Database Design Specialists", "Certified Internet Web Professionals", "CIW"),
    certification(5, "EKG Technician", "One Board"),
    certification(6, "EKG Technician", "Other Board"),
    certification(7, "Residential Plumbing Dwelling Inspector", "Code Council"),
    *(certification(n, f"Certified Welder Type {n}", f"Board {n}") for n in range(20, 60)),
]


def link(name: str) -> list[tuple[str, str, float]]:
    linker = CredentialLinker(CERTIFICATIONS)
    links = linker.link([IndustryCredential("9", name, "NJ", True)])
    return [(x.object.rpartition("/")[2], x.method, x.confidence) for x in links]


def test_the_same_name_links_with_high_confidence() -> None:
    assert link("PV Technical Sales Certification") == [("1", "same name", 0.95)]


def test_certificate_words_and_acronyms_do_not_matter() -> None:
    assert link("Wound Care Nursing Certification (CWCN)") == [("3", "same words", 0.85)]


def test_an_issuer_named_before_the_credential_decides() -> None:
    assert link("CIW Database Design Specialist") == [("4", "issuer and words", 0.85)]


def test_two_certifications_of_one_name_share_the_doubt() -> None:
    assert link("EKG Technician") == [("5", "same name", 0.67), ("6", "same name", 0.67)]


def test_a_name_that_differs_in_the_trade_is_not_linked() -> None:
    assert link("Residential Electrical Dwelling Inspector") == []


def test_an_exam_of_the_issuer_with_another_name_is_not_claimed() -> None:
    assert link("NABCEP PV Entry Level Exam") == []


def test_inactive_credentials_are_not_linked() -> None:
    linker = CredentialLinker(CERTIFICATIONS)
    assert list(linker.link([IndustryCredential("9", "EKG Technician", "NJ", False)])) == []
    assert linker.report.active == 0
