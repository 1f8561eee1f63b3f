"""A classification as its levels and codes, and the one that a draft makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.graph.rdf.classification import LEVELS
from occupath.graph.vintage.draft import Change, Draft, NewCode
from occupath.ontology.errors import OccupathError, UnknownCode
from occupath.ontology.ids import mint

DETAILED = "detailed"

_ITEMS = """SELECT ?code ?title ?level ?parent ?definition WHERE {
  ?c skos:inScheme <%s> ; skos:notation ?code ; skos:prefLabel ?title .
  OPTIONAL { ?c oc:atLevel ?level } OPTIONAL { ?c skos:broader/skos:notation ?parent }
  OPTIONAL { ?c skos:definition ?definition }
} ORDER BY ?code ?definition"""


@dataclass(frozen=True, slots=True)
class Item:
    """A code of a classification; `level` is ``major``, ``minor``, ``broad`` or ``detailed``."""

    code: str
    title: str
    level: str | None
    parent: str | None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A detailed code of the vintage before and one of the draft; `note` is the kind of change.

    `cardinality` is over the whole table. `partial`: only a part of the old code's workers.
    """

    old: str
    new: str
    cardinality: str
    partial: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class Vintage:
    """A draft as a whole classification, and how the vintage that it follows becomes it."""

    id: str
    title: str
    follows: str
    levels: tuple[str, ...]
    items: Mapping[str, Item]
    pairs: tuple[Pair, ...]
    draft: Draft

    @property
    def affected(self) -> dict[str, tuple[str, ...]]:
        """The old codes whose workers may get another code, each with the codes they may get."""
        found: dict[str, list[str]] = {}
        for pair in self.pairs:
            if pair.note is not None:
                found.setdefault(pair.old, []).append(pair.new)
        return {old: tuple(new) for old, new in sorted(found.items()) if new != [old]}


def read_scheme(dataset: Dataset, scheme: str) -> dict[str, Item]:
    """Every code of a scheme; raises `UnknownCode` where the dataset has none of it."""
    items: dict[str, Item] = {}
    for row in dataset.select(_ITEMS % mint(scheme)):
        level = None if row["level"] is None else str(row["level"]).rpartition("/")[2]
        parent, told = row["parent"], row["definition"]
        items.setdefault(
            str(row["code"]),
            Item(str(row["code"]), str(row["title"]), level,
                 None if parent is None else str(parent), None if told is None else str(told)),
        )  # fmt: skip
    if not items:
        raise UnknownCode(f"the dataset has no classification {scheme!r}")
    return items


def revise(before: Mapping[str, Item], draft: Draft) -> Vintage:
    """The classification that `draft` makes of `before`, the codes of the one it follows.

    Groups that keep no code are left out. Raises `OccupathError` where a change does not fit: an
    old code that is not there or is changed twice, a new code that is taken, an unknown parent.
    """
    _check(before, draft)
    gone = {old for c in draft.changes if c.kind in ("split", "merged") for old in c.old}
    items = {code: item for code, item in before.items() if code not in gone}
    for group in draft.groups:
        _group(items, before, group)
    for change in draft.changes:
        for new in change.new:
            _put(items, before, change, new)
    _clear(items, before)
    pairs = _pairs(before, draft)
    levels = LEVELS.get(draft.follows, LEVELS["soc2018"])
    return Vintage(draft.id, draft.title, draft.follows, levels, dict(sorted(items.items())),
                   tuple(pairs), draft)  # fmt: skip


def _check(before: Mapping[str, Item], draft: Draft) -> None:
    ends: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for change in draft.changes:
        for old in change.old:
            if old not in before or before[old].level != DETAILED:
                raise UnknownCode(
                    f"{draft.id}: {change.kind} {old}: is not a detailed code of {draft.follows}"
                )
            ends[old] += change.kind != "added"
        for new in change.new:
            taken[new.code] += 1
            if new.code in before and new.code not in change.old:
                raise OccupathError(
                    f"{draft.id}: {change.kind} {new.code}: is a code of {draft.follows} already "
                    f"({before[new.code].title}); give the new one a code of its own"
                )
            if change.kind == "added" and new.code in change.old:
                raise OccupathError(
                    f"{draft.id}: added {new.code}: takes from itself; use split or retitled"
                )
    for code, times in (*ends.items(), *taken.items()):
        if times > 1:
            raise OccupathError(f"{draft.id}: {code} is changed twice; put the changes together")


def _group(items: dict[str, Item], before: Mapping[str, Item], group: NewCode) -> None:
    if group.code in before or group.parent not in items:
        raise OccupathError(
            f"group {group.code}: needs a code of its own and a parent that is there"
        )
    order = ("major", "minor", "broad")
    above = items[group.parent].level
    if above not in order[:-1]:
        raise OccupathError(f"group {group.code}: {group.parent} is no major or minor group")
    level = order[order.index(above) + 1]
    items[group.code] = Item(group.code, group.title, level, group.parent, group.definition)


def _put(items: dict[str, Item], before: Mapping[str, Item], change: Change, new: NewCode) -> None:
    was = before.get(new.code)
    first = before[change.old[0]]
    parent = new.parent or (was.parent if was else first.parent)
    if parent not in items or items[parent].level == DETAILED:
        raise OccupathError(
            f"{change.kind} {new.code}: the parent {parent} is not a group; give it under [[group]]"
        )
    definition = new.definition or (was.definition if was and change.kind == "retitled" else None)
    items[new.code] = Item(new.code, new.title, DETAILED, parent, definition)


def _clear(items: dict[str, Item], before: Mapping[str, Item]) -> None:
    """Take out the groups that a change left without a code."""
    while True:
        parents = {item.parent for item in items.values()}
        empty = [c for c, i in items.items() if i.level != DETAILED and c not in parents]
        if not empty:
            return
        for code in empty:
            if code not in before:
                raise OccupathError(f"group {code}: no code of the draft is in it")
            del items[code]


def _pairs(before: Mapping[str, Item], draft: Draft) -> list[Pair]:
    rows: dict[tuple[str, str], tuple[bool, str | None]] = {}
    ended = {old for c in draft.changes if c.kind in ("split", "merged") for old in c.old}
    for code, item in before.items():
        if item.level == DETAILED and code not in ended:
            rows[code, code] = False, None
    for change in draft.changes:
        for old in change.old:
            if change.kind == "added":
                rows[old, old] = True, change.kind
            for new in change.new:
                rows[old, new.code] = change.kind in ("added", "split"), change.kind
    return [Pair(old, new, cardinality, *rows[old, new])
            for (old, new), cardinality in cardinalities(rows).items()]  # fmt: skip


def cardinalities(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """How many codes meet how many over a whole table, for each of its pairs, sorted."""
    rows = sorted(set(pairs))
    sources = Counter(new for _, new in rows)
    targets = Counter(old for old, _ in rows)
    return {
        (old, new): f"{'m' if sources[new] > 1 else '1'}:{'m' if targets[old] > 1 else '1'}"
        for old, new in rows
    }
