"""What is read of a title and its description, before anything is compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.vectors import encoded
from occupath.extract.documents.cleaning import clean
from occupath.extract.encoder import MODELS, Encoder
from occupath.extract.occupations.coder import OccupationCoder
from occupath.extract.programs.ready import READY, Ready
from occupath.extract.programs.terms import letter_groups, stems

Floats = NDArray[np.float32]
PIECES = 48  # word pieces of title and description that the encoder reads
TITLE_TWICE = 2  # a word of the title counts as two of the description
_TITLE, _TEXT = 400, 6000  # characters that are looked at


class Reading(NamedTuple):
    """Documents, each a title and perhaps a text, as they are compared; one entry a document."""

    titles: list[list[str]]  # stems of the title
    letters: list[list[str]]  # letter groups of the title
    words: list[list[str]]  # stems of title and text
    vectors: Floats  # (documents, d), of length 1: the meaning of title and text
    occupations: Floats  # (documents, SOC codes), of length 1: roots of shares by the title

    def take(self, rows: Sequence[int]) -> Reading:
        """Some of the documents."""
        titles, letters, words = ([each[i] for i in rows] for each in self[:3])
        return Reading(titles, letters, words, self.vectors[rows], self.occupations[rows])


class Reader:
    """Reads documents with the shipped models; `dataset` gives the titles of occupations."""

    def __init__(
        self, dataset: Path | None = None, models: Path | None = None, threads: int = 1
    ) -> None:
        self.encoder = Encoder("linker", threads, models)
        self._coder = OccupationCoder(dataset, models, threads)
        self.socs = self._coder.codes
        self._ready = Ready((models or MODELS) / READY, self.encoder.file)

    def dense(self, titles: Sequence[str], texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Vectors and occupations of tidy titles and texts; what takes time."""
        if not titles:
            return np.zeros((0, 1), np.float32), np.zeros((0, len(self.socs)), np.float32)
        whole = wholes(titles, texts)
        vectors = self._ready.filled(whole, lambda some: encoded(some, self.encoder, PIECES))
        named = [t or b[:200] for t, b in zip(titles, texts, strict=True)]
        shares = np.exp(self._coder.title_shares(named) / 2)
        return vectors, shares.astype(np.float32)

    def read(self, titles: Sequence[str], texts: Sequence[str]) -> Reading:
        """The documents of tidy titles and texts."""
        return joined(titles, texts, *self.dense(titles, texts))


def wholes(titles: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Each title and text as the encoder reads them."""
    return [f"{a}. {b}".strip(" .") for a, b in zip(titles, texts, strict=True)]


def joined(
    titles: Sequence[str], texts: Sequence[str], vectors: Floats, occupations: Floats
) -> Reading:
    """The reading of documents whose vectors and occupations are known."""
    named = [stems(title) for title in titles]
    told = [own * TITLE_TWICE + stems(text) for own, text in zip(named, texts, strict=True)]
    letters = [letter_groups(title) for title in titles]
    return Reading(named, letters, told, vectors, occupations)


def tidy(title: str | None, text: str | None) -> tuple[str, str]:
    """Title and text on one line each, without markup; empty where there is no letter."""
    lines = (
        " ".join(clean((each or "")[:most]).text.split())
        for each, most in ((title, _TITLE), (text, _TEXT))
    )
    first, second = (line if any(map(str.isalpha, line)) else "" for line in lines)
    return first, second
