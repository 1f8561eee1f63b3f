"""Aligning a syllabus: what it teaches, whom it prepares, what it lacks, and the smallest edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from occupath.extract.concepts.linker import Linker
from occupath.extract.occupations.coding import Reason
from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint
from occupath.queries.alignment.activities import Matcher
from occupath.queries.alignment.cips import Cip, CipCodes
from occupath.queries.alignment.coverage import (
    Coverage,
    Evidence,
    covered_by,
    shown_activities,
)
from occupath.queries.alignment.credentials import Near, near_credentials
from occupath.queries.alignment.draft import read_target
from occupath.queries.alignment.edit import Edit, Outcome, smallest_edit
from occupath.queries.alignment.occupations import CIPS, Occupations, Prepared, Program
from occupath.queries.alignment.outcomes import outcomes_of
from occupath.queries.alignment.syllabus import Syllabus
from occupath.queries.alignment.target import Requirement, Target, of_occupation
from occupath.queries.alignment.taught import Reader, Reading, Taught
from occupath.queries.occupation.find import OccupationRef
from occupath.queries.pathway.gap import occupation_ref

MEASURE = (
    "share, weighted by importance × level, of the target's rated knowledge, skills and work "
    "activities that at least one sentence shows"
)
LEVEL = 0.8  # the coverage that an edit aims at unless told otherwise
TOP = 10
_CIPS_SHOWN = 5
_LIKELY = 0.3  # probability from which an occupation's activities and credentials are looked for
_MOST_LIKELY = 3  # such occupations
_REASONS = 2  # activities that are told as reasons


@dataclass(frozen=True, slots=True)
class Alignment:
    """What is known of one syllabus; `coverage` and `edit` where there is a target."""

    syllabus: Syllabus
    taught: tuple[Taught, ...]
    occupations: tuple[Prepared, ...]
    cips: tuple[Cip, ...]
    credentials: tuple[Near, ...]
    coverage: Coverage | None = None
    edit: Edit | None = None

    def as_json(self) -> dict[str, object]:
        """The object that ``align --format json`` prints."""
        return {
            "id": self.syllabus.id,
            "title": self.syllabus.title,
            "taught": [taught_json(t) for t in self.taught],
            "occupations": [o.as_json() for o in self.occupations],
            "target": None
            if self.coverage is None
            else {**self.coverage.as_json(), "measure": MEASURE},
            "edit": None if self.edit is None else self.edit.as_json(),
            "cips": [c._asdict() for c in self.cips],
            "credentials": [c.as_json() for c in self.credentials],
        }


def taught_json(taught: Taught) -> dict[str, object]:
    """A taught skill in ``align --format json``: ``text[start:end] == sentence``."""
    return {
        "kind": taught.kind,
        "concept": taught.concept,
        "label": taught.label,
        "sentence": taught.sentence,
        "start": taught.start,
        "end": taught.end,
        "words": taught.words,
        "words_start": taught.words_start,
        "words_end": taught.words_end,
        "confidence": taught.confidence,
    }


class Aligner:
    """Aligns syllabi with the occupations of one dataset; models are loaded when first needed.

    `pipeline` is one of ``fast``, ``balanced`` and ``accurate``, see `occupath.extract.load`.
    """

    def __init__(self, dataset: Dataset, pipeline: str = "balanced") -> None:
        self.dataset = dataset
        self._pipeline = pipeline
        self._outcomes: dict[str, list[Outcome]] = {}
        self._profiles: dict[str, Target] = {}

    @cached_property
    def linker(self) -> Linker:
        """The linker of the dataset."""
        return Linker(self.dataset.path)

    @cached_property
    def reader(self) -> Reader:
        """What reads syllabi."""
        return Reader(self.dataset.path, self._pipeline, self.linker)

    @cached_property
    def matcher(self) -> Matcher:
        """What compares statements with activities."""
        return Matcher(self.dataset.path, self.linker)

    @cached_property
    def cips(self) -> CipCodes:
        """What codes programs to CIP 2020; raises `InvalidDataset` where it cannot."""
        return CipCodes(self.dataset.path)

    @cached_property
    def occupations(self) -> Occupations:
        """What ranks occupations."""
        return Occupations(self.dataset)

    def target(self, occupation: OccupationRef) -> Target:
        """An occupation of the dataset as a target."""
        return of_occupation(self.dataset, occupation)

    def draft(self, path: Path) -> Target:
        """The target that a file describes; see `occupath.queries.alignment.draft`."""
        return read_target(path, self.dataset, self.matcher)

    def brief(
        self, programs: Sequence[Program], top: int = 5
    ) -> list[tuple[list[Cip], list[Prepared]]]:
        """For each program its `top` CIP codes and occupations, without reasons."""
        cips = self.cips.code([(p.title, p.text) for p in programs], max(top, CIPS))
        ranked = self.occupations.rank(programs, [each[:CIPS] for each in cips], top)
        return [(codes[:top], found) for codes, found in zip(cips, ranked, strict=True)]

    def align(
        self,
        syllabuses: Sequence[Syllabus],
        target: Target | None = None,
        level: float = LEVEL,
        top: int = TOP,
    ) -> list[Alignment]:
        """An alignment for each syllabus, in order.

        `level` (0–1) is the coverage of `target` that the smallest edit aims at.
        """
        return [
            self._aligned(reading, target, level, top) for reading in self.reader.read(syllabuses)
        ]

    def _aligned(
        self, reading: Reading, target: Target | None, level: float, top: int
    ) -> Alignment:
        syllabus = reading.syllabus
        program = Program(syllabus.title, syllabus.text)
        cips, ranked = self.brief([program], max(top, CIPS))[0]
        shown = {
            p.code: shown_activities(reading, self._profile(p.onetsoc), self.matcher)
            for p in ranked[:_MOST_LIKELY]
            if p.probability >= _LIKELY and p.onetsoc and self._holds(p.onetsoc)
        }
        prepared = [
            p._replace(reasons=(*p.reasons, *_reasons(shown.get(p.code, []))))
            for p in self.occupations.explain(program, cips[:CIPS], ranked[:top])
        ]
        likely = [p.onetsoc for p in prepared if p.code in shown and p.onetsoc]
        coverage, edit = None, None
        if target is not None:
            coverage = covered_by(reading, target, self.matcher)
            edit = self._edit(coverage, level)
            shown = {target.code: shown_activities(reading, target, self.matcher)}
            likely = [target.code] if target.iri else likely
        return Alignment(
            syllabus, tuple(_with_activities(reading.taught, shown.values())), tuple(prepared),
            tuple(cips[:_CIPS_SHOWN]), tuple(near_credentials(self.dataset, reading, likely)),
            coverage, edit,
        )  # fmt: skip

    def _edit(self, coverage: Coverage, level: float) -> Edit:
        target = coverage.target
        key = f"{target.iri} {target.code} {target.title}"
        if key not in self._outcomes:
            self._outcomes[key] = outcomes_of(target, self.matcher)
        shown = {c.requirement.id for c in coverage.covered}
        return smallest_edit(target.weights(), shown, self._outcomes[key], level)

    def _profile(self, code: str) -> Target:
        if code not in self._profiles:
            self._profiles[code] = of_occupation(self.dataset, occupation_ref(self.dataset, code))
        return self._profiles[code]

    def _holds(self, code: str) -> bool:
        return self.dataset.ask(f"ASK {{ <{mint('occupation', code)}> a oc:Occupation }}")


def _reasons(shown: Sequence[tuple[Requirement, Evidence]]) -> list[Reason]:
    """The activities of an occupation that the text likeliest practises."""
    likeliest = sorted(shown, key=lambda pair: (-pair[1].chance, pair[0].id))[:_REASONS]
    return [Reason("activity", r.name, evidence.chance) for r, evidence in likeliest]


def _with_activities(
    taught: Iterable[Taught], shown: Iterable[Iterable[tuple[Requirement, Evidence]]]
) -> list[Taught]:
    """What is taught in the order of the text, with the activities that a sentence practises."""
    found = list(taught)
    known = {t.concept for t in found}
    for requirement, evidence in (pair for pairs in shown for pair in pairs):
        if requirement.concept is None or requirement.concept in known:
            continue
        known.add(requirement.concept)
        sentence, start, end = evidence.sentence, evidence.start, evidence.end
        found.append(
            Taught(
                requirement.kind, requirement.concept, requirement.name, sentence, start, end,
                sentence, start, end, evidence.chance,
            )
        )  # fmt: skip
    return sorted(found, key=lambda t: (t.start, t.words_start, t.words_end, t.label))
