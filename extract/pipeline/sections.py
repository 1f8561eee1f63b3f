"""The component that tells the sections of a document."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from occupath.extract.documents.sections import sections
from occupath.extract.pipeline.extensions import SECTIONS, group, plain, register
from occupath.extract.pipeline.places import spans_at


@Language.factory("occupath_sections", assigns=["doc.spans"])
class SectionsComponent:
    """Sets ``doc.spans["sections"]``: spans that cover the text, labelled with their kind."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        found = [s for s in sections(plain(doc)) if s.start < s.end]
        spans = spans_at(doc, [(s.start, s.end) for s in found], [s.kind for s in found])
        group(doc, SECTIONS, spans)
        return doc
