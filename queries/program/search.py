"""Program search: every condition must hold, and each result says why it was found."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.ontology.prefixes import ID
from occupath.queries.program.delivery import Delivery, delivery
from occupath.queries.program.listings import Listing, listings
from occupath.queries.program.quality import KINDS, Note, notes

_CIP = re.compile(r"(?:(?P<scheme>cip20[12]0):)?(?P<code>\d\d(?:\.\d\d(?:\d\d)?)?)", re.ASCII)
_TAUGHT = """
SELECT ?program ?skill ?name ?found WHERE {
  ?program a oc:LearningProgram ; oc:teaches ?skill . ?skill skos:prefLabel ?name .
  ?mention oc:document ?program ; oc:concept ?skill ; oc:exact ?found
} ORDER BY ?program ?name ?skill ?found"""
_PREPARES = """
SELECT ?program WHERE { ?program oc:preparesForOccupation $occupation } ORDER BY ?program"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conditions of a search; None asks nothing.

    `cip` is a code of any level, in both vintages unless it begins with ``cip2010:`` or
    ``cip2020:``. `occupation` is an IRI. Costs in US$; an unknown cost, hours or weeks passes a
    limit only with `unknown`. `earlier` looks at programs that only an earlier list has, too.
    """

    words: str | None = None
    skill: str | None = None
    occupation: str | None = None
    cip: str | None = None
    credential: str | None = None
    max_cost: float | None = None
    min_hours: float | None = None
    max_hours: float | None = None
    max_weeks: float | None = None
    city: str | None = None
    county: str | None = None
    zip: str | None = None
    state: str | None = None
    delivery: str | None = None
    provider: str | None = None
    note: str | None = None
    unknown: bool = False
    earlier: bool = False


class Found(NamedTuple):
    """A program that fits; `because` tells what decided where the program's row does not."""

    program: Listing
    delivery: Delivery | None
    notes: tuple[Note, ...]
    because: tuple[str, ...]


def search(dataset: Dataset, wanted: Wanted) -> list[Found]:
    """The programs that fit, cheapest first, those of unknown cost last; then by name and id.

    Raises `QueryError` for a CIP code or kind of note that cannot be.
    """
    if wanted.cip is not None and _CIP.fullmatch(wanted.cip) is None:
        raise QueryError(
            f"{wanted.cip!r} is not a CIP code; write 15, 15.05 or 15.0505, with cip2010: or "
            "cip2020: before it for one vintage"
        )
    if wanted.note is not None and wanted.note not in KINDS:
        raise QueryError(f"no note {wanted.note!r}; the notes are: {', '.join(KINDS)}")
    taught = _taught(dataset, wanted.skill) if wanted.skill else None
    prepared = None
    if wanted.occupation is not None:
        rows = dataset.select(_PREPARES, {"occupation": wanted.occupation})
        prepared = {str(row["program"]) for row in rows}
    found = []
    for program in listings(dataset, wanted.earlier):
        if taught is not None and program.iri not in taught:
            continue
        if prepared is not None and program.iri not in prepared:
            continue
        if not _fits(program, wanted):
            continue
        how = delivery(program)
        if wanted.delivery is not None and (how is None or how.kind != wanted.delivery):
            continue
        doubts = tuple(notes(program))
        if wanted.note is not None and wanted.note not in {note.kind for note in doubts}:
            continue
        because = [] if taught is None else [f"teaches {t}" for t in taught[program.iri]]
        if how is not None and how.words is not None and wanted.delivery is not None:
            because.append(f"text says “{how.words}”")
        found.append(Found(program, how, doubts, tuple(because)))
    return sorted(found, key=_order)


def _order(found: Found) -> tuple[bool, float, str, str]:
    cost = found.program.cost
    return cost is None, cost or 0.0, found.program.name, found.program.iri


def _taught(dataset: Dataset, skill: str) -> dict[str, list[str]]:
    """By program, what it teaches of the skill: an id, the name of a concept, or words of one."""
    asked = skill.strip().casefold()
    exact: defaultdict[str, list[str]] = defaultdict(list)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for row in dataset.select(_TAUGHT):
        iri, name = str(row["skill"]), str(row["name"])
        told = name if name.casefold() == str(row["found"]).casefold() else (
            f"{name} (“{row['found']}”)"
        )  # fmt: skip
        if asked in (name.casefold(), iri.casefold(), iri.removeprefix(ID).casefold()):
            _once(exact[str(row["program"])], told)
        elif asked in name.casefold():
            _once(near[str(row["program"])], told)
    return exact or near


def _once(told: list[str], text: str) -> None:
    if text not in told:
        told.append(text)


def _fits(p: Listing, w: Wanted) -> bool:
    return (
        _under_cip(p, w.cip)
        and all(
            has in " ".join(filter(None, (p.name, p.text, p.provider))).casefold()
            for has in (w.words or "").casefold().split()
        )
        and _holds(" | ".join(p.goals), w.credential)
        and _holds(p.provider, w.provider)
        and _holds(p.city, w.city)
        and _holds(p.county, w.county)
        and (w.zip is None or (p.zip or "").startswith(w.zip))
        and (w.state is None or (p.area or "").casefold() == w.state.casefold())
        and _at_most(p.cost, w.max_cost, w.unknown)
        and _at_most(p.hours, w.max_hours, w.unknown)
        and (w.min_hours is None or (w.unknown if p.hours is None else p.hours >= w.min_hours))
        and _at_most(None if p.weeks is None else p.weeks[1], w.max_weeks, w.unknown)
    )


def _under_cip(p: Listing, asked: str | None) -> bool:
    """Whether one of the program's codes is `asked` or below it; CIP is positional by design."""
    if asked is None:
        return True
    match = _CIP.fullmatch(asked)
    assert match is not None
    scheme, code = match["scheme"], match["code"]
    own = [(p.cip_scheme, p.cip or ""), *(("cip2020", c) for c in p.cip2020)]
    return any(scheme in (None, s) and (c + ".").startswith(_stem(code)) for s, c in own)


def _stem(code: str) -> str:
    return code + "." if len(code) in (2, 7) else code


def _holds(text: str | None, asked: str | None) -> bool:
    return asked is None or asked.casefold() in (text or "").casefold()


def _at_most(value: float | None, limit: float | None, unknown: bool) -> bool:
    return limit is None or (unknown if value is None else value <= limit)
