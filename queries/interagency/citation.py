"""The paragraph to cite a code by: code, title, definition, vintage, groups above and source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.graph.rdf.provenance import source_iri
from occupath.ontology.errors import UnknownCode
from occupath.queries.crosswalk.tables import Tables

_CODE = """SELECT ?level ?definition ?graph WHERE {{
  GRAPH ?graph {{ <{code}> skos:prefLabel ?title }}
  OPTIONAL {{ <{code}> oc:atLevel ?level }} OPTIONAL {{ <{code}> skos:definition ?definition }}
}} ORDER BY ?graph ?definition LIMIT 1"""
_ABOVE = """SELECT ?code ?title WHERE {{
  <{code}> skos:broader+ ?up . ?up skos:notation ?code ; skos:prefLabel ?title
}} ORDER BY ?code"""
_SOURCE = "SELECT ?citation WHERE {{ <{source}> dct:bibliographicCitation ?citation }}"
_DETAILS = """SELECT ?code ?title WHERE {{
  ?row xkos:targetConcept <{code}> ; xkos:sourceConcept ?c .
  ?c skos:inScheme id:onetsoc2019 ; skos:notation ?code ; skos:prefLabel ?title
}} ORDER BY ?code"""
_EARLIER = {"soc2018": "soc2010", "onetsoc2019": "onetsoc2010", "cip2020": "cip2010"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader needs to know of a code. `earlier` has the codes of the vintage before."""

    scheme: str
    scheme_title: str
    code: str
    title: str
    definition: str | None
    level: str | None
    above: tuple[tuple[str, str], ...]  # from the top
    earlier: tuple[tuple[str, str, str], ...]  # scheme, code, title
    details: tuple[tuple[str, str], ...]  # O*NET-SOC 2019 codes of a SOC code
    source: str | None

    @property
    def paragraph(self) -> str:
        """The paragraph, for a proposal or a report."""
        told = [f"{self.title} ({self.scheme_title}, code {self.code})."]
        if self.definition:
            told.append(f"The definition reads: “{self.definition.strip()}”")
        if self.above:
            groups = ", ".join(f"{code} {title}" for code, title in self.above)
            told.append(f"It stands in {groups}.")
        if self.earlier:
            were = ", ".join(f"{code} {title}" for _, code, title in self.earlier)
            told.append(f"In the vintage before ({self.earlier[0][0]}) its workers were in {were}.")
        if self.details:
            names = ", ".join(f"{code} {title}" for code, title in self.details)
            told.append(f"O*NET-SOC 2019 describes it as {names}.")
        if self.source:
            told.append(f"Source: {self.source.rstrip('.')}.")
        return " ".join(told)

    def as_json(self) -> dict[str, object]:
        """The citation as JSON, with its paragraph."""
        pairs = ("above", "details")
        return {
            name: getattr(self, name)
            for name in Citation.__slots__
            if name not in (*pairs, "earlier")
        } | {
            "above": [{"code": c, "title": t} for c, t in self.above],
            "earlier": [{"scheme": s, "code": c, "title": t} for s, c, t in self.earlier],
            "onetsoc2019": [{"code": c, "title": t} for c, t in self.details],
            "paragraph": self.paragraph,
        }  # fmt: skip


def cite(dataset: Dataset, given: str, scheme: str) -> Citation:
    """How to cite the code `given` of `scheme`; raises `UnknownCode` where there is none such."""
    from occupath.ontology.ids import mint

    tables = Tables(dataset)
    code = tables.code(scheme, given)
    if code is None:
        raise UnknownCode(
            f"{given!r} is not a code of {scheme} ({tables.schemes[scheme]}) in the dataset; "
            "search with 'occupath query find-code'"
        )
    node = mint(scheme, code)
    if scheme == "esco":
        raise UnknownCode("ESCO is cited by the IRI of its concept; give a code of another scheme")
    (about,) = dataset.select(_CODE.format(code=node))
    level = about["level"]
    source = str(about["graph"]) if about["graph"] else source_iri(scheme)
    citations = dataset.select(_SOURCE.format(source=source))
    above = [(str(r["code"]), str(r["title"])) for r in dataset.select(_ABOVE.format(code=node))]
    details: list[tuple[str, str]] = []
    if scheme == "soc2018":
        rows = dataset.select(_DETAILS.format(code=node))
        details = [(str(r["code"]), str(r["title"])) for r in rows]
    return Citation(
        scheme, tables.schemes[scheme], code, tables.titles(scheme)[code],
        None if about["definition"] is None else _plain(str(about["definition"])),
        None if level is None else str(level).rpartition("/")[2],
        tuple(above), tuple(_earlier(tables, scheme, code)), tuple(details),
        str(citations[0]["citation"]) if citations else None,
    )  # fmt: skip


def _earlier(tables: Tables, scheme: str, code: str) -> list[tuple[str, str, str]]:
    before = _EARLIER.get(scheme)
    if before is None or (before, scheme) not in tables.basis:
        return []
    titles = tables.titles(before)
    links = tables.rows(scheme, before).get(code, ())
    return [(before, link.code, titles.get(link.code, link.code)) for link in links]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)
