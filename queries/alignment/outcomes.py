"""The learning outcomes that could be added to a syllabus for a target."""

from __future__ import annotations

from occupath.queries.alignment.activities import Matcher
from occupath.queries.alignment.coverage import shown_by
from occupath.queries.alignment.edit import Outcome
from occupath.queries.alignment.target import Requirement, Target

_MOST = 2  # activities that a topic is practised in


def outcomes_of(target: Target, matcher: Matcher) -> list[Outcome]:
    """Every task or duty of the target, and as topics what no task stands for.

    An outcome shows what the reader would find in its words, so that a syllabus with the outcomes
    of an edit added has at least the coverage that the edit tells.
    """
    names = {r.id: r.name for r in target.requirements}
    shown = shown_by([t.statement for t in target.tasks], target, matcher)
    tasks = [
        Outcome(t.id, t.statement, shows, tuple((a, names[a]) for a in _practised(target, shows)))
        for t, shows in zip(target.tasks, shown, strict=True)
        if shows
    ]
    done = {a for t in target.tasks for a in t.activities}
    topics = [r for r in target.counted() if r.id not in done]
    nearest = matcher.nearest([r.name for r in topics], target, _MOST)
    return tasks + [_topic(r, target, near) for r, near in zip(topics, nearest, strict=True)]


def _practised(target: Target, shows: frozenset[str]) -> list[str]:
    return [r.id for r in target.counted() if r.kind == "work_activity" and r.id in shows]


def _topic(topic: Requirement, target: Target, near: list[Requirement]) -> Outcome:
    """A topic; it is practised in the activities that exercise it, else in those most like it."""
    exercised = target.exercised
    shows = frozenset({topic.id}) | exercised.get(topic.id, frozenset())
    own = [r for r in target.counted() if topic.id in exercised.get(r.id, ())]
    if topic.kind == "work_activity":
        own = [topic]
    practised = (own or near)[:_MOST]
    return Outcome(topic.id, topic.name, shows, tuple((r.id, r.name) for r in practised))
