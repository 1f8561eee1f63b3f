"""A licence reaches an occupation by its code, and only where a title agrees with its name."""

from __future__ import annotations

from occupath.extract.linking import LicenceLinker
from occupath.ontology.model import AlternateTitle, Correspondence, Licence, Occupation

OCCUPATIONS = [
    Occupation("47-2152.00", "Plumbers, Pipefitters, and Steamfitters", None),
    Occupation("47-4011.00", "Construction and Building Inspectors", None),
    Occupation("11-9013.00", "Farmers, Ranchers, and Other Agricultural Managers", None),
    Occupation("17-2141.00", "Mechanical Engineers", None),
    Occupation("17-2141.01", "Fuel Cell Engineers", None),
    Occupation("29-2042.00", "Emergency Medical Technicians", None),
    Occupation("29-2099.01", "Neurodiagnostic Technologists", None),
]
TITLES = [AlternateTitle("47-4011.00", "Home Inspector", None, False)]
CODES = {
    "onetsoc2000": [
        ("47-2152.00", "47-2152.00"), ("47-2152.01", "47-2152.00"), ("47-4011.00", "47-4011.00"),
        ("11-9011.00", "11-9011.00"), ("17-2141.00", "17-2141.00"), ("29-2041.00", "29-2041.00"),
        ("29-2099.99", "29-2099.00"),
    ],
    "onetsoc2006": [
        (c, c) for c in ("47-2152.00", "47-4011.00", "11-9011.00", "17-2141.00", "29-2041.00")
    ],
    "onetsoc2009": [
        (c, c) for c in ("47-2152.00", "47-4011.00", "17-2141.00", "29-2041.00", "17-2141.01")
    ] + [("11-9011.00", "11-9013.00")],
    "onetsoc2010": [
        (c, c) for c in ("47-2152.00", "47-4011.00", "11-9013.00", "17-2141.00", "17-2141.01")
    ] + [("29-2041.00", "29-2042.00")],
}  # fmt: skip
AFTER = dict(zip(CODES, [*list(CODES)[1:], "onetsoc2019"], strict=True))
CROSSWALK = [
    Correspondence(scheme, a, AFTER[scheme], b, None, None)
    for scheme, pairs in CODES.items()
    for a, b in pairs
]


def link(name: str, code: str | None, active: bool = True) -> tuple[list[tuple[str, str]], object]:
    linker = LicenceLinker(CROSSWALK, OCCUPATIONS, TITLES)
    links = list(linker.link([Licence("1", name, "NJ", code, active)]))
    assert all(0 < link.confidence < 1 and link.kind == "licence-occupation" for link in links)
    return [(x.object.rpartition("/")[2], x.method.split(",")[0]) for x in links], linker.report


def test_an_exact_code_is_chained_to_2019() -> None:
    assert link("PLUMBER", "47-2152.00")[0] == [("47-2152.00", "O*NET-SOC 2000 code")]
    assert link("EMERGENCY MEDICAL TECHNICIAN", "29-2041.00")[0][0][0] == "29-2042.00"


def test_an_invented_suffix_falls_back_on_the_six_digits() -> None:
    assert link("HOME INSPECTOR", "47-4011.05")[0] == [
        ("47-4011.00", "six-digit SOC part of the code")
    ]


def test_an_invented_suffix_is_not_taken_for_a_later_code_of_onet() -> None:
    """17-2141.01 is Fuel Cell Engineers since 2009; New Jersey means another thing by it."""
    assert link("PROFESSIONAL ENGINEER", "17-2141.01")[0][0][0] == "17-2141.00"


def test_a_code_whose_titles_contradict_the_name_is_counted_and_not_linked() -> None:
    links, report = link("CASINO KEY EMPLOYEE", "11-9011.00")
    assert links == []
    assert report.contradicted == ["CASINO KEY EMPLOYEE"]  # type: ignore[attr-defined]


def test_every_active_licence_is_counted_once() -> None:
    rows = [
        Licence("1", "PLUMBER", "NJ", "47-2152.00", True),
        Licence("2", "WITHOUT CODE", "NJ", None, True),
        Licence("3", "UNKNOWN", "NJ", "989", True),
        Licence("4", "PLUMBER (OLD)", "NJ", "47-2152.00", False),
    ]
    linker = LicenceLinker(CROSSWALK, OCCUPATIONS, TITLES)
    links = list(linker.link(rows))
    report = linker.report
    assert [x.subject.rpartition("/id/")[2] for x in links] == ["licence/nj/1"]
    assert (report.active, report.linked, report.no_code, report.unknown_code) == (
        3, {"exact": 1}, ["WITHOUT CODE"], ["UNKNOWN"],
    )  # fmt: skip


def test_a_dot_typed_for_the_dash_is_read_as_one() -> None:
    assert link("PLUMBER", "47.2152.00")[0][0][0] == "47-2152.00"
