"""The O*NET-SOC taxonomies: their codes, how each became the next, and SOC 2018 behind the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from occupath.extract.log import Once, ReadLog
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, column, records
from occupath.ontology.ids import CODE_PATTERNS, SCHEMES
from occupath.ontology.model import Code, Correspondence, Row


@dataclass(frozen=True, slots=True)
class _Walk:
    """A crosswalk file: its key, and the schemes and headings of its two sides."""

    key: str
    from_scheme: str
    to_scheme: str
    names: tuple[str, str]


def _onet(year: str) -> str:
    return f"O*NET-SOC {year}"


_WALKS = (
    _Walk("2019_soc2018", "onetsoc2019", "soc2018", (_onet("2019"), "2018 SOC")),
    _Walk("2010_2019", "onetsoc2010", "onetsoc2019", (_onet("2010"), _onet("2019"))),
    _Walk("2009_2010", "onetsoc2009", "onetsoc2010", (_onet("2009"), _onet("2010"))),
    _Walk("2006_2009", "onetsoc2006", "onetsoc2009", (_onet("2006"), _onet("2009"))),
    _Walk("2000_2006", "onetsoc2000", "onetsoc2006", (_onet("2000"), _onet("2006"))),
)

_OCCUPATIONS = Layout(
    (
        column("code", "O*NET-SOC 2010 Code", "O*NET-SOC Code"),
        column("title", "O*NET-SOC 2010 Title", "Title"),
        column("description", "O*NET-SOC 2010 Description", "Description", required=False),
    )
)


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Each code of each taxonomy once (2010 with its description), then how they correspond.

    SOC 2018 codes are given by their own source.
    """
    known: set[tuple[str, str]] = set()
    yield from _described(files, log, known)
    for walk in _WALKS:
        if files.get(walk.key) is not None:
            yield from _walk(files, walk, log, known)


def _described(files: SourceFiles, log: ReadLog, known: set[tuple[str, str]]) -> Iterator[Row]:
    located = files.get("2010_occupations")
    if located is None:
        return
    scheme = "onetsoc2010"
    once = Once()
    for r in records(located, _OCCUPATIONS, log):
        with log.row(r.file, r.line, r):
            code = r.code("code", CODE_PATTERNS[scheme], SCHEMES[scheme])
            row = Code(scheme, code, r.need_text("title"), None, None, r.text("description"))
            once(row)
            known.add((scheme, code))
            yield row


def _walk(
    files: SourceFiles, walk: _Walk, log: ReadLog, known: set[tuple[str, str]]
) -> Iterator[Row]:
    left, right = walk.names
    layout = Layout(
        (
            column("from", f"{left} Code"),
            column("from_title", f"{left} Title"),
            column("to", f"{right} Code"),
            column("to_title", f"{right} Title", required=False),
        )
    )
    once = Once()
    for r in records(files[walk.key], layout, log):
        with log.row(r.file, r.line, r):
            a = r.code("from", CODE_PATTERNS[walk.from_scheme], SCHEMES[walk.from_scheme])
            b = r.code("to", CODE_PATTERNS[walk.to_scheme], SCHEMES[walk.to_scheme])
            row = once(Correspondence(walk.from_scheme, a, walk.to_scheme, b, None, None))
            sides = ((walk.from_scheme, a, "from_title"), (walk.to_scheme, b, "to_title"))
            for scheme, code, title in sides:
                if scheme != "soc2018" and (scheme, code) not in known:
                    known.add((scheme, code))
                    yield Code(scheme, code, r.text(title) or code, None, None, None)
            yield row
