"""A dataset as rows of the property graph: its N-Quads are read once, in order.

Statements of one subject in one graph stand together in the file. A fact (a rating, a wage, a
move) is complete there; what several graphs say of a node is put together at the end. Anything
that the table neither projects nor leaves out with a reason is an error, so nothing is lost in
silence.
"""

from __future__ import annotations

import gc
import gzip
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from occupath.graph.manifest import Manifest
from occupath.graph.parts import DATASET
from occupath.graph.place import MARK, standing
from occupath.graph.progress import Progress, Silent, Steps
from occupath.graph.projection.reader import Reader
from occupath.graph.projection.spool import Node, Relationship, Row, Spool
from occupath.graph.projection.table import EdgeRow, FactRow, NodeRow, Table, table
from occupath.ontology.errors import InvalidDataset

_BLOCK = 8 << 20  # bytes of statements unpacked at a time


@dataclass(frozen=True)
class Projection:
    """The rows that a dataset makes, while the context that made them is open.

    `counts` has the number of rows by the name of the table's row, `left_out` the statements that
    the table leaves out, by reason. `release` is the identity of the dataset and the table.
    """

    table: Table
    release: str
    statements: int
    counts: dict[str, int]
    left_out: dict[str, int]
    _spool: Spool

    def nodes(self, row: NodeRow) -> Iterator[list[Node]]:
        """The nodes of a row, in batches of some thousands, in order of the dataset."""
        return self._spool.nodes(row)

    def relationships(self, row: EdgeRow | FactRow) -> Iterator[list[Relationship]]:
        """The relationships of a row, in batches of some thousands, in order of the dataset."""
        return self._spool.relationships(row)

    def count(self, row: Row) -> int:
        """How many nodes or relationships a row has."""
        return self.counts.get(row.name, 0)


def release_of(dataset: Path, rows: Table | None = None) -> str:
    """The identity of what a dataset is projected to: it changes with the data and the table.

    It is made of the dataset's file itself: two datasets of equal statements have the same.
    """
    place = standing(dataset)
    digest = sha256((rows or table()).fingerprint.encode())
    with (place / DATASET).open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def project(
    dataset: Path, progress: Progress | None = None, rows: Table | None = None
) -> Iterator[Projection]:
    """The rows of the dataset in `dataset`; they are on disk and go when the context ends.

    Raises `InvalidDataset` where there is no dataset, or where it holds what the table does not
    provide for.
    """
    told = progress or Silent()
    rows = rows or table()
    place = standing(dataset)
    Manifest.read(place / MARK)
    with TemporaryDirectory(prefix="occupath-projection-") as folder:
        spool = Spool(Path(folder))
        reader = Reader(rows, spool)
        count = 0
        with Steps(told)("project"), _no_collector():
            try:
                for lines in _blocks(place / DATASET):
                    reader.read(lines)
                    count += len(lines)
                    told.advance("statements", len(lines))
            except (EOFError, OSError, UnicodeDecodeError, zlib.error) as broken:
                raise InvalidDataset(
                    f"{place / DATASET}: cannot be read beyond line {count:,} ({broken}); make "
                    "the dataset again with 'occupath build'"
                ) from broken
            reader.finish()
        counts = dict(sorted(spool.counts.items()))
        left = dict(sorted(reader.left_out.items()))
        yield Projection(rows, release_of(dataset, rows), count, counts, left, spool)


def _blocks(path: Path) -> Iterator[list[str]]:
    """The lines of a file in blocks; the next block is unpacked while one is read."""
    rest = b""
    with gzip.open(path, "rb") as file, ThreadPoolExecutor(1, "unpack") as pool:
        coming = pool.submit(file.read, _BLOCK)
        while block := coming.result():
            coming = pool.submit(file.read, _BLOCK)
            whole, line_end, block_rest = (rest + block).rpartition(b"\n")
            rest = block_rest
            if line_end:
                yield whole.decode().split("\n")
    if rest:
        yield [rest.decode()]


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the collector of cycles: it would look at a million dicts again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
