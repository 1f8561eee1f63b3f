"""What is doubtful about a listed program: notes by kind, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from occupath.queries.program.listings import Listing

HOURS_A_WEEK = 60
ALL_HOURS_A_WEEK = 7 * 24
MAX_COST = 100_000
MAX_HOURS = 5_000

KINDS: dict[str, str] = {
    "no cost": "no cost is known",
    "no hours": "no clock hours are known",
    "impossible hours": "the hours do not fit into the length",
    "doubtful hours": f"over {HOURS_A_WEEK} hours a week, under one, or over {MAX_HOURS:,} in all",
    "unusual cost": f"costs over US$ {MAX_COST:,}",
    "tuition above total": "the tuition is above the total cost",
    "provider unknown": "nobody is named as the provider",
    "no CIP": "no CIP code, so that it reaches no occupation",
    "CIP deleted in 2020": "its CIP 2010 code has no successor in CIP 2020",
    "CIP split in 2020": "its CIP 2010 code became several in CIP 2020",
    "duplicate": "another listing is the same, by record linkage",
    "earlier list": "only an earlier list has it; cost and hours are of that list",
}


class Note(NamedTuple):
    """A doubt: its kind (a key of `KINDS`) and what it rests on."""

    kind: str
    text: str


def notes(program: Listing) -> list[Note]:
    """Every note of a program, in the order of `KINDS`."""
    order = list(KINDS)
    return sorted(_notes(program), key=lambda note: order.index(note.kind))


def _notes(p: Listing) -> Iterator[Note]:
    if p.cost is None:
        yield Note("no cost", "no cost is known")
    elif p.cost > MAX_COST:
        yield Note("unusual cost", f"US$ {p.cost:,.0f}")
    if p.tuition is not None and p.cost is not None and p.tuition > p.cost:
        yield Note("tuition above total", f"US$ {p.tuition:,.0f} of {p.cost:,.0f}")
    yield from _hours(p)
    if p.provider is None:
        yield Note("provider unknown", "nobody is named as the provider")
    if p.earlier:
        yield Note("earlier list", "cost and hours are of an earlier list, which has no CIP")
    elif p.cip is None:
        yield Note("no CIP", "no CIP code that its vintage has")
    elif p.cip_scheme == "cip2010" and not p.cip2020:
        yield Note("CIP deleted in 2020", f"{p.cip} has no successor in CIP 2020")
    elif len(p.cip2020) > 1:
        yield Note("CIP split in 2020", f"{p.cip} became {', '.join(p.cip2020)}")
    if p.twins:
        yield Note("duplicate", f"the same as {', '.join(p.twins)}")


def _hours(p: Listing) -> Iterator[Note]:
    if p.hours is None:
        yield Note("no hours", "no clock hours are known")
        return
    if p.hours > MAX_HOURS:
        yield Note("doubtful hours", f"{p.hours:,g} hours")
    if p.weeks is None:
        return
    low, high = p.weeks
    told = f"{p.hours:,g} hours in {p.duration or f'{low:g} weeks'}"
    if high is not None and p.hours > high * ALL_HOURS_A_WEEK:
        yield Note("impossible hours", told)
    elif (high is not None and p.hours > high * HOURS_A_WEEK) or 1 <= low > p.hours:
        yield Note("doubtful hours", told)
