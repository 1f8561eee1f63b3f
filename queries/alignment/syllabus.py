"""The text that is aligned: a file's, or that of a program in the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from occupath.extract.documents.cleaning import clean
from occupath.extract.documents.document import READ, STATUSES, Document
from occupath.extract.documents.reading import place_of, read
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError, UnknownCode
from occupath.ontology.ids import mint

_PROGRAM = re.compile(r"(?P<state>[A-Za-z]{2})/(?P<number>[\w.-]+)")
_HEADING = re.compile(
    r"^[#*\s]*(?:(?:course|program|programme|syllabus)(?:\s+(?:title|name))?\s*[:–-]\s*)?",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120  # characters of a first line that may be a title
_ABOUT = """
SELECT ?name ?text ?provider ?url WHERE {
  $program a oc:LearningProgram ; skos:prefLabel ?name .
  OPTIONAL { $program dct:description ?text }
  OPTIONAL { $program oc:offeredBy/skos:prefLabel ?named }
  OPTIONAL { $program oc:listedProvider ?listed }
  OPTIONAL { $program schema:url ?url }
  BIND(COALESCE(?named, ?listed) AS ?provider)
} ORDER BY ?name ?text ?provider ?url LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Syllabus:
    """A syllabus or the description of a program; every offset counts characters of `text`."""

    id: str  # the file's name, or ``nj/50530``
    title: str | None
    text: str  # as it was given
    iri: str | None = None  # of a program in the graph, or of a CTDL file
    provider: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The syllabi of some places, and why others could not be read."""

    syllabuses: tuple[Syllabus, ...]
    rejected: tuple[str, ...]


def gather(places: Iterable[str], dataset: Dataset, title: str | None = None) -> Gathered:
    """The syllabi that paths and programs' ids (``nj/50530``) name; a folder has several.

    A ``.jsonld`` file is read as CTDL. One that cannot be read costs the others nothing, but where
    none can be read `OccupathError` says why.
    """
    found: list[Syllabus] = []
    rejected: list[str] = []
    for place in places:
        try:
            for each in _named(place, dataset):
                if isinstance(each, str):
                    rejected.append(each)
                else:
                    found.append(replace(each, title=title) if title else each)
        except OccupathError as wrong:
            rejected.append(str(wrong))
    if not found:
        raise OccupathError(rejected[0] if rejected else "there is nothing to align")
    return Gathered(tuple(found), tuple(rejected))


def _named(place: str, dataset: Dataset) -> Iterator[Syllabus | str]:
    if not Path(place).exists() and (named := _PROGRAM.fullmatch(place)):
        yield of_program(dataset, named["state"].lower(), named["number"])
    elif place.endswith(".jsonld"):
        from occupath.queries.alignment.ctdl import read_ctdl

        yield read_ctdl(Path(place)).syllabus()
    else:
        for document in read(place_of(place)):
            yield _of_document(document)


def of_program(dataset: Dataset, state: str, number: str) -> Syllabus:
    """The description of a program in the graph; raises `UnknownCode`."""
    iri = mint("program", state, number)
    rows = dataset.select(_ABOUT.replace("$program", f"<{iri}>"))
    if not rows:
        raise UnknownCode(
            f"there is no program {state}/{number} in the dataset; "
            "'occupath query programs-for-occupation' lists the programs for an occupation"
        )
    row = {name: None if value is None else str(value) for name, value in rows[0].items()}
    name = str(row["name"])
    text = row.get("text") or ""
    return Syllabus(f"{state}/{number}", name, text, iri, row.get("provider"), row.get("url"))


def _of_document(document: Document) -> Syllabus | str:
    """The syllabus, or why there is none."""
    if document.status not in READ:
        told = document.detail or STATUSES[document.status]
        return (
            f"{document.id}: cannot be aligned: {told}; give a text, Word, PDF, HTML or "
            "Markdown file in English"
        )
    return Syllabus(document.id, document.title or first_line(document.text), document.text)


def first_line(text: str) -> str | None:
    """The title that a text opens with: its first line, where that is short and ends no
    sentence."""
    line = next(_lines(clean(text[:4_000]).text), "")
    line = _HEADING.sub("", line).strip(" *#")
    if not line or len(line) > _LONGEST_TITLE or line.endswith((".", ";", ",")):
        return None
    return line


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if any(map(str.isalnum, line)):
            yield " ".join(line.split())
