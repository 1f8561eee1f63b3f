"""New Jersey: licences, industry credentials and demand lists; its programs are in a module beside.

The demand list of occupations is in SOC 2010 (all 109 codes; 11 are not in SOC 2018), that of
programs in CIP 2020 (all 722 codes and titles; 370 are in CIP 2010).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from occupath.extract.log import ReadLog
from occupath.extract.readers.newjersey_programs import (
    NEW_JERSEY,
    cip_code,
    read_outcomes,
    read_programs,
    read_programs_2018,
)
from occupath.extract.readers.plain_text import plain_line
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, column, records
from occupath.ontology.ids import CODE_PATTERNS
from occupath.ontology.model import CollectionMember, IndustryCredential, Licence, Row

__all__ = [
    "read_credentials",
    "read_demand",
    "read_licences",
    "read_outcomes",
    "read_programs",
    "read_programs_2018",
]

LICENCES = Layout(
    (
        column("id"),
        column("name"),
        column("code", required=False),
        column("deleted", "ISDELETED"),
    )
)
CREDENTIALS = Layout((column("id"), column("name"), column("deleted", "ISDELETED")))
DEMAND_SOCS = Layout((column("code", "SOC", "SOCCode"),))
DEMAND_CIPS = Layout((column("code", "CIP", "CIPCode"),))
_LIKE_ONETSOC = re.compile(CODE_PATTERNS["onetsoc2000"])


def read_licences(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Licences with the state's own code as it stands; a deleted one is not active."""
    yield NEW_JERSEY
    for record in records(files["licences"], LICENCES, log):
        with log.row(record.file, record.line, record):
            code = record.get("code")
            if code is None:
                log.notes["licences without a code"] += 1
            elif not _LIKE_ONETSOC.fullmatch(code):
                log.notes["licences whose code does not look like O*NET-SOC"] += 1
            yield Licence(
                record.code("id", r"\d+", "licence id"),
                plain_line(record.need("name")) or record.need("name"),
                NEW_JERSEY.code,
                code,
                record.flag("deleted") is False,
            )


def read_credentials(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Industry credentials that the state recognises; a deleted one is not active."""
    yield NEW_JERSEY
    for record in records(files["credentials"], CREDENTIALS, log):
        with log.row(record.file, record.line, record):
            yield IndustryCredential(
                record.code("id", r"\d+", "credential id"),
                plain_line(record.need("name")) or record.need("name"),
                NEW_JERSEY.code,
                record.flag("deleted") is False,
            )


def read_demand(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The state's lists of occupations and of instructional programs in demand."""
    for record in records(files["socs"], DEMAND_SOCS, log):
        with log.row(record.file, record.line, record):
            code = record.code("code", CODE_PATTERNS["soc2010"], "SOC 2010")
            yield CollectionMember("nj-in-demand-occupations", "soc2010", code)
    for record in records(files["cips"], DEMAND_CIPS, log):
        with log.row(record.file, record.line, record):
            yield CollectionMember(
                "nj-in-demand-programs", "cip2020", cip_code(record, "code", log)
            )
