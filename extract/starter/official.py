"""The official files that the starter is taken from, each source read once."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.ontology.model import Row

_R = TypeVar("_R")


class Official:
    """Rows of the official sources below `data_dir`."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._rows: dict[str, list[Row]] = {}

    def rows(self, source: str) -> list[Row]:
        """Every row of `source`; raises as `occupath.extract.readers.read_source` does."""
        if source not in self._rows:
            self._rows[source] = list(read_source(source, self.data_dir, ReadLog(source)))
        return self._rows[source]

    def of(self, source: str, kind: type[_R]) -> list[_R]:
        """The rows of `source` of one type."""
        return [row for row in self.rows(source) if isinstance(row, kind)]
