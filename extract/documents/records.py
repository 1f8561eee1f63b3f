"""Tables of documents: CSV, JSON Lines and Parquet, one document a row, read as a stream."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from occupath.extract.documents.decoding import encoding_of
from occupath.extract.documents.document import Unreadable
from occupath.ontology.errors import OccupathError

LONGEST_LINE = 64_000_000  # bytes of a line of JSON, characters of a CSV field
_ROWS = 64  # of a Parquet file that are held at a time

NAMES = {
    "text": "text description jobdescription fulltext body content posting postingtext jobposting "
    "rawtext jobtext descriptiontext jobsummary summary",
    "title": "title jobtitle positiontitle position jobname occupationtitle",
    "id": "id jobid postingid documentid docid uuid controlnumber identifier jobpostingid",
    "employer": "employer company companyname agency organization organisation hiringorganization "
    "employername agencyname department",
    "area": "area location joblocation city place msa metro county state region",
    "month": "month date dateposted posted posteddate postingdate postdate opendate openperiod "
    "publicationdate createddate listedtime originallistedtime created",
}
"""Names of columns, without case and signs, and what they hold; the first that is there counts."""


class Columns(NamedTuple):
    """Which columns hold what; None for those to be found by `NAMES`."""

    text: str | None = None
    title: str | None = None
    id: str | None = None


class Row(NamedTuple):
    """A row of a table: its number from 1, and the fields of `NAMES` that are not empty.

    `problem` says why there is no text; `replaced` counts characters that could not be read.
    """

    number: int
    fields: Mapping[str, str]
    problem: str | None = None
    replaced: int = 0


def csv_rows(stream: IO[bytes], name: str, columns: Columns) -> Iterator[Row]:
    """The rows of a CSV (or tab- or semicolon-separated) file with a line of column names."""
    head = stream.read(65_536)
    encoding = encoding_of(head)
    if encoding is None:
        raise Unreadable("binary", "not a text")
    joined = io.BufferedReader(_Joined(head, stream))
    text = io.TextIOWrapper(joined, encoding=encoding, errors="replace", newline="")
    first = head.decode(encoding, "replace").partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.reader(text, delimiter=delimiter)
    try:
        found = _found(next(rows, []), name, columns)
        for number, values in enumerate(rows, 1):
            fields = {what: values[i] for what, i in found.items() if i < len(values)}
            yield Row(number, fields, replaced=fields.get("text", "").count("\ufffd"))
    except csv.Error as broken:
        raise Unreadable("unreadable", f"not sound CSV ({broken})") from broken


def json_rows(stream: IO[bytes], name: str, columns: Columns) -> Iterator[Row]:
    """The objects of JSON Lines; a bad line is a row with a problem."""
    found: dict[str, str] = {}
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Row(number, {}, f"a line of over {LONGEST_LINE:,} bytes")
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as broken:
            yield Row(number, {}, f"not JSON ({str(broken)[:100]})")
            continue
        if not isinstance(row, dict):
            yield Row(number, {}, "not a JSON object")
            continue
        if "text" not in found or found["text"] not in row:
            found = _names(list(row), name, columns, strict=number == 1)
        yield Row(number, _fields(found, row), None if "text" in found else "has no text")


def parquet_rows(path: Path, name: str, columns: Columns) -> Iterator[Row]:
    """The rows of a Parquet file; only the columns that are needed are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            found = _names(file.schema_arrow.names, name, columns)
            number = 0
            for batch in file.iter_batches(_ROWS, columns=sorted(set(found.values()))):
                for row in batch.to_pylist():
                    number += 1
                    yield Row(number, _fields(found, row))
    except (pa.ArrowException, OSError) as broken:
        raise Unreadable("unreadable", f"not sound Parquet ({str(broken)[:200]})") from broken


def _fields(found: Mapping[str, str], row: Mapping[str, Any]) -> dict[str, str]:
    values = {what: row.get(column) for what, column in found.items()}
    return {
        what: value if isinstance(value, str) else str(value)
        for what, value in values.items()
        if value is not None and not isinstance(value, dict | list)
    }


def _found(header: list[str], name: str, columns: Columns) -> dict[str, int]:
    named = _names(header, name, columns)
    return {what: header.index(column) for what, column in named.items()}


def _names(header: list[str], name: str, columns: Columns, strict: bool = True) -> dict[str, str]:
    """The column of each field; raises `OccupathError` where that of the text is not there."""
    plain: dict[str, str] = {}
    for column in header:
        plain.setdefault(re.sub(r"[\W_]", "", column).lower(), column)
    found = {
        what: next(plain[each] for each in names.split() if each in plain)
        for what, names in NAMES.items()
        if any(each in plain for each in names.split())
    }
    for what, column in columns._asdict().items():
        if column is not None:
            found.pop(what, None)
            if column in header:
                found[what] = column
            elif strict:
                raise OccupathError(_absent(name, f"no column {column!r}", what, header))
    if "text" not in found and strict:
        raise OccupathError(_absent(name, "no column that holds the text", "text", header))
    return found


def _absent(name: str, problem: str, what: str, header: Iterable[str]) -> str:
    there = ", ".join(map(repr, header)) or "none"
    return f"{name}: {problem}; name one of them with --{what}-column: {there[:500]}"


class _Joined(io.RawIOBase):
    """A stream of which some bytes were already read."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
