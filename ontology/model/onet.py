"""Rows of the O*NET database: occupations, what they require, do and use."""

from __future__ import annotations

from typing import NamedTuple


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
