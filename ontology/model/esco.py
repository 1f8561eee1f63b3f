"""Rows of ESCO; its IRIs are its own."""

from __future__ import annotations

from typing import NamedTuple


class EscoConcept(NamedTuple):
    """An ESCO occupation, skill, skill group or ISCO group."""

    iri: str
    kind: str  # "occupation" | "skill" | "skill-group" | "isco-group"
    label: str
    alt_labels: tuple[str, ...]
    hidden_labels: tuple[str, ...]
    description: str | None
    code: str | None  # ESCO code, ISCO code or skill-group code
    isco_group: str | None  # four digits, occupations only
    skill_type: str | None  # "skill/competence" | "knowledge"
    reuse_level: str | None  # "transversal" | "cross-sector" | "sector-specific" | …


class EscoBroader(NamedTuple):
    iri: str
    broader: str


class EscoRequirement(NamedTuple):
    occupation: str
    skill: str
    essential: bool


class EscoSkillRelation(NamedTuple):
    skill: str
    related: str
    essential: bool


class EscoCrosswalkRow(NamedTuple):
    """A row of ESCO→O*NET-SOC, made for ESCO 1.1; joined on code and label by `extract.linking`."""

    esco_code: str
    esco_label: str
    occupation: str  # O*NET-SOC 2019
