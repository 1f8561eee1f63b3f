"""Names, definitions and prefixes of the ontology agree with each other everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF

from occupath.ontology import MODULES, load_ontology, term_iris, vocab
from occupath.ontology.canonical import canonical, rewrite
from occupath.ontology.errors import OccupathError
from occupath.ontology.prefixes import DCT, OC, PREFIXES, RDFS, SKOS

ROOT = Path(__file__).parents[2]
ONTOLOGY = sorted((ROOT / "ontology").glob("*.ttl"))
CONSTANTS = {
    name: value
    for name, value in vars(vocab).items()
    if isinstance(value, str) and value.startswith(OC) and value != OC
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load_ontology()


def test_every_term_of_vocab_is_defined_and_every_defined_term_is_in_vocab() -> None:
    assert set(CONSTANTS.values()) == term_iris()


def test_a_constant_is_named_as_its_term_is() -> None:
    assert all(name.rstrip("_") == iri.removeprefix(OC) for name, iri in CONSTANTS.items())


def test_modules_are_the_turtle_files_beside_them() -> None:
    assert sorted(MODULES) == [path.stem for path in ONTOLOGY]


@pytest.mark.parametrize(
    "annotation",
    [RDFS["label"], SKOS["definition"], DCT["source"], SKOS["example"]],
    ids=["label", "definition", "source", "example"],
)
def test_every_own_term_has(ontology: Graph, annotation: str) -> None:
    without = [t for t in term_iris() if ontology.value(URIRef(t), URIRef(annotation)) is None]
    assert without == []


def test_a_term_has_one_label_and_one_definition_in_english(ontology: Graph) -> None:
    for term in term_iris():
        for annotation in (RDFS["label"], SKOS["definition"]):
            texts = list(ontology.objects(URIRef(term), URIRef(annotation)))
            assert [getattr(t, "language", None) for t in texts] == ["en"], (term, texts)


def test_no_two_terms_share_a_label(ontology: Graph) -> None:
    labels: dict[tuple[str, bool], str] = {}
    for term in sorted(term_iris()):
        is_class = (URIRef(term), RDF.type, OWL.Class) in ontology
        label = str(ontology.value(URIRef(term), URIRef(RDFS["label"])))
        assert labels.setdefault((label, is_class), term) == term


def test_no_term_is_of_two_kinds(ontology: Graph) -> None:
    """OWL 2 DL forbids a name that is both of two kinds of property, and we add class."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term in {s for kind in kinds for s in ontology.subjects(RDF.type, kind)}:
        if isinstance(term, URIRef):
            assert sum((term, RDF.type, kind) in ontology for kind in kinds) == 1, term


def test_every_external_term_used_is_declared(ontology: Graph) -> None:
    builtin = tuple(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
    used = {
        o
        for p in (RDFS["subClassOf"], RDFS["subPropertyOf"], RDFS["domain"], RDFS["range"])
        for o in ontology.objects(None, URIRef(p))
        if isinstance(o, URIRef) and not str(o).startswith(builtin)
    }
    assert [t for t in sorted(used) if (t, RDF.type, None) not in ontology] == []


def test_own_classes_rest_on_other_vocabularies(ontology: Graph) -> None:
    for term in term_iris():
        if (URIRef(term), RDF.type, OWL.Class) in ontology:
            above = ontology.transitive_objects(URIRef(term), URIRef(RDFS["subClassOf"]))
            assert any(isinstance(a, URIRef) and not a.startswith(OC) for a in above), term


def test_terms_named_in_the_graph_model_exist() -> None:
    model = (ROOT / "docs" / "graph-model.md").read_text("utf-8")
    assert {OC[name] for name in re.findall(r"`oc:(\w+)`", model)} - term_iris() == set()


def _prefixed_files() -> list[Path]:
    folders = ("ontology", "shapes", "graph", "queries", "extract", "cli", "tests")
    found = (p for folder in folders for p in (ROOT / folder).rglob("*"))
    return sorted(p for p in found if p.suffix in {".ttl", ".rq", ".py"})


def test_every_prefix_comes_from_the_one_map() -> None:
    declaration = re.compile(r"^\s*@?PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
    wrong = [
        f"{path.relative_to(ROOT)}: {prefix}: <{iri}>"
        for path in _prefixed_files()
        for prefix, iri in declaration.findall(path.read_text("utf-8"))
        if PREFIXES.get(prefix) != iri and prefix not in {"ex", ""}
    ]
    assert wrong == []


_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


def _terms_used(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return {OC[name] for name in re.findall(r'\bOC\["(\w+)"\]', text)}
    return {OC[name] for name in re.findall(r"(?<![\w-])oc:(\w+)", _QUOTED.sub('""', text))}


def test_code_rules_shapes_and_queries_use_defined_terms_only() -> None:
    """A removed term is met nowhere."""
    terms = term_iris()
    ours = [path for path in _prefixed_files() if path.parts[len(ROOT.parts)] != "tests"]
    strange = {str(path.relative_to(ROOT)): _terms_used(path) - terms for path in ours}
    assert {path: sorted(names) for path, names in strange.items() if names} == {}


@pytest.mark.parametrize("path", ONTOLOGY, ids=[p.stem for p in ONTOLOGY])
def test_turtle_is_in_canonical_form(path: Path) -> None:
    graph = Graph(bind_namespaces="none").parse(path, format="turtle")
    text = canonical(graph)
    assert text == path.read_text("utf-8"), "run: python -m occupath.ontology.canonical FILE"
    assert isomorphic(Graph().parse(data=text, format="turtle"), graph)


def test_canonical_form_does_not_depend_on_the_order_of_statements(tmp_path: Path) -> None:
    lines = ["oc:b a oc:C .", "oc:a oc:p [ oc:q ( 1 2.5 true ) ], 'x'@en, 'tab\\t\"' ."]
    texts = []
    for name, body in (("one", lines), ("two", lines[::-1])):
        path = tmp_path / f"{name}.ttl"
        path.write_text(f"@prefix oc: <{OC}> .\n" + "\n".join(body), encoding="utf-8")
        assert rewrite(path)
        assert not rewrite(path)
        texts.append(path.read_text("utf-8"))
    assert texts[0] == texts[1]
    assert "[ oc:q ( 1 2.5 true ) ]" in texts[0]


def test_canonical_form_refuses_a_shared_unnamed_node() -> None:
    graph, shared = Graph(), BNode()
    graph.add((shared, URIRef(OC["p"]), Literal("x")))
    for name in ("a", "b"):
        graph.add((URIRef(OC[name]), URIRef(OC["q"]), shared))
    with pytest.raises(OccupathError, match="give it an IRI"):
        canonical(graph)
