"""The rows of an answer, with numbers rounded in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas
    import polars

DIGITS = 4  # decimal places of a number in an answer


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of an answer: each a dict in the order of `columns`, unknown values None.

    `truncated` says that the limit of rows was reached and more may exist.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, object]] = field(default_factory=list)
    truncated: bool = False

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame: ``Int64``, ``Float64``, ``boolean`` or ``string``, unknown values NA.

        Raises `OccupathError` where pandas is not installed.
        """
        from occupath.queries.frames import pandas_frame

        return pandas_frame(self.columns, self.rows)

    def to_polars(self) -> polars.DataFrame:
        """A Polars frame: Int64, Float64, Boolean or String, unknown values null.

        Raises `OccupathError` where Polars is not installed.
        """
        from occupath.queries.frames import polars_frame

        return polars_frame(self.columns, self.rows)


def plain(value: object) -> object:
    """A value as answers give it: numbers rounded to 4 places, whole decimals as they are."""
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        return round(value, DIGITS)
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def result(
    columns: tuple[str, ...], rows: Iterable[Mapping[str, object]], truncated: bool = False
) -> Result:
    """A `Result` of engine rows: every column in every row, values plain."""
    return Result(
        columns, [{name: plain(row.get(name)) for name in columns} for row in rows], truncated
    )
