"""From what the parts found to one list of mentions: boundaries, kinds, concepts, confidence.

Boundaries follow SkillSpan, so its layer comes first, and a knowledge may lie inside a skill. The
gazetteer says which knowledge is a technology, tool, language or certificate and which concept is
meant, and adds labels where the model marked nothing, of the kinds that it is right about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from occupath.extract.documents.sections import SILENT
from occupath.extract.pipeline.extensions import (
    GAZETTEER,
    GREEN,
    MENTIONS,
    NAMES,
    QUALIFICATIONS,
    SCORES,
    SECTIONS,
    SKILLSPAN,
    details,
    group,
    register,
)
from occupath.extract.pipeline.mention import KINDS

# Kinds that the gazetteer may give to what the model calls knowledge.
_NAMED = frozenset(("technology", "tool", "language", "certificate", "licence"))
# Kinds that the gazetteer adds by itself, beside tools of several words; knowledge and skills only
# where no model reads.
_ADDED = frozenset(("technology", "language", "certificate", "licence"))
_LEAST = 0.08  # confidence below which what the model marks is dropped
_CREDENTIALS = frozenset(("certificate", "licence"))
_FROM_GREEN = {"experience": "experience", "occupation": "occupation", "domain": "domain"}
_SIGNS = frozenset(",;:")
_SURE_GREEN = 0.35  # half of what strict boundaries call wrong names the right thing


class _Found(NamedTuple):
    """A span of tokens (first, after last) that one part found."""

    first: int
    after: int
    kind: str
    concept: str
    name: str | None
    confidence: float


@Language.factory(
    "occupath_merge",
    default_config={"labels_alone": False},
    requires=["doc.spans"],
    assigns=["doc.spans"],
)
class Merge:
    """Sets ``doc.spans["mentions"]`` from the other groups of spans."""

    def __init__(self, nlp: Language, name: str, labels_alone: bool) -> None:
        register()
        self._labels_alone = labels_alone

    def __call__(self, doc: Doc) -> Doc:
        labels = _read(doc, GAZETTEER)
        chosen = _Chosen(len(doc))
        at = {(label.first, label.after): label for label in reversed(labels)}
        asked = [found for found in _read(doc, QUALIFICATIONS) if found.kind in KINDS]
        silent, credentials = _silent(doc), bytearray(len(doc))
        for found in asked:
            if found.kind in _CREDENTIALS:
                credentials[found.first : found.after] = b"\1" * (found.after - found.first)
        for found in sorted(_read(doc, SKILLSPAN), key=lambda f: (f.first, -f.after, f.kind)):
            if silent[found.first]:
                continue  # a sentence that only ends in boilerplate
            said = found.kind == "knowledge" and any(credentials[found.first : found.after])
            if found.confidence >= _LEAST and not said:
                found = _trimmed(doc, found)
                chosen.add(_named(found, at.get((found.first, found.after))))
        for found in asked:
            chosen.add(_credited(found, labels))
        self._add_labels(labels, chosen, silent)
        for found in _read(doc, GREEN):
            kind = _FROM_GREEN.get(found.kind)
            if kind and found.confidence >= _SURE_GREEN and chosen.free(found):
                chosen.add(found._replace(kind=kind))
        _set_mentions(doc, chosen.all())
        return doc

    def _add_labels(self, labels: list[_Found], chosen: _Chosen, silent: bytearray) -> None:
        """Labels that stand where nothing was marked, or inside a skill; none in `silent`."""
        for found in labels:
            named = found.kind in _ADDED or (found.kind == "tool" and found.after - found.first > 1)
            if silent[found.first] or not (named or self._labels_alone):
                continue
            if chosen.free(found):
                chosen.add(found)


def _silent(doc: Doc) -> bytearray:
    """1 for each token of a section that asks for nothing."""
    marked = bytearray(len(doc))
    for section in doc.spans.get(SECTIONS, ()):
        if section.label_ in SILENT:
            marked[section.start : section.end] = b"\1" * (section.end - section.start)
    return marked


class _Chosen:
    """The mentions so far; each place (first, after) holds one."""

    def __init__(self, tokens: int) -> None:
        self._at: dict[tuple[int, int], _Found] = {}
        self._covered = bytearray(tokens)

    def add(self, found: _Found) -> None:
        """Keep a mention, unless its place holds a surer one."""
        place = (found.first, found.after)
        there = self._at.get(place)
        if there is None or there.confidence < found.confidence:
            self._at[place] = found
            for token in range(found.first, found.after):
                self._covered[token] = 1

    def free(self, found: _Found) -> bool:
        """Whether no token of it belongs to a mention."""
        return not any(self._covered[found.first : found.after])

    def all(self) -> list[_Found]:
        """The mentions in order, the longer first where two start together."""
        return sorted(self._at.values(), key=lambda f: (f.first, -f.after))


def _read(doc: Doc, name: str) -> list[_Found]:
    layer: SpanGroup | None = doc.spans.get(name)
    if layer is None:
        return []
    scores = layer.attrs.get(SCORES) or [1.0] * len(layer)
    names = layer.attrs.get(NAMES) or [None] * len(layer)
    return [
        _Found(span.start, span.end, span.label_, span.kb_id_, label, score)
        for span, label, score in zip(layer, names, scores, strict=True)
    ]


def _trimmed(doc: Doc, found: _Found) -> _Found:
    """The mention without commas, semicolons and colons at its ends."""
    first, after = found.first, found.after
    while after - 1 > first and doc[after - 1].text in _SIGNS:
        after -= 1
    while first + 1 < after and doc[first].text in _SIGNS:
        first += 1
    return found._replace(first=first, after=after)


def _named(found: _Found, label: _Found | None) -> _Found:
    """The mention with the kind and concept of the label that stands in its place, if any."""
    if label is None:
        return found
    kind = label.kind if found.kind == "knowledge" and label.kind in _NAMED else found.kind
    return found._replace(kind=kind, concept=label.concept, name=label.name)


def _credited(found: _Found, labels: Iterable[_Found]) -> _Found:
    """The qualification with the credential that alone is named in it: "CPA licence"."""
    if found.kind not in _CREDENTIALS:
        return found
    inside = [
        label
        for label in labels
        if label.kind in _CREDENTIALS and found.first <= label.first and label.after <= found.after
    ]
    if len(inside) != 1:
        return found
    return found._replace(concept=inside[0].concept, name=inside[0].name)


def _set_mentions(doc: Doc, found: list[_Found]) -> None:
    spans = []
    for first, after, kind, concept, name, confidence in found:
        span = Span(doc, first, after, label=kind, kb_id=concept)
        span._.details = details("mentioned", name, round(confidence, 4))
        spans.append(span)
    group(doc, MENTIONS, spans)
