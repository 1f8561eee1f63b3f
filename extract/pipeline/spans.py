"""The component that runs a trained span model over the sentences of a document."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from occupath.extract.documents.sections import SILENT, is_heading
from occupath.extract.pipeline.extensions import GREEN, SECTIONS, SKILLSPAN, group, plain, register
from occupath.extract.pipeline.places import Bounds, sentence_bounds, spans_at
from occupath.extract.spans import Found, SpanModel, load_span_model

STRETCH = 700  # characters that the model reads together
_LAYERS = (SKILLSPAN, GREEN)


@Language.factory(
    "occupath_spans",
    default_config={"model": "accurate", "threads": 1},
    assigns=["doc.spans"],
)
class SpansComponent:
    """Sets ``doc.spans["skillspan"]`` and ``doc.spans["green"]``: what the model marks in each of
    the two annotation schemes, with its scores in ``attrs["scores"]``.

    Sentences of sections that ask for nothing (benefits, boilerplate) are not read. The sentences
    of a document go through the model together, and no other's: the models' numbers are rounded by
    batch, and a document must not depend on its neighbours.
    """

    def __init__(self, nlp: Language, name: str, model: str, threads: int) -> None:
        register()
        self._name = model
        self._threads = threads

    @cached_property
    def model(self) -> SpanModel:
        """The model; loaded when the first document comes, once a process."""
        return load_span_model(self._name, self._threads)

    def __call__(self, doc: Doc) -> Doc:
        text = plain(doc)
        bounds = _stretches(text, _read(doc, text))
        spans = self.model.find([text[start:end] for start, end in bounds])
        rows = [
            (start + each.start, start + each.end, each)
            for (start, _), found in zip(bounds, spans, strict=True)
            for each in found
        ]
        for layer in _LAYERS:
            _set_layer(doc, layer, [row for row in rows if row[2].layer == layer])
        return doc


def _read(doc: Doc, text: str) -> Bounds:
    """The sentences of a document that may ask for something: no boilerplate, no heading."""
    silent = [(s.start_char, s.end_char) for s in doc.spans.get(SECTIONS, ()) if s.label_ in SILENT]
    starts = [low for low, _ in silent]
    read = []
    for start, end in sentence_bounds(doc):
        place = bisect_right(starts, start) - 1
        if place >= 0 and end <= silent[place][1]:
            continue
        if not is_heading(text[start:end]):
            read.append((start, end))
    return read


def _stretches(text: str, sentences: Bounds) -> Bounds:
    """Sentences that follow each other on a line, read together: the models know such from
    training, and see more around each word."""
    joined: Bounds = []
    for start, end in sentences:
        if joined:
            first, last = joined[-1]
            near = end - first <= STRETCH and start - last <= 2 and "\n" not in text[last:start]
            if near and text[start] not in "•*":
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _set_layer(doc: Doc, layer: str, rows: list[tuple[int, int, Found]]) -> None:
    spans = spans_at(doc, [row[:2] for row in rows], [found.label for *_, found in rows])
    group(doc, layer, spans, [found.score for *_, found in rows])
