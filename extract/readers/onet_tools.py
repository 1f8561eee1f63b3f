"""O*NET technologies and tools, and the UNSPSC commodities that they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import Once, ReadLog
from occupath.extract.readers.onet_tables import (
    OCCUPATION,
    OnetTable,
    layout,
    occupation,
    read_tables,
)
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Record, column, records
from occupath.ontology.model import Commodity, Row, TechnologyUse, ToolUse

_CODE = r"\d{8}"
_CATEGORY = r"\d{8}|\d(\.[A-Za-z0-9]+)+"

_COMMODITY = (
    column("commodity", "Commodity Code", "Element ID"),
    column("commodity_title", "Commodity Title", "Element Name"),
)

_TECHNOLOGY = layout(
    OCCUPATION,
    column("name", "Example", "Workplace Example"),
    *_COMMODITY,
    column("hot", "Hot Technology", required=False),
    column("in_demand", "In Demand", required=False),
)


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Commodities, then technologies, then tools.

    From release 30.3 on a technology is filed under a content model element and no longer under a
    UNSPSC commodity: where the release still lists a commodity of that title its code is given,
    else the element id stands as `commodity`.
    """
    codes: dict[str, str] = {}
    for row in read_tables((_UNSPSC,), files, log):
        if isinstance(row, Commodity):
            codes[row.title] = row.code
        yield row
    located = files.get("technology")
    if located is not None:
        once = Once()
        for record in records(located, _TECHNOLOGY, log):
            with log.row(record.file, record.line, record):
                yield once(_technology(record, codes))
    yield from read_tables((_TOOLS,), files, log)


def _technology(r: Record, codes: dict[str, str]) -> TechnologyUse:
    title = r.need_text("commodity_title")
    code = r.code("commodity", _CATEGORY, "UNSPSC commodity or O*NET element")
    return TechnologyUse(
        occupation(r),
        r.need_text("name"),
        codes.get(title, code) if "." in code else code,
        title,
        r.flag("hot"),
        r.flag("in_demand"),
    )


_UNSPSC = OnetTable(
    "unspsc",
    layout(
        column("code", "Commodity Code"),
        column("title", "Commodity Title"),
        column("class_code", "Class Code"),
        column("class_title", "Class Title"),
        column("family_code", "Family Code"),
        column("family_title", "Family Title"),
        column("segment_code", "Segment Code"),
        column("segment_title", "Segment Title"),
    ),
    lambda r: Commodity(
        r.code("code", _CODE, "UNSPSC"),
        r.need_text("title"),
        r.code("class_code", _CODE, "UNSPSC"),
        r.need_text("class_title"),
        r.code("family_code", _CODE, "UNSPSC"),
        r.need_text("family_title"),
        r.code("segment_code", _CODE, "UNSPSC"),
        r.need_text("segment_title"),
    ),
)

_TOOLS = OnetTable(
    "tools",
    layout(OCCUPATION, column("name", "Example"), *_COMMODITY),
    lambda r: ToolUse(
        occupation(r),
        r.need_text("name"),
        r.code("commodity", _CODE, "UNSPSC"),
        r.need_text("commodity_title"),
    ),
)
