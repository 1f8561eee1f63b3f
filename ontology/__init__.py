"""What things are: the OWL modules, their terms, prefixes, IRIs and the typed rows."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from occupath.ontology.errors import (
    AmbiguousName,
    InvalidDataset,
    OccupathError,
    QueryError,
    SourceError,
    UnknownCode,
)
from occupath.ontology.prefixes import OC, OWL, RDF

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = [
    "AmbiguousName",
    "InvalidDataset",
    "OccupathError",
    "QueryError",
    "SourceError",
    "UnknownCode",
    "load_ontology",
    "term_iris",
]

MODULES = (
    "occupath", "classification", "credential", "evidence", "observation", "occupation",
    "posting", "program", "skill",
)  # fmt: skip

_TERM_KINDS = frozenset(
    OWL[kind] for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)


def load_ontology() -> Graph:
    """All modules of the ontology as one graph (a third of a second: it is parsed anew)."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for module in MODULES:
        graph.parse(data=resources.files(__name__).joinpath(f"{module}.ttl").read_text("utf-8"),
                    format="turtle")  # fmt: skip
    return graph


def term_iris() -> frozenset[str]:
    """The IRIs of Occupath's own classes and properties, as the ontology defines them."""
    from rdflib import URIRef

    typed = load_ontology().subject_objects(URIRef(RDF["type"]))
    return frozenset(str(s) for s, o in typed if str(s).startswith(OC) and str(o) in _TERM_KINDS)
