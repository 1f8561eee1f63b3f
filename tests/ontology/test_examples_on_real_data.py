"""The examples of the ontology that name nodes are true of the real dataset."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib.namespace import OWL, RDF, SKOS

from occupath.graph.dataset import Dataset
from occupath.ontology import load_ontology
from occupath.ontology.prefixes import ID, OC

pytestmark = pytest.mark.slow

STATEMENT = re.compile(r"id:(\S+) oc:(\w+) id:(\S+?)\.")
NODE = re.compile(r"id:([^\s,]+?)[.,]?(?: .*)?")
NEVER_STATED = {"Observation"}  # a superclass that the rules leave out on purpose
OF_USERS = {"doesNotPrepareFor", "sameListingAs"}  # what only a state's own files say


def examples() -> list[tuple[str, str, bool]]:
    graph = load_ontology()
    found = [
        (str(term), str(text), (term, RDF.type, OWL.Class) in graph)
        for term, text in graph.subject_objects(SKOS.example)
        if str(term).startswith(OC)
    ]
    return sorted(found)


def test_examples_with_nodes_hold_in_the_real_dataset(real_dataset: Path) -> None:
    dataset = Dataset.open(real_dataset)
    wrong, checked = [], 0
    for term, text, is_class in examples():
        name = term.removeprefix(OC)
        if name in OF_USERS:
            continue
        statement = STATEMENT.fullmatch(text)
        node = NODE.fullmatch(text)
        if statement is not None and not statement[2].startswith("is"):
            asked = f"ASK {{ <{ID}{statement[1]}> <{OC}{statement[2]}> <{ID}{statement[3]}> }}"
        elif is_class and node is not None and name not in NEVER_STATED:
            asked = f"ASK {{ <{ID}{node[1]}> a <{term}> }}"
        else:
            continue
        checked += 1
        if not dataset.ask(asked):
            wrong.append(f"{name}: {text}")
    assert checked > 60
    assert wrong == []
