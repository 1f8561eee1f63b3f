"""The tables that a training gap is worked out from, whatever they were read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SMALL_CELL = 10  # completers: a cell of fewer is flagged, as small-cell rules of agencies do
UNCERTAIN = 30.0  # percent: employment with a greater relative standard error is flagged


class Cell(NamedTuple):
    """Where a figure stands: its source, the key of its row there, and its column.

    `kind` and `key` are those of `occupath.queries.training.trace`, which finds file and line.
    """

    source: str
    kind: str
    key: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class Area:
    """An area: ``US``, a state's letters, or an OEWS area code.

    `states` are the states whose programs and lists count as its supply: the state itself, those
    that a metropolitan area's name carries, or, for the nation, all that the dataset has.
    """

    code: str
    name: str
    kind: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation as the labour market reports it: a SOC 2018 code, or one of the few OEWS codes
    that stand for several (`soc`). `onet` are the O*NET-SOC 2019 codes under it."""

    code: str
    title: str
    soc: tuple[str, ...]
    onet: tuple[str, ...] = ()
    education: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of demand. `value` None is unknown, and `note` says why.

    `unit` is persons, US$ a year, postings or listed; `derived` marks what no source states.
    """

    measure: str
    value: float | None
    unit: str
    period: str | None
    area: str
    source: str
    cells: tuple[Cell, ...]
    note: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Completers of one provider's programs of one CIP code, in the cohort asked for.

    `leads` are the codes of occupations the CIP leads to. `elsewhere` says that a part of a CIP
    that split leads to none. `lost` says why a CIP leads nowhere.
    """

    provider_id: str
    provider: str | None
    cip: str
    cip_title: str | None
    cips2020: tuple[str, ...]
    completers: int | None
    leads: tuple[str, ...]
    elsewhere: bool
    lost: str | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the list of eligible programs. Cost in US$, clock hours; None is unknown.

    `completers` are those of the provider's programs of this CIP together, in the cohort; None
    where the outcomes do not have the pair. `teaches` are concepts (IRIs) that its text names.
    """

    id: str
    name: str
    provider_id: str | None
    provider: str | None
    cip: str | None
    cips2020: tuple[str, ...]
    cost: float | None
    hours: float | None
    leads: tuple[str, ...]
    teaches: frozenset[str]
    cell: Cell
    joins: bool = False
    completers: int | None = None
    in_demand: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What an occupation needs. Importance 1–5, level 0–7, where O*NET rates it; `postings` of the
    occupation's postings that ask for it, where postings are loaded. `basis` is rated, technology,
    tool, essential (ESCO) or postings."""

    concept: str
    name: str
    kind: str
    basis: str
    importance: float | None = None
    level: float | None = None
    postings: int | None = None
    hot: bool = False


@dataclass(frozen=True, slots=True)
class AreaTables:
    """All that is known of an area. `figures` and `needs` are by occupation code; `weights` are
    jobs and `openings` persons by code, as allocation uses them, with `weight_notes` telling where
    they were not known for the area; `notes` are counts of the build, by source."""

    area: Area
    quarters: int
    periods: Mapping[str, str]
    occupations: Mapping[str, Occupation]
    figures: Mapping[str, tuple[Figure, ...]]
    outcomes: tuple[Outcome, ...]
    programs: tuple[Program, ...]
    weights: Mapping[str, float]
    openings: Mapping[str, float]
    weight_notes: Mapping[str, int]
    needs: Mapping[str, tuple[Need, ...]] = field(default_factory=dict)
    notes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)  # source id → title and release
