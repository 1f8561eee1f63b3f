"""What the driver returns, as plain Python."""

from __future__ import annotations

import json
from typing import Any

from neo4j.graph import Node, Path, Relationship

from occupath.graph.neo4j.writing import DIGEST


def plain_value(value: Any) -> Any:
    """A value as text, number, truth value or None; lists and maps become JSON text.

    A node or relationship is the map of its properties, with its labels or type; a path is the
    list of both in turn. A date is ``YYYY-MM-DD``.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | dict | Node | Relationship | Path):
        return json.dumps(_structure(value), ensure_ascii=False, default=str)
    return str(value)


def _structure(value: Any) -> Any:
    if isinstance(value, Node):
        own = {key: held for key, held in sorted(value.items()) if key != DIGEST}
        return {"labels": sorted(value.labels), **own}
    if isinstance(value, Relationship):
        own = {key: held for key, held in sorted(value.items()) if key != DIGEST}
        return {"type": value.type, **own}
    if isinstance(value, Path):
        parts: list[Any] = [_structure(value.start_node)]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            parts += [_structure(relationship), _structure(node)]
        return parts
    if isinstance(value, list):
        return [_structure(item) for item in value]
    if isinstance(value, dict):
        return {key: _structure(item) for key, item in value.items()}
    return value
