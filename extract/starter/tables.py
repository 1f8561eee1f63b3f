"""A typed row as the cells of a CSV line and back, by the type hints of its fields.

An empty cell is None. ``1`` and ``0`` are true and false, whole floats are written without a
point, and the members of a tuple are joined by ``|``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from occupath.extract.log import BadRow
from occupath.ontology import model
from occupath.ontology.model import Row

PROVENANCE = ("source", "release")  # the columns after those of the row's own fields

Parse = Callable[[str], Any]


def file_name(row_type: type) -> str:
    """``rated_requirement.csv`` for `RatedRequirement`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", row_type.__name__).lower() + ".csv"


ROW_TYPES: dict[str, type] = {file_name(row_type): row_type for row_type in get_args(model.Row)}


def to_cells(row: Row) -> list[str]:
    """The cells of `row`, in the order of its fields."""
    return [_written(value) for value in row]


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, tuple):
        return "|".join(value)
    return str(value)


def from_cells(row_type: type, cells: list[str]) -> Row:
    """The row that `cells` state; raises `BadRow` naming the field that cannot be read."""
    fields = _fields(row_type)
    if len(cells) != len(fields):
        raise BadRow("row has another number of columns", f"{len(cells)}, not {len(fields)}")
    values: list[object] = []
    for (name, parse, optional), cell in zip(fields, cells, strict=True):
        if cell == "" and optional:
            values.append(None)
            continue
        try:
            values.append(parse(cell))
        except ValueError:
            raise BadRow(f"{name} cannot be read", repr(cell[:40])) from None
    row: Row = row_type(*values)
    return row


@lru_cache(maxsize=64)
def _fields(row_type: type) -> tuple[tuple[str, Parse, bool], ...]:
    """Name, parser and whether it may be unknown, of each field of a `NamedTuple`."""
    out = []
    for name, hint in get_type_hints(row_type).items():
        options = get_args(hint) if get_origin(hint) in (UnionType, Union) else (hint,)
        kinds = [option for option in options if option is not NoneType]
        if len(kinds) != 1 or kinds[0] not in _PARSERS:
            raise TypeError(f"{row_type.__name__}.{name}: no cell is defined for {hint}")
        out.append((name, _PARSERS[kinds[0]], NoneType in options))
    return tuple(out)


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("blank")
    return cell


def _flag(cell: str) -> bool:
    if cell not in ("0", "1"):
        raise ValueError(cell)
    return cell == "1"


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


_PARSERS: dict[Any, Parse] = {
    str: _text,
    int: int,
    float: float,
    bool: _flag,
    tuple[str, ...]: _names,
}
