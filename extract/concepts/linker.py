"""Phrases and sentences → the concepts of a dataset that they mean, or none.

A phrase that is a concept's name is that concept. Any other is compared with every name, by a
trained encoder and by words; a trained reranker gives each candidate a chance, and below a
threshold the phrase means no known concept. Only concepts of the dataset are ever returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.candidates import FEATURES, Candidates, Query, candidates
from occupath.extract.concepts.index import Index, form, forms_of, names_of
from occupath.extract.concepts.phrases import phrases as phrases_of
from occupath.extract.concepts.reranker import read_reranker
from occupath.extract.concepts.vectors import cached_vectors, encoded
from occupath.extract.encoder import Encoder
from occupath.extract.pipeline.tables import Concept, read_concepts
from occupath.ontology.errors import OccupathError

# What users call a scheme, and what the tables call it.
SCHEMES = {
    "esco": "esco-skill",
    "element": "onet-element",
    "dwa": "onet-dwa",
    "technology": "technology",
    "tool": "tool",
    "certification": "certification",
    "licence": "licence",
    "credential": "credential",
}
# Schemes whose concepts are compared by meaning; of the others only names count in `link`.
BY_MEANING = ("esco", "element", "dwa")
TEXT_PIECES = 128  # of a text; the rest is not read
PHRASE_PIECES = 24
TEXTS_AT_ONCE = 64
EACH = 20  # candidates of every way of searching, for a phrase
REMEMBERED = 20_000  # phrases
LONGEST = 4000  # characters of a sentence or phrase that callers should pass

Floats = NDArray[np.float32]


class Link(NamedTuple):
    """A concept that a text means."""

    concept: str  # IRI
    label: str
    scheme: str  # a key of SCHEMES
    score: float  # 0–1, the chance that it is meant


class Linker:
    """Links texts to the concepts of one dataset.

    `dataset` None is the default dataset. `progress` is called with (scheme, names encoded, names
    in all) while vectors are computed, which happens once for a dataset's names. Raises
    `InvalidDataset` where the dataset has no text tables.
    """

    def __init__(
        self,
        dataset: Path | None = None,
        models: Path | None = None,
        threads: int = 1,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.reranker = read_reranker(FEATURES, models)
        self.encoder = Encoder("linker", threads, models)
        self._progress = progress
        self._concepts: dict[str, list[Concept]] = {scheme: [] for scheme in SCHEMES}
        named = {table: scheme for scheme, table in SCHEMES.items()}
        for concept in read_concepts(dataset):
            if concept.scheme in named:
                self._concepts[named[concept.scheme]].append(concept)
        self._indices: dict[str, Index] = {}
        self._forms: dict[str, dict[str, list[int]]] = {}
        self._vectors: dict[str, Floats] = {}
        self._remembered: dict[tuple[str, str, int], list[Link]] = {}

    def holds(self, scheme: str) -> bool:
        """Whether the dataset has concepts of the scheme."""
        return bool(self._concepts.get(scheme))

    def concepts(self, scheme: str) -> list[Concept]:
        """The dataset's concepts of a scheme; raises `OccupathError` where it has none."""
        if scheme not in self._concepts:
            raise OccupathError(f"there is no scheme {scheme!r}; choose from {', '.join(SCHEMES)}")
        if not self._concepts[scheme]:
            held = [name for name, found in self._concepts.items() if found]
            raise OccupathError(
                f"the dataset holds no concepts of the scheme {scheme!r}; choose from "
                f"{', '.join(held) or 'none'}, or build a dataset from files that hold them"
            )
        return self._concepts[scheme]

    def index(self, scheme: str) -> Index:
        """The names of a scheme with their vectors; computed at the first call for a dataset."""
        if scheme not in self._indices:
            told = self._progress
            concepts = self.concepts(scheme)
            vectors = cached_vectors(
                [name for concept in concepts for name in names_of(concept)],
                self.encoder,
                None if told is None else lambda done, of: told(scheme, done, of),
            )
            self._indices[scheme] = Index(concepts, vectors)
        return self._indices[scheme]

    def rank(
        self, sentences: Sequence[str], scheme: str = "esco", top: int = 10
    ) -> list[list[Link]]:
        """For each sentence the `top` concepts it most likely asks for, best first.

        Every concept of the scheme competes; a blank sentence has none.
        """
        index = self.index(scheme)
        spoken = [s for s in dict.fromkeys(sentences) if s.strip()]
        found: dict[str, list[Link]] = {}
        for at in range(0, len(spoken), TEXTS_AT_ONCE):
            some = queries_of(spoken[at : at + TEXTS_AT_ONCE], self.encoder)
            made = candidates(some, index, self._asked(index))
            for query, one in zip(some, made, strict=True):
                chances = self.reranker.sentence.chances(one.features)
                found[query.text] = self._links(one, chances, scheme, top)
        return [found.get(sentence, []) for sentence in sentences]

    def link(
        self, phrases: Sequence[str], schemes: Iterable[str] | None = None, top: int = 1
    ) -> list[list[Link]]:
        """For each phrase at most `top` concepts that it means, best first; often none.

        `schemes` (default: all that the dataset holds) are searched for names; those of
        `BY_MEANING` also for likeness.
        """
        if len(self._vectors) > REMEMBERED or len(self._remembered) > REMEMBERED:
            self._vectors.clear()
            self._remembered.clear()
        wanted = [s for s in SCHEMES if self._concepts[s]] if schemes is None else list(schemes)
        spoken = [p for p in dict.fromkeys(phrases) if any(c.isalnum() for c in p)]
        found = {p: [link for scheme in wanted for link in self._exact(p, scheme)] for p in spoken}
        open_ = [p for p in spoken if not found[p]]
        for scheme in wanted:
            if scheme in BY_MEANING and self._concepts[scheme]:
                for phrase, links in zip(open_, self._alike(open_, scheme, top), strict=True):
                    found[phrase] += links
        return [
            sorted(found.get(phrase, []), key=lambda link: -link.score)[:top] for phrase in phrases
        ]

    def _exact(self, phrase: str, scheme: str) -> list[Link]:
        if scheme not in self._forms:
            self._forms[scheme] = forms_of(self.concepts(scheme))
        numbers = self._forms[scheme].get(form(phrase), [])
        concepts = self._concepts[scheme]
        return [
            Link(concepts[n].concept, concepts[n].label, scheme, self.reranker.exact / len(numbers))
            for n in numbers
        ]

    def _alike(self, phrases: Sequence[str], scheme: str, top: int) -> list[list[Link]]:
        """The links of phrases that are no names; remembered, for phrases come again."""
        unknown = [p for p in phrases if (p, scheme, top) not in self._remembered]
        if unknown:
            index = self.index(scheme)
            none = np.zeros(len(index.concepts), dtype=np.float32)
            queries = [Query(p, v, v[None][:0]) for p, v in self._encoded(unknown)]
            for query, one in zip(queries, candidates(queries, index, none, EACH), strict=True):
                chances = self.reranker.phrase.chances(one.features)
                links = self._links(one, chances, scheme, top)
                kept = [link for link in links if link.score >= self.reranker.threshold]
                self._remembered[query.text, scheme, top] = kept
        return [self._remembered[phrase, scheme, top] for phrase in phrases]

    def _encoded(self, phrases: Sequence[str]) -> list[tuple[str, Floats]]:
        """Phrases with their vectors."""
        new = [phrase for phrase in phrases if phrase not in self._vectors]
        vectors = encoded(new, self.encoder, PHRASE_PIECES)
        self._vectors.update(zip(new, vectors, strict=True))
        return [(phrase, self._vectors[phrase]) for phrase in phrases]

    def _asked(self, index: Index) -> Floats:
        counts = self.reranker.asked
        return np.array([counts.get(c.concept, 0) for c in index.concepts], dtype=np.float32)

    def _links(self, found: Candidates, chances: Floats, scheme: str, top: int) -> list[Link]:
        concepts = self._concepts[scheme]
        best = np.argsort(-chances, kind="stable")[:top]
        return [
            Link(concepts[n].concept, concepts[n].label, scheme, round(float(chance), 4))
            for n, chance in zip(found.numbers[best], chances[best], strict=True)
        ]


def queries_of(sentences: Sequence[str], encoder: Encoder) -> list[Query]:
    """Sentences with their vectors and those of their phrases."""
    parts = [phrases_of(sentence) for sentence in sentences]
    whole = encoded(sentences, encoder, TEXT_PIECES)
    inside = encoded([p for part in parts for p in part], encoder, PHRASE_PIECES)
    ends = np.cumsum([len(part) for part in parts])
    own = [inside[end - len(part) : end] for end, part in zip(ends, parts, strict=True)]
    return [Query(*row) for row in zip(sentences, whole, own, strict=True)]
