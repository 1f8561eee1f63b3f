"""Codes converted along a chain of crosswalks: where each arrives, how, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from occupath.ontology.errors import UnknownCode
from occupath.queries.crosswalk.chains import Chain, shortest_chain
from occupath.queries.crosswalk.tables import Link, Tables

TRAILS = 20  # ways from a code to another that are shown; all are followed


@dataclass(frozen=True, slots=True)
class Hop:
    """A code on the way, and the row that led to it."""

    scheme: str
    title: str
    link: Link

    def as_json(self) -> dict[str, object]:
        """The hop as JSON."""
        link = self.link
        return {
            "scheme": self.scheme, "code": link.code, "title": self.title,
            "cardinality": link.cardinality, "partial": link.partial, "note": link.note,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A code that another becomes.

    `cardinality` is that of the whole chain: how many codes of the first scheme arrive here, and
    how many the code asked about leads to. `weight` is 1 where all of it arrives here, else None:
    no published table says how much of a code goes where.
    """

    code: str
    title: str
    cardinality: str
    weight: float | None
    trails: tuple[tuple[Hop, ...], ...]

    @property
    def partial(self) -> bool:
        """Whether every way here has a row that its source marks as a part match."""
        return all(any(hop.link.partial for hop in trail) for trail in self.trails)


@dataclass(frozen=True, slots=True)
class Converted:
    """A code of the first scheme and what it becomes; `warning` says what to beware of."""

    code: str
    title: str
    targets: tuple[Target, ...]
    warning: str | None


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What comes back of a code that is converted and converted back.

    `kind` is ``alone`` (the code and nothing else), ``with others`` (the code among others),
    ``others`` (only other codes) or ``lost`` (nothing).
    """

    code: str
    back: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What is lost on the way."""
        if not self.back:
            return "lost"
        if self.code not in self.back:
            return "others"
        return "alone" if len(self.back) == 1 else "with others"


class Conversion:
    """The conversion between two schemes; answers for single codes, whole columns and schemes."""

    def __init__(self, tables: Tables, start: str, goal: str, via: str | None = None) -> None:
        for scheme in filter(None, (start, goal, via)):
            tables.titles(scheme)
        self.tables = tables
        self.chain: Chain = shortest_chain(tables.basis, start, goal, via)
        self._titles = tables.titles(goal)
        self._ends: dict[tuple[str, bool], tuple[str, ...]] = {}

    @property
    def start(self) -> str:
        """The scheme that codes are of."""
        return self.chain.path[0]

    @property
    def goal(self) -> str:
        """The scheme that codes become codes of."""
        return self.chain.path[-1]

    def code(self, given: str) -> str:
        """The code that is meant; raises `UnknownCode` where the first scheme has none such."""
        code = self.tables.code(self.start, given)
        if code is None:
            raise UnknownCode(
                f"{given!r} is not a code of {self.start} ({self.tables.schemes[self.start]}) in "
                "the dataset; search with 'occupath query find-code'"
            )
        return code

    def ends(self, code: str, back: bool = False) -> tuple[str, ...]:
        """The codes where a code arrives, sorted; with `back` those that arrive at it."""
        if (code, back) not in self._ends:
            path = self.chain.path[::-1] if back else self.chain.path
            here = {code}
            for one, other in pairwise(path):
                rows = self.tables.rows(one, other)
                here = {link.code for c in here for link in rows.get(c, ())}
            self._ends[code, back] = tuple(sorted(here))
        return self._ends[code, back]

    def convert(self, code: str) -> Converted:
        """What a code of the first scheme becomes, with every way there; see `code`."""
        ends = self.ends(code)
        targets = tuple(
            Target(
                end,
                self._titles.get(end, end),
                self.cardinality(code, end),
                1.0 if len(ends) == 1 else None,
                tuple(islice(self._trails(code, end), TRAILS)),
            )
            for end in ends
        )
        title = self.tables.titles(self.start)[code]
        return Converted(code, title, targets, self._warning(code, targets))

    def cardinality(self, code: str, end: str) -> str:
        """How many codes meet how many, over the whole chain."""
        if len(self.chain.path) == 2:
            rows = self.tables.rows(self.start, self.goal)
            return next(link.cardinality for link in rows[code] if link.code == end)
        many = len(self.ends(end, back=True)) > 1, len(self.ends(code)) > 1
        return ":".join("m" if each else "1" for each in many)

    def status(self, code: str) -> str:
        """``one``, ``split`` (several, no weight), ``group`` (ask for what is below) or ``none``.

        A group is a code that no table has and that has codes below it.
        """
        ends = self.ends(code)
        if ends:
            return "one" if len(ends) == 1 else "split"
        return "group" if self.tables.below(self.start, code) else "none"

    def round_trips(self, codes: Iterable[str]) -> list[RoundTrip]:
        """Each code there and back by the same chain."""
        return [
            RoundTrip(
                code,
                tuple(sorted({b for end in self.ends(code) for b in self.ends(end, back=True)})),
            )
            for code in codes
        ]

    def whole(self) -> list[str]:
        """Every code of the first scheme that its first table has, sorted."""
        return sorted(self.tables.rows(*self.chain.path[:2]))

    def _trails(self, code: str, end: str) -> Iterator[tuple[Hop, ...]]:
        """Every way from a code to another, in order."""
        steps = list(pairwise(self.chain.path))
        allowed: list[set[str]] = [{end}]  # the codes at each step that still lead to the end
        for one, other in reversed(steps[1:]):
            rows = self.tables.rows(other, one)
            allowed.insert(0, {link.code for c in allowed[0] for link in rows.get(c, ())})
        waiting: list[tuple[Hop, ...]] = [()]
        while waiting:
            trail = waiting.pop()
            if len(trail) == len(steps):
                yield trail
                continue
            one, other = steps[len(trail)]
            here = trail[-1].link.code if trail else code
            links = self.tables.rows(one, other).get(here, ())
            titles = self.tables.titles(other)
            longer = [
                (*trail, Hop(other, titles.get(link.code, link.code), link))
                for link in links
                if link.code in allowed[len(trail)]
            ]
            waiting.extend(reversed(longer))

    def _warning(self, code: str, targets: tuple[Target, ...]) -> str | None:
        start, goal = self.start, self.goal
        if len(targets) > 1:
            return (
                f"{code} of {start} is split into {len(targets)} codes of {goal}, and no table "
                "gives a weight: figures of the one cannot be shared out among the others"
            )
        if not targets:
            below = self.tables.below(start, code)
            if below:
                return f"{code} is a group of {start}, and tables have detailed codes only; ask " \
                       f"for {', '.join(below)}"  # fmt: skip
            return f"no row of the tables leads from {code} of {start} to {goal}"
        if targets[0].partial:
            return f"the table marks that only a part of {code} corresponds to {targets[0].code}"
        return None
