"""ESCO keeps its IRIs; its ISCO groups are the codes of ISCO-08."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from occupath.ontology.model import (
    EscoBroader,
    EscoConcept,
    EscoCrosswalkRow,
    EscoRequirement,
    EscoSkillRelation,
    Occupation,
    SkillCollectionMember,
)

Build = Callable[[dict[str, list[Any]]], Any]

BASE = "http://data.europa.eu/esco/"
SOLAR, WIRING, GROUP = f"{BASE}occupation/1", f"{BASE}skill/1", f"{BASE}isco/C7411"


def concept(iri: str, kind: str, label: str, **more: Any) -> EscoConcept:
    blank = {
        "alt_labels": (), "hidden_labels": (), "description": None, "code": None,
        "isco_group": None, "skill_type": None, "reuse_level": None,
    }  # fmt: skip
    return EscoConcept(iri, kind, label, **{**blank, **more})


OCCUPATION = concept(
    SOLAR, "occupation", "solar energy technician", alt_labels=("solar technician",),
    hidden_labels=("pv tech",), code="7411.1.3", isco_group="7411",
)  # fmt: skip
SKILL = concept(WIRING, "skill", "install wiring", skill_type="skill/competence")
ISCO = concept(GROUP, "isco-group", "Building electricians", code="7411")


def test_an_occupation_keeps_its_iri_and_reaches_its_isco_group(made: Build) -> None:
    graphs = made({"esco": [OCCUPATION, EscoBroader(SOLAR, GROUP), ISCO]})
    said = graphs.said(SOLAR)
    assert said["iscoGroup"] == said["broader"] == {"isco08/7411"}
    assert said["altLabel"] == {'"solar technician"@en'}
    assert said["hiddenLabel"] == {'"pv tech"@en'}
    assert said["notation"] == {'"7411.1.3"'}
    assert graphs.said("isco08/7411")["exactMatch"] == {GROUP}
    assert graphs.said("isco08/7411")["atLevel"] == {"isco08/level/unit"}


def test_needs_come_before_the_skills_they_name_and_are_still_stated(made: Build) -> None:
    rows = [EscoRequirement(SOLAR, WIRING, True), EscoRequirement(SOLAR, WIRING, False),
            EscoSkillRelation(WIRING, WIRING, False), SkillCollectionMember("esco-green", WIRING),
            OCCUPATION, SKILL]  # fmt: skip
    graphs = made({"esco": rows})
    said = graphs.said(SOLAR)
    assert said["relatedEssentialSkill"] == said["relatedOptionalSkill"] == {WIRING}
    assert graphs.said(WIRING)["memberOf"] == {"collection/esco-green"}
    assert graphs.logs["esco"].rows_rejected == 0


def test_an_unknown_skill_is_a_rejection(made: Build) -> None:
    missing = f"{BASE}skill/none"
    graphs = made({"esco": [OCCUPATION, EscoRequirement(SOLAR, missing, True)]})
    assert graphs.rejected("esco") == [f"rows.csv:3: points to what is not in esco: {missing}"]


def test_an_iri_that_would_break_a_line_is_a_rejection(made: Build) -> None:
    graphs = made({"esco": [concept("http://x/> <y", "skill", "a trick")]})
    assert graphs.rejected("esco") == ["rows.csv:2: not an IRI: http://x/> <y"]
    assert graphs.lines["esco"] == []


def test_a_circle_of_groups_is_shown(made: Build) -> None:
    a, b = (concept(f"{BASE}skill/{n}", "skill-group", n) for n in "ab")
    rows = [a, b, EscoBroader(a.iri, b.iri), EscoBroader(b.iri, a.iri)]
    assert made({"esco": rows}).rejected("esco") == [
        f"rows.csv:5: the hierarchy runs in a circle: {a.iri} → {b.iri} → {a.iri}"
    ]


def test_the_crosswalk_joins_on_code_and_label_and_the_rest_is_counted(made: Build) -> None:
    rows = [
        EscoCrosswalkRow("7411.1.3", "solar energy technician", "47-2231.00"),
        EscoCrosswalkRow("7411", "Building electricians", "47-2231.00"),
        EscoCrosswalkRow("9999.1", "moon miner", "47-2231.00"),
    ]
    solar = Occupation("47-2231.00", "Solar Photovoltaic Installers", None)
    graphs = made({"onet": [solar], "esco": [OCCUPATION, ISCO], "esco-onet": rows})
    assert graphs.said(SOLAR)["correspondsTo"] == {"onetsoc2019/47-2231.00"}
    assert graphs.said("isco08/7411")["correspondsTo"] == {"onetsoc2019/47-2231.00"}
    assert graphs.rejected("esco-onet") == [
        "rows.csv:4: neither code nor label leads to one ESCO occupation: 9999.1 'moon miner'"
    ]
