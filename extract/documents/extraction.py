"""What the pipeline and the coder find in documents, as rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from occupath.extract.documents.document import READ, Document
from occupath.extract.pipeline.mention import Mention
from occupath.ontology.errors import OccupathError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from occupath.extract.occupations.coder import Job, OccupationCoder
    from occupath.extract.occupations.coding import Coding

_BATCH = 16  # documents that a model sees together
_TOP = 5  # codes of a document


class Settings(NamedTuple):
    """How documents are looked at; the dataset and the labels decide what is found."""

    dataset: Path | None = None
    pipeline: str = "balanced"
    code: bool = False
    user_labels: Path | None = None


class Found(NamedTuple):
    """A mention with the section and the sentence around it, all in the text as given."""

    mention: Mention
    section: str | None
    sentence_start: int
    sentence_end: int
    sentence: str  # on one line, cleaned


class CodeRow(NamedTuple):
    """One of the codes of a document, the likeliest of rank 1."""

    rank: int
    code: str
    onetsoc: str | None
    title: str | None
    probability: float
    abstained: bool


class Extracted(NamedTuple):
    """A document and all that was found in it."""

    document: Document
    mentions: tuple[Found, ...]
    codes: tuple[CodeRow, ...]


class Extractor:
    """A loaded pipeline, and a coder if occupation codes are wanted."""

    def __init__(self, nlp: Language, coder: OccupationCoder | None = None) -> None:
        self.nlp = nlp
        self.coder = coder

    @classmethod
    def load(cls, settings: Settings) -> Extractor:
        """The pipeline that the settings name; raises `OccupathError` where it is not there."""
        from occupath.extract.pipeline.load import PIPELINES, load

        name = next((each for each in PIPELINES if each == settings.pipeline), None)
        if name is None:
            raise OccupathError(f"unknown pipeline {settings.pipeline!r}; {', '.join(PIPELINES)}")
        nlp = load(settings.dataset, name, user_labels=settings.user_labels)
        if not settings.code:
            return cls(nlp)
        from occupath.extract.occupations.coder import OccupationCoder

        return cls(nlp, OccupationCoder(settings.dataset))

    def extract(self, documents: Sequence[Document]) -> list[Extracted]:
        """What is found in each, in order; a document on which a part fails says so."""
        try:
            return self._together(documents)
        except OccupathError:
            raise
        except Exception as failure:  # one bad document must not cost the others
            if len(documents) > 1:
                return [row for document in documents for row in self.extract([document])]
            said = " ".join(f"{type(failure).__name__}: {failure}".split())[:200]
            failed = documents[0]._replace(status="failed", detail=said)
            return [Extracted(failed, (), ())]

    def _together(self, documents: Sequence[Document]) -> list[Extracted]:
        read = [document for document in documents if document.status in READ]
        texts = [document.text for document in read]
        docs = list(self.nlp.pipe(texts, batch_size=_BATCH)) if texts else []
        codes = self._codes(read, docs)
        found = {
            document.id: (tuple(_found(doc)), code)
            for document, doc, code in zip(read, docs, codes, strict=True)
        }
        return [Extracted(each, *found.get(each.id, ((), ()))) for each in documents]

    def _codes(self, read: Sequence[Document], docs: Sequence[Doc]) -> list[tuple[CodeRow, ...]]:
        if self.coder is None:
            return [()] * len(docs)
        from occupath.extract.occupations.coder import Job

        jobs = [Job(d.title, doc.text, d.employer) for d, doc in zip(read, docs, strict=True)]
        return [_code_rows(coding) for coding in self._codings(self.coder, jobs)]

    def _codings(self, coder: OccupationCoder, jobs: list[Job]) -> list[Coding | None]:
        from occupath.extract.occupations.coder import NothingToCode

        try:
            return list(coder.code_many(jobs, _TOP)) if jobs else []
        except NothingToCode:
            if len(jobs) == 1:
                return [None]
            return [coding for job in jobs for coding in self._codings(coder, [job])]


def _code_rows(coding: Coding | None) -> tuple[CodeRow, ...]:
    if coding is None:
        return ()
    return tuple(
        CodeRow(
            rank, each.code, each.onetsoc, each.title, round(each.probability, 4), coding.abstained
        )
        for rank, each in enumerate(coding.codes, 1)
    )


def _found(doc: Doc) -> Iterator[Found]:
    """The mentions of a document with their surroundings."""
    sections = list(doc.spans.get("sections", ()))
    starts = [section.start for section in sections]
    clean = doc._.clean
    given = doc._.given
    for mention, span in zip(doc._.mentions, doc.spans.get("mentions", ()), strict=True):
        sentence = doc[span.sent.start : max(span.sent.end, span.end)]
        place = bisect_right(starts, span.start) - 1
        start, end = clean.given_span(sentence.start_char, sentence.end_char)
        start, end = min(start, mention.start), max(end, mention.end)
        while end > mention.end and given[end - 1].isspace():
            end -= 1
        yield Found(
            mention._replace(confidence=round(float(mention.confidence), 4)),
            sections[place].label_ if place >= 0 else None,
            start,
            end,
            " ".join(sentence.text.split()),
        )
