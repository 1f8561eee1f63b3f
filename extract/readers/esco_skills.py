"""ESCO skills: from the official ``skills_en.csv``, or put together where it is absent.

Without the official file there is one string a skill: preferred label, alternative labels and
description, joined by spaces. The preferred label then comes from the occupation-skill relations
or a skill collection, which also give alternative labels, type and reuse level for their members.
The labels that are known are taken from the start of the string; what remains is the description,
which thus may begin with alternative labels that cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from occupath.extract.log import ReadLog
from occupath.extract.readers.esco_text import SKILL_IRI, released, split_labels
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Located, Record, column, records
from occupath.ontology.errors import SourceError
from occupath.ontology.model import EscoConcept

OFFICIAL = Layout(
    (
        column("iri", "conceptUri"),
        column("label", "preferredLabel"),
        column("skill_type", "skillType", required=False),
        column("reuse_level", "reuseLevel", required=False),
        column("alt_labels", "altLabels", required=False),
        column("hidden_labels", "hiddenLabels", required=False),
        column("status", required=False),
        column("description", required=False),
        column("definition", required=False),
    )
)
TEXT = Layout((column("iri", "id", "conceptUri"), column("text", "description", "text")))

_SKILL = "http://data.europa.eu/esco/skill/"
# Skills of ESCO 1.2.0 that no occupation asks for and no collection lists, so that the relations
# do not name them. Names as in ESCO; used only where the skill's text begins with them.
UNRELATED_SKILLS: dict[str, str] = {
    f"{_SKILL}16c2b3fb-3a41-4b0e-bb35-06e659917b02": "conduct contact tracing interviews",
    f"{_SKILL}3b092965-98d5-4678-adc3-6493ba2c00c8": "evaluate own dance abilities",
    f"{_SKILL}5a927fa0-462e-4d54-ae12-97fd6ca45762": "exercise self-control",
    f"{_SKILL}8b2e3dac-8acc-4ef9-a3a1-4defb0cf1273": "provide guidance on infectious disease",
    f"{_SKILL}a90fa5ff-5b4f-4152-8160-ad80a6d3d13e": "assess others feelings",
    f"{_SKILL}cccaef32-ecec-4417-8f67-75e62056ae77": "develop new imaging techniques",
    f"{_SKILL}e9ed08b7-f2ea-4652-b60f-2b6d9899ab3e": "jell fruits",
    f"{_SKILL}f0ee650c-b2e3-436b-a364-31c95d4626e4": "biomarkers",
}
_OPENING_WORDS = 8


@dataclass(slots=True)
class KnownSkills:
    """What the relations and collections say about skills, by IRI; the first statement stays."""

    labels: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    alt_labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reuse_levels: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)

    def learn(self, skill: str, label: str | None, skill_type: str | None) -> None:
        """A label or type that a relation states."""
        if label is not None:
            self.labels.setdefault(skill, label)
        if skill_type is not None:
            self.types.setdefault(skill, skill_type)

    def describe(self, skill: str, record: Record) -> None:
        """All that a row of a collection states; its label goes before that of a relation."""
        self.labels[skill] = record.need("label")
        self.learn(skill, None, record.get("skill_type"))
        self.alt_labels.setdefault(skill, split_labels(record.get("alt_labels")))
        for found, value in (
            (self.reuse_levels, record.get("reuse_level")),
            (self.descriptions, record.get("description")),
        ):
            if value is not None:
                found.setdefault(skill, value)


def read_skills(files: SourceFiles, known: KnownSkills, log: ReadLog) -> Iterator[EscoConcept]:
    """Every skill; raises `SourceError` when neither file of skills is there."""
    if official := files.get("skills"):
        yield from _official(official, log)
    elif text := files.get("skills_text"):
        yield from _from_text(text, known, log)
    else:
        raise SourceError(
            "esco: skills_en.csv was not found beside occupations_en.csv; "
            f"unpack the whole download of {files.source.url}"
        )


def _official(located: Located, log: ReadLog) -> Iterator[EscoConcept]:
    for record in records(located, OFFICIAL, log):
        with log.row(record.file, record.line, record):
            released(record)
            yield EscoConcept(
                record.code("iri", SKILL_IRI, "ESCO skill IRI"),
                "skill",
                record.need("label"),
                split_labels(record.get("alt_labels")),
                split_labels(record.get("hidden_labels")),
                record.get("description") or record.get("definition"),
                None,
                None,
                record.get("skill_type"),
                record.get("reuse_level"),
            )


def _from_text(located: Located, known: KnownSkills, log: ReadLog) -> Iterator[EscoConcept]:
    for record in records(located, TEXT, log):
        with log.row(record.file, record.line, record):
            iri = record.code("iri", SKILL_IRI, "ESCO skill IRI")
            text = record.need("text")
            label = known.labels.get(iri) or _unrelated_label(iri, text, log)
            alt_labels = known.alt_labels.get(iri, ())
            skill_type = known.types.get(iri)
            if skill_type is None:
                log.notes["skills whose type these files do not state"] += 1
            yield EscoConcept(
                iri,
                "skill",
                label,
                alt_labels,
                (),
                known.descriptions.get(iri) or without_labels(text, (label, *alt_labels)),
                None,
                None,
                skill_type,
                known.reuse_levels.get(iri),
            )


def _unrelated_label(iri: str, text: str, log: ReadLog) -> str:
    label = UNRELATED_SKILLS.get(iri)
    if label is not None and text.startswith(label):
        log.notes["skills named from our list because no relation names them"] += 1
        return label
    log.notes["skills without a label: the opening words of their text are shown"] += 1
    words = text.split()
    return " ".join(words[:_OPENING_WORDS]) + ("…" if len(words) > _OPENING_WORDS else "")


def without_labels(text: str, labels: tuple[str, ...]) -> str | None:
    """`text` without the `labels` it starts with, in their order; None if nothing remains."""
    rest = " ".join(text.split())
    for label in labels:
        words = " ".join(label.split())
        if rest == words:
            return None
        if rest.startswith(f"{words} "):
            rest = rest[len(words) + 1 :]
    return rest or None
