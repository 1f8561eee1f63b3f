"""The dataset a command asks: one that was built, one made from files on disk, or the starter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from platformdirs import user_cache_path

from occupath.cli.options import say
from occupath.graph.dataset import Dataset, default_dataset_dir
from occupath.graph.place import MARK
from occupath.ontology.errors import SourceError

Command = TypeVar("Command", bound=Callable[..., Any])
_DATA = "occupath.data"  # where the context keeps the value of --data


def built_dataset_option(command: Command) -> Command:
    """``--dataset DIR`` as the parameter `dataset_dir`."""
    return click.option(
        "--dataset",
        "dataset_dir",
        type=click.Path(path_type=Path),
        help="Dataset folder made by 'occupath build'. Default: the one last built.",
    )(command)


def dataset_option(command: Command) -> Command:
    """``--dataset DIR`` as the parameter `dataset_dir`, and ``--data DIR`` for `open_dataset`."""
    data = click.option(
        "--data",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_remember,
        help="Ask official files in DIR: a dataset is built from them once, and kept in the cache.",
    )
    return built_dataset_option(data(command))


def _remember(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    ctx.meta[_DATA] = value


def open_dataset(dataset_dir: Path | None) -> Dataset:
    """The dataset asked for, or the default one; builds the starter once where there is none."""
    data_dir: Path | None = click.get_current_context().meta.get(_DATA)
    if dataset_dir is not None and data_dir is not None:
        raise click.UsageError("give --dataset or --data, not both")
    if dataset_dir is not None:
        return Dataset.open(dataset_dir)
    if data_dir is not None:
        place = _place_of(data_dir)
        told = f"building a dataset from {data_dir} into {place} (once, some minutes)"
    else:
        place = default_dataset_dir()
        told = f"no dataset yet: building the embedded starter data into {place} (once)"
    if not (place / MARK).exists():
        from occupath.cli.build import build_with_progress

        say(told)
        build_with_progress(data_dir, place)
    return Dataset.open(place)


def _place_of(data_dir: Path) -> Path:
    """Where the dataset of these files is cached: another place when a file changes."""
    if not data_dir.is_dir():
        raise SourceError(f"{data_dir}: is not a folder; give the one that holds the files")
    digest = hashlib.sha256(str(data_dir.resolve()).encode())
    for path in sorted(data_dir.rglob("*")):
        if path.is_file():
            about = path.stat()
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return user_cache_path("occupath", appauthor=False) / "datasets" / digest.hexdigest()[:16]
