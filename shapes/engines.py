"""The two engines: `shacl` for a whole dataset, pySHACL as the reference for a part of it."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import shacl
from rdflib import Graph, URIRef
from rdflib.term import Node

from occupath.ontology.errors import InvalidDataset
from occupath.ontology.prefixes import RDF, RDFS, SH
from occupath.shapes.finding import Result
from occupath.shapes.library import shapes_graph, shapes_turtle
from occupath.shapes.statements import Statement, comparable, term

MAX_VIOLATIONS = 20_000  # more than this stop the run: something is wrong everywhere


def engine_names() -> dict[str, str]:
    """The engines with their versions."""
    return {"bulk": f"shacl {version('shacl')}", "reference": f"pyshacl {version('pyshacl')}"}


def bulk_results(path: Path) -> set[Result]:
    """What the bulk engine says of a file (N-Triples, N-Quads or Turtle; ``.gz`` too).

    Named graphs are read as one. Stops after `MAX_VIOLATIONS` violations. The interpreter is free
    while it runs. Raises `InvalidDataset` where the file cannot be read.
    """
    shapes = shacl.Shapes.from_turtle(shapes_turtle())
    if not len(shapes):
        raise InvalidDataset("no shapes were found; install Occupath again")
    try:
        report = shapes.validate_file(str(path), max_results=MAX_VIOLATIONS, allow_warnings=True)
    except (OSError, ValueError) as broken:
        raise InvalidDataset(f"{path}: cannot be validated ({broken})") from broken
    return {
        Result(
            comparable(r.focus_node),
            comparable(r.source_shape),
            r.component.removesuffix("ConstraintComponent"),
            r.severity,
            comparable(r.value) if r.value is not None else "",
        )
        for r in report.results
    }


def reference_results(data: Iterable[Statement], focus: Iterable[str] | None = None) -> set[Result]:
    """What pySHACL says of some statements; with `focus`, of these nodes alone.

    The shapes are then aimed at the nodes themselves: pySHACL's own list of focus nodes also
    silences the shapes within ``sh:not`` and ``sh:or``.
    """
    import pyshacl  # slow to import

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # odd values are findings, not news
    graph = Graph()
    for statement in data:
        graph.add((URIRef(statement.subject), URIRef(statement.predicate), term(statement.object)))
    with warnings.catch_warnings(action="ignore"):
        try:
            _, found, text = pyshacl.validate(
                graph,
                shacl_graph=shapes_graph() if focus is None else _aimed_at(focus, graph),
                inference="none",
                advanced=False,
                inplace=True,
                allow_infos=True,
                allow_warnings=True,
            )
        except TypeError as failed:  # it compares what cannot be compared
            raise InvalidDataset(f"the reference engine could not validate: {failed}") from failed
    if not isinstance(found, Graph):
        raise InvalidDataset(f"the reference engine could not validate: {text}")
    return set(_results(found))


def _aimed_at(focus: Iterable[str], data: Graph) -> Graph:
    """The shapes with the nodes of `focus` as targets in place of their classes."""
    shapes = Graph()
    for statement in shapes_graph():
        if statement[1] != URIRef(SH["targetClass"]):
            shapes.add(statement)
    subclass = URIRef(RDFS["subClassOf"])
    for node in map(URIRef, focus):
        for stated in data.objects(node, URIRef(RDF["type"])):
            for target in data.transitive_objects(stated, subclass):
                for shape in shapes_graph().subjects(URIRef(SH["targetClass"]), target):
                    shapes.add((shape, URIRef(SH["targetNode"]), node))
    return shapes


def _results(found: Graph) -> Iterable[Result]:
    def one(result: Node, name: str) -> str:
        value = found.value(result, URIRef(SH[name]))
        return "" if value is None else comparable(value)

    for result in found.objects(None, URIRef(SH["result"])):
        yield Result(
            one(result, "focusNode"),
            one(result, "sourceShape"),
            one(result, "sourceConstraintComponent")
            .rpartition("#")[2]
            .removesuffix("ConstraintComponent"),
            one(result, "resultSeverity").rpartition("#")[2],
            one(result, "value"),
        )
