"""The tables that a dataset holds for coding programs: CIP 2020, and listed programs."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.extract.pipeline.tables import text_folder
from occupath.ontology.errors import InvalidDataset

CIPS = "instructional_programs"
PROGRAMS = "programs"


class InstructionalProgram(NamedTuple):
    """A six-digit code of CIP 2020."""

    code: str  # "15.1703"
    title: str
    definition: str | None
    other_titles: tuple[str, ...]  # the examples of CIP 2020, and titles of 2010
    socs: tuple[str, ...]  # SOC 2018 codes that it prepares for, by the published crosswalk
    offered_by: tuple[str, ...]  # IRIs of providers that a state's outcomes list under it


class ListedProgram(NamedTuple):
    """A program of a state's list with the CIP 2020 codes that its code became."""

    program: str  # IRI
    title: str
    description: str | None
    provider: str | None  # IRI
    provider_name: str | None
    cips: tuple[str, ...]


def read_instructional_programs(dataset: Path | None = None) -> list[InstructionalProgram]:
    """The six-digit codes of CIP 2020, sorted; raises `InvalidDataset`."""
    *texts, others, socs, by = _columns(dataset, CIPS, InstructionalProgram._fields)
    lists = (map(tuple, column) for column in (others, socs, by))
    return [InstructionalProgram(*row) for row in zip(*texts, *lists, strict=True)]


def read_listed_programs(dataset: Path | None = None) -> list[ListedProgram]:
    """The listed programs that have a code, by IRI; raises `InvalidDataset`."""
    *columns, cips = _columns(dataset, PROGRAMS, ListedProgram._fields)
    return [ListedProgram(*row) for row in zip(*columns, map(tuple, cips), strict=True)]


def tables_digest(dataset: Path | None = None) -> str:
    """A fingerprint of what a coder of programs reads of a dataset."""
    made = sha256()
    for name in (CIPS, PROGRAMS, "titles"):
        made.update(_path(dataset, name).read_bytes())
    return made.hexdigest()


def _path(dataset: Path | None, name: str) -> Path:
    path = text_folder(dataset) / f"{name}.parquet"
    if not path.is_file():
        raise InvalidDataset(
            f"{path} is missing: the dataset was built by an earlier release; make it again with "
            f"'occupath build --out {path.parent.parent}'"
        )
    return path


def _columns(dataset: Path | None, name: str, fields: tuple[str, ...]) -> list[list[str]]:
    path = _path(dataset, name)
    try:
        table = pq.read_table(path, columns=list(fields))
    except (OSError, pa.ArrowException) as failed:
        raise InvalidDataset(
            f"{path}: cannot be read ({failed}); make the dataset again with 'occupath build'"
        ) from failed
    return [table.column(field).to_pylist() for field in fields]
