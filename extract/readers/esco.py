"""ESCO: occupations, skills, groups, relations and skill collections; and ESCO to O*NET-SOC.

The occupation-skill relations and the collections are read before the skills, because where the
official ``skills_en.csv`` is absent they hold the skills' labels (see `esco_skills`).
"""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import ReadLog, SetAside
from occupath.extract.readers.esco_skills import KnownSkills, read_skills
from occupath.extract.readers.esco_text import CONCEPT_IRI, SKILL_IRI, released, split_labels
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Located, column, records
from occupath.ontology.ids import CODE_PATTERNS
from occupath.ontology.model import (
    EscoBroader,
    EscoConcept,
    EscoCrosswalkRow,
    EscoRequirement,
    EscoSkillRelation,
    Row,
    SkillCollectionMember,
)

_OCCUPATION_IRI = r"http://data\.europa\.eu/esco/occupation/[\w-]+"
_GROUP_CODE = r"[A-Z]?\d*(\.\d+)*"
_STRENGTH = {"essential": True, "optional": False}

CONCEPTS = Layout(
    (
        column("iri", "conceptUri"),
        column("label", "preferredLabel"),
        column("alt_labels", "altLabels", required=False),
        column("hidden_labels", "hiddenLabels", required=False),
        column("status", required=False),
        column("description", required=False),
        column("code", required=False),
        column("isco_group", "iscoGroup", required=False),
    )
)
BROADER = Layout((column("iri", "conceptUri"), column("broader", "broaderUri")))
REQUIREMENTS = Layout(
    (
        column("occupation", "occupationUri"),
        column("relation", "relationType"),
        column("skill", "skillUri"),
        column("skill_type", "skillType", required=False),
        column("skill_label", "skillLabel", required=False),
    )
)
SKILL_RELATIONS = Layout(
    (
        column("skill", "originalSkillUri"),
        column("skill_type", "originalSkillType", required=False),
        column("relation", "relationType"),
        column("related_type", "relatedSkillType", required=False),
        column("related", "relatedSkillUri"),
    )
)
COLLECTION = Layout(
    (
        column("iri", "conceptUri"),
        column("label", "preferredLabel"),
        column("skill_type", "skillType", required=False),
        column("reuse_level", "reuseLevel", required=False),
        column("alt_labels", "altLabels", required=False),
        column("description", required=False),
    )
)
CROSSWALK = Layout(
    (
        column("esco_code", "ESCO/ISCO Code", "ESCO or ISCO Code"),
        column("esco_label", "ESCO/ISCO Title", "ESCO or ISCO Title"),
        column("occupation", "O*NET-SOC 2019 Code", "O*NET-SOC Code"),
    )
)
COLLECTION_FILES = ("green", "digital", "transversal", "language", "research", "digcomp")
_GROUP_FILES = {
    "isco_groups": "isco-group",
    "skill_groups": "skill-group",
    "occupations": "occupation",
}


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Concepts, broader links, requirements, skill relations and collection members of ESCO."""
    known = KnownSkills()
    for key, kind in _GROUP_FILES.items():
        if located := files.get(key):
            yield from _concepts(located, kind, log)
    for key in ("broader_occupations", "broader_skills"):
        if located := files.get(key):
            yield from _broader(located, log)
    yield from _requirements(files["occupation_skill_relations"], known, log)
    if located := files.get("skill_skill_relations"):
        yield from _skill_relations(located, known, log)
    for name in COLLECTION_FILES:
        if located := files.get(name):
            yield from _members(located, f"esco-{name}", known, log)
    yield from read_skills(files, known, log)


def _concepts(located: Located, kind: str, log: ReadLog) -> Iterator[EscoConcept]:
    occupation = kind == "occupation"
    for record in records(located, CONCEPTS, log):
        with log.row(record.file, record.line, record):
            released(record)
            yield EscoConcept(
                record.code("iri", CONCEPT_IRI, "ESCO IRI"),
                kind,
                record.need("label"),
                split_labels(record.get("alt_labels")),
                split_labels(record.get("hidden_labels")),
                record.get("description"),
                record.code("code", _GROUP_CODE, "ESCO") if record.get("code") else None,
                record.code("isco_group", r"\d{4}", "ISCO-08") if occupation else None,
                None,
                None,
            )


def _broader(located: Located, log: ReadLog) -> Iterator[EscoBroader]:
    for record in records(located, BROADER, log):
        with log.row(record.file, record.line, record):
            yield EscoBroader(
                record.code("iri", CONCEPT_IRI, "ESCO IRI"),
                record.code("broader", CONCEPT_IRI, "ESCO IRI"),
            )


def _requirements(located: Located, known: KnownSkills, log: ReadLog) -> Iterator[EscoRequirement]:
    """Both statements stay where a pair is essential and optional at once; they are counted."""
    seen: set[tuple[str, str]] = set()
    names: dict[str, str] = {}
    for record in records(located, REQUIREMENTS, log):
        with log.row(record.file, record.line, record):
            occupation = record.code("occupation", _OCCUPATION_IRI, "ESCO occupation IRI")
            skill = record.code("skill", SKILL_IRI, "ESCO skill IRI")
            relation = record.code("relation", "essential|optional", "ESCO relation")
            known.learn(skill, record.get("skill_label"), record.get("skill_type"))
            pair = (names.setdefault(occupation, occupation), names.setdefault(skill, skill))
            if pair in seen:
                log.notes["occupation-skill pairs stated as essential and as optional"] += 1
            seen.add(pair)
            yield EscoRequirement(*pair, _STRENGTH[relation])


def _skill_relations(
    located: Located, known: KnownSkills, log: ReadLog
) -> Iterator[EscoSkillRelation]:
    for record in records(located, SKILL_RELATIONS, log):
        with log.row(record.file, record.line, record):
            skill = record.code("skill", SKILL_IRI, "ESCO skill IRI")
            related = record.code("related", SKILL_IRI, "ESCO skill IRI")
            relation = record.code("relation", "essential|optional", "ESCO relation")
            known.learn(skill, None, record.get("skill_type"))
            known.learn(related, None, record.get("related_type"))
            yield EscoSkillRelation(skill, related, _STRENGTH[relation])


def _members(
    located: Located, collection: str, known: KnownSkills, log: ReadLog
) -> Iterator[SkillCollectionMember]:
    for record in records(located, COLLECTION, log):
        with log.row(record.file, record.line, record):
            skill = record.code("iri", SKILL_IRI, "ESCO skill IRI")
            known.describe(skill, record)
            yield SkillCollectionMember(collection, skill)


def read_crosswalk(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """ESCO to O*NET-SOC 2019, as published; it is joined on code and label in linking."""
    for record in records(files["crosswalk"], CROSSWALK, log):
        with log.row(record.file, record.line, record):
            if record.get("esco_code") is None and record.get("occupation") is None:
                raise SetAside("note at the end of the sheet")
            yield EscoCrosswalkRow(
                record.code("esco_code", r"\d{1,4}(\.\d+)*", "ESCO or ISCO"),
                record.need("esco_label"),
                record.code("occupation", CODE_PATTERNS["onetsoc2019"], "O*NET-SOC"),
            )
