"""The typed rows that readers yield and builders turn into RDF: what `extract` and `graph` share.

A row is one statement of one source, with codes as the source's scheme writes them (``47-2111``,
``47-2111.00``, ``01.0102``) and unknown values as ``None``, never 0, ``""`` or -99999. A reader
never merges sources. Which named graph a row belongs to is known from the source being read.

Over 400 lines on purpose: it is the one list of row types, and a list is easier to read whole.
"""

from __future__ import annotations

from typing import NamedTuple

# --- classifications -------------------------------------------------------------------------


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
    """A code that a source lists: green, bright outlook, STEM, in demand (see `COLLECTIONS`)."""

    collection: str  # key of COLLECTIONS
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

# --- O*NET occupations -----------------------------------------------------------------------


class Occupation(NamedTuple):
    """An O*NET occupation profile; `code` is O*NET-SOC 2019."""

    code: str
    title: str
    description: str | None


class AlternateTitle(NamedTuple):
    """A title people use for an occupation. `short` is the source's short form, if any."""

    occupation: str
    title: str
    short: str | None
    reported: bool  # True: from the sample of reported titles


class JobZone(NamedTuple):
    occupation: str
    zone: int  # 1–5


class JobZoneReference(NamedTuple):
    zone: int
    name: str
    experience: str | None
    education: str | None
    training: str | None
    svp_range: str | None


class Element(NamedTuple):
    """A node of the O*NET content model, e.g. ``2.A.1.a`` Reading Comprehension."""

    id: str
    name: str
    description: str | None


class RatedRequirement(NamedTuple):
    """One occupation's rating of one skill, knowledge area, ability or work activity.

    importance 1–5, level 0–7; standard errors in the same units; N is the number of answers.
    `suppress` is the source's recommendation for either scale; `not_relevant` is about the level.
    `date` is ``YYYY-MM``.
    """

    occupation: str
    element: str
    importance: float | None
    level: float | None
    importance_se: float | None
    level_se: float | None
    importance_n: int | None
    level_n: int | None
    suppress: bool | None
    not_relevant: bool | None
    date: str | None
    domain_source: str | None


class Rating(NamedTuple):
    """Any other rated value: interests, work values, work styles, or the share of a category.

    `scale` is an O*NET scale id (OI, IH, EX, VH, WI, DR, RL, RW, PT, OJ, IM); `category` is the
    answer category for the percentage scales (RL 1–12, …), else None.
    """

    occupation: str
    element: str
    scale: str
    category: int | None
    value: float
    n: int | None
    se: float | None
    suppress: bool | None
    date: str | None
    domain_source: str | None


class Scale(NamedTuple):
    id: str
    name: str
    minimum: float
    maximum: float


class ScaleCategory(NamedTuple):
    """The wording of one answer category of an element's scale (2.D.1, RL, 2 = High School …)."""

    element: str
    scale: str
    category: int
    description: str


class RelatedOccupation(NamedTuple):
    occupation: str
    related: str
    tier: str  # "Primary-Short" | "Primary-Long" | "Supplemental"
    rank: int


class Task(NamedTuple):
    id: str
    occupation: str
    statement: str
    type: str | None  # "Core" | "Supplemental" | None
    incumbents: int | None
    date: str | None
    domain_source: str | None


class EmergingTask(NamedTuple):
    occupation: str
    statement: str
    category: str  # "New" | "Revision"
    original_task: str | None  # task id
    date: str | None
    domain_source: str | None


class WorkActivity(NamedTuple):
    """An intermediate (IWA) or detailed (DWA) work activity."""

    id: str
    title: str
    parent: str  # element id for an IWA, IWA id for a DWA
    detailed: bool


class TaskActivity(NamedTuple):
    task: str
    occupation: str
    activity: str  # DWA id


class Commodity(NamedTuple):
    """A UNSPSC commodity with its class, family and segment."""

    code: str
    title: str
    class_code: str
    class_title: str
    family_code: str
    family_title: str
    segment_code: str
    segment_title: str


class TechnologyUse(NamedTuple):
    occupation: str
    name: str
    commodity: str
    commodity_title: str
    hot: bool | None
    in_demand: bool | None


class ToolUse(NamedTuple):
    occupation: str
    name: str
    commodity: str
    commodity_title: str


class ElementLink(NamedTuple):
    """O*NET's own link between a skill or ability and a work activity or work context."""

    element: str
    linked: str


# --- ESCO (IRIs are ESCO's own) ---------------------------------------------------------------


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


# --- labour market ----------------------------------------------------------------------------


class Area(NamedTuple):
    """`code`: ``US``, a two-letter state, or a CBSA / OEWS area code."""

    code: str
    name: str
    kind: str  # "nation" | "state" | "metropolitan" | "nonmetropolitan"


class Wage(NamedTuple):
    """One OEWS estimate. US$; `period` is ``YYYY-MM``; percentiles of annual wage.

    A suppressed value (``*``, ``**``) is None; ``#`` (at or above the top code) is None and named
    in `top_coded` (field names).
    """

    code: str  # scheme oews
    title: str
    group: str  # "total" | "major" | "minor" | "broad" | "detailed"
    area: str
    period: str
    employment: int | None
    employment_rse: float | None  # percent
    hourly_mean: float | None
    hourly_median: float | None
    annual_mean: int | None
    annual_median: int | None
    annual_p10: int | None
    annual_p25: int | None
    annual_p75: int | None
    annual_p90: int | None
    top_coded: tuple[str, ...]


class Projection(NamedTuple):
    """One row of the employment projections; employment and openings in persons."""

    code: str  # scheme oews
    title: str
    line_item: bool  # False: a summary of others
    period: str  # "2024-2034"
    base_employment: int | None
    projected_employment: int | None
    change_percent: float | None
    annual_openings: int | None
    self_employed_percent: float | None
    typical_education: str | None
    work_experience: str | None
    on_the_job_training: str | None


# --- credentials and programs -----------------------------------------------------------------


class Certification(NamedTuple):
    """A certification of CareerOneStop; `type` Core, Advanced, Specialty, Product/Equipment, …"""

    id: str
    name: str
    acronym: str | None
    keywords: str | None
    description: str | None
    url: str | None
    type: str | None
    exam_required: bool | None
    training_required: bool | None
    renewal_years: float | None
    organization_id: str
    organization: str
    organization_acronym: str | None
    organization_url: str | None


class Licence(NamedTuple):
    """A licence that a state gives; `source_code` is the state's own O*NET-like code."""

    id: str
    name: str
    jurisdiction: str  # area code
    source_code: str | None
    active: bool


class IndustryCredential(NamedTuple):
    id: str
    name: str
    jurisdiction: str  # the state whose list it is
    active: bool


class Program(NamedTuple):
    """A listed training program. Costs in US$; hours are clock hours; 0 in the source is None.

    `cip` is the code as the source gives it, dotted (``15.0505``), in scheme `cip_scheme`.
    `duration_id` is the state's category (1–10 in New Jersey).
    """

    id: str
    state: str
    name: str
    provider_id: str | None
    provider: str | None
    cip: str | None
    cip_scheme: str
    tuition: float | None
    total_cost: float | None
    clock_hours: float | None
    duration_id: int | None
    prerequisites: str | None
    description: str | None
    city: str | None
    zip: str | None
    county: str | None
    status: str | None
    licence_id: str | None
    licence: str | None
    credential_id: str | None
    credential: str | None
    award_id: str | None
    award: str | None
    website: str | None


class ProgramListing(NamedTuple):
    """A row of an earlier list, without CIP: what it adds is provider, place, hours and cost."""

    id: str
    state: str
    name: str
    provider: str
    location: str | None
    clock_hours: float | None
    cost: float | None
    in_demand: bool | None


class ProgramOutcome(NamedTuple):
    """What became of those who completed a provider's programs of one CIP code.

    `quarters` (2, 4 or 8) is how long the cohort was followed; no year is given. Percentages
    0–100; wage in US$ a quarter.
    """

    provider_id: str
    state: str
    cip: str
    cip_scheme: str
    quarters: int
    completers: int | None
    percent_employed: float | None
    average_quarterly_wage: float | None
    wage_n: int | None
    percent_retained: float | None
    retained_n: int | None


# --- what we infer (never mixed with what a source states) ------------------------------------


class InferredLink(NamedTuple):
    """A link that no source states: ours, with method and confidence (0–1)."""

    kind: str  # key of LINK_KINDS
    subject: str  # IRI
    object: str  # IRI
    method: str
    confidence: float
    evidence: str | None


LINK_KINDS: dict[str, str] = {
    "certification-occupation": "a certification that suits an occupation",
    "licence-occupation": "a licence that exists in a state for an occupation's kind of work",
    "credential-certification": "a state's industry credential that is a listed certification",
}


class LicenceRequirement(NamedTuple):
    """A licence without which an occupation may not be worked in, by a reviewed source."""

    occupation: str  # O*NET-SOC 2019
    licence: str
    basis: str  # the source that says so


class LabelMention(NamedTuple):
    """A concept's label found in a text: `start` and `end` are character offsets, end exclusive."""

    document: str  # IRI of the program or posting
    concept: str  # IRI
    label: str
    start: int
    end: int
    text: str
    method: str
    confidence: float


Row = (
    Code | CodeTitle | Correspondence | CollectionMember | SkillCollectionMember
    | Occupation | AlternateTitle | JobZone | JobZoneReference | Element | RatedRequirement
    | Rating | Scale | ScaleCategory | RelatedOccupation | Task | EmergingTask | WorkActivity
    | TaskActivity | Commodity | TechnologyUse | ToolUse | ElementLink
    | EscoConcept | EscoBroader | EscoRequirement | EscoSkillRelation | EscoCrosswalkRow
    | Area | Wage | Projection
    | Certification | Licence | IndustryCredential | Program | ProgramListing | ProgramOutcome
    | InferredLink | LicenceRequirement | LabelMention
)  # fmt: skip
