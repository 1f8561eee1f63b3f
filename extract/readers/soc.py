"""The Standard Occupational Classification: 2018, 2010, and how 2010 became 2018."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import BadRow, Once, ReadLog, SetAside
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import SPREADSHEETS, Layout, Located, Record, column, records
from occupath.ontology.ids import CODE_PATTERNS, SCHEMES
from occupath.ontology.model import Code, CodeTitle, Correspondence, Row

LEVELS = ("major", "minor", "broad", "detailed")

_PLACEHOLDER = "placeholder code (99-) of SOC 2010, not an occupation"

_LIST = Layout(
    (
        column("code", "code", "SOC Code"),
        column("title", "title", "SOC Title"),
        column("level", "Hierarchical_structure", "SOC Group"),
        column("parent", "parent"),
    )
)

_OUTLINE = Layout(
    (
        column("major", "Major Group"),
        column("minor", "Minor Group"),
        column("broad", "Broad Group", "Broad Occupation"),
        column("detailed", "Detailed Occupation"),
        column("title", "Title", "SOC Title", ""),
    )
)

_DEFINITIONS = Layout(
    (
        column("code", "SOC Code"),
        column("definition", "SOC Definition"),
    )
)

_TITLES = Layout(
    (
        column("code", "2018 SOC Code", "SOC Code"),
        column("title", "2018 SOC Direct Match Title", "Direct Match Title"),
        column("illustrative", "Illustrative Example", required=False),
    )
)

_CROSSWALK = Layout(
    (
        column("from", "SOCCode2010", "2010 SOC Code"),
        column("to", "SOCCode2018", "2018 SOC Code"),
    )
)


def read_2018(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The 23 major, 98 minor, 459 broad groups and 867 detailed occupations, with parents as
    published, definitions and direct match titles."""
    yield from _structure("soc2018", files, log)
    located = files.get("direct_match_titles")
    if located is None:
        return
    once = Once()
    for r in records(located, _TITLES, log):
        with log.row(r.file, r.line, r):
            yield once(
                CodeTitle(
                    "soc2018", _code(r, "code", "soc2018"), r.need_text("title"),
                    r.flag("illustrative") or False,
                )
            )  # fmt: skip


def read_2010(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The structure of SOC 2010; its four placeholder rows (99-) are set aside."""
    yield from _structure("soc2010", files, log)


def read_crosswalk(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Every pair of a SOC 2010 and a SOC 2018 code."""
    once = Once()
    for r in records(files["crosswalk"], _CROSSWALK, log):
        with log.row(r.file, r.line, r):
            a, b = _code(r, "from", "soc2010"), _code(r, "to", "soc2018")
            yield once(Correspondence("soc2010", a, "soc2018", b, None, None))


def _structure(scheme: str, files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    definitions = _definitions(scheme, files, log)
    located = files["structure"]
    outline = located.suffix in SPREADSHEETS
    open_groups: dict[str, str] = {}
    known: set[str] = set()
    for r in records(located, _OUTLINE if outline else _LIST, log):
        with log.row(r.file, r.line, r):
            level, code, parent = (
                _outlined(r, scheme, open_groups) if outline else _listed(r, scheme)
            )
            if code.startswith("99-"):
                raise SetAside(_PLACEHOLDER)
            if code in known:
                raise BadRow("code stands twice in the structure", code)
            if parent is not None and parent not in known:
                raise BadRow("parent is not above its child in the structure", f"{parent} > {code}")
            known.add(code)
            text = definitions.pop(code, None)
            yield Code(
                scheme,
                code,
                r.need_text("title"),
                level,
                parent,
                text.text("definition") if text is not None else None,
            )
    for r in definitions.values():
        log.reject(r.file, r.line, "definition of a code that the structure lacks", r)


def _listed(r: Record, scheme: str) -> tuple[str, str, str | None]:
    """Level, code and parent of a row of a flat list."""
    level = r.need("level").lower().split()[0]
    if level not in LEVELS:
        raise BadRow("level is not major, minor, broad or detailed", repr(level))
    parent = _code(r, "parent", scheme) if r.get("parent") else None
    if (parent is None) != (level == "major"):
        raise BadRow("only a major group has no parent")
    return level, _code(r, "code", scheme), parent


def _outlined(r: Record, scheme: str, above: dict[str, str]) -> tuple[str, str, str | None]:
    """Level, code and parent of a row of the official outline: one code, in its level's column.

    `above` holds the last code seen at each level, the parent of what follows.
    """
    level = next((name for name in LEVELS if r.get(name)), None)
    if level is None:
        raise SetAside("row without a code (a note)")
    code = _code(r, level, scheme)
    depth = LEVELS.index(level)
    parent = above.get(LEVELS[depth - 1]) if depth else None
    if depth and parent is None:
        raise BadRow(f"{level} code stands before any {LEVELS[depth - 1]} group", code)
    for lower in LEVELS[depth:]:
        above.pop(lower, None)
    above[level] = code
    return level, code, parent


def _definitions(scheme: str, files: SourceFiles, log: ReadLog) -> dict[str, Record]:
    """The record of each code's definition; a group without one is set aside."""
    located: Located | None = files.get("definitions")
    found: dict[str, Record] = {}
    if located is None:
        return found
    for r in records(located, _DEFINITIONS, log):
        with log.row(r.file, r.line, r):
            code = _code(r, "code", scheme)
            if r.get("definition") is None:
                raise SetAside("group without a definition")
            if code in found:
                raise BadRow("code is defined twice", code)
            found[code] = r
    return found


def _code(r: Record, field: str, scheme: str) -> str:
    return r.code(field, CODE_PATTERNS[scheme], SCHEMES[scheme])
