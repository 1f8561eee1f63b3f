"""Green work counted three ways, side by side and never added: output, process, occupation.

The two surveys of the Bureau of Labor Statistics count jobs and published no list of occupations;
the lists of occupations count no jobs. What a way does not have is told as missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any

from occupath.graph.dataset import Dataset
from occupath.queries.named import run

OUTPUT, PROCESS, OCCUPATION = "output", "process", "occupation"
NO_FIGURE = ("a number of jobs: a list says which occupations, not how many of their workers",)
_SHOWN = 3  # reasons told in a verdict; 'occupath query is-green' lists all
NEVER_ADDED = "The ways overlap and count different things: their figures must not be added."

_SIZES = """SELECT ?key (COUNT(DISTINCT ?member) AS ?n) WHERE {
  ?list a skos:Collection ; skos:member ?member
  FILTER(CONTAINS(STR(?list), "/collection/green-") || CONTAINS(STR(?list), "/esco-green"))
  BIND(STRAFTER(STR(?list), "/collection/") AS ?key)
} GROUP BY ?key ORDER BY ?key"""

_LISTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("O*NET 2010 categories", "National Center for O*NET Development",
     "Occupations whose demand grows, whose skills change, or that are new, through green "
     "economic activities and technologies.", "2010, in O*NET-SOC 2010 codes",
     "green-onet2010-"),
    ("list in 2019 codes", "authors of the list",
     "Occupations that the list's authors call green.", "2019, in O*NET-SOC 2019 codes",
     "green-list2019"),
    ("ESCO green skills", "European Commission",
     "Skills that help a green transition; ESCO marks skills and no occupations.",
     "ESCO 1.2.0", "esco-green"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure: a number of jobs, or a share (0–1), with the release that has it."""

    what: str
    period: str
    area: str
    release: str
    value: int | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting; `kind` is ``output``, ``process`` or ``occupation``.

    `listed` counts what each list has, `verdict` says what it says of the occupation asked about.
    """

    kind: str
    name: str
    publisher: str
    counts: str
    unit: str
    years: str
    sample: str | None
    figures: tuple[Figure, ...]
    listed: Mapping[str, int]
    missing: tuple[str, ...]
    verdict: str | None = None

    def as_json(self) -> dict[str, object]:
        """The way as JSON."""
        return {
            name: getattr(self, name) for name in Way.__slots__ if name not in ("figures", "listed")
        } | {"figures": [asdict(f) for f in self.figures], "listed": dict(self.listed)}


def ways(dataset: Dataset, occupation: str | None = None) -> list[Way]:
    """Every way, with what it says of an O*NET-SOC 2019 or SOC 2018 code if one is given."""
    said: dict[str, list[str]] = {}
    if occupation is not None:
        for row in run("is-green", dataset, {"occupation": occupation}).rows:
            because = f"{row['because']} ({row['code']} {row['title']})"
            said.setdefault(str(row["definition"]), []).append(because)
    sizes = {str(r["key"]): int(str(r["n"])) for r in dataset.select(_SIZES)}
    found = [_survey(told, occupation) for told in _measures()]
    for name, publisher, counts, years, key in _LISTS:
        listed = {k: n for k, n in sizes.items() if k.startswith(key)}
        verdict = None
        if occupation is not None:
            verdict = _yes(said[name]) if name in said else "no: not on its list"
            if not listed:
                verdict = "not assessable: the dataset does not have the list"
        found.append(
            Way(OCCUPATION, name, publisher, counts, "an occupation" if key != "esco-green" else
                "a skill", years, None, (), listed, NO_FIGURE, verdict)
        )  # fmt: skip
    return found


def _yes(reasons: list[str]) -> str:
    more = f"; and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
    return "yes: " + "; ".join(reasons[:_SHOWN]) + more


def _measures() -> list[dict[str, Any]]:
    text = resources.files("occupath.queries.green").joinpath("measures.toml").read_text("utf-8")
    told: list[dict[str, Any]] = tomllib.loads(text)["way"]
    return told


def _survey(told: Mapping[str, Any], occupation: str | None) -> Way:
    verdict = "not assessable: it published no list of occupations" if occupation else None
    return Way(
        told["id"], told["name"], told["publisher"], told["counts"], told["unit"], told["years"],
        told["sample"], tuple(Figure(**figure) for figure in told["figure"]), {},
        tuple(told["missing"]), verdict,
    )  # fmt: skip
