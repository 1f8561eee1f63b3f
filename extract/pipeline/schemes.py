"""The one mapping between Occupath's kinds of mentions and what each benchmark annotates.

=============  ==========================================  =====================================
benchmark      annotates                                   our mentions
=============  ==========================================  =====================================
SkillSpan      skill: what one does or is ("work in a      ``skill``
               team"), as long as the phrase that says it
SkillSpan      knowledge: what one knows, tools and        ``knowledge technology tool language
               certificates included ("Python")            certificate``
GREEN          skill: both of these, and qualities         ``skill knowledge technology tool
                                                           language``
GREEN          qualification                               ``certificate licence education``
GREEN          experience, occupation, domain              ``experience``, ``occupation``,
                                                           ``domain``
=============  ==========================================  =====================================

Both benchmarks mark other boundaries for the same thing ("excellent communication skills" whole
or without its adjective), so the span model keeps a layer for each: ``doc.spans["skillspan"]`` and
``doc.spans["green"]``. The unified mentions (`merge`) follow SkillSpan's boundaries for what
SkillSpan annotates; a benchmark is answered from its own layer.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from spacy.tokens import Doc

from occupath.extract.pipeline.extensions import GREEN, MENTIONS, SCORES, SKILLSPAN

Benchmark = Literal["skillspan", "green"]

# Benchmark → its label → the kinds of our mentions that it would mark so.
ANNOTATED: dict[Benchmark, dict[str, tuple[str, ...]]] = {
    "skillspan": {
        "skill": ("skill",),
        "knowledge": ("knowledge", "technology", "tool", "language", "certificate"),
    },
    "green": {
        "skill": ("skill", "knowledge", "technology", "tool", "language"),
        "qualification": ("certificate", "licence", "education"),
        "experience": ("experience",),
        "occupation": ("occupation",),
        "domain": ("domain",),
    },
}
_LAYER: dict[Benchmark, str] = {"skillspan": SKILLSPAN, "green": GREEN}


class Answer(NamedTuple):
    """A span as a benchmark labels it; start and end index the text as given."""

    start: int
    end: int
    text: str
    kind: str
    confidence: float


def benchmark_label(kind: str, benchmark: Benchmark) -> str | None:
    """How the benchmark labels mentions of our kind; None where it does not annotate them."""
    for label, kinds in ANNOTATED[benchmark].items():
        if kind in kinds:
            return label
    return None


def answers(doc: Doc, benchmark: Benchmark) -> list[Answer]:
    """What the pipeline marks in `doc` of what the benchmark annotates, in order.

    From the span model's own layer; from the unified mentions where the pipeline has no model.
    """
    layer = doc.spans.get(_LAYER[benchmark])
    if layer is None:
        found = [
            (span, benchmark_label(span.label_, benchmark), span._.confidence)
            for span in doc.spans.get(MENTIONS, ())
        ]
    else:
        scores = layer.attrs.get(SCORES) or [1.0] * len(layer)
        found = [(span, span.label_, s) for span, s in zip(layer, scores, strict=True)]
    given = doc._.given
    clean = doc._.clean
    rows = []
    for span, label, score in found:
        if label is not None:
            start, end = clean.given_span(span.start_char, span.end_char)
            rows.append(Answer(start, end, given[start:end], label, score))
    return sorted(rows)
