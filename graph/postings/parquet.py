"""Reads the Parquet of ``occupath extract`` and checks every row against the dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.extract.documents.document import READ
from occupath.extract.log import BadRow, ReadLog, SetAside
from occupath.extract.pipeline.mention import KINDS, REQUIREMENTS
from occupath.graph.postings.known import Known, Place
from occupath.graph.postings.rows import CODES, DOCUMENTS, MENTIONS, Coding, Document, Found
from occupath.ontology.errors import SourceError

FILES: dict[str, tuple[str, ...]] = {
    "documents.parquet": DOCUMENTS,
    "mentions.parquet": MENTIONS,
    "codes.parquet": CODES,
}
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REPEAT = "same text, title, area and month as another document"
_Row = dict[str, Any]


class PostingSource(NamedTuple):
    """The documents of one source inside a folder of Parquet; `name` is what `retract` takes."""

    name: str
    folder: Path
    sha256: str  # over the folder's three files, as a `Manifest` has it

    def read(self, known: Known, log: ReadLog) -> Postings:
        """Its sound rows; the others are counted in `log`."""
        reader = _Reader(self, known, log)
        reader.documents()
        reader.codes()
        reader.mentions()
        return reader.postings


class Postings(NamedTuple):
    """What was read of one source: documents by id, their codes, and the mentions in order.

    `places` are the areas named that no official source describes.
    """

    documents: dict[str, Document]
    codes: dict[str, Coding]
    mentions: list[Found]
    places: dict[str, Place]


def posting_sources(paths: Iterable[Path]) -> list[PostingSource]:
    """The sources in folders that ``occupath extract`` wrote (or a Parquet file inside one).

    Sorted by name. Raises `SourceError` when a file is missing, is no Parquet or lacks a column,
    and when two folders have a source of the same name.
    """
    found: dict[str, PostingSource] = {}
    for path in paths:
        folder = path if path.is_dir() else path.parent
        for name in FILES:
            _check(folder / name)
        digest = _checksum(folder)
        for name in _names(folder):
            if name in found and found[name].folder.resolve() == folder.resolve():
                continue
            if name in found:
                raise SourceError(
                    f"{folder}: has postings of the source {name!r}, and so has "
                    f"{found[name].folder}; extract them together, or under another source name"
                )
            found[name] = PostingSource(name, folder, digest)
    return [found[name] for name in sorted(found)]


def _names(folder: Path) -> list[str]:
    """The sources in a folder; raises `SourceError` where two have a document of one id."""
    source_of: dict[str, str] = {}
    for row in _rows(folder, "documents.parquet"):
        name, document = _source(row, folder), str(row["document"])
        if source_of.setdefault(document, name) != name:
            raise SourceError(
                f"{folder}: the document {document!r} stands in the sources "
                f"{source_of[document]!r} and {name!r}, so that its mentions cannot be told apart; "
                "extract them to two folders"
            )
    return sorted({*source_of.values()})


def _check(path: Path) -> None:
    try:
        names = pq.read_schema(path).names
    except FileNotFoundError:
        raise SourceError(
            f"{path}: is not there; give the folder that 'occupath extract --output' wrote"
        ) from None
    except (OSError, pa.ArrowException) as broken:
        raise SourceError(
            f"{path}: is not Parquet ({broken}); write it again with 'occupath extract'"
        ) from broken
    missing = [column for column in FILES[path.name] if column not in names]
    if missing:
        raise SourceError(
            f"{path}: lacks the column {', '.join(missing)}; write it again with 'occupath extract'"
        )


def _checksum(folder: Path) -> str:
    lines = []
    for name in sorted(FILES):
        with (folder / name).open("rb") as content:
            lines.append(f"{file_digest(content, 'sha256').hexdigest()}  {name}\n")
    return sha256("".join(lines).encode()).hexdigest()


def _rows(folder: Path, name: str) -> Iterator[_Row]:
    try:
        with pq.ParquetFile(folder / name) as file:
            for batch in file.iter_batches(columns=list(FILES[name])):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as broken:
        raise SourceError(
            f"{folder / name}: is damaged ({broken}); write it again with 'occupath extract'"
        ) from broken


def _source(row: _Row, folder: Path) -> str:
    return str(row["source"] or "").strip() or folder.resolve().name


class _Reader:
    """Reads one source; the rows of others in the same files are passed over."""

    def __init__(self, source: PostingSource, known: Known, log: ReadLog) -> None:
        self.source = source
        self.known = known
        self.log = log
        self.postings = Postings({}, {}, [], {})
        self._others: set[str] = set()  # documents of other sources
        self._aside: set[str] = set()

    def documents(self) -> None:
        """Every document once, those that could be read."""
        seen: set[tuple[object, ...]] = set()
        for number, row in enumerate(_rows(self.source.folder, "documents.parquet")):
            if _source(row, self.source.folder) != self.source.name:
                self._others.add(str(row["document"]))
                continue
            with self._row("documents.parquet", number, row):
                document = self._document(row)
                same = (document.sha256, document.title, document.area, document.month)
                if document.sha256 is not None and same in seen:
                    self._aside.add(document.id)
                    raise SetAside(_REPEAT)
                seen.add(same)
                self.postings.documents[document.id] = document

    def _document(self, row: _Row) -> Document:
        name = row["document"]
        if not name:
            raise BadRow("a document without an id")
        name = str(name)
        if name in self.postings.documents or name in self._aside:
            raise BadRow("a document stands twice", name)
        if row["status"] not in READ:
            self._aside.add(name)
            raise SetAside(f"document with status {row['status'] or 'unknown'}")
        month = row["month"] or None
        if month is not None and _MONTH.fullmatch(str(month)) is None:
            self.log.notes["months that are not YYYY-MM: taken as unknown"] += 1
            month = None
        digest = row["sha256"] or None
        if digest is not None and _SHA256.fullmatch(digest) is None:
            raise BadRow("the checksum is not a SHA-256", str(digest))
        characters = row["characters"]
        if not isinstance(characters, int) or characters < 0:
            raise BadRow("the number of characters is not a whole number", str(characters))
        area, place = self.known.area(row["area"])
        if place is not None:
            self.postings.places.setdefault(area, place)
        return Document(
            name, _words(row["title"]), _words(row["employer"]), area, month, digest, characters
        )

    def codes(self) -> None:
        """The first code of each document whose coder did not abstain."""
        for number, row in enumerate(_rows(self.source.folder, "codes.parquet")):
            if row["document"] in self._others:
                continue
            with self._row("codes.parquet", number, row):
                document = self._of_document(row)
                if row["rank"] != 1:
                    raise SetAside("code of a lower rank")
                if row["abstained"]:
                    raise SetAside("code of a coder that abstained")
                if document in self.postings.codes:
                    raise BadRow("a document has two codes of rank 1", document)
                self.postings.codes[document] = self._coding(row)

    def _coding(self, row: _Row) -> Coding:
        code, onetsoc = str(row["code"] or ""), row["onetsoc"] or None
        if onetsoc is None and code in self.known.soc_of:
            onetsoc = code  # the coder gave an O*NET-SOC code
        if onetsoc is not None:
            if onetsoc not in self.known.soc_of:
                raise BadRow("an O*NET-SOC code that the dataset does not hold", str(onetsoc))
            code = self.known.soc_of[onetsoc]
        elif code not in self.known.socs:
            raise BadRow("a SOC code that the dataset does not hold", code)
        return Coding(
            code, onetsoc or self.known.only_onetsoc.get(code), _share(row["probability"])
        )

    def mentions(self) -> None:
        """Every sound mention in a document that is there."""
        seen: set[tuple[object, ...]] = set()
        for number, row in enumerate(_rows(self.source.folder, "mentions.parquet")):
            if row["document"] in self._others:
                continue
            with self._row("mentions.parquet", number, row):
                found = self._mention(row, number)
                same = (found.document, found.start, found.end, found.kind, found.concept)
                if same in seen:
                    raise SetAside("mention that stands twice")
                seen.add(same)
                self.postings.mentions.append(found)

    def _mention(self, row: _Row, number: int) -> Found:
        document = self._of_document(row)
        start, end, text = row["start"], row["end"], row["text"]
        if not isinstance(start, int) or not isinstance(end, int) or not text:
            raise BadRow("a mention without a span or text", f"{start}–{end}")
        if not 0 <= start < end <= self.postings.documents[document].characters:
            raise BadRow("a span outside its document", f"{document} {start}–{end}")
        if len(text) != end - start:
            raise BadRow("a text that is not as long as its span", f"{document} {start}–{end}")
        before, after = row["sentence_start"], row["sentence_end"]
        if before is not None and after is not None and not before <= start < end <= after:
            raise BadRow("a mention outside its sentence", f"{document} {start}–{end}")
        if row["kind"] not in KINDS or row["requirement"] not in REQUIREMENTS:
            raise BadRow("no such kind or requirement", f"{row['kind']} {row['requirement']}")
        concept = row["concept"] or None
        if concept is not None and concept not in self.known.concepts:
            raise BadRow("a concept that the dataset does not hold", concept)
        return Found(
            number, document, start, end, text, row["kind"], row["requirement"], concept,
            _share(row["confidence"]), row["section"] or None, _words(row["sentence"]),
        )  # fmt: skip

    def _of_document(self, row: _Row) -> str:
        document = str(row["document"])
        if document in self._aside:
            raise SetAside("row of a document that was set aside")
        if document not in self.postings.documents:
            raise BadRow("a document that is not there", document)
        return document

    def _row(self, file: str, number: int, row: _Row) -> AbstractContextManager[None]:
        self.log.count_read(file)
        return self.log.row(file, number, _Shown(row))


class _Shown(Mapping[str, str | None]):
    """A row as text, made only where it is shown."""

    def __init__(self, row: _Row) -> None:
        self._row = row

    def __getitem__(self, column: str) -> str | None:
        value = self._row[column]
        return None if value is None else str(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)


def _words(text: object) -> str | None:
    """Text on one line; None for nothing."""
    return " ".join(str(text).split()) or None if text is not None else None


def _share(value: object) -> float:
    if isinstance(value, int | float) and 0 <= value <= 1:
        return float(value)
    raise BadRow("not a probability from 0 to 1", str(value))
