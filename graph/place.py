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

from occupath.ontology.errors import OccupathError
from occupath.ontology.home import MARK, aside, beside, default_dataset_dir, standing, workshop

__all__ = ["MARK", "default_dataset_dir", "replacing", "standing"]


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
        lock = FileLock(beside(path, "lock"), timeout=0)
        with lock:
            _recover(path)
            _refuse_strangers(path)
            made = workshop(path)
            made.mkdir()
            try:
                yield made
                _sync(made)
                _swap(made, path)
            finally:
                shutil.rmtree(made, ignore_errors=True)
    except Timeout:
        raise OccupathError(
            f"{path}: another build of this dataset is under way; wait for it, or give another "
            "place with --out"
        ) from None


def _recover(path: Path) -> None:
    """Put right what a killed build left: the old dataset aside, a half-made new one."""
    old, half_made = aside(path), workshop(path)
    if old.is_dir():
        if path.exists():
            shutil.rmtree(old)
        else:
            old.rename(path)
    if half_made.exists():
        shutil.rmtree(half_made)


def _refuse_strangers(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise OccupathError(f"{path}: is not a folder; give another place with --out")
    if path.is_dir() and any(path.iterdir()) and not (path / MARK).is_file():
        raise OccupathError(
            f"{path}: holds files that are not a dataset, and would be replaced; give a new or "
            "empty folder with --out"
        )


def _swap(made: Path, path: Path) -> None:
    old = aside(path)
    if path.exists():
        path.rename(old)
    try:
        made.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    _sync_folder(path.parent)
    shutil.rmtree(old, ignore_errors=True)


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
