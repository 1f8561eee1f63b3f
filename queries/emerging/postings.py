"""Postings as the search for emerging work reads them: from texts, from Parquet, of a dataset."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.extract.documents.document import READ
from occupath.extract.documents.extraction import Extracted
from occupath.graph.origin import Origin
from occupath.graph.postings import posting_sources
from occupath.ontology.errors import OccupathError, SourceError

LEFT_OUT = frozenset(("education", "experience", "occupation"))
"""Kinds of mention that say nothing about the work itself."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A SOC 2018 code that the coder gave a posting; `probability` is 0–1."""

    code: str
    title: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class Named:
    """A skill, tool or piece of knowledge that a posting names, by its concept's label if known."""

    name: str
    kind: str
    concept: str | None


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting that was read; what it does not say is None or empty.

    `guesses` are the coder's, the likeliest first; `month` is ``YYYY-MM``. `sentences` are those
    in which a skill or task is named, on one line, in the order of the text; `duties` are those of
    them that stand under the duties.
    """

    id: str
    source: str
    title: str | None
    employer: str | None
    area: str | None
    month: str | None
    guesses: tuple[Guess, ...]
    abstained: bool
    named: tuple[Named, ...]
    sentences: tuple[str, ...]
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings in order, and how many were set aside by reason."""

    postings: tuple[Posting, ...]
    set_aside: dict[str, int]


def of_extracted(chunks: Iterable[list[Extracted]]) -> Postings:
    """Those that an extractor with a coder has just read."""
    return _kept(_from_extracted(chunks))


def is_extracted(path: Path) -> bool:
    """Whether `path` is a folder that ``occupath extract --format parquet`` wrote."""
    return path.is_dir() and (path / "documents.parquet").is_file()


def of_folders(folders: Iterable[Path]) -> Postings:
    """Those in folders that ``occupath extract --format parquet`` wrote.

    Raises `SourceError` where a file is missing or damaged, or no posting has a code.
    """
    places = list(dict.fromkeys(folders))
    posting_sources(places)  # checks files and columns
    return _kept(row for place in places for row in _from_folder(place))


def of_dataset(dataset: Path) -> Postings:
    """Those that the dataset in `dataset` was built with, from the Parquet that it names.

    Raises `SourceError` where it has none, or its Parquet is no longer there.
    """
    folders = [Path(folder) for folder in Origin.read(dataset).postings]
    if not folders:
        raise SourceError(
            f"{dataset}: was built without postings; give some with --postings, or build it with "
            "'occupath build --postings FOLDER'"
        )
    return of_folders(folders)


def joined(parts: Iterable[Postings]) -> Postings:
    """Several as one, in order; raises `OccupathError` where two have a posting of one id."""
    kept: list[Posting] = []
    aside: Counter[str] = Counter()
    for part in parts:
        kept += part.postings
        aside.update(part.set_aside)
    twice = [name for name, n in Counter(posting.id for posting in kept).items() if n > 1]
    if twice:
        raise OccupathError(
            f"the posting {min(twice)!r} stands in two of the places given; give each once, or "
            "ids that differ"
        )
    return Postings(tuple(kept), dict(sorted(aside.items())))


_Row = tuple[Posting, str, str]  # with its status and the checksum of its text


def _kept(rows: Iterable[_Row]) -> Postings:
    kept: list[Posting] = []
    aside: defaultdict[str, int] = defaultdict(int)
    seen: set[tuple[object, ...]] = set()
    for posting, status, digest in rows:
        same = (digest, posting.title, posting.area, posting.month)
        if status not in READ:
            aside[f"not read: {status}"] += 1
        elif same in seen:
            aside["same text, title, area and month as another posting"] += 1
        elif not posting.guesses:
            aside["without a code: neither title nor text holds a word"] += 1
        else:
            seen.add(same)
            kept.append(posting)
    if not kept:
        told = "; ".join(f"{n} {reason}" for reason, n in sorted(aside.items())) or "none is there"
        raise OccupathError(
            f"no posting to look at ({told}); give postings with texts, or a folder that "
            "'occupath extract --format parquet --code' wrote"
        )
    return Postings(tuple(kept), dict(sorted(aside.items())))


def _from_extracted(chunks: Iterable[list[Extracted]]) -> Iterator[_Row]:
    for chunk in chunks:
        for document, mentions, codes in chunk:
            found = [
                {**each.mention._asdict(), "section": each.section, "sentence": each.sentence}
                for each in mentions
            ]
            digest = sha256(document.text.encode("utf-8", "replace")).hexdigest()
            coded = [code._asdict() for code in codes]
            yield _posting(document._asdict(), found, coded), document.status, digest


def _from_folder(folder: Path) -> Iterator[_Row]:
    mentions, codes = _by_document(folder, "mentions"), _by_document(folder, "codes")
    for row in _table(folder, "documents"):
        name = row["document"]
        posting = _posting({**row, "id": name}, mentions.get(name, []), codes.get(name, []))
        yield posting, str(row["status"]), str(row["sha256"])


def _by_document(folder: Path, name: str) -> dict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _table(folder, name):
        found[row["document"]].append(row)
    return dict(found)


def _table(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    path = folder / f"{name}.parquet"
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as broken:
        raise SourceError(
            f"{path}: is damaged ({broken}); write it again with 'occupath extract'"
        ) from broken


def _posting(
    document: dict[str, Any], mentions: list[dict[str, Any]], codes: list[dict[str, Any]]
) -> Posting:
    telling = [
        m
        for m in mentions
        if m["kind"] not in LEFT_OUT and m["requirement"] != "negated" and m["sentence"]
    ]
    ranked = sorted(codes, key=lambda code: int(code["rank"]))
    return Posting(
        str(document["id"]),
        str(document["source"] or ""),
        document["title"] or None,
        document["employer"] or None,
        document["area"] or None,
        document["month"] or None,
        tuple(Guess(c["code"], c["title"], float(c["probability"])) for c in ranked),
        bool(ranked and ranked[0]["abstained"]),
        tuple(
            dict.fromkeys(
                Named(_name(m["label"] or m["text"]), m["kind"], m["concept"]) for m in telling
            )
        ),
        tuple(dict.fromkeys(m["sentence"] for m in telling)),
        tuple(dict.fromkeys(m["sentence"] for m in telling if m["section"] == "duties")),
    )


def _name(text: str) -> str:
    return " ".join(text.split())
