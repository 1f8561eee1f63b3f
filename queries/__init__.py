"""Questions: named queries, SPARQL of the user's own, and moving between occupations."""

from __future__ import annotations

from importlib import import_module

_HOME = {
    "Result": "occupath.queries.result",
    "find_occupation": "occupath.queries.occupation.find",
    "gap": "occupath.queries.pathway.gap",
    "list_queries": "occupath.queries.catalog",
    "neighbors": "occupath.queries.pathway.neighbors",
    "route": "occupath.queries.pathway.route",
    "run": "occupath.queries.named",
    "run_sparql": "occupath.queries.run",
}  # imported when first asked for, so that a command pays only for what it uses

__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
