"""Employment projections (National Employment Matrix, table 1.2) and the list of STEM occupations.

Both use OEWS codes. The matrix covers a few occupations that the OEWS survey does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import BadRow, ReadLog, SetAside
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, Record, column, records
from occupath.ontology.errors import SourceError
from occupath.ontology.ids import CODE_PATTERNS
from occupath.ontology.model import (
    Area,
    Code,
    CollectionMember,
    Correspondence,
    Projection,
    Row,
)

_BASES = range(2018, 2034)  # base years whose headers are understood
_SPANS = tuple((base, f"{base}–{(base + 10) % 100:02d}") for base in _BASES)
_NO_VALUE = "—"
# Codes of the matrix outside the OEWS survey (legislators; fishing and hunting), with level and
# parent in the matrix; 11-1000 and 45-0000 are OEWS codes.
MATRIX_ONLY: dict[str, tuple[str, str]] = {
    "11-1031": ("detailed", "11-1000"),
    "45-3000": ("minor", "45-0000"),
    "45-3031": ("detailed", "45-3000"),
}

PROJECTIONS = Layout(
    (
        column("title", *(f"{base} National Employment Matrix title" for base in _BASES)),
        column("code", *(f"{base} National Employment Matrix code" for base in _BASES)),
        column("type", "Occupation type"),
        *(
            column(f"employment_{year}", f"Employment, {year}", required=False)
            for year in range(_BASES.start, _BASES.stop + 10)
        ),
        column("change", *(f"Employment change, percent, {span}" for _, span in _SPANS)),
        column("self_employed", *(f"Percent self employed, {base}" for base in _BASES)),
        column(
            "openings", *(f"Occupational openings, {span} annual average" for _, span in _SPANS)
        ),
        column("education", "Typical education needed for entry"),
        column("experience", "Work experience in a related occupation"),
        column(
            "training",
            "Typical on-the-job training needed to attain competency in the occupation",
        ),
    ),
    sheet="Table 1.2",
)
STEM = Layout(
    (
        column("code", *(f"OEWS May {year} Code" for year in range(2019, 2041))),
        column("title", *(f"OEWS May {year} Title" for year in range(2019, 2041))),
    ),
    sheet="STEM occupations list",
)
_TYPES = {"Line item": True, "Summary": False}


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """`Projection` rows, employment and openings in persons; codes that OEWS does not have too."""
    yield Area("US", "United States", "nation")
    for record in records(files["projections"], PROJECTIONS, log):
        with log.row(record.file, record.line, record):
            if record.get("code") is None:
                raise SetAside("footnote")
            projection = _projection(record)
            if projection.code in MATRIX_ONLY:
                yield from _outside_the_survey(projection)
            yield projection


def _outside_the_survey(projection: Projection) -> Iterator[Row]:
    code = projection.code
    level, parent = MATRIX_ONLY[code]
    yield Code("oews", code, projection.title, level, parent, None)
    if projection.line_item:
        yield Correspondence("oews", code, "soc2018", code, None, None)


def _projection(record: Record) -> Projection:
    kind = record.need("type")
    if kind not in _TYPES:
        raise BadRow(f"type is neither {' nor '.join(_TYPES)}", repr(kind[:40]))
    years = sorted(int(f.rpartition("_")[2]) for f in record if f.startswith("employment_"))
    if len(years) != 2:
        raise SourceError(
            f"{record.file}: expected the employment of two years, found {years}; "
            "check that this is table 1.2 of the projections"
        )
    return Projection(
        code=record.code("code", CODE_PATTERNS["oews"], "OEWS"),
        title=record.need("title"),
        line_item=_TYPES[kind],
        period=f"{years[0]}-{years[1]}",
        base_employment=_persons(record, f"employment_{years[0]}"),
        projected_employment=_persons(record, f"employment_{years[1]}"),
        change_percent=_number(record, "change"),
        annual_openings=_persons(record, "openings"),
        self_employed_percent=_number(record, "self_employed"),
        typical_education=_stated(record, "education"),
        work_experience=_stated(record, "experience"),
        on_the_job_training=_stated(record, "training"),
    )


def _stated(record: Record, field: str) -> str | None:
    value = record.get(field)
    return None if value == _NO_VALUE else value


def _number(record: Record, field: str) -> float | None:
    return None if _stated(record, field) is None else record.number(field)


def _persons(record: Record, field: str) -> int | None:
    """The table gives thousands."""
    thousands = _number(record, field)
    return None if thousands is None else round(thousands * 1000)


def read_stem(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """The occupations that BLS counts as STEM, as members of the collection ``stem``."""
    for record in records(files["list"], STEM, log):
        with log.row(record.file, record.line, record):
            code = record.code("code", CODE_PATTERNS["oews"], "OEWS")
            yield CollectionMember("stem", "oews", code)
