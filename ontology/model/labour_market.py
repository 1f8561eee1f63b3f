"""Rows about the labour market: areas, wages and projections."""

from __future__ import annotations

from typing import NamedTuple


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
