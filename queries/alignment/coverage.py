"""How much of a target a syllabus shows: what is covered by which sentence, missing and extra.

Coverage is the share, weighted by importance × level, of the target's rated requirements
(`occupath.queries.alignment.target`) that at least one sentence shows. A sentence shows

1. what it names: an element, activity, technology or tool whose label stands in it;
2. a work activity that it is likely to practise (`occupath.queries.alignment.activities`);
3. the skills and knowledge that an activity which it shows exercises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from occupath.queries.alignment.activities import SHOWN, Matcher, activities_of
from occupath.queries.alignment.target import RATED, Requirement, Target
from occupath.queries.alignment.taught import Reading, Statement, Taught

_NAMED = "named"  # the sentence names it
_PRACTISED = "practised"  # the sentence is likely to practise it
_THROUGH = "through"  # it is exercised by an activity that the sentence shows


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a requirement counts as covered: ``text[start:end] == sentence``."""

    sentence: str
    start: int
    end: int
    how: str  # named, practised, or through an activity
    through: str | None  # that activity's name
    chance: float  # 0–1, that the sentence shows it


@dataclass(frozen=True, slots=True)
class Covered:
    """A requirement that the syllabus shows."""

    requirement: Requirement
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Coverage:
    """A syllabus held against a target; lists strongest first, what is not rated last."""

    target: Target
    covered: tuple[Covered, ...]
    missing: tuple[Requirement, ...]
    extra: tuple[Taught, ...]  # taught, and nothing that the target asks for

    @property
    def share(self) -> float:
        """Coverage, 0–1."""
        return share_of(self.target, {c.requirement.id for c in self.covered})

    def as_json(self) -> dict[str, object]:
        """The value of ``target`` in ``align --to CODE --format json``."""
        return {
            "code": self.target.code,
            "title": self.target.title,
            "coverage": round(self.share, 4),
            "covered": [{**as_json(c.requirement), **asdict(c.evidence)} for c in self.covered],
            "missing": [as_json(r) for r in self.missing],
            "extra": [
                {"kind": t.kind, "concept": t.concept, "label": t.label, "sentence": t.sentence,
                 "start": t.start, "end": t.end}
                for t in self.extra
            ],
        }  # fmt: skip


def as_json(requirement: Requirement) -> dict[str, object]:
    """A requirement as answers give it."""
    return {
        "id": requirement.id,
        "name": requirement.name,
        "kind": requirement.kind,
        "importance": requirement.importance,
        "level": requirement.level,
    }


def share_of(target: Target, shown: set[str]) -> float:
    """Coverage (0–1) where the requirements with these ids are shown."""
    weights = target.weights()
    whole = sum(weights.values())
    return sum(w for r, w in weights.items() if r in shown) / whole if whole else 0.0


def covered_by(reading: Reading, target: Target, matcher: Matcher) -> Coverage:
    """What of `target` the syllabus shows, by which sentence; see the module's head."""
    found = {r.id: e for r, e in shown_activities(reading, target, matcher)}
    used = {(e.start, e.end) for e in found.values()}
    for named in _named(reading, target):
        found.setdefault(*named)
    own = {r.concept for r in target.requirements if r.concept}
    by_id = {r.id: r for r in target.requirements}
    for activity, evidence in list(found.items()):
        for exercised in sorted(target.exercised.get(activity, ())):
            there = found.get(exercised)
            if there is None or (there.how == _THROUGH and there.chance < evidence.chance):
                found[exercised] = Evidence(
                    evidence.sentence, evidence.start, evidence.end, _THROUGH,
                    by_id[activity].name, evidence.chance,
                )  # fmt: skip
    return Coverage(
        target,
        tuple(Covered(r, found[r.id]) for r in target.requirements if r.id in found),
        tuple(r for r in target.requirements if r.id not in found),
        tuple(_once(t for t in reading.taught
                    if t.concept not in own and (t.start, t.end) not in used)),
    )  # fmt: skip


def shown_by(statements: Sequence[str], target: Target, matcher: Matcher) -> list[frozenset[str]]:
    """For each statement alone, the rated requirements that it shows by 2 and 3 above."""
    activities = activities_of(target)
    made = []
    for row in matcher.chances(statements, target):
        shown = {a.id for a, chance in zip(activities, row, strict=True) if chance >= SHOWN}
        made.append(frozenset(shown.union(*(target.exercised.get(a, ()) for a in shown))))
    return made


def shown_activities(
    reading: Reading, target: Target, matcher: Matcher
) -> list[tuple[Requirement, Evidence]]:
    """The target's activities that a sentence likely practises, with the likeliest sentence.

    A sentence is compared whole, and by each skill that is named in it.
    """
    said: dict[tuple[str, Statement], None] = {(s.plain, s): None for s in reading.statements}
    at = {s.start: s for s in reading.statements}
    for taught in reading.taught:
        if taught.kind == "skill" and taught.start in at:
            said[" ".join(taught.words.split()), at[taught.start]] = None
    statements = [statement for _, statement in said]
    chances = matcher.chances([text for text, _ in said], target)
    found = []
    for column, activity in enumerate(activities_of(target) if statements else ()):
        best = int(chances[:, column].argmax())
        chance = float(chances[best, column])
        if chance >= SHOWN:
            s = statements[best]
            evidence = Evidence(s.sentence, s.start, s.end, _PRACTISED, None, round(chance, 4))
            found.append((activity, evidence))
    return found


def _named(reading: Reading, target: Target) -> list[tuple[str, Evidence]]:
    """What the syllabus names: by the concept of a mention, or a sentence that is only a name."""
    own = {r.concept: r for r in target.requirements if r.concept}
    names: defaultdict[str, list[Requirement]] = defaultdict(list)
    for requirement in target.requirements:
        names[_folded(requirement.name)].append(requirement)
    found = []
    for taught in reading.taught:
        meant = [own[taught.concept]] if taught.concept in own else []
        if not meant and taught.kind in ("technology", "tool"):
            meant = [r for r in names[_folded(taught.label)] if r.kind not in RATED]
        for requirement in meant:
            evidence = Evidence(
                taught.sentence, taught.start, taught.end, _NAMED, None, taught.confidence
            )
            found.append((requirement.id, evidence))
    for said in reading.statements:
        for requirement in names.get(_folded(said.plain), ()):
            evidence = Evidence(said.sentence, said.start, said.end, _NAMED, None, 1.0)
            found.append((requirement.id, evidence))
    return found


def _once(taught: object) -> list[Taught]:
    """Each concept, or each label without one, at its first place."""
    seen: dict[tuple[str, str], Taught] = {}
    for each in taught:  # type: ignore[attr-defined]
        seen.setdefault((each.kind, (each.concept or each.label).lower()), each)
    return list(seen.values())


def _folded(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .;:•*-")
