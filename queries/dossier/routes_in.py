"""Who could move into the role: the moves into the O*NET occupation that tells most of it."""

from __future__ import annotations

from dataclasses import dataclass

from occupath.queries.dossier.facts import Facts

MOST = 6


@dataclass(frozen=True, slots=True)
class RouteIn:
    """A move from an occupation into the anchor of the role: closeness 0–1, wage change in US$."""

    code: str
    title: str
    into: str
    closeness: float
    wage_change: float | None
    ref: str

    def as_json(self) -> dict[str, object]:
        return {
            "from": self.code, "title": self.title, "into": self.into,
            "closeness": self.closeness, "wage_change_usd": self.wage_change,
            "evidence": [{"source": "occupath-moves", "ref": self.ref, "count": 1,
                          "denominator": 1}],
        }  # fmt: skip


def routes_in(facts: Facts) -> tuple[RouteIn, ...]:
    """The closest moves into the anchor, closest first; none where there is no anchor."""
    anchor = facts.anchor
    if anchor is None:
        return ()
    rows = facts.rows("moves-into", occupation=anchor.code)
    ref = facts.command("moves-into", occupation=anchor.code)
    return tuple(
        RouteIn(
            str(row["code"]), str(row["title"]), anchor.code, float(str(row["closeness"])),
            None if row["wage_change_usd"] is None else float(str(row["wage_change_usd"])), ref,
        )
        for row in rows[:MOST]
    )  # fmt: skip
