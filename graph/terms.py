"""The ontology's own statements, as a graph of the dataset."""

from __future__ import annotations

from importlib.resources import files

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from occupath.graph.nquads import Triples
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID

ONTOLOGY = mint("source", "occupath-ontology")


def state_terms(triples: Triples) -> None:
    """Every statement of the modules about a term that names its subject and object.

    Restrictions and other unnamed class expressions stay in the modules: nothing asks a dataset
    for them, and it has no blank nodes. What the modules say of instances (a list that a class is
    defined by) is for reasoning over the modules alone; sources describe the instances.
    """
    folder = files("occupath.ontology")
    for module in sorted(folder.iterdir(), key=lambda f: f.name):
        if not module.name.endswith(".ttl"):
            continue
        for quad in parse(input=module.read_bytes(), format=RdfFormat.TURTLE):
            about_a_term = isinstance(quad.subject, NamedNode) and ID not in quad.subject.value
            if about_a_term and not isinstance(quad.object, BlankNode):
                triples.extend([f"{quad.subject} {quad.predicate} {quad.object}"])
