"""Rows about classifications: codes, crosswalks and the lists that name codes."""

from __future__ import annotations

import re
from typing import NamedTuple


class Code(NamedTuple):
    """One item of a classification; `scheme` is a key of `occupath.ontology.ids.SCHEMES`."""

    scheme: str
    code: str
    title: str
    level: str | None  # "major" "minor" "broad" "detailed" | "family" "group" "program" | …
    parent: str | None  # code in the same scheme, from the published structure
    definition: str | None


class CodeTitle(NamedTuple):
    """A title that the source files under a code (SOC direct match titles, …)."""

    scheme: str
    code: str
    title: str
    illustrative: bool


class Correspondence(NamedTuple):
    """One row of a crosswalk: a source code beside a target code, as published.

    `partial` is the source's own mark of a part match (ISCO ``*``); `action` its note (CIP
    "Moved to", …). Cardinality is worked out over the whole table by the builder.
    """

    from_scheme: str
    from_code: str
    to_scheme: str
    to_code: str
    partial: bool | None
    action: str | None


class CollectionMember(NamedTuple):
    """A code that a source lists: green, STEM, in demand (see `collection_name`)."""

    collection: str  # key that `collection_name` knows
    scheme: str
    code: str


class SkillCollectionMember(NamedTuple):
    """An ESCO skill in one of ESCO's skill collections (green, digital, transversal, …)."""

    collection: str
    skill: str  # ESCO IRI


COLLECTIONS: dict[str, str] = {
    "bright-outlook-growth": "Bright Outlook: rapid growth",
    "bright-outlook-openings": "Bright Outlook: numerous job openings",
    "bright-outlook-new-emerging": "Bright Outlook: new and emerging",
    "green-onet2010-increased-demand": "O*NET green economy: increased demand",
    "green-onet2010-enhanced-skills": "O*NET green economy: enhanced skills",
    "green-onet2010-new-emerging": "O*NET green economy: new and emerging",
    "green-list2019": "Green occupations, list in O*NET-SOC 2019 codes",
    "brown-list2019": "Brown occupations, list in O*NET-SOC 2019 codes",
    "stem": "STEM occupations (BLS)",
    "nj-in-demand-occupations": "In-demand occupations, New Jersey",
    "nj-in-demand-programs": "In-demand instructional programs, New Jersey",
    "esco-green": "ESCO green skills",
    "esco-digital": "ESCO digital skills",
    "esco-transversal": "ESCO transversal skills",
    "esco-language": "ESCO language skills",
    "esco-research": "ESCO research skills",
    "esco-digcomp": "ESCO DigComp skills",
}
_IN_DEMAND = re.compile(r"([a-z]{2})-in-demand-(occupations|programs)")


def collection_name(key: str) -> str | None:
    """The name of a collection: of `COLLECTIONS`, or of any state's list of what is in demand."""
    found = _IN_DEMAND.fullmatch(key)
    if key in COLLECTIONS or found is None:
        return COLLECTIONS.get(key)
    kind = "occupations" if found[2] == "occupations" else "instructional programs"
    return f"In-demand {kind}, {found[1].upper()}"
