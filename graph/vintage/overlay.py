"""A draft put into a dataset and taken out again, whole or not at all and without a trace.

The first draft keeps what the dataset was under ``vintages/base``: hard links, which take no
room. Dropping the last draft puts these files back, so that every byte is as it was; dropping
one of several makes the dataset anew from the base and the drafts that stay.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from pyoxigraph import Store

from occupath.graph import store as stores
from occupath.graph.assembly import VALIDATION, Assembly
from occupath.graph.manifest import Manifest
from occupath.graph.nquads import Triples
from occupath.graph.parts import DATASET
from occupath.graph.place import MARK, replacing, standing
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.store import STORE
from occupath.graph.verdict import rejudged
from occupath.graph.vintage.applied import BASE, STATEMENTS, VINTAGES, applied_drafts, draft_folder
from occupath.ontology.errors import OccupathError
from occupath.ontology.prefixes import ID

_CHANGED = (DATASET, MARK, VALIDATION, STORE)  # what a draft changes of a dataset


def put(
    dataset: Path,
    triples: Triples,
    draft: str,
    files: Mapping[str, bytes],
    progress: Progress | None = None,
) -> None:
    """Apply a draft: its statements join the dataset, its `files` are kept beside them.

    Raises `OccupathError` where it is applied already, and `RefusedDataset` where its statements
    break the shapes; the dataset is then as it was.
    """
    place = standing(dataset)
    if draft in applied_drafts(place):
        raise OccupathError(f"{dataset}: the draft {draft!r} is applied already; drop it first")
    steps = Steps(progress or Silent())
    with replacing(dataset) as workshop:
        _keep(place, workshop)
        own = workshop / VINTAGES / draft
        own.mkdir(parents=True)
        triples.write(own / STATEMENTS)
        for name, content in files.items():
            (own / name).write_bytes(content)
        base = place / VINTAGES / BASE if applied_drafts(place) else place
        _link(base, workshop / VINTAGES / BASE, _CHANGED)
        _make(workshop, dataset, steps)


def take_out(dataset: Path, draft: str, progress: Progress | None = None) -> None:
    """Drop a draft; raises `OccupathError` where it is not applied."""
    place = standing(dataset)
    draft_folder(place, draft)
    steps = Steps(progress or Silent())
    with replacing(dataset) as workshop:
        _keep(place, workshop)
        base = place / VINTAGES / BASE
        shutil.rmtree(workshop / VINTAGES / draft)
        if applied_drafts(workshop):
            _link(base, workshop / VINTAGES / BASE, _CHANGED)
            _make(workshop, dataset, steps)
        else:
            shutil.rmtree(workshop / VINTAGES)
            _link(base, workshop, _CHANGED)


def _keep(place: Path, workshop: Path) -> None:
    """Everything that no draft changes, and the drafts that are applied."""
    names = {path.name for path in place.iterdir()} - {*_CHANGED, VINTAGES}
    _link(place, workshop, sorted(names))
    for draft in applied_drafts(place):
        shutil.copytree(place / VINTAGES / draft, workshop / VINTAGES / draft)


def _link(place: Path, target: Path, names: list[str] | tuple[str, ...]) -> None:
    """The files and folders of these names, as hard links where the disk has them."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        if (place / name).is_dir():
            shutil.copytree(place / name, target / name, copy_function=_one)
        else:
            _one(str(place / name), str(target / name))


def _one(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _make(workshop: Path, dataset: Path, steps: Steps) -> None:
    """The dataset of the base and every draft in `workshop`."""
    base = workshop / VINTAGES / BASE
    drafts = [workshop / VINTAGES / d / STATEMENTS for d in applied_drafts(workshop)]
    with steps("load"):
        Store.read_only(str(base / STORE)).backup(str(workshop / STORE))
        store = Store(str(workshop / STORE))
        for statements in drafts:
            stores.load(store, statements)
        store.flush()
        del store
    made = Assembly(workshop, dataset, steps)
    with made.parts as parts:
        with steps("copy"):
            for graph, lines in _graphs(base / DATASET):
                parts.copy(graph, lines)
            before = dict(parts.counts)
            for statements in drafts:
                own_lines = statements.read_bytes().splitlines(keepends=True)
                parts.copy(_graph(own_lines[0]), own_lines)
        with steps("check"):
            report = rejudged(parts.plain, base / VALIDATION)
            made.pass_or_refuse(report)
        manifest = Manifest.read(base / MARK)
        own = {
            graph.removeprefix(f"{ID}source/"): count
            for graph, count in parts.counts.items()
            if graph not in before
        }
        made.finish(
            replace(
                manifest,
                triples=sum(parts.counts.values()),
                graphs=manifest.graphs | own,
            ),
            report,
        )


def _graphs(path: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    with gzip.open(path, "rb") as lines:
        yield from groupby(lines, key=_graph)


def _graph(line: bytes) -> str:
    return line[line.rindex(b"<") + 1 : line.rindex(b">")].decode()
