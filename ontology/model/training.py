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
    active: bool | None  # None where only programs name it


# Categories of length, as New Jersey has them: wording, least and greatest number of weeks. A day
# is a fifth of a week, a month 52/12 weeks.
WEEKS: dict[int, tuple[str, float, float | None]] = {
    1: ("less than 1 day", 0, 0.2),
    2: ("1 to 2 days", 0.2, 0.4),
    3: ("3 to 7 days", 0.4, 1),
    4: ("2 to 3 weeks", 2, 3),
    5: ("4 to 11 weeks", 4, 11),
    6: ("3 to 5 months", 13, 22),
    7: ("6 to 12 months", 26, 52),
    8: ("13 months to 2 years", 56, 104),
    9: ("3 to 4 years", 156, 208),
    10: ("more than 4 years", 208, None),
}


class Program(NamedTuple):
    """A listed training program. Costs in US$; hours are clock hours; 0 in the source is None.

    `cip` is the code as the source gives it, dotted (``15.0505``), in scheme `cip_scheme`.
    `duration_id` is a key of `WEEKS`; `weeks` the length where a list gives it. `delivery` is
    ``in person``, ``online`` or ``hybrid``.
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
    weeks: float | None = None
    delivery: str | None = None


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
