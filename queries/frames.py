"""Rows of an answer as frames of pandas and Polars, which are installed on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from occupath.ontology.errors import OccupathError
from occupath.queries.output import kind_of

if TYPE_CHECKING:
    import pandas
    import polars

_Rows = Sequence[Mapping[str, object]]
_PANDAS = {"int": "Int64", "float": "Float64", "bool": "boolean", "str": "string"}
_POLARS = {"int": "Int64", "float": "Float64", "bool": "Boolean", "str": "String"}


def pandas_frame(columns: Sequence[str], rows: _Rows) -> pandas.DataFrame:
    """See `occupath.queries.Result.to_pandas`."""
    lib = library("pandas")
    series = {
        name: lib.Series(cells, dtype=_PANDAS[kind])
        for name, (kind, cells) in _columns(columns, rows).items()
    }
    made: pandas.DataFrame = lib.DataFrame(series, columns=list(columns))
    return made


def polars_frame(columns: Sequence[str], rows: _Rows) -> polars.DataFrame:
    """See `occupath.queries.Result.to_polars`."""
    lib = library("polars")
    made: polars.DataFrame = lib.DataFrame(
        [
            lib.Series(name, cells, dtype=getattr(lib, _POLARS[kind]))
            for name, (kind, cells) in _columns(columns, rows).items()
        ]
    )
    return made


def library(name: str) -> Any:
    """An optional library; raises `OccupathError` where it is not installed."""
    try:
        return import_module(name)
    except ImportError as missing:
        raise OccupathError(
            f"{name} is not installed here; pip install 'occupath[frames]'"
        ) from missing


def _columns(columns: Sequence[str], rows: _Rows) -> dict[str, tuple[str, list[object]]]:
    """Each column's kind and cells, the cells of that kind or None."""
    found: dict[str, tuple[str, list[object]]] = {}
    for name in columns:
        cells = [row.get(name) for row in rows]
        kind = kind_of([cell for cell in cells if cell is not None])
        if kind == "str":
            cells = [cell if cell is None else str(cell) for cell in cells]
        elif kind == "float":
            cells = [cell if cell is None else float(str(cell)) for cell in cells]
        found[name] = (kind, cells)
    return found
