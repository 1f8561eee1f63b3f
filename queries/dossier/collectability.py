"""The collectability meter: could the Bureau of Labor Statistics or the Census count such workers?

Nobody counts them apart, so their number is never told. What can be told: how unique the title is,
how the code that holds them is published by state, how their postings are spread, and how many
sampled jobs a survey of that code would need for a given precision, for shares that are assumed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from occupath.queries.dossier.facts import Facts

RSE = 0.3  # relative standard error up to which an estimate is of use
SHARES = (0.01, 0.05, 0.2)  # assumed shares of the code's jobs
_UNIQUE = 1  # occupations that may have the title


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the meter: a reading in words, with where it comes from."""

    name: str
    answer: str
    reading: str
    source: str
    ref: str
    count: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Collectability:
    """The answer to principle 9 and the parts it comes from."""

    answer: str
    reason: str
    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "answer": self.answer, "reason": self.reason,
            "parts": [
                {"name": p.name, "answer": p.answer, "reading": p.reading,
                 "evidence": [{"source": p.source, "ref": p.ref, "count": p.count,
                               "denominator": p.denominator}]}
                for p in self.parts
            ],
        }  # fmt: skip


def collectability(facts: Facts) -> Collectability:
    """The meter for a role. It says no where the title is many occupations' own, and otherwise
    that it cannot be told, because no source at hand counts such workers."""
    parts = [_title(facts), _states(facts), _industries(facts), _sample(facts)]
    told = tuple(part for part in parts if part is not None)
    if any(part.name == "title" and part.answer == "no" for part in told):
        return Collectability("no", told[0].reading, told)
    return Collectability(
        "not assessable",
        "no source at hand counts such workers apart, so whether a survey would find enough of "
        "them cannot be told",
        told,
    )


def _title(facts: Facts) -> Part:
    codes = sorted({n.row.code for n in facts.found.named})
    total = len(facts.found.reference)
    if len(codes) > _UNIQUE:
        return Part("title", "no",
                    f"the title is used in {len(codes)} occupations ({', '.join(codes)}), so a "
                    "respondent who gives only the title cannot be coded",
                    "titles of O*NET and the SOC", "occupath find", len(codes), total)  # fmt: skip
    told = f"the title is one of {codes[0]} only" if codes else "no published list has the title"
    return Part("title", "yes", told, "titles of O*NET and the SOC", "occupath find",
                len(codes), total)  # fmt: skip


def _states(facts: Facts) -> Part | None:
    if facts.counted is None:
        return None
    code, title = facts.counted
    rows = facts.dataset.select(
        "SELECT ?area ?jobs ?error WHERE { ?o a oc:EmploymentObservation ; oc:employment ?jobs ; "
        f"oc:code <https://w3id.org/occupath/id/oews/{code}> ; oc:area ?a . ?a skos:notation ?area "
        "; oc:areaKind ?kind . FILTER(?kind = 'state') "
        "OPTIONAL { ?o oc:employmentRelativeStandardError ?error } }"
    )
    if not rows:
        return None
    good = sum(_number(r["error"]) <= 100 * RSE for r in rows if r["error"] is not None)
    return Part("states", "yes" if good else "no",
                f"{code} {title} is published for {len(rows)} states and territories, in {good} "
                f"with a relative standard error of at most {RSE:.0%}; the role is a part of it",
                "oews-area", facts.command("wages-by-area", occupation=code), good,
                len(rows))  # fmt: skip


def _industries(facts: Facts) -> Part:
    postings = facts.postings
    if postings is None or not postings.naming or not postings.employers:
        return Part("industries", "not assessable",
                    "no data at hand tells the industry of such workers; few industries would make "
                    "them easier to find", "none at hand", "NAICS", 0, 0)  # fmt: skip
    top, count = postings.employers[0]
    return Part("industries", "not assessable",
                f"proxy: {count} of {len(postings.naming)} postings that name the role are of "
                f"{top}; postings carry no industry", postings.source, "employers", count,
                len(postings.naming))  # fmt: skip


def _sample(facts: Facts) -> Part | None:
    if facts.counted is None:
        return None
    needed = [math.ceil((1 - p) / (p * RSE**2)) for p in SHARES]
    told = ", ".join(f"{n:,} if they are {p:.0%}" for n, p in zip(needed, SHARES, strict=True))
    return Part("sample", "not assessable",
                f"for a relative standard error of {RSE:.0%} a simple random sample of the jobs of "
                f"{facts.counted[0]} would need {told} of them; the shares are assumed",
                "binomial sampling", "n = (1 - p) / (p × RSE²)", 0, len(SHARES))  # fmt: skip


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float(str(value))
