"""The occupation coder: a title, a text or both → SOC 2018 codes with calibrated probabilities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from occupath.extract.encoder import Encoder, model_file
from occupath.extract.occupations.coding import Code, Coding
from occupath.extract.occupations.duties import telling_sentences, tidy_title
from occupath.extract.occupations.known_titles import KnownTitles, Near
from occupath.extract.occupations.mixture import (
    Array,
    Parts,
    Weights,
    combined,
    log_shares,
)
from occupath.extract.occupations.reasons import Evidence, Profiles, explain
from occupath.extract.occupations.word_model import WordModel
from occupath.extract.pipeline.tables import read_occupations, read_titles
from occupath.ontology.errors import OccupathError

PIECES = 32  # word pieces of a title that are read
SENTENCE_PIECES = 48
_TOGETHER = 256  # jobs whose titles and sentences are read at once


class NothingToCode(OccupathError):
    """Neither the title nor the text holds a word."""


class Job(NamedTuple):
    """What is to be coded; all but one of title and text may be missing."""

    title: str | None = None
    text: str | None = None
    employer: str | None = None
    industry: str | None = None


class OccupationCoder:
    """Codes titles and texts with the shipped models and the titles of a dataset.

    `dataset_dir` is a built dataset (None: the default one), `models` another folder of models,
    `threads` how many threads one run may use. The models know all 867 detailed SOC 2018 codes;
    a code that the dataset lacks is answered without a title.
    """

    def __init__(
        self, dataset_dir: Path | None = None, models: Path | None = None, threads: int = 1
    ) -> None:
        card = json.loads(model_file("coder.json", models).read_text("utf-8"))
        self.codes: list[str] = card["codes"]
        self.threshold: float = card["threshold"]
        self._weights = {k: Weights(**v) for k, v in card["weights"].items()}
        self._text: dict[str, float] = card["text"]
        self._encoder = Encoder("coder", threads, models)
        self._words = WordModel(model_file("coder-words.npz", models))
        self._titles = KnownTitles(read_titles(dataset_dir), self.codes)
        self._dataset = dataset_dir

    @cached_property
    def _profiles(self) -> Profiles:
        return Profiles(read_occupations(self._dataset), read_titles(self._dataset))

    def code(
        self,
        title: str | None,
        text: str | None = None,
        employer: str | None = None,
        industry: str | None = None,
        top: int = 5,
        threshold: float | None = None,
    ) -> Coding:
        """The `top` likeliest codes with their reasons; raises `NothingToCode`."""
        job = Job(title, text, employer, industry)
        made = self.code_many([job], top, threshold, reasons=True)[0]
        if not made.codes:
            raise NothingToCode(
                "neither the title nor the text holds a word to code by; give a job title, or the "
                "text of a posting"
            )
        return made

    def code_many(
        self,
        jobs: Iterable[Job],
        top: int = 5,
        threshold: float | None = None,
        reasons: bool = False,
    ) -> list[Coding]:
        """A coding a job, in their order; quicker than one by one.

        A job without a word gets no codes and abstains.
        """
        asked = [
            (tidy_title(job.title or ""), telling_sentences(job.text or ""), job) for job in jobs
        ]
        made = [Coding((), True)] * len(asked)
        least = self.threshold if threshold is None else threshold
        worded = [i for i, (title, sentences, _) in enumerate(asked) if title or sentences]
        for at in range(0, len(worded), _TOGETHER):
            some = worded[at : at + _TOGETHER]
            evidence = self._evidence([asked[i] for i in some])
            for i, row, shares in zip(some, evidence, self._shares(evidence), strict=True):
                made[i] = self._coding(row, shares, top, least, reasons)
        return made

    def parts(self, titles: Sequence[str], near: Sequence[Sequence[Near]]) -> Parts:
        """What each part says of tidy titles, given the known titles like each."""
        named = [self._titles.votes(self._titles.named(t)) for t in titles]
        return Parts(
            self._encoded(titles, PIECES),
            log_shares(self._words.scores(titles)),
            np.array([self._titles.votes(each) for each in near], dtype=np.float64),
            np.array(named, dtype=np.float64),
            np.array([max((n.likeness for n in each), default=0.0) for each in near]),
        )

    def sentence_shares(self, sentences: Sequence[str]) -> Array:
        """Log shares of the codes for each sentence."""
        if not sentences:
            return np.zeros((0, len(self.codes)))
        return self._encoded(sentences, SENTENCE_PIECES)

    def text_shares(self, texts: Sequence[Sequence[str]]) -> Array:
        """Probabilities of the codes by each text's sentences alone, texts × codes.

        A text without sentences gets the same for every code.
        """
        made = np.zeros((len(texts), len(self.codes)))
        for first in range(0, len(texts), _TOGETHER):
            some = texts[first : first + _TOGETHER]
            rows = self.sentence_shares([s for text in some for s in text])
            at = 0
            for i, text in enumerate(some, first):
                made[i] = self.told(rows[at : at + len(text)]) * self._text["alone"]
                at += len(text)
        shares: Array = np.exp(log_shares(made))
        return shares

    def _encoded(self, texts: Sequence[str], limit: int) -> Array:
        return log_shares(np.array(self._encoder.run(self._encoder.encode(texts, limit))))

    def nearest(self, titles: Sequence[str]) -> list[list[Near]]:
        """The known titles most like each tidy title."""
        return [self._titles.near(t) for t in titles]

    def title_shares(self, titles: Sequence[str]) -> Array:
        """Log shares of the codes for tidy titles."""
        return combined(self.parts(titles, self.nearest(titles)), self._weights)

    def _evidence(self, asked: Sequence[tuple[str, list[str], Job]]) -> list[Evidence]:
        """What is known of each job; all titles and all sentences are read at once."""
        titled = [i for i, (title, _, _) in enumerate(asked) if title]
        near = {i: self._titles.near(asked[i][0]) for i in titled}
        shares: dict[int, Array] = {}
        if titled:
            parts = self.parts([asked[i][0] for i in titled], [near[i] for i in titled])
            hinted = [self._hinted(asked[i][0], asked[i][2]) for i in titled]
            parts = parts._replace(encoder=self._with_hints(parts.encoder, hinted))
            shares = dict(zip(titled, combined(parts, self._weights), strict=True))
        sentences = [s for _, found, _ in asked for s in found]
        told = self.sentence_shares(sentences)
        made, at = [], 0
        for i, (title, found, _) in enumerate(asked):
            rows = told[at : at + len(found)]
            at += len(found)
            made.append(Evidence(title, shares.get(i), tuple(near.get(i, ())), found, rows))
        return made

    @staticmethod
    def _hinted(title: str, job: Job) -> str | None:
        hints = [tidy_title(h) for h in (job.industry, job.employer) if h and h.strip()]
        return f"{title} ({', '.join(hints)})" if hints else None

    def _with_hints(self, plain: Array, hinted: Sequence[str | None]) -> Array:
        """The encoder's shares, where there is a hint half of them from the title with it."""
        rows = [i for i, text in enumerate(hinted) if text]
        if not rows:
            return plain
        made = plain.copy()
        made[rows] = (made[rows] + self._encoded([hinted[i] or "" for i in rows], PIECES)) / 2
        return log_shares(made)

    def _shares(self, evidence: Sequence[Evidence]) -> Array:
        """Shares of the codes for each job from its title, its text, or both."""
        rows = []
        for each in evidence:
            told = self.told(each.sentence_shares)
            if each.title_shares is None:
                rows.append(told * self._text["alone"])
            elif len(each.sentences):
                both = self._text["title"] * each.title_shares + self._text["text"] * told
                rows.append(both)
            else:
                rows.append(each.title_shares)
        shares: Array = np.exp(log_shares(np.array(rows)))
        return shares

    @staticmethod
    def told(rows: Array) -> Array:
        """What all sentences say together: log of the mean of the sentences' shares and mean of
        their logs, half and half, so that neither one sentence nor the many vague ones decide."""
        if not len(rows):
            return np.zeros(rows.shape[1])
        mean = np.log(np.exp(rows).mean(axis=0) + 1e-6)
        made: Array = (log_shares(mean[None])[0] + log_shares(rows.mean(axis=0)[None])[0]) / 2
        return made

    def _coding(
        self, evidence: Evidence, shares: Array, top: int, least: float, reasons: bool
    ) -> Coding:
        best = np.argsort(-shares, kind="stable")[:top]
        found = []
        for i in best.tolist():
            code, share = self.codes[i], float(shares[i])
            onetsoc, part, title = self._profiles.likeliest(code, evidence.near)
            why = explain(self, evidence, i, self._profiles) if reasons else ()
            found.append(
                Code(
                    code,
                    onetsoc,
                    title,
                    round(share, 4),
                    None if onetsoc is None else round(share * part, 4),
                    why,
                )
            )
        return Coding(tuple(found), not found or found[0].probability < least)
