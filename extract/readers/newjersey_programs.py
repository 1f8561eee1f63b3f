"""New Jersey's eligible training programs of 2021, the list of 2018, and outcomes.

The columns ``leadtodegree``, ``leadtoindustrycredential`` and ``wiaeligible`` are true in every
row and ``distancelearning`` has no legend: none of them is read. Codes of instructional programs
are CIP 2010 (15.0505 is solar energy technology).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from occupath.extract.log import BadRow, ReadLog
from occupath.extract.readers.plain_text import plain, plain_line, unquoted
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Record, column, records
from occupath.ontology.model import Area, Program, ProgramListing, ProgramOutcome, Row

NEW_JERSEY = Area("NJ", "New Jersey", "state")
CIP_SCHEME = "cip2010"

PROGRAMS = Layout(
    (
        column("id", "programid"),
        column("provider_id", "providerid"),
        column("name", "officialname"),
        column("cip", "cipcode"),
        column("provider", "name"),
        column("city", required=False),
        column("provider_state", "state", required=False),
        column("zip", required=False),
        column("county", required=False),
        column("status", "statusname", required=False),
        column("tuition"),
        column("total_cost", "totalcost"),
        column("clock_hours", "totalclockhours"),
        column("duration_id", "calendarlengthid", required=False),
        column("prerequisites", required=False),
        column("award_id", "degreeawarded", required=False),
        column("award", "degreeawardedname", required=False),
        column("licence_id", "licenseawarded", required=False),
        column("licence", "licenseawardedname", required=False),
        column("credential_id", "industrycredential", required=False),
        column("credential", "industrycredentialname", required=False),
        column("description", required=False),
        column("website", required=False),
    )
)
LISTINGS = Layout(
    (
        column("id", "programid"),
        column("name", "program"),
        column("provider"),
        column("location", required=False),
        column("in_demand", required=False),
        column("clock_hours"),
        column("cost"),
    )
)
QUARTERS = (2, 4, 8)
OUTCOMES = Layout(
    (
        column("provider_id", "providerid"),
        column("cip", "cipcode"),
        *(
            column(f"{field}{quarters}", f"{name}{quarters}", required=required)
            for quarters in QUARTERS
            for field, name, required in (
                ("completers", "NumCompleted", True),
                ("employed", "PerEmployed", True),
                ("wage", "AvgQuarterlyWage", True),
                ("wage_n", "NumUsedWageCalc", False),
                ("retained", "PerRetention", False),
                ("retained_n", "NumUsedRetentionCalc", False),
            )
        ),
    )
)
_NOT_AVAILABLE = -99999
_NOT_A_COUNTY = frozenset({"Select One", "Out of State"})


def read_programs(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The programs of the 2021 list; a cost, tuition or hours of 0 is unknown and counted."""
    yield NEW_JERSEY
    for record in records(files["programs"], PROGRAMS, log):
        with log.row(record.file, record.line, record):
            yield _program(record, log)


def _program(record: Record, log: ReadLog) -> Program:
    if record.get("provider") is None:
        log.notes["programs without a provider's name"] += 1
    elif record.get("provider_state") not in (NEW_JERSEY.code, None):
        log.notes["programs of a provider outside New Jersey"] += 1
    return Program(
        id=_key(record, "id"),
        state=NEW_JERSEY.code,
        name=_line(record, "name") or record.need("name"),
        provider_id=_optional_key(record, "provider_id"),
        provider=_line(record, "provider"),
        cip=None if record.get("cip") is None else cip_code(record, "cip", log),
        cip_scheme=CIP_SCHEME,
        tuition=_positive(record, "tuition", log),
        total_cost=_positive(record, "total_cost", log),
        clock_hours=_positive(record, "clock_hours", log),
        duration_id=record.integer("duration_id"),
        prerequisites=_prerequisites(record, log),
        description=plain(unquoted(record.get("description"))),
        city=_line(record, "city"),
        zip=_zip(record),
        county=None if record.get("county") in _NOT_A_COUNTY else record.get("county"),
        status=record.get("status"),
        licence_id=_optional_key(record, "licence_id"),
        licence=_line(record, "licence"),
        credential_id=_optional_key(record, "credential_id"),
        credential=_line(record, "credential"),
        award_id=_optional_key(record, "award_id"),
        award=_line(record, "award"),
        website=_website(record, log),
    )


def read_programs_2018(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The list of November 2018; hours and costs of 0 are unknown."""
    yield NEW_JERSEY
    for record in records(files["programs"], LISTINGS, log):
        with log.row(record.file, record.line, record):
            yield ProgramListing(
                _key(record, "id"),
                NEW_JERSEY.code,
                _line(record, "name") or record.need("name"),
                _line(record, "provider") or record.need("provider"),
                _line(record, "location"),
                _positive(record, "clock_hours", log),
                _positive(record, "cost", log),
                record.flag("in_demand"),
            )


def read_outcomes(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Three cohorts a row, followed for 2, 4 and 8 quarters; shares become percentages."""
    yield NEW_JERSEY
    for record in records(files["outcomes"], OUTCOMES, log):
        with log.row(record.file, record.line, record):
            yield from [_outcome(record, quarters, log) for quarters in QUARTERS]


def _outcome(record: Record, quarters: int, log: ReadLog) -> ProgramOutcome:
    return ProgramOutcome(
        provider_id=_key(record, "provider_id"),
        state=NEW_JERSEY.code,
        cip=cip_code(record, "cip", log if quarters == QUARTERS[0] else None),
        cip_scheme=CIP_SCHEME,
        quarters=quarters,
        completers=_count(record, f"completers{quarters}", log),
        percent_employed=_percent(record, f"employed{quarters}", log),
        average_quarterly_wage=_known(record, f"wage{quarters}", log),
        wage_n=_count(record, f"wage_n{quarters}", log),
        percent_retained=_percent(record, f"retained{quarters}", log),
        retained_n=_count(record, f"retained_n{quarters}", log),
    )


def cip_code(record: Record, field: str, log: ReadLog | None) -> str:
    """``15.0505`` for ``150505`` and ``03.0104`` for ``30104``: a zero lost is put back."""
    text = record.need(field).removesuffix(".0")
    if re.fullmatch(r"\d{5}|\d\.\d{4}", text):
        text = f"0{text}"
        if log is not None:
            log.notes["CIP codes that had lost a zero"] += 1
    match = re.fullmatch(r"(\d\d)\.?(\d{4})", text)
    if match is None:
        raise BadRow(f"{field} is not a CIP code of six digits", repr(text[:40]))
    return f"{match.group(1)}.{match.group(2)}"


def _key(record: Record, field: str) -> str:
    """An id as the state writes it; ``101.0``, an id that passed for a number, is ``101``."""
    return record.code(field, r"\d+(\.0)?", "New Jersey id").removesuffix(".0")


def _optional_key(record: Record, field: str) -> str | None:
    return None if record.get(field) is None else _key(record, field)


def _line(record: Record, field: str) -> str | None:
    return plain_line(unquoted(record.get(field)))


def _positive(record: Record, field: str, log: ReadLog) -> float | None:
    number = record.number(field)
    if number is not None and number < 0:
        raise BadRow(f"{field} is below zero", str(number))
    if number == 0:
        log.notes[f"{field} of 0 read as unknown"] += 1
    return number or None


def _prerequisites(record: Record, log: ReadLog) -> str | None:
    text = plain(unquoted(record.get("prerequisites")))
    if text == "0":
        log.notes["prerequisites of 0 read as unknown"] += 1
        return None
    return text


def _zip(record: Record) -> str | None:
    text = record.get("zip")
    if text is None:
        return None
    match = re.fullmatch(r"(\d{3,5})(\.0)?", text)
    return match.group(1).zfill(5) if match else record.code("zip", r"\d{5}-\d{4}", "ZIP")


def _website(record: Record, log: ReadLog) -> str | None:
    text = record.get("website")
    if text is not None and "@" in text:
        log.notes["e-mail addresses given as websites, left out"] += 1
        return None
    return text


def _known(record: Record, field: str, log: ReadLog) -> float | None:
    number = record.number(field)
    if number == _NOT_AVAILABLE:
        log.notes["values marked -99999 read as unknown"] += 1
        return None
    if number is not None and number < 0:
        raise BadRow(f"{field} is below zero", str(number))
    return number


def _count(record: Record, field: str, log: ReadLog) -> int | None:
    return None if _known(record, field, log) is None else record.integer(field)


def _percent(record: Record, field: str, log: ReadLog) -> float | None:
    """The source gives a share from 0 to 1."""
    share = _known(record, field, log)
    if share is not None and share > 1:
        raise BadRow(f"{field} is not a share from 0 to 1", str(share))
    return None if share is None else round(share * 100, 4)
