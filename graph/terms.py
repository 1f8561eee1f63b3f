"""The ontology's own statements, as a graph of the dataset."""

from __future__ import annotations

from importlib.resources import files

from pyoxigraph import BlankNode, RdfFormat, parse

from occupath.graph.nquads import Triples
from occupath.ontology.ids import mint

ONTOLOGY = mint("source", "occupath-ontology")


def state_terms(triples: Triples) -> None:
    """Every statement of the modules that names its subject and object.

    Restrictions and other unnamed class expressions stay in the modules: nothing asks a dataset
    for them, and it has no blank nodes.
    """
    folder = files("occupath.ontology")
    for module in sorted(folder.iterdir(), key=lambda f: f.name):
        if not module.name.endswith(".ttl"):
            continue
        for quad in parse(input=module.read_bytes(), format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
                triples.extend([f"{quad.subject} {quad.predicate} {quad.object}"])
