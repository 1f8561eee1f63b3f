"""What a dossier is made of: statements that carry their evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement comes from.

    `source` is a source of the dataset, a folder of postings, a group or "the role as given"; `ref`
    leads to the very rows (an IRI's end, a command that lists them, or a document). `count` of
    `denominator` things support the statement.
    """

    source: str
    ref: str
    count: int
    denominator: int

    def as_json(self) -> dict[str, object]:
        return {
            "source": self.source, "ref": self.ref, "count": self.count,
            "denominator": self.denominator,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence and what it rests on; raises `ValueError` where that is nothing."""

    text: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a statement needs evidence: {self.text}")

    def as_json(self) -> dict[str, object]:
        return {"text": self.text, "evidence": [each.as_json() for each in self.evidence]}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the Committee's input request; `missing` says what would supply the rest."""

    heading: str
    statements: tuple[Statement, ...]
    missing: str | None

    def as_json(self) -> dict[str, object]:
        return {
            "heading": self.heading,
            "statements": [each.as_json() for each in self.statements],
            "missing": self.missing,
        }


def stated(text: str, source: str, ref: str, count: int = 1, of: int | None = None) -> Statement:
    """A statement with one piece of evidence."""
    return Statement(text, (Evidence(source, ref, count, count if of is None else of),))
