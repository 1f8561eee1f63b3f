"""Two versions of a syllabus: what the new one teaches more or less, and what that changes."""

from __future__ import annotations

from dataclasses import dataclass

from occupath.queries.alignment.align import Alignment, taught_json
from occupath.queries.alignment.coverage import as_json
from occupath.queries.alignment.target import Requirement
from occupath.queries.alignment.taught import Taught


@dataclass(frozen=True, slots=True)
class Moved:
    """An occupation's probability (0–1) in the old and the new version; None where not ranked."""

    code: str
    title: str | None
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The new version against the old one; coverage (0–1) where there is a target."""

    old: Alignment
    new: Alignment
    gained: tuple[Taught, ...]
    lost: tuple[Taught, ...]
    kept: tuple[Taught, ...]
    occupations: tuple[Moved, ...]
    newly_covered: tuple[Requirement, ...]
    no_longer_covered: tuple[Requirement, ...]

    def as_json(self) -> dict[str, object]:
        """The object that ``align --diff --format json`` prints."""
        target = None
        if self.old.coverage is not None and self.new.coverage is not None:
            target = {
                "code": self.new.coverage.target.code,
                "old": round(self.old.coverage.share, 4),
                "new": round(self.new.coverage.share, 4),
                "newly_covered": [as_json(r) for r in self.newly_covered],
                "no_longer_covered": [as_json(r) for r in self.no_longer_covered],
            }
        return {
            "old": self.old.syllabus.id,
            "new": self.new.syllabus.id,
            "gained": [taught_json(t) for t in self.gained],
            "lost": [taught_json(t) for t in self.lost],
            "kept": [taught_json(t) for t in self.kept],
            "occupations": [
                {"code": m.code, "title": m.title, "old": m.old, "new": m.new}
                for m in self.occupations
            ],
            "target": target,
        }


def difference(old: Alignment, new: Alignment) -> Difference:
    """What changed; a skill is the same where its concept is, or its words without one."""
    before, after = _by_skill(old), _by_skill(new)
    covered = [
        {} if a.coverage is None else {c.requirement.id: c.requirement for c in a.coverage.covered}
        for a in (old, new)
    ]
    return Difference(
        old,
        new,
        tuple(t for skill, t in after.items() if skill not in before),
        tuple(t for skill, t in before.items() if skill not in after),
        tuple(t for skill, t in after.items() if skill in before),
        tuple(_moved(old, new)),
        tuple(r for name, r in covered[1].items() if name not in covered[0]),
        tuple(r for name, r in covered[0].items() if name not in covered[1]),
    )


def _by_skill(alignment: Alignment) -> dict[str, Taught]:
    found: dict[str, Taught] = {}
    for taught in alignment.taught:
        found.setdefault(taught.concept or " ".join(taught.words.lower().split()), taught)
    return found


def _moved(old: Alignment, new: Alignment) -> list[Moved]:
    before = {o.code: o for o in old.occupations}
    after = {o.code: o for o in new.occupations}
    moved = [
        Moved(
            code,
            (after.get(code) or before[code]).title,
            before[code].probability if code in before else None,
            after[code].probability if code in after else None,
        )
        for code in {**after, **before}
    ]
    return sorted(moved, key=lambda m: (-abs((m.new or 0) - (m.old or 0)), m.code))
