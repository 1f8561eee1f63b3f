"""How two vintages differ: level by level, and code by code through their crosswalk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from occupath.graph.vintage import Item, Vintage
from occupath.graph.vintage.structure import DETAILED

CHANGES = ("unchanged", "retitled", "recoded", "recoded and retitled", "split", "merged",
           "regrouped", "added", "dropped")  # fmt: skip
_ALONE = {
    (True, True): "unchanged",
    (True, False): "retitled",
    (False, True): "recoded",
    (False, False): "recoded and retitled",
}  # by whether code and title are the same


@dataclass(frozen=True, slots=True)
class Level:
    """The codes of a level before and after, and those on one side only or with another title."""

    level: str
    before: int
    after: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    retitled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Detailed codes that became others. `change` is one of `CHANGES`.

    ``split`` is one code that became several, ``merged`` several that became one, ``regrouped``
    several that became several; ``added`` and ``dropped`` are codes that no row of the crosswalk
    has. Codes that share a row, directly or through others, are one change.
    """

    change: str
    old: tuple[Item, ...]
    new: tuple[Item, ...]

    def as_json(self) -> dict[str, object]:
        """The change as JSON."""
        return {
            "change": self.change,
            "from": [{"code": i.code, "title": i.title} for i in self.old],
            "to": [{"code": i.code, "title": i.title} for i in self.new],
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Two vintages compared; `rows` counts the rows of their crosswalk by cardinality."""

    before: str
    after: str
    levels: tuple[Level, ...]
    changes: tuple[Changed, ...]
    rows: dict[str, int]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each kind there are."""
        found = Counter(change.change for change in self.changes)
        return {kind: found[kind] for kind in CHANGES if found[kind]}

    def as_json(self) -> dict[str, object]:
        """The object that ``vintage diff --format json`` prints."""
        return {
            "from": self.before,
            "to": self.after,
            "levels": [
                {name: getattr(level, name) for name in Level.__slots__} for level in self.levels
            ],
            "rows": self.rows,
            "counts": self.counts,
            "changes": [change.as_json() for change in self.changes],
        }


def compare(
    names: tuple[str, str],
    before: Mapping[str, Item],
    after: Mapping[str, Item],
    rows: Mapping[tuple[str, str], str],
) -> Difference:
    """The difference of two classifications; `rows` is their crosswalk with its cardinalities."""
    changes = [_changed(old, new) for old, new in _components(before, after, rows)]
    changes.sort(key=lambda c: (min(i.code for i in (c.old or c.new)), c.change))
    return Difference(
        *names, tuple(_levels(before, after)), tuple(changes),
        dict(sorted(Counter(rows.values()).items())),
    )  # fmt: skip


def compare_draft(before: Mapping[str, Item], vintage: Vintage) -> Difference:
    """What a draft changes; an added code is a split of those that it takes workers from."""
    rows = {(pair.old, pair.new): pair.cardinality for pair in vintage.pairs}
    return compare((vintage.follows, vintage.id), before, vintage.items, rows)


def _levels(before: Mapping[str, Item], after: Mapping[str, Item]) -> Iterable[Level]:
    for level in dict.fromkeys(i.level for i in (*before.values(), *after.values())):
        if level is None:
            continue
        old = {c for c, i in before.items() if i.level == level}
        new = {c for c, i in after.items() if i.level == level}
        retitled = [c for c in old & new if before[c].title != after[c].title]
        yield Level(level, len(old), len(new), tuple(sorted(new - old)), tuple(sorted(old - new)),
                    tuple(sorted(retitled)))  # fmt: skip


def _components(
    before: Mapping[str, Item], after: Mapping[str, Item], rows: Iterable[tuple[str, str]]
) -> Iterable[tuple[list[Item], list[Item]]]:
    """The detailed codes in groups that rows join."""
    old = [i for i in before.values() if i.level == DETAILED]
    new = [i for i in after.values() if i.level == DETAILED]
    at = {("old", i.code): n for n, i in enumerate(old)}
    at |= {("new", i.code): n for n, i in enumerate(new, len(old))}
    ends = [(at["old", a], at["new", b]) for a, b in rows
            if ("old", a) in at and ("new", b) in at]  # fmt: skip
    size = len(at)
    left, right = zip(*ends, strict=True) if ends else ((), ())
    joined = coo_array(([1] * len(ends), (left, right)), shape=(size, size))
    _, labels = connected_components(joined, directed=False)
    groups: dict[int, tuple[list[Item], list[Item]]] = {}
    for n, label in enumerate(labels.tolist()):
        sides = groups.setdefault(label, ([], []))
        if n < len(old):
            sides[0].append(old[n])
        else:
            sides[1].append(new[n - len(old)])
    return groups.values()


def _changed(old: list[Item], new: list[Item]) -> Changed:
    one, other = sorted(old, key=lambda i: i.code), sorted(new, key=lambda i: i.code)
    if not one or not other:
        kind = "dropped" if one else "added"
    elif len(one) == len(other) == 1:
        same_code, same_title = one[0].code == other[0].code, one[0].title == other[0].title
        kind = _ALONE[same_code, same_title]
    elif len(one) == 1:
        kind = "split"
    else:
        kind = "merged" if len(other) == 1 else "regrouped"
    return Changed(kind, tuple(one), tuple(other))
