"""The Classification of Instructional Programs: 2020, 2010, and the occupations it prepares for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from occupath.extract.log import BadRow, Once, ReadLog, SetAside
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Record, column, records
from occupath.ontology.ids import CODE_PATTERNS, SCHEMES
from occupath.ontology.model import Code, CodeTitle, Correspondence, Row

LEVELS = {2: "family", 5: "group", 7: "program"}  # by the length of a dotted code

_NO_CIP = "99.9999"
_NO_SOC = "99-9999"
_EXAMPLE = re.compile(r"(?:^|,)\s*-\s")  # what an example begins with
_NUMBER = re.compile(r"(\d{1,2})(?:\.(\d{1,4}))?", re.ASCII)

# The list of CIP 2020 marks the old place of a moved code "Moved from" and the new one "Moved to".
_GONE = {
    "Deleted": "deleted from CIP 2020",
    "Moved from": "moved to another code in CIP 2020",
}

_CODES = Layout(
    (
        column("code", "CIPCode"),
        column("action", "Action"),
        column("title", "CIPTitle"),
        column("definition", "CIPDefinition", required=False),
        column("examples", "Examples", required=False),
    )
)

_VINTAGES = Layout(
    (
        column("from", "CIPCode2010"),
        column("from_title", "CIPTitle2010"),
        column("action", "Action"),
        column("to", "CIPCode2020"),
    )
)

_TO_SOC = Layout(
    (column("from", "CIP2020Code", "2020 CIP Code"), column("to", "SOC2018Code", "2018 SOC Code")),
    sheet="CIP-SOC",
)

_TO_ONET = Layout(
    (
        column("from", "2020 CIP Code", "CIP2020Code"),
        column("to", "O*NET-SOC 2019 Code", "O*NET-SOC Code"),
    )
)


def read_2020(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The codes of CIP 2020 with the examples that are filed under them.

    Those that the file lists as deleted or moved are set aside.
    """
    titles: list[CodeTitle] = []
    yield from _nested(list(_codes_2020(files, log, titles)))
    yield from titles


def _codes_2020(files: SourceFiles, log: ReadLog, titles: list[CodeTitle]) -> Iterator[Code]:
    """The codes; their examples are put into `titles`."""
    known: set[str] = set()
    for r in records(files["codes"], _CODES, log):
        with log.row(r.file, r.line, r):
            gone = _GONE.get(r.need("action"))
            if gone is not None:
                raise SetAside(gone)
            row = _code_row("cip2020", cip(r, "code", log), r, "title", r.text("definition"))
            if row.code in known:
                raise BadRow("code stands twice", row.code)
            known.add(row.code)
            titles += _examples(row, r.text("examples") or "")
            yield row


def _examples(code: Code, text: str) -> list[CodeTitle]:
    """The titles of "Examples: - Behavioral Health, - Health Behavior", each once."""
    names = _EXAMPLE.split(text.removeprefix("Examples:"))
    tidy = dict.fromkeys(name.strip(" ,") for name in names)
    return [CodeTitle(code.scheme, code.code, t, True) for t in tidy if t and t != code.title]


def read_2010_to_2020(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The codes of CIP 2010 and what each became; a deleted one has no target."""
    codes: dict[str, Code] = {}
    pairs: list[Correspondence] = []
    once = Once()
    for r in records(files["crosswalk"], _VINTAGES, log):
        with log.row(r.file, r.line, r):
            action = r.get("action")
            if r.get("from") is None:
                raise SetAside("new in CIP 2020, without a CIP 2010 code")
            code = cip(r, "from", log)
            row = _code_row("cip2010", code, r, "from_title", None)
            if action == "Deleted":
                codes.setdefault(code, once(row))
                continue
            target = cip(r, "to", log)
            pairs.append(once(Correspondence("cip2010", code, "cip2020", target, None, action)))
            codes.setdefault(code, row)
    yield from _nested(list(codes.values()))
    yield from pairs


def read_soc(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """CIP 2020 to SOC 2018; rows to SOC 99-9999 and from CIP 99.9999 say "no match"."""
    once = Once()
    for r in records(files["crosswalk"], _TO_SOC, log):
        with log.row(r.file, r.line, r):
            a = cip(r, "from", log)
            b = r.code("to", CODE_PATTERNS["soc2018"], SCHEMES["soc2018"])
            if b == _NO_SOC:
                raise SetAside("CIP without a SOC match (99-9999)")
            if a == _NO_CIP:
                raise SetAside("SOC without a CIP match (99.9999)")
            yield once(Correspondence("cip2020", a, "soc2018", b, None, None))


def read_onet(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """CIP 2020 to O*NET-SOC 2019."""
    once = Once()
    for r in records(files["crosswalk"], _TO_ONET, log):
        with log.row(r.file, r.line, r):
            a = cip(r, "from", log)
            b = r.code("to", CODE_PATTERNS["onetsoc2019"], SCHEMES["onetsoc2019"])
            yield once(Correspondence("cip2020", a, "onetsoc2019", b, None, None))


def dotted(text: str) -> str | None:
    """A CIP code with the zeros that a spreadsheet took: ``1.0102`` → ``01.0102``.

    None where `text` is no CIP code. One or three digits after the point lost zeros at their end:
    ``1.1`` can only have been ``01.10``, ``14.101`` only ``14.1010``.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    family, rest = match.group(1).zfill(2), match.group(2)
    if rest is None:
        return family
    return f"{family}.{rest}{'0' * (len(rest) % 2)}"


def cip(record: Record, field: str, log: ReadLog) -> str:
    """The dotted CIP code in `field`; a code that had lost zeros is counted as a note."""
    value = record.need(field)
    code = dotted(value)
    if code is None:
        raise BadRow(f"{field} is not a CIP code", f"{value[:40]!r}, expected NN, NN.NN or NN.NNNN")
    if code != value:
        log.notes[f"{record.file}: CIP codes that had lost zeros"] += 1
    return code


def _code_row(scheme: str, code: str, r: Record, title: str, definition: str | None) -> Code:
    return Code(
        scheme, code, r.need_text(title).removesuffix("."), LEVELS[len(code)], None, definition
    )


def _nested(codes: list[Code]) -> Iterator[Code]:
    """Each code with its parent: the nearest code of the same list that it starts with."""
    known = {row.code for row in codes}
    for row in codes:
        parents = (row.code[:5], row.code[:2])
        yield row._replace(parent=next((p for p in parents if p != row.code and p in known), None))
