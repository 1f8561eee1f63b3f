"""Ways to break a node so that one constraint of one property shape is not met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from occupath.ontology.prefixes import RDF, SH
from occupath.shapes.library import notes, shapes_graph
from occupath.shapes.statements import Statement

_INTEGER = '"^^<http://www.w3.org/2001/XMLSchema#integer>'


@dataclass(frozen=True)
class Mutation:
    """A copy of a sound node, broken in one way."""

    shape: str
    component: str
    node: str
    said: tuple[Statement, ...]


def _number(value: Node, step: int) -> str:
    return f'"{int(float(str(value))) + step}{_INTEGER}'


# Constraint → the values that break it, given what the shape says and a sound value.
BREAKS: dict[str, tuple[str, Callable[[Node, str], list[str]]]] = {
    "minCount": ("MinCount", lambda _, __: []),
    "maxCount": ("MaxCount", lambda n, v: [v, *(f"<urn:extra:{i}>" for i in range(int(str(n))))]),
    "class": ("Class", lambda _, __: ["<urn:unknown>"]),
    "datatype": ("Datatype", lambda _, __: ['"x"@en']),
    "nodeKind": ("NodeKind", lambda k, _: ['"x"' if str(k).endswith("IRI") else "<urn:x>"]),
    "minInclusive": ("MinInclusive", lambda n, _: [_number(n, -1)]),
    "maxInclusive": ("MaxInclusive", lambda n, _: [_number(n, 1)]),
    "minExclusive": ("MinExclusive", lambda n, _: [_number(n, 0)]),
    "minLength": ("MinLength", lambda _, __: ['""']),
    "pattern": ("Pattern", lambda _, __: ['"?"']),
    "in": ("In", lambda _, __: ['"none of these"']),
    "hasValue": ("HasValue", lambda _, __: ['"x"']),
    "not": ("Not", lambda _, __: ['"<p>marked up</p>"@en']),
    "or": ("Or", lambda _, __: ["<urn:unknown>"]),
}
# Constraint against another property of the same node: its value as a number below the sound one.
PAIRS = {"lessThan": "LessThan", "lessThanOrEquals": "LessThanOrEquals", "disjoint": "Disjoint"}


def mutations(world: list[Statement]) -> list[Mutation]:
    """For each constraint of each property shape a broken copy of a node of the world."""
    graph = shapes_graph()
    by_node: dict[str, list[Statement]] = {}
    for s in world:
        by_node.setdefault(s.subject, []).append(s)
    found = []
    for holder, shape in sorted(graph.subject_objects(URIRef(SH["property"]))):
        classes = {f"<{c}>" for c in graph.objects(holder, URIRef(SH["targetClass"]))}
        sound = [
            said
            for _, said in sorted(by_node.items())
            if any(s.predicate == RDF["type"] and s.object in classes for s in said)
        ]
        for name in (*BREAKS, *PAIRS):
            limit = graph.value(shape, URIRef(SH[name]))
            if limit is not None:
                found.append(_mutation(str(shape), name, limit, sound, len(found)))
    return found


def _mutation(
    shape: str, name: str, limit: Node, nodes: list[list[Statement]], number: int
) -> Mutation:
    paths = notes()[shape].paths
    said = next((n for n in nodes if any(s.predicate in paths for s in n)), nodes[0])
    value = next((s.object for s in said if s.predicate in paths), '"x"')
    kept = [s for s in said if s.predicate not in paths]
    if name in PAIRS:
        component = PAIRS[name]
        other = f'"0{_INTEGER}' if name != "disjoint" else value
        kept = [s for s in kept if s.predicate != str(limit)]
        kept.append(kept[0]._replace(predicate=str(limit), object=other))
        values = [value] if name == "disjoint" else [f'"1{_INTEGER}']
    else:
        component, values_of = BREAKS[name]
        values = values_of(limit, value)
    node = f"{said[0].subject}-mutant-{number}"
    broken = [*kept, *(kept[0]._replace(predicate=paths[0], object=v) for v in values)]
    return Mutation(shape, component, node, tuple(s._replace(subject=node) for s in broken))


def paths_used(graph: Graph) -> set[str]:
    """The kinds of path that shapes use: "" for a plain property."""
    kinds = set()
    for path in graph.objects(None, URIRef(SH["path"])):
        steps = {str(p).rpartition("#")[2] for p in graph.predicates(path, None)}
        if isinstance(path, URIRef):
            kinds.add("")
        elif "alternativePath" in steps:
            choices = Collection(graph, graph.value(path, URIRef(SH["alternativePath"])))
            kinds.update("" if isinstance(c, URIRef) else "nested" for c in choices)
        else:
            kinds.update(steps)
    return kinds
