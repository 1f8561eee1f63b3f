"""What a group's postings say: titles, tasks, skills, months and places, all counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from occupath.queries.emerging.group import Count, Skill, Task
from occupath.queries.emerging.likeness import weighted
from occupath.queries.emerging.postings import Posting

SKILLS = 15
TASKS = 6
_ALIKE = 0.4  # cosine from which on two sentences say the same
_SENTENCES = 1_500  # of a group that are held against each other


def counts(values: Iterable[str | None]) -> tuple[Count, ...]:
    """Each value with its postings, the most first; what is not said comes last."""
    found = Counter(values)
    order = sorted(found.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))
    return tuple(Count(value, n) for value, n in order)


def by_time(values: Iterable[str | None]) -> tuple[Count, ...]:
    """Each month with its postings in the order of time; what is not said comes last."""
    found = Counter(values)
    order = sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    return tuple(Count(value, n) for value, n in order)


class NamedCounts:
    """How many postings of a corpus name each skill; names are compared in lower case."""

    def __init__(self, postings: Sequence[Posting]) -> None:
        self._postings = len(postings)
        self._counts = Counter(
            key for p in postings for key in {(n.name.casefold(), n.kind) for n in p.named}
        )

    def skills(self, group: Sequence[Posting], most: int = SKILLS) -> tuple[Skill, ...]:
        """What two postings or more name, by how much oftener than all postings do."""
        ours: Counter[tuple[str, str]] = Counter()
        shown: defaultdict[tuple[str, str], Counter[tuple[str, str | None]]] = defaultdict(Counter)
        for posting in group:
            for key in {(n.name.casefold(), n.kind) for n in posting.named}:
                ours[key] += 1
            for named in posting.named:
                shown[named.name.casefold(), named.kind][named.name, named.concept] += 1
        found = []
        for key, n in ours.items():
            if n < 2:
                continue
            name, concept = min(shown[key].items(), key=lambda pair: (-pair[1], str(pair[0])))[0]
            share, overall = n / len(group), self._counts[key] / self._postings
            found.append(Skill(name, key[1], concept, n, round(share, 4), round(overall, 4)))
        order = sorted(found, key=lambda s: (s.corpus_share - s.share, s.kind, s.name))
        return tuple(order[:most])


def tasks(group: Sequence[Posting], most: int = TASKS) -> tuple[Task, ...]:
    """Sentences that stand for what most postings say: each covers as many more as can be.

    Those under the duties are taken where a posting has any.
    """
    lines = [(p.id, s) for p in group for s in (p.duties or p.sentences)][:_SENTENCES]
    if not lines:
        return ()
    rows = weighted([sentence for _, sentence in lines])
    same = (rows @ rows.T).toarray() >= _ALIKE
    np.fill_diagonal(same, True)
    names = [name for name, _ in lines]
    covers = [{names[j] for j in np.flatnonzero(row)} for row in same]
    made: list[Task] = []
    left = set(range(len(lines)))
    while left and len(made) < most:
        best = min(left, key=lambda i: (-len(covers[i]), len(lines[i][1]), i))
        if len(covers[best]) < 2:
            break
        made.append(Task(lines[best][1], lines[best][0], len(covers[best])))
        left -= set(np.flatnonzero(same[best]).tolist())
    return tuple(made)
