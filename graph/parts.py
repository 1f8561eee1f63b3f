"""The graphs of a dataset on disk while it is made, and the one file that they become."""

from __future__ import annotations

import shutil
import struct
import zlib
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


class _Packed(NamedTuple):
    path: Path
    size: int  # of the plain text, bytes


class Parts:
    """One N-Quads file a graph, compressed while the next is made; a context."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, int] = {}
        self._paths: dict[str, Path] = {}
        self._packed: dict[str, Future[_Packed]] = {}
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

    def write(self, triples: Triples) -> Path:
        """Write a graph; returns its N-Quads file."""
        path = self.folder / f"{len(self._paths):03d}.nq"
        self.counts[triples.graph] = triples.write(path)
        self._paths[triples.graph] = path
        self._packed[triples.graph] = self._pool.submit(_pack, path)
        return path

    def join(self, target: Path) -> None:
        """Make the one compressed file of the dataset: graphs sorted, lines sorted within.

        It is a single gzip member, which every reader of gzip takes.
        """
        check = size = 0
        with target.open("wb") as out:
            out.write(_HEADER)
            for graph in sorted(self._packed):
                packed = self._packed[graph].result()
                size += packed.size
                with packed.path.open("rb") as part:
                    shutil.copyfileobj(part, out, _BLOCK)
                with self._paths[graph].open("rb") as plain:
                    while block := plain.read(_BLOCK):
                        check = zlib.crc32(block, check)
            out.write(zlib.compressobj(wbits=_RAW).flush(zlib.Z_FINISH))
            out.write(struct.pack("<II", check, size & 0xFFFFFFFF))


def _pack(path: Path) -> _Packed:
    """Compress a file to blocks that more blocks may follow."""
    packed = path.with_suffix(".deflate")
    squeeze = zlib.compressobj(_LEVEL, wbits=_RAW)
    with path.open("rb") as plain, packed.open("wb") as out:
        while block := plain.read(_BLOCK):
            out.write(squeeze.compress(block))
        out.write(squeeze.flush(zlib.Z_FULL_FLUSH))
        return _Packed(packed, plain.tell())
