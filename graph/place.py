"""Where a dataset stands, and how a new one takes its place: whole or not at all.

A dataset is made in a hidden folder beside the old one and renamed into place. The old one is
moved aside first, so there is a moment in which only the folder aside is there; whoever opens the
dataset then takes that one, and the next build puts it back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from occupath.ontology.errors import InvalidDataset, OccupathError

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
    for place in (path, _aside(path)):
        if (place / MARK).is_file():
            return place
    if _workshop(path).is_dir():
        raise InvalidDataset(
            f"{path}: a dataset is being made or its build was interrupted; wait for it, or make "
            f"it again with 'occupath build --out {path}'"
        )
    raise InvalidDataset(
        f"{path}: holds no dataset (there is no {MARK}); make one with "
        f"'occupath build --out {path}'"
    )


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """An empty folder beside `path` that becomes `path` when the block ends well.

    If the block fails, the folder is removed and what stood at `path` still stands there. Raises
    `OccupathError` when another build of the same dataset is under way, or when `path` is
    something other than a dataset.
    """
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(_beside(path, "lock"), timeout=0)
        with lock:
            _recover(path)
            _refuse_strangers(path)
            workshop = _workshop(path)
            workshop.mkdir()
            try:
                yield workshop
                _sync(workshop)
                _swap(workshop, path)
            finally:
                shutil.rmtree(workshop, ignore_errors=True)
    except Timeout:
        raise OccupathError(
            f"{path}: another build of this dataset is under way; wait for it, or give another "
            "place with --out"
        ) from None


def _recover(path: Path) -> None:
    """Put right what a killed build left: the old dataset aside, a half-made new one."""
    aside, workshop = _aside(path), _workshop(path)
    if aside.is_dir():
        if path.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(path)
    if workshop.exists():
        shutil.rmtree(workshop)


def _refuse_strangers(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise OccupathError(f"{path}: is not a folder; give another place with --out")
    if path.is_dir() and any(path.iterdir()) and not (path / MARK).is_file():
        raise OccupathError(
            f"{path}: holds files that are not a dataset, and would be replaced; give a new or "
            "empty folder with --out"
        )


def _swap(workshop: Path, path: Path) -> None:
    aside = _aside(path)
    if path.exists():
        path.rename(aside)
    try:
        workshop.rename(path)
    except OSError:
        if aside.exists():
            aside.rename(path)
        raise
    _sync_folder(path.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _sync(folder: Path) -> None:
    for place, _, names in os.walk(folder):
        for name in names:
            with (Path(place) / name).open("rb") as written:
                os.fsync(written.fileno())
        _sync_folder(Path(place))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{ending}")


def _aside(path: Path) -> Path:
    return _beside(path, "old")


def _workshop(path: Path) -> Path:
    return _beside(path, "building")
