"""The component that finds what a text asks for beside skills: schooling, experience, licences."""

from __future__ import annotations

from dataclasses import asdict

from spacy.language import Language
from spacy.tokens import Doc

from occupath.extract.pipeline.extensions import QUALIFICATIONS, VALUES, group, plain, register
from occupath.extract.pipeline.places import spans_at
from occupath.extract.qualification import qualifications

CONFIDENCE = 0.9  # of a pattern, by hand: nine of ten are right


@Language.factory("occupath_qualifications", assigns=["doc.spans"])
class QualificationsComponent:
    """Sets ``doc.spans["qualifications"]``: spans labelled ``education``, ``experience``,
    ``licence``, ``certificate``, ``shift`` or ``travel``.

    What each says (months of experience, level of schooling, …) stands in ``attrs["values"]``, as
    the fields of `occupath.extract.qualification`'s values.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        found = [q for q in qualifications(plain(doc)) if q.start < q.end]
        spans = spans_at(doc, [(q.start, q.end) for q in found], [q.kind for q in found])
        layer = group(doc, QUALIFICATIONS, spans, [CONFIDENCE] * len(spans))
        layer.attrs[VALUES] = [asdict(q.value) for q in found]
        return doc
