"""The mapping file of a state's list: which column is which field, and what its marks mean.

TOML, read strictly: a key that is not known is an error that names the nearest one, so that a
slip of the pen does not lose a column. docs/state-lists.md describes it for those who write one.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from occupath.extract.state_lists.fields import DELIVERIES, DURATIONS, FIELDS, TABLES
from occupath.extract.state_lists.fields import field as field_of
from occupath.ontology.errors import SourceError
from occupath.ontology.ids import CODE_PATTERNS

CIPS = ("cip2010", "cip2020")
UNITS: dict[str, tuple[str, ...]] = {
    "percent": ("percent", "share"),
    "weeks": ("weeks", "days", "months", "years"),
}  # by kind of field; the first is meant where none is named
MISSING = ("", "N/A", "NA", "n/a", "NULL", "null", "nan", "-", "--", "TBD", "tbd")

_LIST = {"name", "title", "state", "state_name", "publisher", "release", "url", "licence",
         "derived_licence", "citation", "cip"}  # fmt: skip
_TABLE = {"file", "delimiter", "encoding", "sheet", "missing", "missing_in", "columns", "units",
          "values", "cohort", "scheme"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cohort:
    """Columns of an outcomes table that tell of the cohort followed for `quarters`."""

    quarters: int
    columns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One file of a list. `columns` gives the headings that each field may have.

    `delimiter` and `encoding` None mean that they are found out; `values` turns the coded values
    of a field into what the layout says; `missing` are the texts that mean unknown, and
    `missing_in` further ones of single fields. `scheme` is that of `cip` and `code` fields.
    """

    table: str
    file: str
    scheme: str
    columns: Mapping[str, tuple[str, ...]]
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    missing: frozenset[str] = frozenset(MISSING)
    missing_in: Mapping[str, frozenset[str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cohorts: tuple[Cohort, ...] = ()


@dataclass(frozen=True, slots=True)
class ListMapping:
    """A state's list: whose it is, its licence, and its files."""

    path: Path
    name: str
    title: str
    state: str
    state_name: str
    publisher: str
    release: str | None
    url: str
    licence: str
    derived_licence: str
    citation: str
    cip: str
    tables: tuple[TableMapping, ...]

    def of(self, table: str) -> list[TableMapping]:
        """The files of one kind of table."""
        return [t for t in self.tables if t.table == table]


def plain_mapping(table: str, scheme: str = "cip2020", file: str = "") -> TableMapping:
    """The mapping of a file whose headings are the names of the fields."""
    return TableMapping(table, file, scheme, {f.name: (f.name,) for f in FIELDS[table]})


def read_mapping(path: Path) -> ListMapping:
    """The mapping in a TOML file; raises `SourceError` that names what is wrong in it."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise SourceError(
            f"{path}: is no mapping file ({broken}); 'occupath programs template' writes one"
        ) from broken
    return _Reader(path).read(content)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, content: Mapping[str, Any]) -> ListMapping:
        self._only(content, {"list", *TABLES}, "the file")
        head = self._dict(content.get("list"), "[list]")
        self._only(head, _LIST, "[list]")
        name = self._pattern(head, "name", r"[a-z0-9][a-z0-9-]{0,39}", "such as 'new-jersey'")
        state = self._pattern(head, "state", r"[A-Z]{2}", "two capitals such as 'NJ'")
        cip = head.get("cip", "cip2020")
        if cip not in CIPS:
            self._fail(f"[list] cip is {cip!r}; use {' or '.join(CIPS)}")
        publisher = self._text(head, "publisher")
        title = self._text(head, "title")
        release = head.get("release")
        tables = tuple(
            self._table(table, section, cip)
            for table in TABLES
            for section in self._sections(content.get(table, []), table)
        )
        if not tables:
            self._fail(f"it names no file; add one of [{'], ['.join(TABLES)}]")
        return ListMapping(
            self.path, name, title, state, str(head.get("state_name", state)), publisher,
            None if release is None else str(release), str(head.get("url", "")),
            self._text(head, "licence"), str(head.get("derived_licence", head["licence"])),
            str(head.get("citation", f"{publisher}, {title}.")), cip, tables,
        )  # fmt: skip

    def _sections(self, value: object, table: str) -> list[Mapping[str, Any]]:
        found = value if isinstance(value, list) else [value]
        return [self._dict(section, f"[{table}]") for section in found]

    def _table(self, table: str, section: Mapping[str, Any], cip: str) -> TableMapping:
        where = f"[{table}]"
        self._only(section, _TABLE, where)
        names = {f.name for f in FIELDS[table]}
        columns = self._columns(section.get("columns"), names, f"[{table}.columns]")
        cohorts = self._cohorts(table, section, names)
        stated = columns.keys() | {"quarters" if cohorts else ""}
        for needed in (f for f in FIELDS[table] if f.required and f.name not in stated):
            self._fail(f"[{table}.columns] lacks {needed.name!r} ({needed.meaning})")
        delimiter = section.get("delimiter")
        if delimiter is not None and (not isinstance(delimiter, str) or len(delimiter) != 1):
            self._fail(f"{where} delimiter is one character, such as ',' or '\\t'")
        missing = section.get("missing")
        return TableMapping(
            table, self._text(section, "file", where), self._scheme(table, section, cip), columns,
            delimiter, self._encoding(section, where), section.get("sheet"),
            frozenset(MISSING if missing is None else ("", *self._texts(missing, where))),
            {
                key: frozenset(self._texts(marks, f"[{table}.missing_in]"))
                for key, marks in self._by_field(section, "missing_in", names, table).items()
            },
            self._units(table, section, names), self._coded(table, section, names), cohorts,
        )  # fmt: skip

    def _scheme(self, table: str, section: Mapping[str, Any], cip: str) -> str:
        if table != "demand":
            if "scheme" in section:
                self._fail(f"[{table}] takes no scheme; [list] cip names the vintage")
            return cip
        scheme = section.get("scheme")
        if scheme not in CODE_PATTERNS:
            self._fail(f"[demand] scheme is {scheme!r}; use one of {', '.join(CODE_PATTERNS)}")
        return str(scheme)

    def _encoding(self, section: Mapping[str, Any], where: str) -> str | None:
        encoding = section.get("encoding")
        if encoding is None:
            return None
        try:
            return codecs.lookup(encoding).name
        except (LookupError, TypeError):
            self._fail(f"{where} encoding {encoding!r} is not known; leave it out to find out")

    def _columns(
        self, value: object, names: Collection[str], where: str
    ) -> dict[str, tuple[str, ...]]:
        columns = self._dict(value, where)
        self._only(columns, names, where)
        return {key: tuple(self._texts(heading, where)) for key, heading in columns.items()}

    def _cohorts(
        self, table: str, section: Mapping[str, Any], names: Collection[str]
    ) -> tuple[Cohort, ...]:
        cohorts = section.get("cohort", [])
        if cohorts and table != "outcomes":
            self._fail(f"[{table}] has no cohorts; only outcomes have")
        made = []
        for cohort in cohorts:
            where = "[[outcomes.cohort]]"
            self._only(self._dict(cohort, where), {"quarters", "columns"}, where)
            quarters = cohort.get("quarters")
            if not isinstance(quarters, int) or quarters < 1:
                self._fail(f"{where} quarters is a whole number from 1, not {quarters!r}")
            made.append(Cohort(quarters, self._columns(cohort.get("columns"), names, where)))
        return tuple(made)

    def _by_field(
        self, section: Mapping[str, Any], key: str, names: Collection[str], table: str
    ) -> Mapping[str, Any]:
        found = self._dict(section.get(key, {}), f"[{table}.{key}]")
        self._only(found, names, f"[{table}.{key}]")
        return found

    def _units(
        self, table: str, section: Mapping[str, Any], names: Collection[str]
    ) -> dict[str, str]:
        units = self._by_field(section, "units", names, table)
        for name, unit in units.items():
            known = field_of(table, name)
            allowed = UNITS.get(known.kind if known else "", ())
            if unit not in allowed:
                takes = " or ".join(allowed) if allowed else "no unit"
                self._fail(f"[{table}.units] {name} is {unit!r}; it takes {takes}")
        return {name: str(unit) for name, unit in units.items()}

    def _coded(
        self, table: str, section: Mapping[str, Any], names: Collection[str]
    ) -> dict[str, dict[str, str]]:
        values = self._by_field(section, "values", names, table)
        made: dict[str, dict[str, str]] = {}
        for name, codes in values.items():
            where = f"[{table}.values.{name}]"
            meant = {str(k): str(v) for k, v in self._dict(codes, where).items()}
            allowed = {"delivery": DELIVERIES, "duration_id": DURATIONS}.get(name)
            for meaning in meant.values():
                if allowed is not None and meaning not in allowed:
                    self._fail(f"{where} {meaning!r} is not one of {', '.join(allowed)}")
            made[name] = meant
        return made

    def _pattern(self, section: Mapping[str, Any], key: str, pattern: str, example: str) -> str:
        text = self._text(section, key)
        if re.fullmatch(pattern, text) is None:
            self._fail(f"[list] {key} is {text!r}; expected {example}")
        return text

    def _text(self, section: Mapping[str, Any], key: str, where: str = "[list]") -> str:
        text = section.get(key)
        if not isinstance(text, str) or not text.strip():
            self._fail(f"{where} needs {key} as text")
        return str(text)

    def _texts(self, value: object, where: str) -> list[str]:
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str | int | float) for text in texts):
            self._fail(f"{where} wants text or a list of texts, not {value!r}")
        return [str(text) for text in texts]

    def _dict(self, value: object, where: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self._fail(f"needs a table {where}")
        return value

    def _only(self, found: Mapping[str, Any], allowed: Collection[str], where: str) -> None:
        for key in found:
            if key not in allowed:
                near = get_close_matches(key, allowed, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self._fail(f"{where} has an unknown key {key!r}{hint} (it takes "
                           f"{', '.join(sorted(allowed))})")  # fmt: skip

    def _fail(self, what: str) -> NoReturn:
        raise SourceError(f"{self.path}: {what}; docs/state-lists.md describes the file")
