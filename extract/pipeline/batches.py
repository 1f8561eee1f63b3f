"""Batches of documents, bounded in number and in characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from occupath.extract.pipeline.extensions import plain

DOCUMENTS = 32
CHARACTERS = 400_000  # with which a batch ends early, so that memory stays bounded


def batches(stream: Iterable[Doc], most: int = DOCUMENTS) -> Iterator[list[Doc]]:
    """The documents in order, at most `most` and `DOCUMENTS` together."""
    batch: list[Doc] = []
    characters = 0
    for doc in stream:
        batch.append(doc)
        characters += len(plain(doc))
        if len(batch) >= min(most, DOCUMENTS) or characters >= CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
