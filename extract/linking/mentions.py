"""Labels of technologies, tools, skills and knowledge found in texts, with exact offsets.

A mention is a label that stands in the text, whole words only; nothing is guessed. How labels are
looked for: `occupath.extract.gazetteer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from occupath.extract.gazetteer import Gazetteer
from occupath.ontology.model import LabelMention

METHOD = "label in text"


def find_labels(
    documents: Iterable[tuple[str, str]], labels: Iterable[tuple[str, str, str]]
) -> Iterator[LabelMention]:
    """Mentions of `labels` (concept IRI, kind, label) in `documents` (IRI, text), in order.

    ``text[start:end] == mention.text`` for each of them.
    """
    gazetteer = Gazetteer(labels)
    for document, text in documents:
        for start, end, entries in gazetteer.find(text):
            for e in entries:
                yield LabelMention(
                    document, e.concept, e.label, start, end, text[start:end], METHOD,
                    e.confidence,
                )  # fmt: skip
