"""Which of several codes a job belongs to, with a probability: by its title and by its text.

A job of an old code may get one of a few new codes. Each is described by its title, titles that
are its own, its definition and its duties. Three likenesses (cosine of sentence vectors) are
weighed in a softmax: the job's title with the code's titles, the title with its description, and
the job's sentences with its description. The weights are fitted on detailed SOC 2018 occupations
of one broad group: see benchmarks/vintage.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.vectors import encoded
from occupath.extract.encoder import Encoder
from occupath.ontology.titles import title_key

Floats = NDArray[np.float32]

FEATURES = ("title_title", "title_description", "text_description")
WEIGHTS = np.array([12.6, 9.4, 26.8], dtype=np.float32)
SENTENCES = 8  # of a text: those that are likest to any of the codes
PIECES = 64
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Described:
    """A code as jobs are held against it."""

    code: str
    title: str
    titles: tuple[str, ...] = ()
    definition: str | None = None
    duties: tuple[str, ...] = ()

    @property
    def description(self) -> tuple[str, ...]:
        """Its definition sentence by sentence, and its duties; its title where there is neither."""
        told = tuple(_SENTENCE.split(self.definition)) if self.definition else ()
        return (*told, *self.duties) or (self.title,)


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be given a code: a title or None, and the sentences of its text."""

    title: str | None
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A probability (0–1) for each code, in their order, and on what it rests.

    `basis` is ``title`` (a title that is certainly the code's own), ``likeness``, or ``nothing``
    (neither title nor text: each code is as likely).
    """

    probabilities: tuple[float, ...]
    basis: str


class Assigner:
    """Gives jobs codes; vectors of texts are kept."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Floats] = {}

    def assign(self, jobs: Sequence[Job], codes: Sequence[Described]) -> list[Given]:
        """The codes' probabilities for each job."""
        own = {title_key(t): i for i, code in enumerate(codes) for t in (*code.titles, code.title)}
        made = []
        for job, features in zip(jobs, self.features(jobs, codes), strict=True):
            at = own.get(title_key(job.title)) if job.title else None
            if at is not None:
                made.append(Given(tuple(float(i == at) for i in range(len(codes))), "title"))
                continue
            basis = "likeness" if job.title or job.sentences else "nothing"
            made.append(Given(tuple(softmax(features @ WEIGHTS).tolist()), basis))
        return made

    def features(self, jobs: Sequence[Job], codes: Sequence[Described]) -> list[Floats]:
        """For each job (codes, FEATURES); what the job does not have is 0 for every code."""
        names = [self._encoded((code.title, *code.titles)) for code in codes]
        told = [self._encoded(code.description) for code in codes]
        self._encoded([t for job in jobs for t in (job.title, *job.sentences) if t])
        made = []
        for job in jobs:
            found = np.zeros((len(codes), len(FEATURES)), dtype=np.float32)
            if job.title:
                title = self._encoded([job.title])[0]
                found[:, 0] = [float((name @ title).max()) for name in names]
                found[:, 1] = [float((part @ title).max()) for part in told]
            if job.sentences:
                said = self._encoded(job.sentences)
                best = np.stack([(said @ part.T).max(axis=1) for part in told], axis=1)
                likest = np.argsort(-best.max(axis=1), kind="stable")[:SENTENCES]
                found[:, 2] = best[likest].mean(axis=0)
            made.append(found)
        return made

    def _encoded(self, texts: Sequence[str]) -> Floats:
        new = [t for t in dict.fromkeys(texts) if t not in self._vectors]
        if new:
            if self._encoder is None:
                self._encoder = Encoder("linker")
            vectors = encoded(new, self._encoder, PIECES)
            self._vectors.update(zip(new, vectors, strict=True))
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        return np.array([self._vectors[t] for t in texts], dtype=np.float32)


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities that add up to 1."""
    raised: Floats = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares
