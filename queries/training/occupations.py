"""Occupations as the labour market reports them, and what leads from a CIP code to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.queries.training.tables import Occupation

_SOC = """
SELECT ?soc ?title ?oews ?oews_title WHERE {
  ?code skos:inScheme id:soc2018 ; oc:atLevel id:soc2018\\/level\\/detailed ;
        skos:notation ?soc ; skos:prefLabel ?title .
  OPTIONAL { ?reported a oc:ReportedCode ; oc:correspondsTo ?code ; skos:notation ?oews ;
             skos:prefLabel ?oews_title }
} ORDER BY ?soc ?oews
"""
_BROADER = """
SELECT ?code ?parent WHERE {
  ?a skos:inScheme id:soc2018 ; skos:notation ?code ; skos:broader ?b . ?b skos:notation ?parent
}
"""
_ONET = """
SELECT ?onet ?soc WHERE {
  ?o a oc:Occupation ; skos:notation ?onet ; oc:detailedOccupation ?c . ?c skos:notation ?soc
} ORDER BY ?onet
"""
_EDUCATION = """
SELECT ?code ?education WHERE {
  ?p a oc:ProjectionObservation ; oc:code ?c ; oc:typicalEducation ?education .
  ?c skos:notation ?code
} ORDER BY ?code ?education
"""
_VINTAGES = """
SELECT ?from ?to WHERE {
  ?a skos:inScheme id:cip2010 ; skos:notation ?from ; oc:correspondsTo ?b .
  ?b skos:inScheme id:cip2020 ; skos:notation ?to
} ORDER BY ?from ?to
"""
_LEADS = """
SELECT ?cip ?soc WHERE {
  ?a skos:inScheme id:cip2020 ; skos:notation ?cip ; oc:preparesFor ?b .
  ?b skos:inScheme id:soc2018 ; skos:notation ?soc
} ORDER BY ?cip ?soc
"""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a CIP code leads: its CIP 2020 codes, occupations, and whether a part leads nowhere."""

    cips2020: tuple[str, ...]
    leads: tuple[str, ...]
    elsewhere: bool


class Occupations:
    """All occupations of a dataset by code, and the ways to them from SOC, O*NET-SOC and CIP."""

    def __init__(self, dataset: Dataset) -> None:
        titles: dict[str, str] = {}
        members: defaultdict[str, list[str]] = defaultdict(list)
        self.of_soc: dict[str, str] = {}  # SOC 2018 detailed code → occupation code
        for row in dataset.select(_SOC):
            soc = str(row["soc"])
            if soc in self.of_soc:
                continue
            code = str(row["oews"]) if row["oews"] is not None else soc
            self.of_soc[soc] = code
            members[code].append(soc)
            titles.setdefault(code, str(row["oews_title"] or row["title"]))
        self._parent = {str(r["code"]): str(r["parent"]) for r in dataset.select(_BROADER)}
        self.of_onet: dict[str, str] = {}
        onet: defaultdict[str, list[str]] = defaultdict(list)
        for row in dataset.select(_ONET):
            found = self.of_soc.get(str(row["soc"]))
            if found is not None:
                self.of_onet[str(row["onet"])] = found
                onet[found].append(str(row["onet"]))
        education = {str(r["code"]): str(r["education"]) for r in dataset.select(_EDUCATION)}
        self.by_code: Mapping[str, Occupation] = {
            code: Occupation(
                code, titles[code], tuple(members[code]), tuple(onet[code]), education.get(code)
            )
            for code in sorted(members)
        }
        self._below = self._detailed_below()
        self._vintages = _grouped(dataset, _VINTAGES, "from", "to")
        self._of_cip2020 = _grouped(dataset, _LEADS, "cip", "soc")

    def under(self, group: str) -> tuple[str, ...]:
        """Occupations under a SOC 2018 code of any level, by the published structure."""
        return tuple(sorted({self.of_soc[s] for s in self._below.get(group, ())}))

    def route(self, cip: str, scheme: str) -> Route:
        """Where a CIP code leads, from its own vintage to SOC 2018.

        A code of 2010 that split leads wherever its parts lead; a broad SOC code stands for the
        detailed ones below it.
        """
        now = self._vintages.get(cip, ()) if scheme == "cip2010" else (cip,)
        parts = {
            code: {o for soc in self._of_cip2020.get(code, ()) for o in self.under(soc)}
            for code in now
        }
        leads = sorted(set().union(*parts.values()))
        return Route(tuple(now), tuple(leads), bool(leads) and not all(parts.values()))

    def cips_of(self, code: str) -> tuple[str, ...]:
        """CIP 2020 codes that lead to an occupation."""
        socs = set(self.by_code[code].soc)
        return tuple(cip for cip, found in self._of_cip2020.items() if socs & set(found))

    def _detailed_below(self) -> dict[str, set[str]]:
        below: defaultdict[str, set[str]] = defaultdict(set)
        for soc in self.of_soc:
            code: str | None = soc
            while code is not None:
                below[code].add(soc)
                code = self._parent.get(code)
        return dict(below)


def _grouped(dataset: Dataset, query: str, by: str, of: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in dataset.select(query):
        found[str(row[by])].append(str(row[of]))
    return {key: tuple(values) for key, values in found.items()}
