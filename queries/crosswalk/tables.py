"""The crosswalk tables of a dataset as dictionaries: a code, and its codes in another scheme.

Every table is read at once, so that a column of a million codes costs a few questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from occupath.ontology.errors import UnknownCode
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID
from occupath.queries.engines import Selects

PUBLISHED = "published table"
DRAFTED = "the draft's own table"
DRAFT = "draft"  # what the schemes of drafts begin with
GROUPS = "ESCO files each occupation in an ISCO-08 group"
PREFIX = "an O*NET-SOC 2010 code begins with its SOC 2010 code"
FLIPPED = {"1:m": "m:1", "m:1": "1:m"}

_SCHEMES = "SELECT ?id ?title WHERE { ?s a skos:ConceptScheme ; skos:notation ?id ; skos:prefLabel ?title } ORDER BY ?id"  # noqa: E501
_TABLES = "SELECT ?table WHERE { ?table a xkos:Correspondence } ORDER BY ?table"
_TABLE = re.compile(r".*/correspondence/(?P<one>[a-z0-9]+)-(?P<other>[a-z0-9]+)")
_CODES = "SELECT ?code ?title WHERE {{ ?c skos:inScheme <{scheme}> ; skos:notation ?code ; skos:prefLabel ?title }} ORDER BY ?code"  # noqa: E501
_BELOW = """SELECT ?code ?above WHERE {{ ?c skos:inScheme <{scheme}> ; skos:notation ?code ;
  skos:broader/skos:notation ?above }} ORDER BY ?code"""
_ROWS = """SELECT ?one ?other ?cardinality ?partial ?note WHERE {{
  <{table}> xkos:madeOf ?row . ?row xkos:sourceConcept/skos:notation ?one ;
    xkos:targetConcept/skos:notation ?other ; oc:cardinality ?cardinality
  OPTIONAL {{ ?row oc:partial ?partial }} OPTIONAL {{ ?row oc:action ?note }}
}} ORDER BY ?one ?other"""
_ISCO_GROUP = """SELECT ?one ?other WHERE {
  ?e oc:iscoGroup/skos:notation ?other ; skos:notation ?one } ORDER BY ?one ?other"""
_STRUCTURAL = {("esco", "isco08"): GROUPS, ("onetsoc2010", "soc2010"): PREFIX}
_ESCO_IRI = re.compile(r"https?://data\.europa\.eu/esco/\S+")


@dataclass(frozen=True, slots=True)
class Link:
    """A code beside another. `cardinality` is over the whole table, seen from the first code."""

    code: str
    cardinality: str  # "1:1" "1:m" "m:1" "m:m"
    partial: bool = False  # the source marks that only a part corresponds
    note: str | None = None  # the source's own words


Table = Mapping[str, tuple[Link, ...]]


class Tables:
    """The schemes of a dataset, their codes, and the tables between them; read when asked for."""

    def __init__(self, dataset: Selects) -> None:
        self._dataset = dataset
        self._titles: dict[str, dict[str, str]] = {}
        self._below: dict[str, dict[str, list[str]]] = {}
        self._read: dict[tuple[str, str], Table] = {}

    @cached_property
    def schemes(self) -> dict[str, str]:
        """The title of every scheme, drafts that were applied among them."""
        return {str(r["id"]): str(r["title"]) for r in self._dataset.select(_SCHEMES)}

    @cached_property
    def basis(self) -> dict[tuple[str, str], str]:
        """On what each pair of schemes is joined, in the direction of the table."""
        tables = [_TABLE.fullmatch(str(r["table"])) for r in self._dataset.select(_TABLES)]
        found = {
            (t["one"], t["other"]): DRAFTED if t["other"].startswith(DRAFT) else PUBLISHED
            for t in tables
            if t
        }
        for pair, why in _STRUCTURAL.items():
            if pair not in found and self.schemes.keys() >= set(pair):
                found[pair] = why
        return found

    def titles(self, scheme: str) -> Mapping[str, str]:
        """The title of each code of a scheme; raises `UnknownCode` for a scheme without codes."""
        if scheme not in self._titles:
            rows = self._dataset.select(_CODES.format(scheme=mint(scheme)))
            if not rows:
                there = ", ".join(sorted(self.schemes))
                raise UnknownCode(f"the dataset has no scheme {scheme!r}; it has {there}")
            self._titles[scheme] = {str(r["code"]): str(r["title"]) for r in rows}
        return self._titles[scheme]

    def below(self, scheme: str, code: str) -> list[str]:
        """The codes directly below a group, by the published structure."""
        if scheme not in self._below:
            found: dict[str, list[str]] = {}
            for row in self._dataset.select(_BELOW.format(scheme=mint(scheme))):
                found.setdefault(str(row["above"]), []).append(str(row["code"]))
            self._below[scheme] = found
        return self._below[scheme].get(code, [])

    def rows(self, one: str, other: str) -> Table:
        """Every row between two schemes that are joined, in either direction."""
        if (one, other) not in self._read:
            if (one, other) in self.basis:
                self._read[one, other] = self._rows(one, other)
            else:
                self._read[one, other] = _turned(self.rows(other, one))
        return self._read[one, other]

    def codes(self, one: str, other: str) -> dict[str, set[str]]:
        """Each code of `one` with its codes of `other`; none where no table has that direction."""
        if (one, other) not in self.basis:
            return {}
        return {a: {link.code for link in links} for a, links in self.rows(one, other).items()}

    def _rows(self, one: str, other: str) -> Table:
        basis = self.basis[one, other]
        if basis == PREFIX:
            there = self.titles(other)
            return _counted([(c, c[:7]) for c in self.titles(one) if c[:7] in there])
        if basis == GROUPS:
            rows = self._dataset.select(_ISCO_GROUP)
            return _counted([(str(r["one"]), str(r["other"])) for r in rows])
        found: dict[str, list[Link]] = {}
        for r in self._dataset.select(_ROWS.format(table=mint("correspondence", f"{one}-{other}"))):
            note = None if r["note"] is None else str(r["note"])
            link = Link(str(r["other"]), str(r["cardinality"]), r["partial"] is True, note)
            found.setdefault(str(r["one"]), []).append(link)
        return {code: tuple(links) for code, links in found.items()}

    def code(self, scheme: str, given: str) -> str | None:
        """The code of `scheme` that `given` writes, or None.

        Spaces around it, a hyphen or zeros that a spreadsheet lost, a suffix ``.00`` too many or
        too few, and ESCO's IRIs are looked through.
        """
        known = self.titles(scheme)
        text = given.strip()
        for written in (text, *_spellings(scheme, text)):
            if written in known:
                return written
        if scheme == "esco" and _ESCO_IRI.fullmatch(text):
            return self._esco.get(text)
        return None

    @cached_property
    def _esco(self) -> dict[str, str]:
        rows = self._dataset.select(
            f"SELECT ?c ?code WHERE {{ ?c skos:inScheme <{ID}esco> ; skos:notation ?code }}"
        )
        return {str(r["c"]): str(r["code"]) for r in rows}


def _spellings(scheme: str, text: str) -> list[str]:
    """Other ways to write a code that lost a hyphen, zeros or a suffix."""
    if scheme.startswith("onetsoc"):
        if re.fullmatch(r"\d{8}", text):
            return [f"{text[:2]}-{text[2:6]}.{text[6:]}"]
        if re.fullmatch(r"\d\d-?\d{4}", text):
            return [f"{text[:2]}-{text[-4:]}.00"]
    elif scheme.startswith("cip"):
        if match := re.fullmatch(r"(\d{1,2})(\.\d+)?", text):
            tail = match[2] or ""
            return [match[1].zfill(2) + tail, match[1].zfill(2) + tail.ljust(5, "0")]
    elif match := re.fullmatch(r"(\d\d)-?(\d{4})(\.0+)?", text):
        return [f"{match[1]}-{match[2]}"]
    return []


def _counted(pairs: list[tuple[str, str]]) -> Table:
    """Rows of pairs, with the cardinality over all of them."""
    to: dict[str, list[str]] = {}
    back: dict[str, int] = {}
    for one, other in pairs:
        to.setdefault(one, []).append(other)
        back[other] = back.get(other, 0) + 1
    return {
        one: tuple(
            Link(other, f"{'m' if back[other] > 1 else '1'}:{'m' if len(others) > 1 else '1'}")
            for other in others
        )
        for one, others in to.items()
    }


def _turned(table: Table) -> Table:
    """The same rows, seen from the other side."""
    found: dict[str, list[Link]] = {}
    for code, links in table.items():
        for link in links:
            cardinality = FLIPPED.get(link.cardinality, link.cardinality)
            found.setdefault(link.code, []).append(Link(code, cardinality, link.partial, link.note))
    return {code: tuple(found[code]) for code in sorted(found)}
