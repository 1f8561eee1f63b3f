"""A dataset opened for reading: SPARQL over all its graphs at once, answers as Python values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from occupath.graph.manifest import Manifest
from occupath.graph.place import MARK, default_dataset_dir, standing
from occupath.graph.sparql_text import bind
from occupath.graph.store import STORE, open_read_only
from occupath.graph.values import Value, python_value
from occupath.ontology.errors import QueryError
from occupath.ontology.prefixes import PREFIXES

if TYPE_CHECKING:
    from occupath.graph.move_table import MoveTable

__all__ = ["Dataset", "default_dataset_dir"]

_PREFIXES: dict[str, str] = {name: str(iri) for name, iri in PREFIXES.items()}
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Dataset:
    """A dataset folder made by `occupath build`, opened read-only.

    Queries run on the union of all named graphs; the prefixes of `ontology.prefixes` are known.
    The text of a query is trusted here: what people type goes through `occupath.graph.guard`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = open_read_only(path / STORE)

    @classmethod
    def open(cls, path: Path | None = None) -> Dataset:
        """The dataset in `path`, or the default one (`default_dataset_dir`).

        Raises `InvalidDataset` when there is none, it is half-made, or of another version.
        """
        place = standing(default_dataset_dir() if path is None else Path(path))
        dataset = cls(place)
        _ = dataset.manifest
        return dataset

    @cached_property
    def manifest(self) -> Manifest:
        """What the dataset holds; raises `InvalidDataset` when it is of another version."""
        return Manifest.read(self.path / MARK)

    @cached_property
    def moves(self) -> MoveTable:
        """Every scored move as arrays; the same rows as the facts in the store."""
        from occupath.graph.move_table import MOVES_FILE, MoveTable  # numpy: slow to import

        return MoveTable.read(self.path / MOVES_FILE)

    def select(
        self, sparql: str, bindings: Mapping[str, Value] | None = None
    ) -> list[dict[str, Value]]:
        """The rows of a SELECT, in order, by variable; see `python_value`.

        A parameter is written ``$name`` in the query and given in `bindings`. Raises `QueryError`
        for a query that is not valid.
        """
        answer = self._answer(sparql, bindings)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("the query is not a SELECT")
        names = [variable.value for variable in answer.variables]
        try:
            return [
                dict(zip(names, map(python_value, solution), strict=True)) for solution in answer
            ]
        except (OSError, RuntimeError, ValueError) as failed:
            raise QueryError(f"the query failed: {failed}") from failed

    def ask(self, sparql: str, bindings: Mapping[str, Value] | None = None) -> bool:
        """The answer of an ASK; raises `QueryError` for a query that is not valid."""
        answer = self._answer(sparql, bindings)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("the query is not an ASK")
        return bool(answer)

    def construct(
        self, sparql: str, bindings: Mapping[str, Value] | None = None
    ) -> list[tuple[str, str, Value]]:
        """The triples of a CONSTRUCT or DESCRIBE, sorted; raises `QueryError` for another query."""
        answer = self._answer(sparql, bindings)
        if not isinstance(answer, QueryTriples):
            raise QueryError("the query is not a CONSTRUCT or DESCRIBE")
        found = {
            (str(python_value(t.subject)), t.predicate.value, python_value(t.object))
            for t in answer
        }
        return sorted(found, key=lambda triple: (triple[0], triple[1], str(triple[2])))

    def _answer(self, sparql: str, bindings: Mapping[str, Value] | None) -> Answer:
        try:
            return self._store.query(
                bind(sparql, bindings or {}), prefixes=_PREFIXES, use_default_graph_as_union=True
            )
        except SyntaxError as wrong:
            raise QueryError(f"the query is not valid SPARQL: {wrong}") from wrong
        except (OSError, RuntimeError, ValueError) as failed:
            raise QueryError(f"the query failed: {failed}") from failed
