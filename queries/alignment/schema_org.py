"""A program as schema.org's EducationalOccupationalProgram (https://schema.org)."""

from __future__ import annotations

import json
from typing import Any

from occupath.ontology.ids import mint
from occupath.queries.alignment.record import CIP, SOC, CodeAlignment, Record


def write_schema_org(record: Record) -> str:
    """The record as a JSON-LD text; what it teaches stands on its course, as schema.org has it."""
    program: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalProgram",
        "@id": record.iri,
        "name": record.name,
        "description": record.description,
        "url": record.url,
        "provider": None
        if record.provider is None
        else {"@type": "EducationalOrganization", "name": record.provider},
        "occupationalCategory": [
            {"@type": "CategoryCode", "@id": o.iri, "codeValue": o.code, "name": o.name,
             "inCodeSet": {"@type": "CategoryCodeSet", "@id": mint(SOC), "name": "SOC 2018"}}
            for o in record.occupations
        ],
        "programType": [_term(c) for c in record.cips],
        "hasCourse": _course(record),
    }  # fmt: skip
    return json.dumps(_told(program), ensure_ascii=False, indent=2) + "\n"


def _term(code: CodeAlignment) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        "@id": code.iri,
        "termCode": code.code,
        "name": code.name,
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": mint(CIP), "name": "CIP 2020"},
    }


def _course(record: Record) -> dict[str, Any] | None:
    if not record.teaches:
        return None
    taught = [
        {"@type": "DefinedTerm", "@id": c.concept, "name": c.label, "description": c.text}
        for c in record.teaches
    ]
    return {
        "@type": "Course",
        "name": record.name,
        "description": record.description,
        "teaches": taught,
    }


def _told(value: Any) -> Any:
    """The value without what is not known."""
    if isinstance(value, dict):
        return {k: _told(v) for k, v in value.items() if v is not None and v != []}
    return [_told(v) for v in value] if isinstance(value, list) else value
