"""Where a dataset stands: the default place, and the folder to read while a build replaces it."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from occupath.ontology.errors import InvalidDataset

ENVIRONMENT = "OCCUPATH_DATASET"
MARK = "manifest.json"  # a folder that has it is a dataset


def default_dataset_dir() -> Path:
    """Where the dataset is kept if no place is given: ``$OCCUPATH_DATASET``, else the user's data
    folder."""
    chosen = os.environ.get(ENVIRONMENT)
    return Path(chosen) if chosen else user_data_path("occupath", appauthor=False) / "dataset"


def standing(path: Path) -> Path:
    """The folder in which the dataset `path` stands now.

    Raises `InvalidDataset` when there is none.
    """
    for place in (path, aside(path)):
        if (place / MARK).is_file():
            return place
    if workshop(path).is_dir():
        raise InvalidDataset(
            f"{path}: a dataset is being made or its build was interrupted; wait for it, or make "
            f"it again with 'occupath build --out {path}'"
        )
    raise InvalidDataset(
        f"{path}: holds no dataset (there is no {MARK}); make one with "
        f"'occupath build --out {path}'"
    )


def beside(path: Path, ending: str) -> Path:
    """A hidden neighbour of the dataset `path`."""
    return path.with_name(f".{path.name}.{ending}")


def aside(path: Path) -> Path:
    """Where the old dataset lies for the moment in which the new one is renamed."""
    return beside(path, "old")


def workshop(path: Path) -> Path:
    """Where the new dataset is made."""
    return beside(path, "building")
