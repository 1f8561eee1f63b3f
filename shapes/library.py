"""The shapes themselves: the Turtle files of this folder, and what they say to a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from occupath.ontology import vocab
from occupath.ontology.prefixes import RDFS, SH, SKOS


@dataclass(frozen=True, slots=True)
class ShapeNote:
    """What a shape says: the rule it breaks, how to mend it, who supplies it.

    `kinds` are the kinds of thing it holds for, in words; `paths` the properties it looks at
    (none for a shape of the node itself); `severity` is "Violation", "Warning" or "Info".
    """

    iri: str
    kinds: tuple[str, ...]
    paths: tuple[str, ...]
    severity: str
    message: str
    fix: str
    supplied_by: str


def shape_files() -> list[str]:
    """The names of the shape files, sorted."""
    return sorted(f.name for f in files(__package__).iterdir() if f.name.endswith(".ttl"))


@cache
def shapes_turtle() -> str:
    """Every shape as one Turtle document."""
    folder = files(__package__)
    return "\n".join(folder.joinpath(n).read_text(encoding="utf-8") for n in shape_files())


@cache
def shapes_graph() -> Graph:
    """Every shape as an rdflib graph; not to be changed."""
    return Graph().parse(data=shapes_turtle(), format="turtle")


@cache
def target_classes() -> frozenset[str]:
    """The classes that some shape is for."""
    return frozenset(str(c) for c in shapes_graph().objects(None, URIRef(SH["targetClass"])))


@cache
def notes() -> dict[str, ShapeNote]:
    """What each shape says, by the shape's IRI."""
    graph = shapes_graph()
    named = {s for s in graph.subjects() if isinstance(s, URIRef)}
    return {str(shape): _note(graph, shape) for shape in named}


def _note(graph: Graph, shape: URIRef) -> ShapeNote:
    def text(predicate: str) -> str:
        return str(graph.value(shape, URIRef(predicate)) or "")

    holders = {shape, *graph.subjects(URIRef(SH["property"]), shape)}
    kinds = {str(k) for h in holders for k in graph.objects(h, URIRef(RDFS["label"]))}
    path = graph.value(shape, URIRef(SH["path"]))
    return ShapeNote(
        iri=str(shape),
        kinds=tuple(sorted(kinds)),
        paths=tuple(_predicates(graph, path)) if path is not None else (),
        severity=text(SH["severity"]).rpartition("#")[2] or "Violation",
        message=text(SH["message"]),
        fix=text(vocab.fix),
        supplied_by=text(vocab.suppliedBy),
    )


def _predicates(graph: Graph, path: Node) -> Iterator[str]:
    if not isinstance(path, BNode):
        yield str(path)
        return
    choices = graph.value(path, URIRef(SH["alternativePath"]))
    if choices is not None:
        for choice in Collection(graph, choices):
            yield from _predicates(graph, choice)


@cache
def kinds_by_class() -> dict[str, str]:
    """The word for each class that some shape is for ("rated requirement")."""
    graph = shapes_graph()
    words: dict[str, str] = {}
    for shape in sorted(map(str, graph.subjects(URIRef(SH["targetClass"])))):
        label = graph.value(URIRef(shape), URIRef(RDFS["label"]))
        for target in graph.objects(URIRef(shape), URIRef(SH["targetClass"])):
            words.setdefault(str(target), str(label))
    return words


BROADER = SKOS["broader"]
