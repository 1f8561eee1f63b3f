"""The occupations that a program prepares for, with probabilities and reasons.

Two readings are joined: the official edges of the CIP codes that the program is nearest to, and
the occupation coder on title and text, which decides between the occupations of one code. The
probability is that an occupation is among the official ones of the program's own CIP code. Several
are, so the probabilities do not sum to 1. See docs/decisions/0016-alignment.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from occupath.extract.occupations.coder import Job, OccupationCoder
from occupath.extract.occupations.coding import Code, Reason
from occupath.extract.pipeline.tables import read_titles
from occupath.graph.dataset import Dataset
from occupath.queries.alignment.cips import Cip, official_edges

_READ = 60  # codes of the coder that are joined
_EXPLAINED = 15  # codes for which the coder gives its reasons
# Log odds: SLOPE × (CODER × log of the coder's share + log odds that an edge leads there) + OFFSET,
# fitted on one half of the providers of New Jersey's programs; see benchmarks/align.py.
CODER, SLOPE, OFFSET = 0.05, 0.893, 0.412
CODER_FLOOR, EDGES_FLOOR = 0.002, 0.003  # for codes that one of the two leaves out
CIPS = 10  # CIP codes whose edges count


class Prepared(NamedTuple):
    """A SOC 2018 code that a program prepares for."""

    code: str
    title: str | None
    probability: float  # 0–1, that it is among those of the program's CIP code
    onetsoc: str | None  # its likeliest O*NET-SOC 2019 code
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, object]:
        """An occupation in ``align --format json``."""
        return {**self._asdict(), "reasons": [reason._asdict() for reason in self.reasons]}


@dataclass(frozen=True, slots=True)
class Program:
    """What is ranked: a title, a text, or both."""

    title: str | None
    text: str | None


class Occupations:
    """Ranks occupations for programs; one coder a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._coder = OccupationCoder(dataset.path)
        self._edges = official_edges(dataset)
        self._titles = {
            t.soc: t.title for t in read_titles(dataset.path) if t.source == "soc-title"
        }

    def rank(
        self, programs: Sequence[Program], cips: Sequence[Sequence[Cip]], top: int = 10
    ) -> list[list[Prepared]]:
        """For each program and its CIP codes the `top` occupations, likeliest first."""
        jobs = [Job(p.title, p.text) for p in programs]
        codings = self._coder.code_many(jobs, top=_READ)
        return [
            self._ranked({c.code: c for c in coding.codes}, guesses)[:top]
            for coding, guesses in zip(codings, cips, strict=True)
        ]

    def explain(
        self, program: Program, cips: Sequence[Cip], prepared: Sequence[Prepared]
    ) -> list[Prepared]:
        """The same occupations with the titles, words, sentences and edges that speak for each."""
        coded = self._coder.code_many(
            [Job(program.title, program.text)], top=_EXPLAINED, reasons=True
        )[0]
        reasons = {c.code: c.reasons for c in coded.codes}
        return [
            p._replace(reasons=(*reasons.get(p.code, ()), *self._edges_to(p.code, cips)))
            for p in prepared
        ]

    def _ranked(self, coded: Mapping[str, Code], cips: Sequence[Cip]) -> list[Prepared]:
        led: defaultdict[str, float] = defaultdict(float)
        for cip in cips:
            for soc in self._edges.get(cip.code, ()):
                led[soc] += cip.probability
        chances = joined({code: c.probability for code, c in coded.items()}, led)
        return [
            Prepared(
                code, coded[code].title if code in coded else self._titles.get(code),
                round(chance, 4), coded[code].onetsoc if code in coded else None, (),
            )
            for code, chance in sorted(chances.items(), key=lambda item: (-item[1], item[0]))
        ]  # fmt: skip

    def _edges_to(self, code: str, cips: Sequence[Cip]) -> list[Reason]:
        return [
            Reason("cip", f"{c.code} {c.title or ''}".strip(), c.probability)
            for c in cips
            if code in self._edges.get(c.code, ())
        ][:2]


def joined(coder: Mapping[str, float], led: Mapping[str, float]) -> dict[str, float]:
    """Probabilities from the coder's shares and the chances (0–1) that an edge leads to each code.

    Where no CIP code leads anywhere the coder's shares stand as they are.
    """
    if not led:
        return dict(coder)
    made = {}
    for code in sorted({*coder, *led}):
        chance = min(led.get(code, 0.0), 1 - EDGES_FLOOR)
        odds = math.log((chance + EDGES_FLOOR) / (1 - chance))
        odds += CODER * math.log(coder.get(code, 0.0) + CODER_FLOOR)
        made[code] = 1 / (1 + math.exp(-(SLOPE * odds + OFFSET)))
    return made
