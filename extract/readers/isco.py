"""ISCO-08 to SOC 2010, and the ISCO-08 unit groups that it names."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import Once, ReadLog
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Record, column, records
from occupath.ontology.ids import CODE_PATTERNS, SCHEMES
from occupath.ontology.model import Code, Correspondence, Row

_CROSSWALK = Layout(
    (
        column("from", "ISCO-08 Code"),
        column("title", "ISCO-08 Title EN", "ISCO-08 Title"),
        column("part", "part", required=False),
        column("to", "2010 SOC Code"),
        column("comment", "Comment 8/17/11", "Comment", required=False),
    ),
    sheet="ISCO-08 to 2010 SOC",
)


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Each unit group once, and its SOC 2010 codes; `partial` where the file has ``*``."""
    known: set[str] = set()
    once = Once()
    for r in records(files["crosswalk"], _CROSSWALK, log):
        with log.row(r.file, r.line, r):
            group = _unit_group(r, log)
            target = r.code("to", CODE_PATTERNS["soc2010"], SCHEMES["soc2010"])
            row = once(
                Correspondence(
                    "isco08", group, "soc2010", target, r.get("part") == "*", r.text("comment")
                )
            )
            title = r.need_text("title")
            if group not in known:
                known.add(group)
                yield Code("isco08", group, title, "unit", None, None)
            yield row


def _unit_group(r: Record, log: ReadLog) -> str:
    """The four digits of a unit group; a code that had lost its zero is counted as a note."""
    code = r.code("from", CODE_PATTERNS["isco08"], SCHEMES["isco08"])
    if len(code) < 4:
        log.notes[f"{r.file}: ISCO codes that had lost zeros"] += 1
    return code.zfill(4)
