"""A mention: a place in a text that says what a job asks for, or what a course teaches."""

from __future__ import annotations

from typing import NamedTuple

KINDS = (
    "skill",  # what one can do
    "knowledge",  # what one knows
    "technology",  # software, programming languages, platforms
    "tool",  # hardware, instruments, machines
    "language",  # human languages
    "certificate",  # what a body certifies
    "licence",  # what the law asks for
    "education",  # a level of schooling, and its field
    "experience",  # years or kinds of work done before
    "occupation",  # a job named in the text
    "domain",  # an industry or field of work
)
REQUIREMENTS = (
    "required",  # the text asks for it
    "preferred",  # it is welcome and not needed
    "taught",  # the text offers to teach it
    "mentioned",  # it is named, and no more
    "negated",  # the text says that it is not needed
)


class Mention(NamedTuple):
    """What a text names, and where: ``given[start:end] == text`` for the text as it was given."""

    start: int  # characters into the given text
    end: int
    text: str
    kind: str  # one of KINDS
    requirement: str  # one of REQUIREMENTS
    concept: str | None  # IRI in the dataset, None where no concept is meant with confidence
    label: str | None  # the concept's preferred label
    confidence: float  # 0–1, that this is a mention of the kind
