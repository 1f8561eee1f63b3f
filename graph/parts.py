"""The statements of a dataset on disk while it is made, and the one file that they become."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from occupath.graph.nquads import Triples

DATASET = "dataset.nq.gz"
_LEVEL = 6  # of compression; 1 is twice as fast and makes a file one fifth larger
_BLOCK = 1 << 20
_HEADER = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x00\xff"  # gzip: deflate, no name, no time
_RAW = -zlib.MAX_WBITS


class _Part(NamedTuple):
    """Where a graph stands in the plain file (bytes), and its compressed copy on the way."""

    start: int
    end: int
    packed: Future[Path]


class Parts:
    """All graphs in one plain N-Quads file, each compressed while the next is made; a context."""

    def __init__(self, folder: Path) -> None:
        self.plain = folder / "all.nq"  # graphs in the order of writing
        self.counts: dict[str, int] = {}  # statements by graph
        self._folder = folder
        self._parts: dict[str, _Part] = {}
        self._pool = ThreadPoolExecutor(1, "pack")

    def __enter__(self) -> Parts:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def write(self, triples: Triples) -> None:
        """Add a graph to the plain file and begin to compress it."""
        start = self.plain.stat().st_size if self.plain.exists() else 0
        self._pack(triples.graph, start, triples.write(self.plain))

    def copy(self, graph: str, lines: Iterable[bytes]) -> None:
        """Add a graph whose sorted lines of N-Quads are there already, as `write` does."""
        start = self.plain.stat().st_size if self.plain.exists() else 0
        count = 0
        with self.plain.open("ab", buffering=_BLOCK) as out:
            for line in lines:
                out.write(line)
                count += 1
        self._pack(graph, start, count)

    def _pack(self, graph: str, start: int, count: int) -> None:
        self.counts[graph] = count
        end = self.plain.stat().st_size
        packed = self._folder / f"{len(self._parts):03d}.deflate"
        work = self._pool.submit(_pack, self.plain, start, end, packed)
        self._parts[graph] = _Part(start, end, work)

    def alone(self, graph: str) -> Path:
        """A file that holds only this graph."""
        part = self._parts[graph]
        path = self._folder / "alone.nq"
        with path.open("wb") as out:
            out.writelines(_blocks(self.plain, part.start, part.end))
        return path

    def join(self, target: Path) -> None:
        """Make the one compressed file of the dataset: graphs sorted, lines sorted within.

        It is a single gzip member, which every reader of gzip takes.
        """
        check = size = 0
        with target.open("wb") as out:
            out.write(_HEADER)
            for graph in sorted(self._parts):
                start, end, packed = self._parts[graph]
                size += end - start
                path = packed.result()
                out.writelines(_blocks(path, 0, path.stat().st_size))
                for block in _blocks(self.plain, start, end):
                    check = zlib.crc32(block, check)
            out.write(zlib.compressobj(wbits=_RAW).flush(zlib.Z_FINISH))
            out.write(struct.pack("<II", check, size & 0xFFFFFFFF))


def _pack(plain: Path, start: int, end: int, packed: Path) -> Path:
    """Compress a stretch of a file to blocks that more blocks may follow."""
    squeeze = zlib.compressobj(_LEVEL, wbits=_RAW)
    with packed.open("wb") as out:
        out.writelines(squeeze.compress(block) for block in _blocks(plain, start, end))
        out.write(squeeze.flush(zlib.Z_FULL_FLUSH))
    return packed


def _blocks(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as plain:
        plain.seek(start)
        while block := plain.read(min(_BLOCK, end - plain.tell())):
            yield block
