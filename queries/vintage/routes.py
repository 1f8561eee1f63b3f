"""The moves into a code before and after a draft: over the O*NET profiles that have the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from occupath.graph.dataset import Dataset
from occupath.graph.vintage import Vintage
from occupath.queries.vintage.evidence import Coded

TOP = 5


@dataclass(frozen=True, slots=True)
class Origin:
    """An occupation from which a move leads in; closeness 0–1, shortfall in levels."""

    code: str
    title: str
    into: str  # the profile that it leads to
    closeness: float
    shortfall: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The nearest moves into a code of the old vintage (``before``) or of the draft (``after``)."""

    when: str
    code: str
    title: str
    profiles: tuple[str, ...]
    origins: tuple[Origin, ...]
    note: str | None

    def as_json(self) -> dict[str, object]:
        """The entry as JSON."""
        return {
            "when": self.when, "code": self.code, "title": self.title,
            "profiles": list(self.profiles),
            "from": [{n: getattr(o, n) for n in Origin.__slots__} for o in self.origins],
            "note": self.note,
        }  # fmt: skip


def entries(
    dataset: Dataset, vintage: Vintage, profiles: Sequence[Coded], after: Mapping[str, str]
) -> Iterable[Entry]:
    """The moves into every affected code and into every code that it becomes.

    `after` gives each profile its code in the draft.
    """
    titles = {p.id: str(p.title) for p in profiles}
    old = {p.id: p.old for p in profiles}
    changed = list(vintage.affected)
    became = sorted({code for codes in vintage.affected.values() for code in codes})
    for when, codes, filed in (("before", changed, old), ("after", became, after)):
        for code in codes:
            own = tuple(sorted(p for p, c in filed.items() if c == code))
            title = _title(dataset, vintage, when, code)
            origins = tuple(_origins(dataset, own, titles))
            note = None
            if not own:
                note = "not assessable: no O*NET profile has this code; name one under profiles"
            elif not origins:
                note = "not assessable: its profiles have no scored moves"
            yield Entry(when, code, title, own, origins, note)


def _title(dataset: Dataset, vintage: Vintage, when: str, code: str) -> str:
    if when == "after":
        return vintage.items[code].title
    rows = dataset.select(
        f"SELECT ?t WHERE {{ <https://w3id.org/occupath/id/{vintage.follows}/{code}> "
        "skos:prefLabel ?t }"
    )
    return str(rows[0]["t"])


def _origins(
    dataset: Dataset, profiles: Sequence[str], titles: Mapping[str, str]
) -> Iterable[Origin]:
    """The closest occupations outside `profiles`, each with the profile that it is closest to."""
    table = dataset.moves
    place = {code: i for i, code in enumerate(table.codes)}
    inside = [place[p] for p in profiles if p in place]
    into = np.isin(table.target, inside) & ~np.isin(table.source, inside)
    order = sorted(np.flatnonzero(into).tolist(), key=lambda i: (-table.closeness[i], i))
    seen: set[int] = set()
    for i in order:
        if len(seen) == TOP:
            return
        if int(table.source[i]) in seen:
            continue
        seen.add(int(table.source[i]))
        code = table.codes[table.source[i]]
        short = float(table.shortfall[i])
        yield Origin(
            code, titles.get(code, code), table.codes[table.target[i]],
            round(float(table.closeness[i]), 4), None if np.isnan(short) else round(short, 4),
        )  # fmt: skip
