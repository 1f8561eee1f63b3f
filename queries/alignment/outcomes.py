"""The learning outcomes that could be added to a syllabus for a target."""

from __future__ import annotations

from occupath.queries.alignment.activities import Matcher
from occupath.queries.alignment.coverage import shown_by
from occupath.queries.alignment.edit import Outcome
from occupath.queries.alignment.target import Requirement, Target

_MOST = 3  # activities that a topic is shown to be practised in


def outcomes_of(target: Target, matcher: Matcher) -> list[Outcome]:
    """Every task or duty of the target, and every counted requirement as a topic of its own.

    An outcome shows what the reader would find in its words, so that a syllabus with the outcomes
    of an edit added has the coverage that the edit tells.
    """
    names = {r.id: r.name for r in target.requirements}
    shown = shown_by([t.statement for t in target.tasks], target, matcher)
    tasks = [
        Outcome(t.id, t.statement, shows, tuple((a, names[a]) for a in _practised(target, shows)))
        for t, shows in zip(target.tasks, shown, strict=True)
    ]
    topics = [_topic(r, target, names) for r in target.counted()]
    return [o for o in tasks if o.shows] + topics


def _practised(target: Target, shows: frozenset[str]) -> list[str]:
    return [r.id for r in target.counted() if r.kind == "work_activity" and r.id in shows]


def _topic(requirement: Requirement, target: Target, names: dict[str, str]) -> Outcome:
    """A topic; a skill or knowledge area is practised in the activities that exercise it."""
    if requirement.kind == "work_activity":
        shows = frozenset({requirement.id}) | target.exercised.get(requirement.id, frozenset())
        return Outcome(
            requirement.id, requirement.name, shows, ((requirement.id, requirement.name),)
        )
    in_ = [a for a in names if requirement.id in target.exercised.get(a, ())][:_MOST]
    return Outcome(
        requirement.id, requirement.name, frozenset({requirement.id}),
        tuple((a, names[a]) for a in in_),
    )  # fmt: skip
