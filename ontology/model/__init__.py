"""The typed rows that readers yield and builders turn into RDF: what `extract` and `graph` share.

A row is one statement of one source, with codes as the source's scheme writes them (``47-2111``,
``47-2111.00``, ``01.0102``) and unknown values as ``None``, never 0, ``""`` or -99999. A reader
never merges sources. Which named graph a row belongs to is known from the source being read.
"""

from __future__ import annotations

from occupath.ontology.model.classification import (
    COLLECTIONS,
    Code,
    CodeTitle,
    CollectionMember,
    Correspondence,
    SkillCollectionMember,
    collection_name,
)
from occupath.ontology.model.esco import (
    EscoBroader,
    EscoConcept,
    EscoCrosswalkRow,
    EscoRequirement,
    EscoSkillRelation,
)
from occupath.ontology.model.labour_market import (
    Area,
    Projection,
    Wage,
)
from occupath.ontology.model.onet import (
    AlternateTitle,
    Commodity,
    Element,
    ElementLink,
    EmergingTask,
    JobZone,
    JobZoneReference,
    Occupation,
    RatedRequirement,
    Rating,
    RelatedOccupation,
    Scale,
    ScaleCategory,
    Task,
    TaskActivity,
    TechnologyUse,
    ToolUse,
    WorkActivity,
)
from occupath.ontology.model.own import (
    LINK_KINDS,
    CrosswalkReview,
    InferredLink,
    LabelMention,
    LicenceRequirement,
)
from occupath.ontology.model.training import (
    WEEKS,
    Certification,
    IndustryCredential,
    Licence,
    Program,
    ProgramListing,
    ProgramOutcome,
)

Row = (
    Code | CodeTitle | Correspondence | CollectionMember | SkillCollectionMember
    | Occupation | AlternateTitle | JobZone | JobZoneReference | Element | RatedRequirement
    | Rating | Scale | ScaleCategory | RelatedOccupation | Task | EmergingTask | WorkActivity
    | TaskActivity | Commodity | TechnologyUse | ToolUse | ElementLink
    | EscoConcept | EscoBroader | EscoRequirement | EscoSkillRelation | EscoCrosswalkRow
    | Area | Wage | Projection
    | Certification | Licence | IndustryCredential | Program | ProgramListing | ProgramOutcome
    | InferredLink | LicenceRequirement | LabelMention | CrosswalkReview
)  # fmt: skip

__all__ = [
    "COLLECTIONS",
    "LINK_KINDS",
    "WEEKS",
    "AlternateTitle",
    "Area",
    "Certification",
    "Code",
    "CodeTitle",
    "CollectionMember",
    "Commodity",
    "Correspondence",
    "CrosswalkReview",
    "Element",
    "ElementLink",
    "EmergingTask",
    "EscoBroader",
    "EscoConcept",
    "EscoCrosswalkRow",
    "EscoRequirement",
    "EscoSkillRelation",
    "IndustryCredential",
    "InferredLink",
    "JobZone",
    "JobZoneReference",
    "LabelMention",
    "Licence",
    "LicenceRequirement",
    "Occupation",
    "Program",
    "ProgramListing",
    "ProgramOutcome",
    "Projection",
    "RatedRequirement",
    "Rating",
    "RelatedOccupation",
    "Row",
    "Scale",
    "ScaleCategory",
    "SkillCollectionMember",
    "Task",
    "TaskActivity",
    "TechnologyUse",
    "ToolUse",
    "Wage",
    "WorkActivity",
    "collection_name",
]
