"""An answer about emerging work as rows, JSON values and sentences."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from occupath.queries.emerging.find import Emerging
from occupath.queries.emerging.group import Count, Group, as_record
from occupath.queries.emerging.grouping import HIDDEN, NAMED
from occupath.queries.emerging.placement import REASONS

COLUMNS = [
    "group", "name", "postings", "titles", "first_month", "last_month", "months_known", "places",
    "growth_ratio", "growth_low", "growth_high", "growth", "reasons", "mean_probability",
    "nearest_code", "nearest_title", "nearest_share", "onet_detail", "onet_detail_code",
    "onet_detail_title", "set_apart_by", "skills",
]  # fmt: skip
_SHOWN = 8  # titles, words and skills of a cell


def rows(found: Emerging) -> list[dict[str, object]]:
    """A row a group, the largest first."""
    return [_row(group) for group in found.groups]


def as_json(found: Emerging) -> dict[str, Any]:
    """The whole answer; `occupath.queries.emerging.group.read_groups` reads its groups back."""
    return {
        "postings": found.postings,
        "hidden": found.hidden,
        "least": found.least,
        "months": [asdict(each) for each in found.months],
        "set_aside": found.set_aside,
        "not_candidates": found.others,
        "candidates": found.candidates,
        "groups_under_least": {"groups": found.small[0], "postings": found.small[1]},
        "groups_not_told": found.not_told,
        "reasons": REASONS,
        "notes": list(found.notes),
        "groups": [as_record(group) for group in found.groups],
    }


def heading(found: Emerging) -> str:
    """The answer in a few words."""
    kind = (
        'of titles that lists name only in "All Other" codes'
        if found.hidden
        else "that may be emerging work"
    )
    if not found.groups:
        return f"No group of {found.least} postings or more {kind}"
    number = len(found.groups)
    return f"{number} {'group' if number == 1 else 'groups'} {kind}"


def sentences(found: Emerging) -> list[str]:
    """What became of every posting, and what must be known to read the groups."""
    told = sum(group.size for group in found.groups)
    lines = [
        f"{found.postings:,} postings looked at; {found.candidates:,} were grouped, "
        f"{HIDDEN if found.hidden else NAMED}; {told:,} of these are in the groups reported.",
        f"{found.small[0]:,} groups of fewer than {found.least} postings ({found.small[1]:,} "
        "postings) are counted and not reported.",
    ]
    lines += [f"{n:,} more of that size not reported: {why}." for why, n in found.not_told.items()]
    lines += [f"{n:,} postings no candidates: {why}." for why, n in found.others.items()]
    lines += [f"{n:,} set aside: {why}." for why, n in found.set_aside.items()]
    reason = next((g.growth.reason for g in found.groups if g.growth.reason), None)
    if reason is not None:
        lines.append(f"Growth {reason}.")
    return [*lines, *found.notes]


def growth_text(group: Group) -> str:
    """The growth in a cell: the ratio and its interval, or that it is not assessable."""
    grown = group.growth
    if grown.ratio is None and grown.low is None:
        return "not assessable"
    ratio = "∞" if grown.ratio is None else f"{grown.ratio:g}"
    high = "∞" if grown.high is None else f"{grown.high:g}"
    return f"×{ratio} ({grown.low:g}–{high})"


def listed(values: tuple[Count, ...], most: int = _SHOWN) -> str:
    """Values with their counts on one line."""
    shown = "; ".join(f"{c.value or 'not said'} ({c.postings})" for c in values[:most])
    return shown if len(values) <= most else f"{shown}; and {len(values) - most} more"


def _row(group: Group) -> dict[str, object]:
    months = [each.value for each in group.months if each.value]
    nearest = group.nearest[0]
    return {
        "group": group.id,
        "name": group.name,
        "postings": group.size,
        "titles": listed(group.titles),
        "first_month": months[0] if months else None,
        "last_month": months[-1] if months else None,
        "months_known": sum(each.postings for each in group.months if each.value),
        "places": listed(group.places),
        "growth_ratio": group.growth.ratio,
        "growth_low": group.growth.low,
        "growth_high": group.growth.high,
        "growth": group.growth.reason or growth_text(group),
        "reasons": listed(group.reasons),
        "mean_probability": group.probability,
        "nearest_code": nearest.code,
        "nearest_title": nearest.title,
        "nearest_share": nearest.share,
        "onet_detail": group.detail.answer,
        "onet_detail_code": group.detail.code,
        "onet_detail_title": group.detail.title,
        "set_apart_by": ", ".join(each.word for each in group.telling[:_SHOWN]),
        "skills": "; ".join(each.name for each in group.skills[:_SHOWN]),
    }
