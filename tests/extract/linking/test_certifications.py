"""Certifications reach the occupations whose titles their names say, and no others."""

from __future__ import annotations

from occupath.extract.linking import CertificationLinker
from occupath.extract.linking.certifications import KEEP
from occupath.ontology.model import AlternateTitle, Certification, Occupation, TechnologyUse

OCCUPATIONS = [
    Occupation("47-2231.00", "Solar Photovoltaic Installers", "Mount modules on roofs."),
    Occupation("47-2152.04", "Solar Thermal Installers and Technicians", "Fit solar hot water."),
    Occupation("41-4011.07", "Solar Sales Representatives and Assessors", "Sell solar systems."),
    Occupation("51-4121.00", "Welders, Cutters, Solderers, and Brazers", "Join metal by heat."),
    Occupation("51-9061.00", "Inspectors, Testers, Sorters, Samplers, and Weighers", "Inspect."),
    Occupation("29-1141.00", "Registered Nurses", "Care for patients."),
    Occupation("31-9092.00", "Medical Assistants", "Help in the doctor's office."),
    Occupation("43-5032.00", "Dispatchers, Except Police, Fire, and Ambulance", "Send vehicles."),
    *(Occupation(f"99-00{n}.00", f"Trade N{n} Workers", f"Do craft{n}.") for n in range(10, 60)),
]  # fmt: skip
TITLES = [
    AlternateTitle("47-2231.00", "PV Installer (Photovoltaic Installer)", "PV Installer", False),
    AlternateTitle("47-2231.00", "Photovoltaic Installer", "PV Installer", False),
    AlternateTitle("47-2231.00", "Photovoltaic Technician", "PV Technician", False),
    AlternateTitle("51-9061.00", "Certified Welding Inspector", None, False),
    AlternateTitle("43-5032.00", "Dispatcher", None, False),
]
TECHNOLOGIES = [TechnologyUse("51-4121.00", "WeldPro Designer", "1", "x", None, None)]
LINKER = CertificationLinker(OCCUPATIONS, TITLES, TECHNOLOGIES)


def certification(name: str, keywords: str | None = None) -> Certification:
    return Certification(
        "1", name, None, keywords, None, None, "Core", None, None, None, "9", "Some Board", None,
        None,
    )  # fmt: skip


def link(name: str, keywords: str | None = None) -> dict[str, float]:
    links = list(LINKER.link([certification(name, keywords)]))
    assert len(links) <= 5
    assert all(x.kind == "certification-occupation" and x.method and x.evidence for x in links)
    assert all(KEEP <= x.confidence <= 1 for x in links)
    return {x.object.rpartition("/")[2]: x.confidence for x in links}


def test_an_abbreviated_name_reaches_the_occupation_through_its_titles() -> None:
    assert next(iter(link("Certified PV Installation Professional"))) == "47-2231.00"


def test_a_name_that_is_a_title_word_for_word_reaches_it() -> None:
    assert next(iter(link("Certified Welding Inspector"))) == "51-9061.00"
    assert "51-4121.00" in link("Certified Welder")


def test_certificate_words_alone_link_nothing() -> None:
    assert link("Certified Professional, Advanced Level II") == {}


def test_words_that_no_occupation_has_link_nothing() -> None:
    assert link("Zymurgical Frobnication Expert") == {}


def test_an_occupation_is_not_suggested_for_what_its_title_excepts() -> None:
    assert "43-5032.00" not in link("Emergency Fire Dispatcher")
    assert "43-5032.00" in link("Certified Dispatcher")


def test_a_rank_that_the_name_does_not_say_is_not_given() -> None:
    """A board's specialty is not a nurse's."""
    assert "29-1141.00" not in link("Board Certification in Patient Care")


def test_links_do_not_depend_on_the_order_of_the_rows() -> None:
    again = CertificationLinker(OCCUPATIONS[::-1], TITLES[::-1], TECHNOLOGIES)
    row = certification("PV Installer")
    assert list(again.link([row])) == list(LINKER.link([row]))
