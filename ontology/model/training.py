"""Rows about credentials, programs and what became of those who completed them."""

from __future__ import annotations

from typing import NamedTuple


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
