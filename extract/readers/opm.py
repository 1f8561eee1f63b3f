"""Federal occupational series, as the code list of USAJOBS gives them (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from occupath.extract.log import BadRow, ReadLog, SetAside
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Located, Record
from occupath.ontology.errors import SourceError
from occupath.ontology.ids import SCHEMES
from occupath.ontology.model import Code, Row


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Each series once, by its four digits; series have titles only."""
    located = files["series"]
    series = sorted(_series(located), key=lambda r: len(r.get("code") or ""), reverse=True)
    titles: dict[str, str] = {}
    for r in series:
        log.count_read(located.shown)
        with log.row(r.file, r.line, r):
            short = r.code("code", r"\d{1,4}", SCHEMES["opm"])
            code, title = short.zfill(4), r.need_text("title")
            if titles.get(code) == title:
                raise SetAside("same series written without its zeros")
            if code in titles:
                raise BadRow("series has two titles", f"{code}: {titles[code]!r}, {title!r}")
            if len(short) < len(code):
                log.notes[f"{r.file}: series codes that had lost zeros"] += 1
            titles[code] = title
    for code in sorted(titles):
        yield Code("opm", code, titles[code], None, None, None)


def _series(located: Located) -> Iterator[Record]:
    """Records of both layouts: ``{"0006": "TITLE"}`` and the API's own list of valid values.

    A JSON list has no lines: `line` is the place in the list, from 1.
    """
    with located.open() as stream:
        content = stream.read()
    if not content.strip():
        raise SourceError(f"{located.shown}: the file is empty; fetch it again")
    try:
        data = json.loads(content)
    except ValueError as broken:
        raise SourceError(
            f"{located.shown}: is not whole JSON ({broken}); fetch it again"
        ) from broken
    for place, (code, title) in enumerate(_pairs(data, located.shown), 1):
        yield Record(
            (("code", str(code).strip() or None), ("title", str(title).strip() or None)),
            located.shown,
            place,
        )


def _pairs(data: object, shown: str) -> list[tuple[object, object]]:
    if isinstance(data, dict) and "CodeList" not in data:
        return list(data.items())
    try:
        values = data["CodeList"][0]["ValidValue"]  # type: ignore[index]
        return [(value["Code"], value["Value"]) for value in values]
    except (KeyError, IndexError, TypeError) as missing:
        raise SourceError(
            f"{shown}: has no CodeList[0].ValidValue with Code and Value; check that this is the "
            "occupational series code list"
        ) from missing
