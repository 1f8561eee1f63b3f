"""From the text as given to a spaCy document: cleaned, then cut into words and signs.

A word is a run of letters, digits and underscores, and every other sign is a token of its own, so
that any span of a text that a model or a label finds is a span of tokens. Eight times as fast as
spaCy's own tokenizer.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from occupath.extract.documents.cleaning import clean
from occupath.extract.pipeline.extensions import register, set_clean

NAME = "occupath.CleaningTokenizer.v1"
_TOKEN = re.compile(r"(\w+|[^\w\s]|\s+)( ?)")


class CleaningTokenizer:
    """Makes the document of a clean text and remembers the given one."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        cleaned = clean(text)
        found = _TOKEN.findall(cleaned.text)
        doc = Doc(self.vocab, words=[w for w, _ in found], spaces=[s == " " for _, s in found])
        set_clean(doc, text, cleaned)
        return doc

    # spaCy serialises a tokenizer with the pipeline; this one has nothing to keep.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> CleaningTokenizer:
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        return None

    def from_disk(self, _path: str | Path, **_: Any) -> CleaningTokenizer:
        return self


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """What spaCy's config calls to make the tokenizer."""
    register()

    def make(nlp: Language) -> CleaningTokenizer:
        return CleaningTokenizer(nlp.vocab)

    return make
