"""The tables that a dataset holds for reading text: its concepts, titles and occupations."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.ontology.errors import InvalidDataset
from occupath.ontology.home import default_dataset_dir, standing

TEXT = "text"  # the folder inside a dataset


class Concept(NamedTuple):
    """What a text can name."""

    concept: str  # IRI
    scheme: str  # esco-skill onet-element onet-dwa technology tool certification licence credential
    kind: str  # one of occupath.extract.pipeline.mention.KINDS
    label: str
    alternatives: tuple[str, ...]
    description: str | None


class Title(NamedTuple):
    """A title and a code it is filed under; a title has as many rows as codes and sources."""

    title: str
    soc: str  # SOC 2018, "47-2111"
    onetsoc: str | None  # O*NET-SOC 2019, "47-2111.00"
    source: str


class Occupation(NamedTuple):
    """An O*NET occupation, described."""

    onetsoc: str
    soc: str
    title: str
    description: str | None
    tasks: tuple[str, ...]


def text_folder(dataset: Path | None = None) -> Path:
    """The folder of the text tables of `dataset`, or of the default dataset.

    Raises `InvalidDataset` when there is no dataset or it was built without them.
    """
    place = standing(default_dataset_dir() if dataset is None else Path(dataset))
    folder = place / TEXT
    if not (folder / "concepts.parquet").is_file():
        raise InvalidDataset(
            f"{place}: has no tables for reading text ({TEXT}/concepts.parquet); it was built by "
            f"an earlier release: make it again with 'occupath build --out {place}'"
        )
    return folder


def read_concepts(dataset: Path | None = None) -> list[Concept]:
    """Every concept of the dataset that a text can name, by IRI; raises as `text_folder`."""
    concept, scheme, kind, label, alternatives, description = _columns(
        dataset, "concepts", Concept._fields
    )
    others = map(tuple, alternatives)
    return [
        Concept(*row) for row in zip(concept, scheme, kind, label, others, description, strict=True)
    ]


def read_titles(dataset: Path | None = None) -> list[Title]:
    """Every title with its codes, sorted; raises as `text_folder`."""
    return [Title(*row) for row in zip(*_columns(dataset, "titles", Title._fields), strict=True)]


def read_occupations(dataset: Path | None = None) -> list[Occupation]:
    """Every O*NET occupation by code; raises as `text_folder`."""
    onetsoc, soc, title, description, tasks = _columns(dataset, "occupations", Occupation._fields)
    told = map(tuple, tasks)
    return [Occupation(*row) for row in zip(onetsoc, soc, title, description, told, strict=True)]


def _columns(dataset: Path | None, name: str, fields: tuple[str, ...]) -> list[list[str]]:
    path = text_folder(dataset) / f"{name}.parquet"
    try:
        table = pq.read_table(path, columns=list(fields))
    except (OSError, pa.ArrowException) as failed:
        raise InvalidDataset(
            f"{path}: cannot be read ({failed}); make the dataset again with 'occupath build'"
        ) from failed
    return [table.column(field).to_pylist() for field in fields]
