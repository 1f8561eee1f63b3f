"""The layout of a state's list: the fields of programs, outcomes and demand, with their units.

The tables below are the layout: the reader, the templates and docs/state-lists.md are made of
them.
"""

from __future__ import annotations

from dataclasses import dataclass

TABLES = ("programs", "outcomes", "demand")
DURATIONS = tuple(str(number) for number in range(1, 11))
DELIVERIES = ("in person", "online", "hybrid")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table. `kind` is how its text is read (a key of `values.KINDS`).

    A row without a `required` field is left out. `example` is what a template shows.
    """

    name: str
    kind: str
    meaning: str
    example: str
    required: bool = False


PROGRAMS = (
    Field("id", "id", "The program's number or key; no two rows share one.", "1001", True),
    Field("name", "line", "Name of the program.", "Solar Installation Technician", True),
    Field("provider_id", "id", "The provider's number or key; made of its name if blank.", "17"),
    Field("provider", "line", "Name of the provider.", "Example Community College"),
    Field("cip", "cip", "Six-digit CIP code as text, in the vintage of the mapping.", "15.1703"),
    Field("tuition", "money", "Tuition in US$; blank or 0 means unknown.", "3500"),
    Field("total_cost", "money", "Tuition, fees, books and all else in US$; 0 is unknown.", "4000"),
    Field("clock_hours", "hours", "Length in clock hours; blank or 0 means unknown.", "300"),
    Field("weeks", "weeks", "Length in weeks from start to end.", "12"),
    Field("duration_id", "duration",
          "Category of length, where weeks are not known: 1 under 1 day, 2 1-2 days, 3 3-7 days, "
          "4 2-3 weeks, 5 4-11 weeks, 6 3-5 months, 7 6-12 months, 8 13 months-2 years, "
          "9 3-4 years, 10 over 4 years.", "6"),
    Field("delivery", "delivery", "One of: in person, online, hybrid.", "in person"),
    Field("prerequisites", "text", "What applicants need.", "High school diploma"),
    Field("description", "text", "What is taught; plain text or HTML.",
          "Students learn to install and maintain photovoltaic systems."),
    Field("city", "line", "City of the place of instruction.", "Trenton"),
    Field("zip", "zip", "ZIP code, with its leading zero.", "07104"),
    Field("county", "line", "County of the place of instruction.", "Essex"),
    Field("status", "line", "Status on the list, in the state's words.", "Approved"),
    Field("licence_id", "id", "Number of the licence it leads to; made of its name if blank.", ""),
    Field("licence", "line", "Name of the licence it leads to.", ""),
    Field("credential_id", "id", "Number of the industry credential; made of its name if blank.",
          ""),
    Field("credential", "line", "Name of the industry credential it leads to.",
          "NABCEP PV Associate"),
    Field("award_id", "id", "Number of the award; made of its name if blank.", ""),
    Field("award", "line", "Degree or certificate it ends with.", "Certificate of Completion"),
    Field("website", "url", "Web address of the program.", "https://college.example.org/solar"),
)  # fmt: skip
OUTCOMES = (
    Field("provider_id", "id", "The provider's number or key, as in the programs; made of its name "
          "if blank.", "17"),
    Field("provider", "line", "Name of the provider; needed where there is no key.", ""),
    Field("cip", "cip", "Six-digit CIP code as text, in the vintage of the mapping.", "15.1703",
          True),
    Field("quarters", "quarters", "How many quarters after completion the cohort was followed.",
          "4", True),
    Field("completers", "count", "How many completed.", "25"),
    Field("percent_employed", "percent", "Employed, in per cent (0-100) of completers.", "72"),
    Field("average_quarterly_wage", "amount", "Average wage of a quarter in US$.", "9850"),
    Field("wage_n", "count", "How many the wage is an average of.", "18"),
    Field("percent_retained", "percent", "Still employed, in per cent (0-100).", "64"),
    Field("retained_n", "count", "How many the share still employed is of.", "18"),
)  # fmt: skip
DEMAND = (
    Field("code", "code", "Code of an occupation (SOC) or instructional program (CIP).", "47-2231",
          True),
    Field("title", "line", "Its title; not read, for people.", "Solar Photovoltaic Installers"),
    Field("in_demand", "flag", "yes or no; a row with no is passed over. Blank is yes.", "yes"),
)  # fmt: skip
REVIEWS = (
    Field("cip", "cip", "CIP 2020 code of six digits.", "15.1703", True),
    Field("soc", "occupation_code",
          "SOC 2018 code, which means every O*NET-SOC occupation of it, or an O*NET-SOC 2019 code.",
          "47-2231", True),
    Field("action", "action",
          "add: its programs prepare for the code, though no table says so; remove: they do not, "
          "though one does.", "add", True),
    Field("reviewer", "line", "Who decided.", "J. Doe, Example Workforce Board", True),
    Field("date", "date", "When, as YYYY-MM-DD.", "2026-05-04", True),
    Field("reason", "text", "Why.", "Graduates of three programs are hired as installers.", True),
    Field("source", "text", "What it rests on: a record, a page, minutes.", ""),
)  # fmt: skip
LINKS = (
    Field(
        "program", "listed", "A program as commands name it: state and number.", "nj/45849", True
    ),
    Field("same_as", "listed", "Another one that is the same.", "nj/45850", True),
    Field("probability", "probability", "How likely that is, 0 to 1.", "0.9999", True),
    Field("method", "line", "How it was found.", "splink: name, provider, place", True),
    Field("agreeing", "line", "The fields that agree.", "name, provider, place"),
    Field("differing", "line", "The fields that differ; not read, for people.", "cost"),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "programs": PROGRAMS,
    "outcomes": OUTCOMES,
    "demand": DEMAND,
    "reviews": REVIEWS,
    "links": LINKS,
}


def field(table: str, name: str) -> Field | None:
    """The field `name` of a table, or None."""
    return next((f for f in FIELDS[table] if f.name == name), None)
