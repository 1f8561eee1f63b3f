"""A part of a dataset, drawn by hash, on which the reference engine must agree with the bulk."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from occupath.ontology.prefixes import RDF, RDFS
from occupath.shapes.finding import Result
from occupath.shapes.library import BROADER, target_classes
from occupath.shapes.statements import Statement, count, statements

_TYPE = RDF["type"]
_SUBCLASS = RDFS["subClassOf"]


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How much the reference engine sees: nodes a class, and nodes a kind of finding.

    A node with more than `max_statements` statements (a list of thousands of members) is left
    out of the sample.
    """

    per_class: int = 15
    per_finding: int = 3
    max_statements: int = 5_000


@dataclass(slots=True)
class Survey:
    """What one pass over a dataset tells: its hierarchy, subclasses, and nodes of each class."""

    statements: int
    broader: dict[str, list[str]] = field(default_factory=dict)
    subclasses: list[Statement] = field(default_factory=list)
    nodes: dict[str, list[str]] = field(default_factory=dict)  # class → the nodes chosen


@dataclass(slots=True)
class Context:
    """What a second pass collects: the statements of the sample, and who says what is wrong."""

    sample: set[str]
    statements: list[Statement]
    graphs: dict[tuple[str, str], set[str]]  # node and property ("" for any) → graphs
    classes: dict[str, set[str]]  # node with a finding → its classes


def hash_of(iri: str) -> bytes:
    """The number by which nodes are drawn: the same on every machine and in every run."""
    return blake2b(iri.encode(), digest_size=8).digest()


def survey(path: Path, size: SampleSize) -> Survey:
    """Read the dataset once: draw the nodes with the smallest hashes of each class with a shape."""
    found = Survey(count(path))
    drawn: dict[str, list[tuple[bytes, str]]] = {c: [] for c in target_classes()}
    limit: dict[str, bytes] = {}
    for statement in statements(path, predicates=(_TYPE, BROADER, _SUBCLASS)):
        subject, predicate, target, _ = statement
        if predicate == _TYPE:
            kept = drawn.get(target[1:-1])
            if kept is None:
                continue
            number = hash_of(subject)
            if number <= limit.get(target, b"\xff" * 8) and (number, subject) not in kept:
                kept.append((number, subject))
                if len(kept) > 4 * size.per_class:
                    kept[:] = heapq.nsmallest(size.per_class, kept)
                    limit[target] = kept[-1][0]
        elif predicate == BROADER:
            found.broader.setdefault(subject, []).append(target[1:-1])
        elif predicate == _SUBCLASS:
            found.subclasses.append(statement)
    found.nodes = {
        c: [node for _, node in heapq.nsmallest(size.per_class, kept)]
        for c, kept in sorted(drawn.items())
    }
    return found


def collect(path: Path, found: Survey, results: Iterable[Result], size: SampleSize) -> Context:
    """Read the dataset again: everything said of the sample, and the graphs of each finding."""
    results = sorted(results)
    sample = {node for nodes in found.nodes.values() for node in nodes}
    sample |= _examples(results, size.per_finding)
    faulty = {r.focus for r in results}
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    graphs: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements(path, subjects=sample | faulty):
        subject = statement.subject
        if subject in sample:
            said[subject].append(statement)
        if subject in faulty:
            graphs[subject, statement.predicate].add(statement.graph)
            graphs[subject, ""].add(statement.graph)
            if statement.predicate == _TYPE:
                classes[subject].add(statement.object[1:-1])
    sample = {node for node in sample if 0 < len(said[node]) <= size.max_statements}
    kept = [statement for node in sorted(sample) for statement in said[node]]
    targets = {s.object[1:-1] for s in kept if s.object.startswith("<")} - sample
    kept.extend(statements(path, predicates=(_TYPE,), subjects=targets))
    kept.extend(found.subclasses)
    return Context(sample, kept, dict(graphs), dict(classes))


def _examples(results: Iterable[Result], number: int) -> set[str]:
    """For each shape and component the findings' nodes with the smallest hashes."""
    by_kind: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for result in results:
        by_kind[result.shape, result.component].add(result.focus)
    return {n for nodes in by_kind.values() for n in heapq.nsmallest(number, nodes, key=hash_of)}
