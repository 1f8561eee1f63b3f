"""The hand-written dataset that the tests of questions share."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint


@pytest.fixture(scope="session")
def tiny(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """`fixtures/tiny.ttl` as an opened dataset, all of it in one named graph."""
    folder = tmp_path_factory.mktemp("tiny")
    store = Store(str(folder / "store"))
    store.load(
        path=str(fixtures / "tiny.ttl"),
        format=RdfFormat.TURTLE,
        to_graph=NamedNode(mint("source", "onet")),
    )
    store.flush()
    del store
    return Dataset(folder)
