"""The starter's rows of each source: those in scope, without the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from occupath.extract.starter.links import LINKS, links
from occupath.extract.starter.occupations import ALL
from occupath.extract.starter.official import Official
from occupath.extract.starter.scope import Scope, scope
from occupath.extract.starter.teaches import mentions
from occupath.ontology.model import (
    AlternateTitle,
    Area,
    Certification,
    Code,
    CodeTitle,
    CollectionMember,
    Correspondence,
    Element,
    ElementLink,
    IndustryCredential,
    JobZone,
    JobZoneReference,
    Licence,
    Occupation,
    Program,
    ProgramListing,
    ProgramOutcome,
    Projection,
    RatedRequirement,
    Rating,
    RelatedOccupation,
    Row,
    Scale,
    ScaleCategory,
    TechnologyUse,
    ToolUse,
    Wage,
)

Keep = Callable[[Row], bool]

# Required education; interests. The other scales would take 0.5 MB more.
SCALES = frozenset({"RL", "OI"})

TEXTS: dict[type, tuple[str, ...]] = {
    Code: ("definition",),
    Occupation: ("description",),
    JobZoneReference: ("experience", "education", "training"),
    Element: ("description",),
    Certification: ("description",),
    Program: ("prerequisites", "description"),
}  # fields that may hold a sentence of the source: always unknown in the starter


def selection(official: Official) -> Iterator[tuple[str, Row]]:
    """Source and row of everything in the starter; a row may come up twice."""
    found = scope(official)
    yield from ((LINKS, link) for link in links(official, found))
    yield from ((LINKS, mention) for mention in mentions(official, found))
    for source, keep in _rules(official, found).items():
        for row in official.rows(source):
            if keep(row):
                yield source, without_texts(row)


def without_texts(row: Row) -> Row:
    """`row` with the fields of `TEXTS` unknown, and a category by its name alone."""
    if isinstance(row, ScaleCategory):
        return row._replace(description=row.description.partition(" - ")[0])
    if isinstance(row, Correspondence) and row.from_scheme == "isco08":
        return row._replace(action=None)  # a comment; in the other tables it is a word or two
    values = dict.fromkeys(TEXTS.get(type(row), ()))
    bare: Row = cast(Any, row)._replace(**values) if values else row
    return bare


def _rules(official: Official, found: Scope) -> dict[str, Keep]:
    """Which rows of each source are in the starter."""

    def coded(row: Row) -> bool:
        if isinstance(row, Code | CodeTitle | CollectionMember):
            return (row.scheme, row.code) in found.codes
        if isinstance(row, Correspondence):
            return {(row.from_scheme, row.from_code), (row.to_scheme, row.to_code)} <= found.codes
        return isinstance(row, Area)

    def soc2018(row: Row) -> bool:
        return coded(row) and (isinstance(row, Code) or _field(row, "code") in found.soc)

    def cip_onet(row: Row) -> bool:
        return isinstance(row, Correspondence) and row.to_code in ALL

    def labour_market(row: Row) -> bool:
        if isinstance(row, Wage | Projection):
            return row.code in found.oews
        return coded(row)

    commodities = _commodities(official)

    def onet(row: Row) -> bool:
        return _ONET[type(row)](row) if type(row) in _ONET else _field(row, "code") in commodities

    trained = {(p.provider_id, p.cip) for p in found.programs.values()}

    def outcomes(row: Row) -> bool:
        if isinstance(row, ProgramOutcome):
            return (row.provider_id, row.cip) in trained
        return isinstance(row, Area)

    def numbered(kind: type, numbers: Iterable[str]) -> Keep:
        wanted = frozenset(numbers)
        return lambda row: (
            _field(row, "id") in wanted if isinstance(row, kind) else isinstance(row, Area)
        )

    return {
        "soc2018": soc2018,
        "soc2010": coded,
        "soc2010-soc2018": coded,
        "onet-taxonomy": coded,
        "onet": onet,
        "isco08-soc2010": coded,
        "cip2020": coded,
        "cip2010-cip2020": coded,
        "cip-soc": lambda row: coded(row) and _field(row, "from_code") in found.cips,
        "cip-onet": cip_onet,
        "oews": labour_market,
        "projections": labour_market,
        "stem": coded,
        "bright-outlook": lambda row: _field(row, "code") in ALL,
        "green-onet2010": coded,
        "green-list2019": lambda row: _field(row, "code") in ALL,
        "careeronestop-certifications": numbered(Certification, found.certifications),
        "nj-licences": numbered(Licence, found.licences),
        "nj-credentials": numbered(IndustryCredential, found.credentials),
        "nj-programs": numbered(Program, found.programs),
        "nj-programs-2018": numbered(ProgramListing, found.programs),
        "nj-outcomes": outcomes,
        "nj-demand": coded,
    }


def _field(row: Row, name: str) -> str | None:
    value: str | None = getattr(row, name, None)
    return value


def _commodities(official: Official) -> frozenset[str]:
    """The codes of the commodities that technologies and tools of the occupations belong to."""
    uses: list[TechnologyUse | ToolUse] = [
        *official.of("onet", TechnologyUse), *official.of("onet", ToolUse)
    ]  # fmt: skip
    return frozenset(use.commodity for use in uses if use.occupation in ALL)


def _everything(row: Row) -> bool:  # noqa: ARG001
    return True


def _of_occupation(row: Row) -> bool:
    return _field(row, "occupation") in ALL


def _between_occupations(row: Row) -> bool:
    return _of_occupation(row) and _field(row, "related") in ALL


_ONET: dict[type, Keep] = {
    Occupation: lambda row: _field(row, "code") in ALL,
    AlternateTitle: _of_occupation,
    JobZone: _of_occupation,
    RatedRequirement: _of_occupation,
    Rating: lambda row: _of_occupation(row) and _field(row, "scale") in SCALES,
    TechnologyUse: _of_occupation,
    ToolUse: _of_occupation,
    RelatedOccupation: _between_occupations,
    JobZoneReference: _everything,
    Element: _everything,
    ElementLink: _everything,
    Scale: _everything,
    ScaleCategory: _everything,
}
