"""What of an alignment is published: a program, its competencies and its alignments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from occupath.ontology.ids import code_iri
from occupath.queries.alignment.align import Alignment
from occupath.queries.alignment.syllabus import Syllabus

SOC, CIP = "soc2018", "cip2020"
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s<>\"{}|\\^`]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Competency:
    """A skill that the program teaches, in the words of the sentence that shows it."""

    iri: str
    label: str
    text: str
    concept: str | None  # IRI of the concept that is meant


@dataclass(frozen=True, slots=True)
class CodeAlignment:
    """An occupation or instructional program that the program is aligned with."""

    iri: str
    code: str
    name: str | None
    weight: float  # 0–1, the probability


@dataclass(frozen=True, slots=True)
class Record:
    """A program as CTDL and schema.org publish it; `teaches` in the order of the description."""

    iri: str
    name: str
    description: str | None
    provider: str | None
    url: str | None
    teaches: tuple[Competency, ...]
    occupations: tuple[CodeAlignment, ...]
    cips: tuple[CodeAlignment, ...]

    def syllabus(self) -> Syllabus:
        """The record as a syllabus: its description, and the competencies that it leaves out."""
        told = self.description or ""
        others = dict.fromkeys(c.text for c in self.teaches if c.text and c.text not in told)
        text = "\n".join([told, *others] if told else [*others])
        return Syllabus(self.iri, self.name, text, self.iri, self.provider, self.url)


def record_of(alignment: Alignment) -> Record:
    """The record of an alignment: each skill once, at its first place."""
    syllabus = alignment.syllabus
    iri = syllabus.iri or uuid_of(f"{syllabus.id}\n{syllabus.text}")
    skills: dict[str, Competency] = {}
    for taught in alignment.taught:
        name = taught.concept or taught.label.lower()
        skills.setdefault(
            name,
            Competency(uuid_of(f"{iri}\n{name}"), taught.label, taught.sentence, taught.concept),
        )
    return Record(
        iri, syllabus.title or syllabus.id, syllabus.text or None, syllabus.provider,
        _address(syllabus.url), in_order(skills.values(), syllabus.text),
        by_weight(
            CodeAlignment(code_iri(SOC, o.code), o.code, o.title, o.probability)
            for o in alignment.occupations
        ),
        by_weight(
            CodeAlignment(code_iri(CIP, c.code), c.code, c.title, c.probability)
            for c in alignment.cips
        ),
    )  # fmt: skip


def in_order(competencies: Iterable[Competency], text: str) -> tuple[Competency, ...]:
    """By the first place of their sentence, then label and IRI; those that stand nowhere first."""
    return tuple(sorted(competencies, key=lambda c: (text.find(c.text), c.label, c.iri)))


def by_weight(codes: Iterable[CodeAlignment]) -> tuple[CodeAlignment, ...]:
    """The likeliest first, then by code."""
    return tuple(sorted(codes, key=lambda c: (-c.weight, c.code)))


def _address(url: str | None) -> str | None:
    """The address with its scheme; None for what is none."""
    if url is None or not _URL.fullmatch(url.strip()):
        return None
    bare = url.strip()
    return bare if "://" in bare else f"http://{bare}"


def uuid_of(name: str) -> str:
    """The IRI that always stands for `name`."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
