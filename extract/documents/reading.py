"""Files, folders and streams into documents, one after the other, each with a status.

Nothing that a file holds stops the run, is executed or is fetched; memory is bounded, since no
more than one document (and a row of a table) is held at a time, of at most `LIMIT` characters.
"""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

from occupath.extract.documents.cleaning import clean
from occupath.extract.documents.decoding import decode
from occupath.extract.documents.document import LIMIT, Document, Unreadable
from occupath.extract.documents.header import header, month_of
from occupath.extract.documents.language import is_english
from occupath.extract.documents.office import docx_text, pdf_text
from occupath.extract.documents.records import (
    LONGEST_LINE,
    Columns,
    Row,
    csv_rows,
    json_rows,
    parquet_rows,
)
from occupath.ontology.errors import OccupathError

_BYTES = 100_000_000  # of a PDF or Word file that are read
_TEXT_BYTES = 4 * LIMIT  # of a text, at four bytes a character at most
_TABLES = {
    ".csv": csv_rows,
    ".tsv": csv_rows,
    ".jsonl": json_rows,
    ".ndjson": json_rows,
    ".json": json_rows,
}
_HEADER = 20_000  # characters by which a text is judged
_CUT = f"the first {LIMIT:,} characters were read"
_WORD = re.compile(r"\w")
_HALF = re.compile("[\ud800-\udfff]")


class Place(NamedTuple):
    """What to read: a file, a folder or ``-``; the name of its source; the columns of tables."""

    path: str
    source: str
    columns: Columns = Columns()


def place_of(path: str, source: str | None = None, columns: Columns = Columns()) -> Place:  # noqa: B008
    """The place `path` names; its source is called after it unless `source` says otherwise."""
    if path != "-" and not Path(path).exists():
        raise OccupathError(f"{path}: is not there; give a file, a folder, or - for standard input")
    name = Path(path).resolve().name if path != "-" else "stdin"
    return Place(path, source or name.removesuffix(".gz").rsplit(".", 1)[0] or name, columns)


def read(place: Place, stdin: IO[bytes] | None = None) -> Iterator[Document]:
    """The documents of a place, in the order of the names of its files; ids are unique.

    Raises `OccupathError` where the place holds no file, or a table has no column of texts.
    """
    return _unique(_documents(place, stdin))


def _documents(place: Place, stdin: IO[bytes] | None) -> Iterator[Document]:
    if place.path == "-":
        yield from _from_bytes("stdin", place, (stdin or standard_input()).read(_BYTES + 1), "")
        return
    path = Path(place.path)
    if path.is_file():
        yield from _from_file(path, path.name, place)
        return
    files = [file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path)]
    if not files:
        raise OccupathError(f"{path}: holds no file; give a folder with the documents in it")
    for file in sorted(files, key=lambda file: file.relative_to(path).as_posix()):
        yield from _from_file(file, file.relative_to(path).as_posix(), place)


def standard_input() -> IO[bytes]:
    """The bytes of standard input, also where a program put a text in its place."""
    stream: IO[bytes] | None = getattr(sys.stdin, "buffer", None)
    return BytesIO(sys.stdin.read().encode("utf-8", "replace")) if stream is None else stream


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _from_file(path: Path, name: str, place: Place) -> Iterator[Document]:
    packed = path.suffix.lower() == ".gz"
    suffix = Path(path.stem).suffix.lower() if packed else path.suffix.lower()
    try:
        if suffix == ".parquet" and not packed:
            yield from _from_rows(parquet_rows(path, name, place.columns), name, place)
            return
        with gzip.open(path) if packed else path.open("rb") as stream:
            if suffix in _TABLES:
                rows = _TABLES[suffix](stream, name, place.columns)  # type: ignore[arg-type]
                yield from _from_rows(rows, name, place)
                return
            most = _BYTES if suffix in (".pdf", ".docx", ".doc") else _TEXT_BYTES
            content = stream.read(most + 1)
    except Unreadable as reason:
        yield Document(name, place.source, "", reason.status, str(reason))
    except (OSError, EOFError, zlib.error) as broken:
        said = getattr(broken, "strerror", None) or str(broken)
        yield Document(name, place.source, "", "unreadable", f"cannot be read ({said})")
    else:
        yield from _from_bytes(name, place, content, suffix)


def _from_bytes(name: str, place: Place, content: bytes, suffix: str) -> Iterator[Document]:
    replaced, cut = 0, False
    try:
        if suffix == ".pdf" or content.startswith(b"%PDF-"):
            text = pdf_text(content)
        elif suffix in (".docx", ".doc") or (content[:2] == b"PK" and b"word/" in content[:9_999]):
            text = docx_text(content)
        else:
            decoded = decode(content[:_TEXT_BYTES])
            if decoded is None:
                raise Unreadable("binary", "the bytes are not those of a text")
            text, replaced, _ = decoded
            cut = len(content) > _TEXT_BYTES
    except Unreadable as reason:
        yield Document(name, place.source, "", reason.status, str(reason))
        return
    yield _document(name, place.source, text, replaced, cut, {})


def _from_rows(rows: Iterable[Row], name: str, place: Place) -> Iterator[Document]:
    for row in rows:
        known = row.fields.get("id", "").strip() or f"{name}:{row.number}"
        if row.problem is not None:
            yield Document(known, place.source, "", "unreadable", row.problem)
            continue
        told = {what: value.strip() for what, value in row.fields.items() if what != "text"}
        text = row.fields.get("text", "")
        yield _document(known, place.source, text, row.replaced, False, told)


def _document(
    name: str, source: str, text: str, replaced: int, cut: bool, told: dict[str, str]
) -> Document:
    """The document of a text, with what its row or else its header says about it."""
    document = document_of(name, text, source)
    if document.status == "ok" and cut:
        document = document._replace(status="too-large-truncated", detail=_CUT)
    elif document.status == "ok" and replaced:
        document = document._replace(
            status="encoding-replaced", detail=f"{replaced:,} characters could not be read"
        )
    said = header(clean(document.text[:_HEADER]).text)
    return document._replace(
        title=told.get("title") or said.title,
        employer=told.get("employer") or said.employer,
        area=told.get("area") or said.area,
        month=month_of(told.get("month")) or said.month,
    )


def document_of(name: str, text: str, source: str = "") -> Document:
    """The document of a text and its status; of a longer text, the first `LIMIT` characters."""
    part = text[:LIMIT]
    with suppress(UnicodeEncodeError):
        part.encode()
        return Document(name, source, part, *_status(part, len(text) > LIMIT))
    part = _HALF.sub("\ufffd", part)
    return Document(name, source, part, *_status(part, len(text) > LIMIT))


def _status(text: str, cut: bool) -> tuple[str, str | None]:
    plain = clean(text[:_HEADER]).text
    if not _WORD.search(plain) and not _WORD.search(clean(text).text):
        return "empty", None
    if not is_english(plain):
        return "not-english", None
    return ("too-large-truncated", _CUT) if cut else ("ok", None)


def stored_lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream that are not blank; None for one longer than is read."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        elif line.strip():
            yield line


def _unique(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents; an id that stands again gets a number behind it."""
    seen: dict[str, int] = {}
    for document in documents:
        times = seen[document.id] = seen.get(document.id, 0) + 1
        if times > 1:
            document = document._replace(id=f"{document.id}~{times}")
            seen.setdefault(document.id, 1)
        yield document
