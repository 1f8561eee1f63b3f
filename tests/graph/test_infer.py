"""The rules over the full data derive what HermiT derives from the axioms, no less and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph, URIRef

from occupath.graph.infer import INFERRED, Inferred, infer, rules
from occupath.ontology import load_ontology, vocab
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID, OC, RDF, RDFS
from occupath.ontology.reason import entail

SMALL = Path(__file__).parents[1] / "fixtures" / "ontology" / "small.ttl"
TYPE = RDF["type"]

# What is not materialised: the properties that only serve the reasoner, and the superclass
# of some hundred thousand observations that nobody asks for.
NOT_MATERIALISED = {OC["isCip2020Code"], OC["isSoc2018Code"], OC["isReportedCode"],
                    OC["isLearningProgram"], OC["isCompetency"], vocab.Observation}  # fmt: skip

SOLAR, ELECTRICIAN = "occupation/47-2231.00", "occupation/47-2111.00"
REST, BLOCKCHAIN, ENERGY = (
    "occupation/15-1299.00", "occupation/15-1299.07", "occupation/17-2171.01"
)  # fmt: skip

# Read off the fixture by hand: (individual, class), individuals below id: or https://example.org/.
CLASSES = {
    (SOLAR, "GreenOccupationOnet2010"), (SOLAR, "GreenOccupationList2019"),
    (SOLAR, "LicensedOccupation"), (ELECTRICIAN, "GreenOccupationOnet2010"),
    (REST, "ResidualOccupation"), (REST, "StemOccupation"),
    (BLOCKCHAIN, "HiddenOccupation"), (BLOCKCHAIN, "StemOccupation"),
    (BLOCKCHAIN, "BrightOutlookOccupation"),
    (ENERGY, "BrownOccupationList2019"), (ENERGY, "StemOccupation"),
    ("certification/1", "EntryLevelCredential"), ("solar", "GreenSkilledEscoOccupation"),
    ("onetsoc2019/15-1299.00", "ResidualCode"), ("soc2018/15-1299", "ResidualCode"),
    ("oews/15-1299", "ReportedCode"), ("oews/47-2231", "ReportedCode"),
}  # fmt: skip

CHAINS = {
    (SOLAR, "detailedOccupation", "soc2018/47-2231"),
    (ELECTRICIAN, "detailedOccupation", "soc2018/47-2111"),
    (REST, "detailedOccupation", "soc2018/15-1299"),
    (BLOCKCHAIN, "detailedOccupation", "soc2018/15-1299"),
    (ENERGY, "detailedOccupation", "soc2018/17-2171"),
    (SOLAR, "reportedUnder", "oews/47-2231"),
    (REST, "reportedUnder", "oews/15-1299"),
    (BLOCKCHAIN, "reportedUnder", "oews/15-1299"),
    ("program/nj/1", "instructionalProgram2020", "cip2020/15.1703"),
    ("program/nj/2", "instructionalProgram2020", "cip2020/46.0301"),
    ("program/nj/1", "preparesForOccupation", SOLAR),
    ("program/nj/1", "teaches", "technology/1/autocad"),
    ("program/nj/2", "teaches", "tile"),
    (SOLAR, "usesTechnology", "technology/1/autocad"),
    (ELECTRICIAN, "canMoveTo", SOLAR),
    (SOLAR, "demands", "technology/1/autocad"),
}


def _short(iri: str) -> str:
    return iri.removeprefix(ID).removeprefix(OC).removeprefix("https://example.org/")


@pytest.fixture(scope="module")
def by_rules() -> set[tuple[str, str, str]]:
    return {tuple(row) for row in infer(_store())}


@pytest.fixture(scope="module")
def by_hermit() -> set[tuple[str, str, str]]:
    individuals = Graph().parse(SMALL)
    found = entail(load_ontology() + individuals)
    assert found.unsatisfiable == ()
    every = {(s, TYPE, c) for s, c in found.types} | set(found.relations)
    return every - {(str(s), str(p), str(o)) for s, p, o in individuals}


def _store() -> Store:
    store = Store()
    store.load(path=str(SMALL), format=RdfFormat.TURTLE, to_graph=NamedNode(mint("source", "x")))
    return store


def test_rules_and_hermit_infer_the_same(
    by_rules: set[tuple[str, str, str]], by_hermit: set[tuple[str, str, str]]
) -> None:
    compared = {t for t in by_hermit if not NOT_MATERIALISED & {t[1], t[2]}}
    assert by_rules == compared


def test_the_defined_classes_have_the_members_that_a_person_finds(
    by_rules: set[tuple[str, str, str]],
) -> None:
    plain = {vocab.Competency, vocab.Credential}
    members = {(_short(s), _short(o)) for s, p, o in by_rules if p == TYPE and o not in plain}
    assert members == CLASSES


def test_the_chains_lead_where_a_person_finds(by_rules: set[tuple[str, str, str]]) -> None:
    assert {(_short(s), _short(p), _short(o)) for s, p, o in by_rules if p != TYPE} == CHAINS


def test_running_the_rules_again_gives_nothing_new() -> None:
    store = _store()
    first = infer(store)
    inferred = store.quads_for_pattern(None, None, None, NamedNode(INFERRED))
    assert {Inferred(q.subject.value, q.predicate.value, q.object.value) for q in inferred} == set(
        first
    )
    assert infer(store) == []


def test_what_a_source_states_is_not_inferred_again() -> None:
    store = _store()
    stated = store.query(
        f"CONSTRUCT WHERE {{ <{mint('move', '47-2111.00', '47-2231.00')}> ?p ?o }}",
        use_default_graph_as_union=True,
    )
    assert not {tuple(t) for t in stated} & {tuple(t) for t in infer(store)}


def test_the_superclass_rule_names_every_subclass() -> None:
    ontology = load_ontology()
    pairs = {
        (_short(str(below)), name)
        for name in ("Competency", "Credential")
        for below in ontology.transitive_subjects(URIRef(RDFS["subClassOf"]), URIRef(OC[name]))
        if str(below) not in {OC[name], vocab.EntryLevelCredential}
    }
    assert set(re.findall(r"\(oc:(\w+) oc:(\w+)\)", rules()["01-superclasses"])) == pairs


def test_every_rule_says_which_axiom_it_materialises() -> None:
    for name, text in rules().items():
        assert text.startswith("# Materialises: "), name
        assert "NOT EXISTS" not in text, name
