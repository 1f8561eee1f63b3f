"""The Oxigraph store of a dataset: filled from N-Quads files, then opened read-only."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from occupath.ontology.errors import InvalidDataset

STORE = "store"  # the folder inside a dataset


def load(store: Store, path: Path) -> None:
    """Load an N-Quads file made by `occupath.graph.nquads`.

    Raises `InvalidDataset` where a line is not a statement.
    """
    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except SyntaxError as broken:
        raise InvalidDataset(
            f"{path.name}: a statement is not valid RDF ({broken}); report this with the source "
            "that was being read"
        ) from broken


def open_read_only(folder: Path) -> Store:
    """The store in `folder`; raises `InvalidDataset` when it is missing or damaged."""
    try:
        return Store.read_only(str(folder))
    except OSError as broken:
        raise InvalidDataset(
            f"{folder}: the store cannot be opened ({broken}); make the dataset again with "
            "'occupath build'"
        ) from broken
