"""Aligning a syllabus: what it teaches, whom it prepares, what it lacks, and the smallest edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from occupath.extract.concepts.linker import Linker
from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint
from occupath.queries.alignment.activities import Matcher
from occupath.queries.alignment.cips import Cip, CipCodes
from occupath.queries.alignment.coverage import Coverage, coverage
from occupath.queries.alignment.credentials import Near, near_credentials
from occupath.queries.alignment.draft import read_target
from occupath.queries.alignment.edit import Edit, smallest_edit
from occupath.queries.alignment.occupations import CIPS, Occupations, Prepared, Program
from occupath.queries.alignment.outcomes import outcomes_of
from occupath.queries.alignment.syllabus import Syllabus
from occupath.queries.alignment.target import Target, of_occupation
from occupath.queries.alignment.taught import Reader, Taught
from occupath.queries.occupation.find import OccupationRef

MEASURE = (
    "share, weighted by importance × level, of the target's rated knowledge, skills and work "
    "activities that at least one sentence shows"
)
LEVEL = 0.8  # the coverage that an edit aims at unless told otherwise
TOP = 10
_CIPS_SHOWN = 5
_LIKELY = 0.1  # probability from which an occupation's credentials are looked for
_MOST_LIKELY = 3  # such occupations


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
        self._outcomes: dict[str, object] = {}

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
        """What codes programs to CIP 2020; raises `OccupathError` where there is none."""
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
        cips = self.cips.code([(p.title or "", p.text) for p in programs], max(top, CIPS))
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
        made = []
        for reading in self.reader.read(syllabuses):
            syllabus = reading.syllabus
            program = Program(syllabus.title, syllabus.text)
            cips, ranked = self.brief([program], max(top, CIPS))[0]
            prepared = self.occupations.explain(program, cips[:CIPS], ranked[:top])
            covered = None if target is None else coverage(reading, target, self.matcher)
            edit = None if covered is None else self._edit(covered, level)
            near = near_credentials(self.dataset, reading, self._near(prepared, target))
            made.append(
                Alignment(
                    syllabus, reading.taught, tuple(prepared), tuple(cips[:_CIPS_SHOWN]),
                    tuple(near), covered, edit,
                )
            )  # fmt: skip
        return made

    def _edit(self, covered: Coverage, level: float) -> Edit:
        shown = {c.requirement.id for c in covered.covered}
        outcomes = outcomes_of(covered.target, self.matcher)
        return smallest_edit(covered.target.weights(), shown, outcomes, level)

    def _near(self, prepared: Sequence[Prepared], target: Target | None) -> list[str]:
        """O*NET-SOC codes whose credentials count as near."""
        if target is not None and target.iri is not None:
            return [target.code]
        likely = [p.onetsoc for p in prepared if p.onetsoc and p.probability >= _LIKELY]
        return [code for code in likely[:_MOST_LIKELY] if self._holds(code)]

    def _holds(self, code: str) -> bool:
        return self.dataset.ask(f"ASK {{ <{mint('occupation', code)}> a oc:Occupation }}")
