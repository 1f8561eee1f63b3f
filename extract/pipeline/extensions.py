"""What the pipeline adds to spaCy's Doc and Span: registered once, typed here.

``doc._.given`` is the text as it was given, ``doc.text`` the clean one; ``doc._.mentions`` is what
was found. A span of ``doc.spans["mentions"]`` carries its kind as label, its concept as ``kb_id_``
and the rest as extensions. All of it survives ``Doc.to_bytes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from occupath.extract.documents.cleaning import Clean, Offsets
from occupath.extract.pipeline.mention import Mention

SECTIONS = "sections"  # the keys of doc.spans
GAZETTEER = "gazetteer"
QUALIFICATIONS = "qualifications"
SKILLSPAN = "skillspan"
GREEN = "green"
MENTIONS = "mentions"
SCORES = "scores"  # in SpanGroup.attrs: the confidence of each span
VALUES = "values"  # in SpanGroup.attrs: what each qualification says
NAMES = "names"  # in SpanGroup.attrs: the preferred label of each span's concept

_UNTOLD = ("mentioned", None, 0.0)


def register() -> None:
    """Register the extension attributes; a second call changes nothing."""
    if Doc.has_extension("given"):
        return
    Doc.set_extension("given", default=None)
    Doc.set_extension("plain", default=None)
    Doc.set_extension("steps", default=None)  # from the clean text back to the given one
    Doc.set_extension("clean", getter=_clean)
    Doc.set_extension("status", default="ok")
    Doc.set_extension("mentions", getter=mentions)
    Span.set_extension("details", default=_UNTOLD)  # requirement, concept label, confidence
    Span.set_extension("kind", getter=lambda span: span.label_)
    Span.set_extension("concept", getter=lambda span: span.kb_id_ or None)
    for place, name in enumerate(("requirement", "concept_label", "confidence")):
        Span.set_extension(name, getter=_detail(place), setter=_set_detail(place))


def set_clean(doc: Doc, given: str, clean: Clean) -> None:
    """Remember the text as given, and the way back to it."""
    doc._.given = given
    doc._.plain = clean.text
    if clean.offsets is not None:
        doc._.steps = [[list(run) for run in (s.here, s.there, s.there_end, s.kept)]
                       for s in clean.offsets]  # fmt: skip


def plain(doc: Doc) -> str:
    """``doc.text``, which spaCy puts together from the tokens anew each time it is asked."""
    kept: str | None = doc._.plain
    return doc.text if kept is None else kept


def _clean(doc: Doc) -> Clean:
    steps = doc._.steps
    if steps is None:
        return Clean(plain(doc), None)
    return Clean(plain(doc), tuple(Offsets(*map(tuple, step)) for step in steps))


def details(requirement: str, concept_label: str | None, confidence: float) -> tuple[Any, ...]:
    """What a mention's span carries beside its label and concept."""
    return (requirement, concept_label, confidence)


def mentions(doc: Doc) -> tuple[Mention, ...]:
    """The mentions of a document, in order; offsets and text are those of the text as given."""
    given: str = plain(doc) if doc._.given is None else doc._.given
    clean = _clean(doc)
    rows = []
    for span in doc.spans.get(MENTIONS, ()):
        requirement, label, confidence = span._.details
        start, end = span.start_char, span.end_char
        if clean.offsets is not None:
            start, end = clean.given_span(start, end)
        rows.append(
            Mention(
                start, end, given[start:end], span.label_, requirement, span.kb_id_ or None,
                label, confidence,
            )
        )  # fmt: skip
    return tuple(rows)


def group(
    doc: Doc, name: str, spans: Sequence[Span], scores: Sequence[float] | None = None
) -> SpanGroup:
    """Set ``doc.spans[name]``, with the confidence of each span if given."""
    made = SpanGroup(doc, name=name, spans=list(spans))
    if scores is not None:
        made.attrs[SCORES] = list(scores)
    doc.spans[name] = made
    return made


def _detail(place: int) -> Any:
    return lambda span: span._.details[place]


def _set_detail(place: int) -> Any:
    def put(span: Span, value: object) -> None:
        told = list(span._.details)
        told[place] = value
        span._.details = tuple(told)

    return put
