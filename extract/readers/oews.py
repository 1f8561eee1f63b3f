"""Occupational Employment and Wage Statistics: the national table, and its codes beside SOC 2018.

OEWS publishes a few occupations only together. Those that are a whole SOC broad occupation stand
twice in the table, as broad and as detailed; the detailed row is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from occupath.extract.log import BadRow, ReadLog, SetAside
from occupath.extract.readers.oews_areas import find_area_database, read_areas
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Located, Record, column, records
from occupath.ontology.errors import SourceError
from occupath.ontology.ids import CODE_PATTERNS
from occupath.ontology.model import Area, Code, Correspondence, Row, Wage

__all__ = ["AGGREGATES", "find_area_database", "read_areas", "read_national"]

# OEWS codes of May 2025 (and of the 2024-34 National Employment Matrix) that stand for several
# SOC 2018 detailed occupations. Whole broad occupations: children in the SOC 2018 structure;
# the others (21-1018, 25-2052, 25-9045, 51-2028, 53-1047): the OES 2019 hybrid structure, BLS.
AGGREGATES: dict[str, tuple[str, ...]] = {
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-2020": ("13-2022", "13-2023"),
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043", "25-9049"),
    "29-2010": ("29-2011", "29-2012"),
    "31-1120": ("31-1121", "31-1122"),
    "39-7010": ("39-7011", "39-7012"),
    "47-4090": ("47-4091", "47-4099"),
    "51-2028": ("51-2022", "51-2023"),
    "51-2090": ("51-2092", "51-2099"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}
LEVELS = ("total", "major", "minor", "broad", "detailed")
REPEATED_BROAD = "broad row that stands again as detailed"

NATIONAL = Layout(
    (
        column("area"),
        column("naics"),
        column("own_code"),
        column("code", "occ_code"),
        column("title", "occ_title"),
        column("group", "o_group"),
        column("employment", "tot_emp"),
        column("employment_rse", "emp_prse"),
        column("hourly_mean", "h_mean"),
        column("hourly_median", "h_median"),
        column("annual_mean", "a_mean"),
        column("annual_median", "a_median"),
        column("annual_p10", "a_pct10"),
        column("annual_p25", "a_pct25"),
        column("annual_p75", "a_pct75"),
        column("annual_p90", "a_pct90"),
    )
)
_NATION = {"area": ("99", "0099"), "naics": ("000000", "0"), "own_code": ("1235",)}
_RATES = ("employment_rse", "hourly_mean", "hourly_median")
_WHOLES = (
    "employment", "annual_mean", "annual_median",
    "annual_p10", "annual_p25", "annual_p75", "annual_p90",
)  # fmt: skip


class _Line(NamedTuple):
    wage: Wage
    parent: str | None
    repeats_broad: bool
    file: str
    line: int


def read_national(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """OEWS codes with parents, national wages, and the codes' SOC 2018 detailed occupations.

    Only rows of the nation, all industries and all ownerships are kept; the rest is set aside.
    """
    located = files["national"]
    lines = _lines(located, _period(located), log)
    yield Area("US", "United States", "nation")
    for line in lines.values():
        with log.row(line.file, line.line):
            yield from _statements(line, log)


def _statements(line: _Line, log: ReadLog) -> Iterator[Row]:
    wage = line.wage
    yield Code("oews", wage.code, wage.title, wage.group, line.parent, None)
    if wage.group == "detailed":
        yield from _soc_occupations(line, log)
    yield wage


def _lines(located: Located, period: str, log: ReadLog) -> dict[str, _Line]:
    """The table by code. The parent is the nearest row above of a higher level, as published."""
    above: list[str | None] = [None] * len(LEVELS)
    lines: dict[str, _Line] = {}
    for record in records(located, NATIONAL, log):
        with log.row(record.file, record.line, record):
            if any(record.get(field) not in kept for field, kept in _NATION.items()):
                raise SetAside("row of an industry, an ownership or a place below the nation")
            code = record.code("code", CODE_PATTERNS["oews"], "OEWS")
            group = record.code("group", "|".join(LEVELS), "OEWS level")
            wage = _wage(record, code, group, period, log)
            depth = LEVELS.index(group)
            before = lines.get(code)
            if before is not None and (before.wage.group, group) != ("broad", "detailed"):
                raise BadRow("code stands twice", f"{code} as {group}")
            if before is not None:
                log.set_aside[REPEATED_BROAD] += 1
                lines[code] = _Line(wage, before.parent, True, record.file, record.line)
            else:
                parent = next((c for c in reversed(above[:depth]) if c is not None), None)
                lines[code] = _Line(wage, parent, False, record.file, record.line)
                above[depth:] = [code] + [None] * (len(LEVELS) - depth - 1)
    return lines


def _wage(record: Record, code: str, group: str, period: str, log: ReadLog) -> Wage:
    top: list[str] = []
    values: dict[str, float | None] = {}
    for field in Wage._fields:
        if field in _RATES or field in _WHOLES:
            values[field] = _value(record, field, top, log)
    whole = {f: None if (v := values[f]) is None else round(v) for f in _WHOLES}
    return Wage(
        code=code, title=record.need("title"), group=group, area="US", period=period,
        employment=whole["employment"], employment_rse=values["employment_rse"],
        hourly_mean=values["hourly_mean"], hourly_median=values["hourly_median"],
        annual_mean=whole["annual_mean"], annual_median=whole["annual_median"],
        annual_p10=whole["annual_p10"], annual_p25=whole["annual_p25"],
        annual_p75=whole["annual_p75"], annual_p90=whole["annual_p90"],
        top_coded=tuple(top),
    )  # fmt: skip


def _value(record: Record, field: str, top: list[str], log: ReadLog) -> float | None:
    text = record.get(field)
    if text in ("*", "**"):
        log.notes[f"values not released ({text})"] += 1
        return None
    if text == "#":
        log.notes["values at or above the top code (#)"] += 1
        top.append(field)
        return None
    return record.number(field)


def _soc_occupations(line: _Line, log: ReadLog) -> Iterator[Correspondence]:
    code = line.wage.code
    children = AGGREGATES.get(code)
    if children is None and line.repeats_broad:
        log.warnings.append(f"oews: {code} is published as an aggregate whose parts are not known")
        return
    for soc in children or (code,):
        yield Correspondence("oews", code, "soc2018", soc, None, None)


def _period(located: Located) -> str:
    """``2025-05`` for ``national_M2025_dl.xlsx``: the estimates are for May."""
    match = re.search(r"_M(\d{4})_", located.shown)
    if match is None:
        raise SourceError(
            f"{located.shown}: the name does not tell the release; "
            "keep the official name, such as national_M2025_dl.xlsx"
        )
    return f"{match.group(1)}-05"
