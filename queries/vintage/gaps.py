"""The gap from an old code to a new one: which of its duties and skills the old one has already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.graph.vintage import NewCode, Vintage
from occupath.queries.alignment.activities import SHOWN, Matcher, activities_of
from occupath.queries.alignment.draft import target_of
from occupath.queries.alignment.target import Target, of_occupation
from occupath.queries.occupation.find import OccupationRef
from occupath.queries.vintage.evidence import Coded


@dataclass(frozen=True, slots=True)
class Shared:
    """A duty or skill of the new code, and what of the old profile it is like.

    `like` None says that nothing of the profile is; `chance` (0–1) is that of the likest activity
    for a duty, and None for a skill. Levels are 0–7.
    """

    text: str
    kind: str
    like: str | None
    chance: float | None
    level_have: float | None = None
    level_need: float | None = None


@dataclass(frozen=True, slots=True)
class DutyGap:
    """A new code held against the profiles of the codes that it comes from."""

    code: str
    title: str
    profile: str | None
    profile_title: str | None
    items: tuple[Shared, ...]
    note: str | None

    def as_json(self) -> dict[str, object]:
        """The gap as JSON: what carries over and what is missing."""
        rows = [{name: getattr(i, name) for name in Shared.__slots__} for i in self.items]
        return {
            "code": self.code, "title": self.title, "profile": self.profile,
            "profile_title": self.profile_title,
            "carries_over": [r for r in rows if r["like"] is not None],
            "missing": [r for r in rows if r["like"] is None], "note": self.note,
        }  # fmt: skip


def duty_gap(
    dataset: Dataset,
    matcher: Matcher,
    vintage: Vintage,
    new: NewCode,
    profiles: Sequence[Coded],
) -> DutyGap:
    """The gap from the profile, among those of the old codes, that has most of the new code."""
    old = {pair.old for pair in vintage.pairs if pair.new == new.code}
    own = [p for p in profiles if p.old in old]
    target = target_of(new, dataset, matcher)
    best: tuple[int, str, str, tuple[Shared, ...]] | None = None
    for profile in own:
        ref = OccupationRef(profile.id, str(profile.title))
        items = _shared(target, of_occupation(dataset, ref), matcher)
        has = sum(item.like is not None for item in items)
        if best is None or (-has, ref.code) < (-best[0], best[1]):
            best = has, ref.code, ref.title, items
    if best is None:
        note = "not assessable: no O*NET profile has a code that it comes from"
        return DutyGap(new.code, new.title, None, None, (), note)
    return DutyGap(new.code, new.title, best[1], best[2], best[3], None)


def _shared(target: Target, profile: Target, matcher: Matcher) -> tuple[Shared, ...]:
    duties = [task.statement for task in target.tasks]
    activities = activities_of(profile)
    chances = matcher.chances(duties, profile)
    made: list[Shared] = []
    for row, duty in enumerate(duties):
        at = int(chances[row].argmax()) if activities else None
        chance = round(float(chances[row, at]), 4) if at is not None else None
        like = activities[at].name if at is not None and chances[row, at] >= SHOWN else None
        made.append(Shared(duty, "duty", like, chance))
    has = {r.id: r for r in profile.requirements}
    for asked in target.requirements:
        if asked.kind in ("skill", "knowledge"):
            held = has.get(asked.id)
            enough = held is not None and (held.level or 0.0) >= (asked.level or 0.0)
            made.append(
                Shared(asked.name, asked.kind, held.name if held and enough else None, None,
                       held.level if held else None, asked.level)
            )  # fmt: skip
    return tuple(made)
