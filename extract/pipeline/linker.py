"""The component that links mentions by meaning, where no label has told their concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from occupath.extract.pipeline.batches import batches
from occupath.extract.pipeline.extensions import MENTIONS, details, group, plain, register

if TYPE_CHECKING:
    from occupath.extract.concepts.linker import Link, Linker

LINKED = frozenset(("skill", "knowledge", "technology", "tool", "language"))
LONGEST = 400  # characters of a phrase; no concept's name is as long


@Language.factory(
    "occupath_linker",
    default_config={"dataset": None, "threads": 1},
    requires=["doc.spans"],
    assigns=["doc.spans"],
)
class LinkerComponent:
    """Gives the spans of ``doc.spans["mentions"]`` that have no concept the one they mean.

    A mention that means none of the dataset's concepts with enough confidence keeps none.
    """

    def __init__(self, nlp: Language, name: str, dataset: str | None, threads: int) -> None:
        register()
        self._dataset = Path(dataset) if dataset else None
        self._threads = threads

    @cached_property
    def linker(self) -> Linker:
        """The linker; loaded when the first document comes, once a process."""
        return _linker(self._dataset, self._threads)

    def __call__(self, doc: Doc) -> Doc:
        self._link([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Links the mentions of many documents together, so that a phrase is looked up once."""
        for batch in batches(stream, batch_size):
            self._link(batch)
            yield from batch

    def _link(self, docs: list[Doc]) -> None:
        phrases = sorted({_phrase(doc, span) for doc in docs for span in _unlinked(doc)})
        meant = dict(zip(phrases, self.linker.link(phrases), strict=True)) if phrases else {}
        for doc in docs:
            if MENTIONS in doc.spans:
                spans = [_linked(doc, span, meant) for span in doc.spans[MENTIONS]]
                group(doc, MENTIONS, spans)


@lru_cache(maxsize=2)
def _linker(dataset: Path | None, threads: int) -> Linker:
    from occupath.extract.concepts.linker import Linker  # ONNX Runtime: slow to import

    return Linker(dataset, threads=threads)


def _unlinked(doc: Doc) -> Iterator[Span]:
    for span in doc.spans.get(MENTIONS, ()):
        if not span.kb_id and span.label_ in LINKED:
            yield span


def _phrase(doc: Doc, span: Span) -> str:
    return " ".join(plain(doc)[span.start_char : span.end_char].split())[:LONGEST]


def _linked(doc: Doc, span: Span, meant: dict[str, list[Link]]) -> Span:
    """The span with the concept that its words mean, if they mean one."""
    links = meant.get(_phrase(doc, span)) if not span.kb_id and span.label_ in LINKED else None
    if not links:
        return span
    requirement, _, confidence = span._.details
    made = Span(doc, span.start, span.end, label=span.label, kb_id=links[0].concept)
    made._.details = details(requirement, links[0].label, confidence)
    return made
