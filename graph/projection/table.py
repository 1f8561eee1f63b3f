"""The declared table of the property graph (``table.toml``), read and checked once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import files
from typing import Any, Literal

from occupath.ontology.prefixes import PREFIXES

Kind = Literal["text", "integer", "number", "boolean", "month", "iri"]
BASE = "Resource"  # the label of every node
KINDS: frozenset[str] = frozenset({"text", "integer", "number", "boolean", "month", "iri"})


@dataclass(frozen=True, slots=True)
class Property:
    """A property: `key` in the property graph, made of the literals or IRIs of `predicate`.

    A `month` becomes the date of its first day; `many` makes a list, in order of code points.
    """

    predicate: str
    key: str
    kind: Kind
    many: bool = False


@dataclass(frozen=True, slots=True)
class NodeRow:
    """Things of the class `of_class` become nodes with `label`, the labels `also`, and `BASE`.

    `implied` are classes that say no more than the label; any other class that a thing has stands
    in the node's ``classes``.
    """

    label: str
    of_class: str
    properties: tuple[Property, ...]
    also: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    index: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the row is called where rows are counted."""
        return f"(:{self.label})"

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label of such a node, the row's own first."""
        return (self.label, *self.also, BASE)


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """Each triple of `predicate` between two nodes becomes a relationship of `type`."""

    type: str
    predicate: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[Property, ...] = ()

    @property
    def name(self) -> str:
        """What the row is called where rows are counted."""
        return f"[:{self.type}]"


@dataclass(frozen=True, slots=True)
class FactRow:
    """Each thing of `of_class` becomes a relationship of `type`, from its `start` to its `end`.

    `when` is a predicate and the text that it must have; `same_as_source` are predicates that
    name the release of the graph that the statements stand in.
    """

    type: str
    of_class: str
    start: str
    end: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[Property, ...]
    when: tuple[str, str] | None = None
    same_as_source: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the row is called where rows are counted."""
        return f"[:{self.type}]"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A class or predicate that is not projected, and why; `of` narrows a predicate to a class."""

    reason: str
    of_class: str | None = None
    predicate: str | None = None
    of: str | None = None


@dataclass(frozen=True)
class Table:
    """All rows of the property graph."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]
    facts: tuple[FactRow, ...]
    left_out: tuple[LeftOut, ...]
    fingerprint: str = field(default="")  # of all that decides what is projected

    @property
    def relationships(self) -> tuple[EdgeRow | FactRow, ...]:
        """The rows that are relationships, by type."""
        return tuple(sorted((*self.edges, *self.facts), key=lambda row: row.type))

    @cached_property
    def labels(self) -> Mapping[str, tuple[NodeRow, ...]]:
        """Every label but `BASE`, with the rows whose nodes have it."""
        found: dict[str, list[NodeRow]] = {}
        for row in self.nodes:
            for label in row.labels[:-1]:
                found.setdefault(label, []).append(row)
        return {label: tuple(rows) for label, rows in sorted(found.items())}


def expand(curie: str) -> str:
    """The IRI of a term written ``prefix:name``."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix][name]


@cache
def table() -> Table:
    """The table that comes with Occupath."""
    text = files("occupath.graph.projection").joinpath("table.toml").read_text("utf-8")
    return read_table(text)


def read_table(text: str) -> Table:
    """The table in a text like ``table.toml``; raises `ValueError` where it contradicts itself."""
    stated = tomllib.loads(text)
    known = {
        curie: Property(expand(curie), said["key"], said["kind"], said.get("many", False))
        for curie, said in stated["properties"].items()
    }

    def properties(row: Mapping[str, Any]) -> tuple[Property, ...]:
        return tuple(known[curie] for curie in row.get("properties", ()))

    def iris(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
        return tuple(expand(curie) for curie in row.get(key, ()))

    nodes = tuple(
        NodeRow(
            row["label"], expand(row["class"]), properties(row), tuple(row.get("also", ())),
            iris(row, "implied"), tuple(row.get("index", ())),
        )
        for row in stated["node"]
    )  # fmt: skip
    edges = tuple(
        EdgeRow(row["type"], expand(row["predicate"]), tuple(row["from"]), tuple(row["to"]))
        for row in stated["edge"]
    )
    facts = tuple(
        FactRow(
            row["type"], expand(row["class"]), expand(row["start"]), expand(row["end"]),
            tuple(row["from"]), tuple(row["to"]), properties(row),
            (expand(row["when"]["predicate"]), row["when"]["is"]) if "when" in row else None,
            iris(row, "same_as_source"),
        )
        for row in stated["fact"]
    )  # fmt: skip
    left_out = tuple(
        LeftOut(row["reason"], *(expand(row[key]) if key in row else None
                                 for key in ("class", "predicate", "of")))
        for row in stated["left_out"]
    )  # fmt: skip
    found = Table(nodes, edges, facts, left_out, blake2b(text.encode(), digest_size=16).hexdigest())
    for fault in _faults(found, known):
        raise ValueError(f"table.toml: {fault}")
    return found


def _faults(found: Table, known: Mapping[str, Property]) -> Iterator[str]:
    types = [row.type for row in found.relationships]
    for what, names in (
        ("label", [row.label for row in found.nodes]),
        ("relationship", types),
        ("class of nodes", [row.of_class for row in found.nodes]),
        ("predicate of relationships", [row.predicate for row in found.edges]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"the {what} {name} stands twice"
    for prop in known.values():
        if prop.kind not in KINDS:
            yield f"{prop.predicate} is of no known kind: {prop.kind!r}"
    labels = found.labels.keys()
    for row in found.relationships:
        for label in sorted({*row.starts, *row.ends} - labels):
            yield f"{row.type} has an end with the label {label}, which no node has"
    for node in found.nodes:
        for key in sorted({*node.index} - {prop.key for prop in node.properties}):
            yield f"{node.label} has an index on {key}, which is no property of it"
