"""The folder of Parquet that ``occupath extract`` writes: documents, mentions and codes.

Parts are written while the work goes on, so that an interrupted run can be resumed; the three
files appear, and replace what stood there, only when all is done. The same documents give the
same bytes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.extract.documents.document import Document
from occupath.extract.documents.extraction import Extracted
from occupath.ontology.errors import OccupathError

_TEXT, _COUNT, _SHARE = pa.string(), pa.int64(), pa.float64()
SCHEMAS: dict[str, Any] = {
    "documents": pa.schema(
        {
            "document": _TEXT,
            "source": _TEXT,
            "status": _TEXT,
            "detail": _TEXT,
            "characters": _COUNT,
            "title": _TEXT,
            "employer": _TEXT,
            "area": _TEXT,
            "month": _TEXT,
            "sha256": _TEXT,
        }
    ),
    "mentions": pa.schema(
        {
            "document": _TEXT,
            "start": _COUNT,
            "end": _COUNT,
            "text": _TEXT,
            "kind": _TEXT,
            "requirement": _TEXT,
            "concept": _TEXT,
            "label": _TEXT,
            "confidence": _SHARE,
            "section": _TEXT,
            "sentence_start": _COUNT,
            "sentence_end": _COUNT,
            "sentence": _TEXT,
        }
    ),
    "codes": pa.schema(
        {
            "document": _TEXT,
            "rank": _COUNT,
            "code": _TEXT,
            "onetsoc": _TEXT,
            "title": _TEXT,
            "probability": _SHARE,
            "abstained": pa.bool_(),
        }
    ),
}
"""The columns of the three files; offsets are characters of the text as it was given."""

_PARTS = ".parts"
_STATE = "settings.json"
_ROWS = 65_536  # of a row group
_PART = 128  # documents that a part has at least


class ParquetFolder:
    """The output folder of a run; `settings` says what would make a part another one."""

    def __init__(self, folder: Path, settings: Mapping[str, str | bool | None]) -> None:
        self.folder = folder
        self.settings = dict(settings)
        self._parts = folder / _PARTS
        self.kept = 0  # documents of parts that were there already
        self._done = 0  # parts
        self._waiting: list[Extracted] = []

    def start(self, resume: bool) -> None:
        """Make the folder; keep the parts of an interrupted run if `resume`, else drop them.

        Raises `OccupathError` where they were made with other settings, or nothing can be written.
        """
        try:
            if not resume and self._parts.exists():
                shutil.rmtree(self._parts)
            self._parts.mkdir(parents=True, exist_ok=True)
            state = self._parts / _STATE
            if state.exists() and json.loads(state.read_text("utf-8")) != self.settings:
                raise OccupathError(
                    f"{self.folder}: the interrupted run had other settings; run without --resume"
                )
            _written(state, lambda path: path.write_text(json.dumps(self.settings), "utf-8"))
        except OSError as failure:
            raise OccupathError(
                f"{self.folder}: cannot be written ({failure.strerror}); choose another --output"
            ) from failure
        while all(self._part(name, self._done).exists() for name in SCHEMAS):
            self.kept += pq.read_metadata(self._part("documents", self._done)).num_rows
            self._done += 1

    def remaining(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents behind those of the parts that are there.

        Raises `OccupathError` where the documents of a part are no longer what they were.
        """
        stream = iter(documents)
        for number in range(self._done):
            part = pq.read_table(self._part("documents", number), columns=["document", "sha256"])
            for row in part.to_pylist():
                document = next(stream, None)
                if document is None or (document.id, _digest(document)) != tuple(row.values()):
                    raise OccupathError(
                        f"{self.folder}: {row['document']} is not what it was when the run was "
                        "interrupted; run without --resume"
                    )
        yield from stream

    def add(self, extracted: Iterable[Extracted]) -> None:
        """Keep a chunk; a part is written whenever enough has come together."""
        self._waiting.extend(extracted)
        if len(self._waiting) >= _PART:
            self._write_part()

    def finish(self) -> dict[str, int]:
        """Put the parts together and drop them; how many rows each file has, by its name."""
        if self._waiting or not self._done:
            self._write_part()
        counts = {name: self._merge(name) for name in SCHEMAS}
        for name in SCHEMAS:
            (self._parts / f"{name}.parquet").replace(self.folder / f"{name}.parquet")
        shutil.rmtree(self._parts)
        return counts

    def _part(self, name: str, number: int) -> Path:
        return self._parts / f"{number:06}-{name}.parquet"

    def _write_part(self) -> None:
        rows = _rows(self._waiting)
        for name, schema in SCHEMAS.items():
            table = pa.Table.from_pylist(rows[name], schema)
            place = self._part(name, self._done)
            _written(place, partial(pq.write_table, table))
        self._done += 1
        self._waiting = []

    def _merge(self, name: str) -> int:
        """One file of all parts, in row groups whose size does not depend on the parts."""
        count = 0
        with pq.ParquetWriter(
            self._parts / f"{name}.parquet", SCHEMAS[name], compression="zstd"
        ) as writer:
            held = SCHEMAS[name].empty_table()
            for number in range(self._done):
                held = pa.concat_tables([held, pq.read_table(self._part(name, number))])
                while held.num_rows >= _ROWS:
                    writer.write_table(held.slice(0, _ROWS).combine_chunks())
                    held = held.slice(_ROWS)
                    count += _ROWS
            writer.write_table(held.combine_chunks())
        return count + int(held.num_rows)


def _rows(extracted: Iterable[Extracted]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
    for document, mentions, codes in extracted:
        rows["documents"].append(
            {
                **document._asdict(),
                "document": document.id,
                "characters": len(document.text),
                "sha256": _digest(document),
            }
        )
        for found in mentions:
            rows["mentions"].append(
                {**found.mention._asdict(), **found._asdict(), "document": document.id}
            )
        rows["codes"] += [{**code._asdict(), "document": document.id} for code in codes]
    return rows


def _digest(document: Document) -> str:
    return sha256(document.text.encode("utf-8", "replace")).hexdigest()


def _written(place: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and then put it there, so that none stands there half-made."""
    aside = place.with_name(place.name + ".new")
    write(aside)
    aside.replace(place)
