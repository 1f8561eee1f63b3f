"""The rows of the Parquet that ``occupath extract`` writes, as they were checked."""

from __future__ import annotations

from typing import NamedTuple

# Columns that a file must have; others are not looked at.
DOCUMENTS = ("document", "source", "status", "characters", "title", "employer", "area", "month",
             "sha256")  # fmt: skip
MENTIONS = ("document", "start", "end", "text", "kind", "requirement", "concept", "confidence",
            "section", "sentence_start", "sentence_end", "sentence")  # fmt: skip
CODES = ("document", "rank", "code", "onetsoc", "probability", "abstained")

STRENGTH = ("required", "preferred", "taught", "mentioned")  # of asking, the strongest first


class Document(NamedTuple):
    """A posting. `area` is an IRI, that of the unknown area where the posting names none;
    `month` (``YYYY-MM``) is None where it is unknown."""

    id: str
    title: str | None
    employer: str | None
    area: str
    month: str | None
    sha256: str | None
    characters: int


class Coding(NamedTuple):
    """The code that a posting was given without abstaining; `probability` is 0–1, calibrated."""

    code: str  # SOC 2018
    onetsoc: str | None  # O*NET-SOC 2019, None where the SOC code has several
    probability: float


class Found(NamedTuple):
    """A mention; offsets are those of the text as it was given. `row` is its row in the file."""

    row: int
    document: str
    start: int
    end: int
    text: str
    kind: str
    requirement: str
    concept: str | None
    confidence: float
    section: str | None
    sentence: str | None
