"""Questions: named queries, SPARQL and Cypher of the user's own, and moving between occupations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from occupath.graph.dataset import Dataset
    from occupath.queries.catalog import list_queries
    from occupath.queries.cypher import run_cypher
    from occupath.queries.named import run
    from occupath.queries.networks import to_igraph, to_networkx
    from occupath.queries.occupation.find import find_occupation
    from occupath.queries.pathway.gap import gap
    from occupath.queries.pathway.neighbors import neighbors
    from occupath.queries.pathway.route import Limits, route
    from occupath.queries.result import Result
    from occupath.queries.sparql import run_sparql

__all__ = [
    "Dataset",
    "Limits",
    "Result",
    "find_occupation",
    "gap",
    "list_queries",
    "neighbors",
    "route",
    "run",
    "run_cypher",
    "run_sparql",
    "to_igraph",
    "to_networkx",
]

_HOME = {
    "Dataset": "occupath.graph.dataset",
    "Limits": "occupath.queries.pathway.route",
    "Result": "occupath.queries.result",
    "find_occupation": "occupath.queries.occupation.find",
    "gap": "occupath.queries.pathway.gap",
    "list_queries": "occupath.queries.catalog",
    "neighbors": "occupath.queries.pathway.neighbors",
    "route": "occupath.queries.pathway.route",
    "run": "occupath.queries.named",
    "run_cypher": "occupath.queries.cypher",
    "run_sparql": "occupath.queries.sparql",
    "to_igraph": "occupath.queries.networks",
    "to_networkx": "occupath.queries.networks",
}  # imported when first asked for, so that a command pays only for what it uses


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
