"""What is hidden with a code: its O*NET details, and the codes that only it becomes or came from.

A code of another scheme is hidden when every code that the published tables join it to is hidden.
So a residual that gave work to several new codes stays when one of them is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint
from occupath.queries.crosswalk.tables import Tables
from occupath.queries.distinctness.vintage import CHAIN, VINTAGES

Joins = Mapping[tuple[str, str], Mapping[str, set[str]]]


class Hiding:
    """The tables between the SOC vintages and the O*NET-SOC taxonomies of a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        pairs = [("soc2010", "soc2018"), *pairwise(CHAIN), ("onetsoc2019", "soc2018")]
        tables = Tables(dataset)
        joins = {pair: tables.codes(*pair) for pair in pairs}
        known = set(joins["onetsoc2010", "onetsoc2019"])
        joins["onetsoc2010", "soc2010"] = {code: {code[:7]} for code in known}
        self._joins = _both_ways(joins)
        self._codes = {scheme: _codes(dataset, scheme) for scheme in (*VINTAGES, *CHAIN)}

    def hidden(self, codes: Iterable[str], scheme: str) -> dict[str, set[str]]:
        """Hidden codes by scheme. A code is read as of `scheme` first, then as of the others; one
        that no scheme has hides nothing (see `unknown`)."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        order = (scheme, *(s for s in (*VINTAGES, *reversed(CHAIN)) if s != scheme))
        for code in codes:
            of = next((s for s in order if code in self._codes[s]), None)
            if of is not None:
                found[of].add(code)
        self._spread(found)
        return dict(found)

    def unknown(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those that are no code of SOC 2018, SOC 2010 or O*NET-SOC in this dataset."""
        return tuple(code for code in codes if not any(code in k for k in self._codes.values()))

    def _spread(self, found: defaultdict[str, set[str]]) -> None:
        grown = True
        while grown:
            grown = False
            for (one, other), table in self._joins.items():
                if not found[one]:
                    continue
                back = self._joins[other, one]
                reached = {b for a in found[one] for b in table.get(a, ())}
                new = {b for b in reached - found[other] if back[b] <= found[one]}
                if new:
                    found[other] |= new
                    grown = True


def _both_ways(joins: Joins) -> dict[tuple[str, str], dict[str, set[str]]]:
    made: dict[tuple[str, str], dict[str, set[str]]] = {}
    for (one, other), table in joins.items():
        made[one, other] = {a: set(bs) for a, bs in table.items()}
        back: defaultdict[str, set[str]] = defaultdict(set)
        for a, bs in table.items():
            for b in bs:
                back[b].add(a)
        made[other, one] = dict(back)
    return made


def _codes(dataset: Dataset, scheme: str) -> set[str]:
    rows = dataset.select(
        f"SELECT ?code WHERE {{ ?c skos:inScheme <{mint(scheme)}> ; skos:notation ?code }}"
    )
    return {str(row["code"]) for row in rows}
