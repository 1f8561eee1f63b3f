"""Each shape has a failing twin, and both engines say exactly what the twin says it breaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import URIRef

from occupath.ontology import ids
from occupath.ontology.prefixes import DCAT, ID, OA, OC, OCSH, PREFIXES, PROV, RDF, SH, SKOS, XKOS
from occupath.shapes.engines import bulk_results, reference_results
from occupath.shapes.library import notes, shape_files, shapes_graph, target_classes
from tests.shapes.mutations import mutations, paths_used
from tests.shapes.worlds import KINDS, expected, failing, passing, write

ROOT = Path(__file__).parent.parent.parent
MODEL = (ROOT / "docs" / "graph-model.md").read_text(encoding="utf-8")


def test_every_file_of_shapes_has_a_passing_and_a_failing_twin() -> None:
    assert {*KINDS, "common"} == {name.removesuffix(".ttl") for name in shape_files()}


def test_the_passing_twins_conform_in_both_engines(tmp_path: Path) -> None:
    said = passing()
    assert bulk_results(write(said, tmp_path / "pass.nq")) == set()
    assert reference_results(said) == set()


def test_the_passing_twins_hold_an_instance_of_every_class_with_a_shape() -> None:
    instances = {s.object[1:-1] for s in passing() if s.predicate == RDF["type"]}
    assert target_classes() <= instances


@pytest.mark.parametrize("kind", KINDS)
def test_the_failing_twin_breaks_what_it_says_at_the_node_it_says(
    kind: str, tmp_path: Path
) -> None:
    said = [*passing(), *failing(kind)]
    bulk = bulk_results(write(said, tmp_path / "fail.nq"))
    assert {(r.focus, r.shape, r.component) for r in bulk} == expected(kind)
    assert reference_results(said) == bulk


def test_every_node_shape_is_broken_by_a_failing_twin() -> None:
    graph = shapes_graph()
    broken = {shape for kind in KINDS for _, shape, _ in expected(kind)}
    for shape in set(graph.subjects(URIRef(SH["targetClass"]))):
        rules = {str(p) for p in graph.objects(shape, URIRef(SH["property"]))} | {str(shape)}
        assert rules & broken, f"no failing twin breaks {shape}"


def test_every_constraint_of_every_property_shape_is_broken_alike_in_both_engines(
    tmp_path: Path,
) -> None:
    said = passing()
    mutants = mutations(said)
    world = [*said, *(s for m in mutants for s in m.said)]
    bulk = bulk_results(write(world, tmp_path / "mutants.nq"))
    found = {(r.focus, r.shape, r.component) for r in bulk}
    missing = [m for m in mutants if (m.node, m.shape, m.component) not in found]
    assert missing == []
    assert len({(m.shape, m.component) for m in mutants}) > 400
    assert reference_results(world) == bulk


def test_every_shape_says_what_is_wrong_how_to_fix_it_and_who_supplies_it() -> None:
    graph = shapes_graph()
    rules = {*graph.objects(None, URIRef(SH["property"]))}
    rules |= {s for c in ("pattern", "or") for s in graph.subjects(URIRef(SH[c]), None)
              if (s, URIRef(SH["targetClass"]), None) in graph}  # fmt: skip
    for shape in rules:
        note = notes()[str(shape)]
        assert note.message.endswith("."), shape
        assert note.fix.endswith("."), shape
        assert note.supplied_by, shape
        assert note.kinds, shape


def test_every_class_of_the_graph_model_has_a_shape() -> None:
    rows = [line.split("|") for line in MODEL.splitlines() if line.startswith("| ")]
    named = {c for row in rows if len(row) > 4 and "inferred" not in row[1]
             for c in re.findall(r"`(\w+:\w+)`", re.sub(r"\(⊑[^)]*\)", "", row[3]))}  # fmt: skip
    classes = {PREFIXES[c.split(":")[0]][c.split(":")[1]] for c in named}
    classes = {c for c in classes if c.rpartition("#")[2][:1].isupper()}
    assert len(classes) > 40
    covered_by = {
        SKOS["Concept"]: OC["Code"],
        PROV["Entity"]: DCAT["Dataset"],
        OC["EntryLevelCredential"]: OC["Certification"],  # inferred beside it
        OC["ResidualCode"]: OC["Code"],
        OC["ReportedCode"]: OC["Code"],
        OA["Annotation"]: OC["Mention"],  # a second class of the same node
        OA["TextQuoteSelector"]: OA["TextPositionSelector"],  # likewise
    }
    assert {covered_by.get(c, c) for c in classes} <= target_classes()
    assert XKOS["ConceptAssociation"] in target_classes()


def test_shapes_look_only_one_step_ahead_so_that_a_sample_with_its_objects_suffices() -> None:
    assert paths_used(shapes_graph()) == {""}


def test_no_shape_runs_a_query_for_each_node() -> None:
    assert not list(shapes_graph().subject_objects(URIRef(SH["sparql"])))


def test_the_pattern_of_codes_is_that_of_the_table_of_schemes() -> None:
    pattern = str(shapes_graph().value(URIRef(OCSH["Code"]), URIRef(SH["pattern"])))
    good = {"soc2018": "47-2111", "soc2010": "47-2111", "oews": "47-2111", "opm": "0080",
            "isco08": "7411", "cip2010": "15.0505", "cip2020": "15"}  # fmt: skip
    for scheme, code_pattern in ids.CODE_PATTERNS.items():
        code = good.get(scheme, "47-2111.00")
        assert re.fullmatch(code_pattern, code)
        assert re.search(pattern, ID[f"{scheme}/{code}"])
        for wrong in (code[1:], code + "1", code.replace("-", "").replace(".", "-")):
            if re.fullmatch(code_pattern, wrong) is None:
                assert not re.search(pattern, ID[f"{scheme}/{wrong}"]), (scheme, wrong)
