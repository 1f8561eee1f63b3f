"""What the move scores are worked out from, and how it is gathered from the readers' rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from occupath.ontology import model

Rating = tuple[float | None, float | None]  # importance 1–5, level 0–7


@dataclass(frozen=True)
class MoveInputs:
    """What is known of the occupations to score. Any mapping may lack a code: that is unknown.

    `titles` holds the title and all alternate and reported titles. `dwas` are detailed work
    activity ids (``4.A.2.a.4.I09.D03``). `ratings` maps element id to (importance, level).
    `technologies` and `tools` may be commodity codes, names or both, the same way throughout.
    """

    codes: Sequence[str]
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tasks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    dwas: Mapping[str, Set[str]] = field(default_factory=dict)
    ratings: Mapping[str, Mapping[str, Rating]] = field(default_factory=dict)
    technologies: Mapping[str, Set[str]] = field(default_factory=dict)
    tools: Mapping[str, Set[str]] = field(default_factory=dict)
    job_zone: Mapping[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", tuple(sorted(set(self.codes))))

    def is_described(self, code: str) -> bool:
        """Whether O*NET collects data on it: it has ratings or tasks, not only a name."""
        return bool(self.ratings.get(code) or self.tasks.get(code))


class MoveRows:
    """Collects the rows of an O*NET release that move scores need; other rows pass unused.

    Related occupations are among those unused: they are what closeness is judged against. So are
    the suppression marks: a rating of low precision still says more than none.
    """

    def __init__(self) -> None:
        self._codes: set[str] = set()
        self._titles: defaultdict[str, list[str]] = defaultdict(list)
        self._tasks: defaultdict[str, list[str]] = defaultdict(list)
        self._description: dict[str, str] = {}
        self._dwas: defaultdict[str, set[str]] = defaultdict(set)
        self._ratings: defaultdict[str, dict[str, Rating]] = defaultdict(dict)
        self._technologies: defaultdict[str, set[str]] = defaultdict(set)
        self._tools: defaultdict[str, set[str]] = defaultdict(set)
        self._job_zone: dict[str, int | None] = {}

    def add(self, row: object) -> None:
        """Take in one row of `occupath.ontology.model`."""
        match row:
            case model.Occupation():
                self._codes.add(row.code)
                self._titles[row.code].append(row.title)
                if row.description:
                    self._description[row.code] = row.description
            case model.AlternateTitle():
                self._titles[row.occupation].append(row.title)
            case model.Task():
                self._tasks[row.occupation].append(row.statement)
            case model.TaskActivity():
                self._dwas[row.occupation].add(row.activity)
            case model.RatedRequirement():
                self._ratings[row.occupation][row.element] = (row.importance, row.level)
            case model.TechnologyUse():
                self._technologies[row.occupation] |= {row.commodity, row.name}
            case model.ToolUse():
                self._tools[row.occupation].add(row.commodity)
            case model.JobZone():
                self._job_zone[row.occupation] = row.zone

    def inputs(self) -> MoveInputs:
        """The rows so far; occupations are those with an `Occupation` row."""
        return MoveInputs(
            codes=sorted(self._codes),
            titles=dict(self._titles),
            tasks=dict(self._tasks),
            description=dict(self._description),
            dwas=dict(self._dwas),
            ratings=dict(self._ratings),
            technologies=dict(self._technologies),
            tools=dict(self._tools),
            job_zone=dict(self._job_zone),
        )
