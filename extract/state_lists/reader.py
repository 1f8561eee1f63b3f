"""A state's list as rows of the model, and as the source that a build states it under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source, SourceFile, SourceFiles
from occupath.extract.state_lists.fault import Value
from occupath.extract.state_lists.mapping import ListMapping, TableMapping, read_mapping
from occupath.extract.state_lists.table import Entry, Table
from occupath.extract.tabular import Located
from occupath.ontology.errors import SourceError
from occupath.ontology.ids import slug
from occupath.ontology.model import (
    Area,
    CollectionMember,
    IndustryCredential,
    Program,
    ProgramOutcome,
    Row,
)

LISTS = "lists/"  # what names of such sources begin with


@dataclass(frozen=True, slots=True)
class StateList:
    """A list whose mapping was read and whose files were found."""

    mapping: ListMapping
    located: tuple[Located, ...]  # of each table, in the order of the mapping
    sha256: str  # over the checksums of the mapping, which decides how they are read, and the files

    @property
    def name(self) -> str:
        """The name of the source: ``lists/<name>``."""
        return LISTS + self.mapping.name

    @property
    def files(self) -> SourceFiles:
        """The files under the entry of their source."""
        keys = [f"{table.table}{n}" for n, table in enumerate(self.mapping.tables)]
        return SourceFiles(self.source, dict(zip(keys, self.located, strict=True)))

    @property
    def source(self) -> Source:
        """The list as an entry of the table of sources; the release is the mapping's, else the
        first letters of the checksum."""
        m = self.mapping
        return Source(
            self.name, m.title, m.publisher, m.release or self.sha256[:12], m.url, m.licence,
            m.derived_licence, m.citation,
            tuple(SourceFile(f"{t.table}{n}", (t.file,)) for n, t in enumerate(m.tables)),
            optional=True,
        )  # fmt: skip

    def checksum(self) -> str:
        """The SHA-256 of what is read."""
        return self.sha256

    def rows(self, log: ReadLog) -> Iterator[Row]:
        """The state, then its programs, outcomes and demand; what was mended is counted in the
        notes of `log`, what could not be used among its rejected rows.

        Raises `SourceError` where a file cannot be read or lacks a needed column.
        """
        yield Area(self.mapping.state, self.mapping.state_name, "state")
        named: set[str] = set()
        for mapping, found in zip(self.mapping.tables, self.located, strict=True):
            table = Table(mapping, found)
            for entry in table.entries(log):
                with log.row(table.shown, entry.line):
                    yield from _named_credential(self.mapping, entry, named)
                    yield from _rows(self.mapping, mapping, entry)
            for (severity, kind), count in sorted(table.counts.items()):
                if severity != "error":
                    log.notes[f"{mapping.table}: {kind}"] += count
            broken = [p for p in table.problems if p.severity == "error" and p.kind in _WHOLE_FILE]
            if broken:
                first = broken[0]
                raise SourceError(
                    f"{first.file}:{first.row}: {first.problem} {first.column}. "
                    f"{first.suggestion}; 'occupath programs validate --mapping "
                    f"{self.mapping.path}' shows all"
                )


_WHOLE_FILE = frozenset(
    {"column-missing", "file-empty", "file-unreadable", "no-heading", "wrong-delimiter"}
)


def state_list(path: Path) -> StateList:
    """The list that the mapping file `path` describes, its files found beside it.

    Raises `SourceError` where the mapping is wrong or a file is not there.
    """
    mapping = read_mapping(path)
    located = []
    for table in mapping.tables:
        place = path.parent / table.file
        if not place.is_file():
            raise SourceError(
                f"{place}: is not there, and {path} names it; correct 'file' in [{table.table}]"
            )
        located.append(Located(place, None, place.name))
    return StateList(mapping, tuple(located), _digest([path, *(found.path for found in located)]))


def _digest(places: Iterable[Path]) -> str:
    total = sha256()
    for place in places:
        with place.open("rb") as stream:
            total.update(f"{file_digest(stream, 'sha256').hexdigest()}  {place.name}\n".encode())
    return total.hexdigest()


def _named_credential(of: ListMapping, entry: Entry, named: set[str]) -> Iterator[Row]:
    """An industry credential that has no number, when a program first names it."""
    name = entry.values.get("credential")
    if isinstance(name, str) and entry.values.get("credential_id") is None:
        key = slug(name)
        if key not in named:
            named.add(key)
            yield IndustryCredential(key, name, of.state, None)


def _rows(of: ListMapping, table: TableMapping, entry: Entry) -> Iterator[Row]:
    values = entry.values
    if table.table == "programs":
        yield _program(of, values)
    elif table.table == "outcomes":
        cohorts = [cohort.quarters for cohort in table.cohorts]
        for quarters in cohorts:
            yield _outcome(of, values, f"@{quarters}", quarters)
        if not cohorts:
            yield _outcome(of, values, "", int(values["quarters"] or 0))
    elif values.get("in_demand") is not False:
        kind = "programs" if table.scheme.startswith("cip") else "occupations"
        yield CollectionMember(
            f"{of.state.lower()}-in-demand-{kind}", table.scheme, str(values["code"])
        )


def _program(of: ListMapping, values: Mapping[str, Value]) -> Program:
    def text(field: str) -> str | None:
        value = values.get(field)
        return None if value is None else str(value)

    def number(field: str) -> float | None:
        value = values.get(field)
        return float(value) if isinstance(value, int | float) else None

    def key(field: str, named: str) -> str | None:
        name = text(named)
        return text(field) or (None if name is None else slug(name))

    category = values.get("duration_id")
    return Program(
        id=text("id") or "",
        state=of.state,
        name=text("name") or "",
        provider_id=key("provider_id", "provider"),
        provider=text("provider"),
        cip=text("cip"),
        cip_scheme=of.cip,
        tuition=number("tuition"),
        total_cost=number("total_cost"),
        clock_hours=number("clock_hours"),
        duration_id=category if isinstance(category, int) else None,
        prerequisites=text("prerequisites"),
        description=text("description"),
        city=text("city"),
        zip=text("zip"),
        county=text("county"),
        status=text("status"),
        licence_id=key("licence_id", "licence"),
        licence=text("licence"),
        credential_id=key("credential_id", "credential"),
        credential=text("credential"),
        award_id=key("award_id", "award"),
        award=text("award"),
        website=text("website"),
        weeks=number("weeks"),
        delivery=text("delivery"),
    )


def _outcome(
    of: ListMapping, values: Mapping[str, Value], cohort: str, quarters: int
) -> ProgramOutcome:
    def number(field: str) -> float | None:
        value = values.get(field + cohort)
        return float(value) if isinstance(value, int | float) else None

    def count(field: str) -> int | None:
        value = number(field)
        return None if value is None else int(value)

    return ProgramOutcome(
        provider_id=str(values.get("provider_id") or slug(str(values["provider"]))),
        state=of.state,
        cip=str(values["cip"]),
        cip_scheme=of.cip,
        quarters=quarters,
        completers=count("completers"),
        percent_employed=number("percent_employed"),
        average_quarterly_wage=number("average_quarterly_wage"),
        wage_n=count("wage_n"),
        percent_retained=number("percent_retained"),
        retained_n=count("retained_n"),
    )
