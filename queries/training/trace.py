"""Where each figure stands: the file and line of its source, and the key of its row.

The dataset holds no lines. The files that it was made from are read again, where they are still
there and unchanged (their checksum is in the manifest); else the file's name and the key of the
row are what is left, and they are enough to find it by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.graph.dataset import Dataset
from occupath.graph.inputs import Input, find_inputs
from occupath.graph.origin import Origin
from occupath.ontology import model
from occupath.ontology.errors import OccupathError
from occupath.queries.training.tables import Cell

Row = tuple[str, tuple[str, ...]]  # kind and key, as in `Cell`
Place = tuple[str, int]  # file and line

_KEYS: Mapping[type, Callable[..., Row]] = {
    model.Wage: lambda r: ("wage", (r.area, r.code)),
    model.Projection: lambda r: ("projection", (r.code,)),
    model.ProgramOutcome: lambda r: ("outcome", (r.state, r.provider_id, r.cip)),
    model.Program: lambda r: ("program", (r.state, r.id)),
    model.CollectionMember: lambda r: ("member", (r.collection, r.code)),
    model.Correspondence: lambda r: ("crosswalk", (r.from_code, r.to_code)),
}
KEY_NAMES: Mapping[str, tuple[str, ...]] = {
    "wage": ("area", "occupation code"),
    "projection": ("occupation code",),
    "outcome": ("state", "provider", "CIP code"),
    "program": ("state", "program"),
    "member": ("list", "code"),
    "crosswalk": ("from", "to"),
    "postings": ("occupation code", "area"),
}


class Trace:
    """The places of rows. `files` are the names of a source's files, as the build read them."""

    def __init__(
        self, places: Mapping[str, Mapping[Row, Place]], files: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._places = places
        self._files = files

    def place(self, cell: Cell) -> Place | None:
        """File and line of a cell's row; None where the files are not there any more."""
        return self._places.get(cell.source, {}).get((cell.kind, cell.key))

    def file(self, cell: Cell) -> str:
        """The file of a cell's row, or the files of its source, or the source's name."""
        found = self.place(cell)
        return found[0] if found else ", ".join(self._files.get(cell.source, (cell.source,)))

    def as_json(self, cell: Cell) -> dict[str, object]:
        """Source, file, line (None: not looked up), key of the row, and column."""
        found = self.place(cell)
        return {
            "source": cell.source,
            "file": self.file(cell),
            "line": None if found is None else found[1],
            "row": dict(zip(KEY_NAMES[cell.kind], cell.key, strict=True)),
            "column": cell.column,
        }


def trace(dataset: Dataset, cells: Iterable[Cell]) -> Trace:
    """The places of `cells`, each source's files read once, those of unchanged files only."""
    wanted = set(cells)
    by_source = {cell.source for cell in wanted}
    entries = {entry.name: entry for entry in dataset.manifest.sources}
    rows = {(cell.source, cell.kind, cell.key) for cell in wanted}
    places: dict[str, dict[Row, Place]] = {}
    for found in _inputs(dataset, by_source & entries.keys()):
        name = found.source.name
        if found.checksum() != entries[name].sha256:
            continue  # another release lies there now
        log = ReadLog(name)
        held = places.setdefault(name, {})
        for row in found.rows(log):
            of = _KEYS.get(type(row))
            if of is None:
                continue
            kind, key = of(row)
            if (name, kind, key) in rows and log.place[1]:
                held.setdefault((kind, key), log.place)
    files = {name: tuple(entry.files) for name, entry in entries.items() if entry.files}
    return Trace(places, files)


def _inputs(dataset: Dataset, names: set[str]) -> list[Input]:
    try:
        origin = Origin.read(dataset.path)
        folder = None if origin.data is None else Path(origin.data)
        if not names or (folder is not None and not folder.is_dir()):
            return []
        present = find_inputs(folder, None, frozenset(origin.areas)).present
        return [found for found in present if found.source.name in names]
    except OccupathError:
        return []  # an older dataset, or files that are gone
