"""A file of a list, row by row: its heading found, every cell read, every problem kept."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import IO, cast

from occupath.extract.log import DUPLICATE, ReadLog
from occupath.extract.rows import MAX_LINE, spreadsheet_rows, text_rows
from occupath.extract.state_lists.crosschecks import crosschecks, lacking
from occupath.extract.state_lists.fault import Fault, Reading, Value
from occupath.extract.state_lists.fields import field as field_of
from occupath.extract.state_lists.mapping import TableMapping
from occupath.extract.state_lists.problems import Problem, shown
from occupath.extract.state_lists.values import KINDS, formula
from occupath.extract.tabular import SPREADSHEETS, Column, Layout, Located, Record, records
from occupath.ontology.errors import SourceError

KEPT = 10_000  # problems of one kind that are kept; all are counted
_DELIMITERS = (",", "\t", ";", "|")
_ENOUGH = 10  # values from which a whole column is judged
_LOOKED_AT = 30  # rows in which the heading is looked for
_KEYS = {
    "programs": ("id",),
    "outcomes": ("provider_id", "provider", "cip", "quarters"),
    "demand": ("code",),
    "reviews": ("cip", "soc"),
    "links": ("program", "same_as"),
}  # what no two rows of a table share


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be used: its line and each field's value (``completers@4`` of a cohort)."""

    line: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Recoded(Located):
    """A file in an encoding that its mapping names, opened as UTF-8."""

    encoding: str = "utf-8"

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        with Located.open(self) as stream:
            text = io.TextIOWrapper(stream, self.encoding, "replace", "\n")
            try:
                yield cast(IO[bytes], _AsUtf8(text))
            finally:
                text.detach()


class _AsUtf8:
    """What `text_rows` asks of a file."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def readline(self, size: int = -1) -> bytes:
        return self._text.readline(size).encode("utf-8", "replace")

    def read(self, size: int = -1) -> bytes:
        return self._text.read(size).encode("utf-8", "replace")


class Table:
    """One file of a list and how it is read. `problems` grow while `entries` are read."""

    def __init__(
        self, mapping: TableMapping, located: Located, known: frozenset[str] | None = None
    ) -> None:
        self.mapping = mapping
        self.shown = located.shown
        self.located = located
        if mapping.encoding is not None and located.suffix not in SPREADSHEETS:
            self.located = Recoded(located.path, located.member, located.shown, mapping.encoding)
        self.reading = Reading(mapping.scheme, mapping.units, known)
        self.problems: list[Problem] = []
        self.counts: Counter[tuple[str, str]] = Counter()  # severity and kind
        self.headings: dict[str, str] = {}  # of each field
        self._percents: dict[str, tuple[int, float]] = {}  # values of a field and the greatest
        self._columns = dict(mapping.columns)
        for cohort in mapping.cohorts:
            self._columns |= {f"{n}@{cohort.quarters}": h for n, h in cohort.columns.items()}

    @property
    def name(self) -> str:
        """Which table it is: programs, outcomes or demand."""
        return self.mapping.table

    def entries(self, log: ReadLog) -> Iterator[Entry]:
        """Every row that can be used, in order; the others are counted in `log`.

        A file that cannot be read to its end is a problem of the file, and ends the rows.
        """
        try:
            self._look_at_encoding()
            layout = self._layout()
            if layout is not None:
                yield from self._entries(layout, log)
        except SourceError as broken:
            line = re.match(re.escape(self.shown) + r":(\d+):", str(broken))
            self._add(int(line[1]) if line else 0, "", None, Fault(
                "file-unreadable", str(broken).removeprefix(self.shown).lstrip(":0123456789 "),
                "mend the file there, or export it once more", "error",
            ))  # fmt: skip

    def _entries(self, layout: Layout, log: ReadLog) -> Iterator[Entry]:
        seen: dict[tuple[Value, ...], tuple[int, dict[str, str | None]]] = {}
        heard = len(log.rejections)
        try:
            for record in records(self.located, layout, log):
                self._hear(log, heard)
                values, fault = self._values(record)
                if fault is None:
                    fault = self._repeats(values, record, seen)
                if fault is None:
                    yield Entry(record.line, values)
                elif fault.kind == "row-repeated":
                    log.set_aside[DUPLICATE] += 1
                else:
                    log.reject(self.shown, record.line, fault.problem, record)
                heard = len(log.rejections)
        finally:
            self._hear(log, heard)
        self._look_at_whole(log)

    def _look_at_whole(self, log: ReadLog) -> None:
        """What only all rows together tell."""
        if log.files.get(self.shown, 0) == 0:
            self._add(0, "", None, Fault("no-rows", "the file has a heading and no rows",
                                         "export the list once more"))  # fmt: skip
        for key, (count, most) in self._percents.items():
            if count >= _ENOUGH and 0 < most <= 1:
                self._add(0, key, None, Fault(
                    "percent-like-share", f"none of {count:,} values is above 1",
                    f'if they are shares, set {key.partition("@")[0]} = "share" in the units',
                ))  # fmt: skip

    def _hear(self, log: ReadLog, heard: int) -> None:
        """Rows that the reader of tables rejected."""
        for rejection in log.rejections[heard:]:
            kind = "row-" + re.sub(r"\W+", "-", rejection.reason.removeprefix("row has "))
            self._add(rejection.line, "", rejection.record, Fault(
                kind.rstrip("-"), rejection.reason,
                "look for a quote, a line end or a delimiter too many or too few", "error",
            ))  # fmt: skip

    def _values(self, record: Record) -> tuple[dict[str, Value], Fault | None]:
        """The values of a row, and what is so wrong with it that it is left out."""
        values: dict[str, Value] = {}
        worst: Fault | None = None
        told: set[str] = set()  # fields of which something is said already
        for key in self.headings:
            name = key.partition("@")[0]
            known = field_of(self.name, name)
            assert known is not None
            text = self._meant(name, record.get(key))
            value: Value = None
            if text is not None:
                if known.kind not in ("url", "cip") and (found := formula(text)):
                    self._add(record.line, key, text, found)
                value, fault = KINDS[known.kind](text, name, self.reading)
                if fault is not None:
                    grave = known.required and value is None
                    fault = fault._replace(severity="error") if grave else fault
                    self._add(record.line, key, text, fault)
                    told.add(key)
                    worst = fault if grave else worst
            if text is None and known.required:
                worst = Fault("blank", f"{name} is blank", f"fill in {name}", "error")
                self._add(record.line, key, None, worst)
            values[key] = value
            if known.kind == "percent" and isinstance(value, int | float):
                count, most = self._percents.get(key, (0, 0.0))
                self._percents[key] = count + 1, max(most, value)
        if worst is None and (lack := lacking(self.name, values)) is not None:
            worst = lack[1]
            self._add(record.line, lack[0], None, worst)
        if worst is None:
            for field, fault in crosschecks(self.name, values):
                if not (field in told and fault.kind.endswith("-missing")):
                    self._add(record.line, field, record.get(field), fault)
        return values, worst

    def _meant(self, name: str, text: str | None) -> str | None:
        """The text of a cell after the mapping's marks and coded values; None is unknown."""
        if text is None:
            return None
        marks = self.mapping.missing | self.mapping.missing_in.get(name, frozenset())
        whole = re.sub(r"\.0+$", "", text)
        if text in marks or whole in marks:
            return None
        coded = self.mapping.values.get(name, {})
        return (coded.get(text) or coded.get(whole) or text) if coded else text

    def _repeats(
        self,
        values: Mapping[str, Value],
        record: Record,
        seen: dict[tuple[Value, ...], tuple[int, dict[str, str | None]]],
    ) -> Fault | None:
        key = tuple(values.get(name) for name in _KEYS[self.name])
        before = seen.setdefault(key, (record.line, dict(record)))
        if before[0] == record.line:
            return None
        column = _KEYS[self.name][0]
        if before[1] == dict(record):
            fault = Fault(
                "row-repeated", f"the row repeats row {before[0]}", "take one out", "note"
            )
        else:
            fault = Fault("id-repeated", f"stands in row {before[0]} with other values",
                          "give each its own, or keep one row", "error")  # fmt: skip
        self._add(record.line, column, record.get(column), fault)
        return fault

    def _look_at_encoding(self) -> None:
        if self.mapping.encoding is not None or self.located.suffix in SPREADSHEETS:
            return
        utf8 = 0
        others: list[tuple[int, str]] = []
        with self.located.open() as stream:
            number = 0
            start = True
            while raw := stream.readline(MAX_LINE):
                if start and raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    return
                number += start
                start = raw.endswith(b"\n")
                if raw.isascii():
                    continue
                try:
                    raw.decode("utf-8")
                    utf8 += 1
                except UnicodeDecodeError as found:
                    there = raw[max(0, found.start - 20) : found.start + 20]
                    others.append((number, there.decode("cp1252", "replace")))
        for line, around in others:
            self._add(line, "", around, Fault(
                "not-utf8", "not UTF-8; read as Windows-1252", "save the list as UTF-8", "note",
            ))  # fmt: skip
        if others and utf8:
            self._add(0, "", None, Fault(
                "mixed-encodings",
                f"{utf8:,} lines are in UTF-8 and {len(others):,} in another encoding",
                "find the part that was pasted in, and save all as UTF-8",
            ))  # fmt: skip

    def _layout(self) -> Layout | None:
        """The layout of the file as its heading has it; None where a needed column is missing."""
        delimiter, line, heading = self._heading()
        if not heading:
            return None
        there = {_key(name): name for name in reversed(heading)}
        columns = []
        lacking = False
        for field, names in self._columns.items():
            known = field_of(self.name, field.partition("@")[0])
            found = next((there[_key(name)] for name in names if _key(name) in there), None)
            if found is not None:
                self.headings[field] = found
                columns.append(Column(field, names, known is not None and known.required))
            elif known is not None and known.required:
                near = get_close_matches(names[0], heading, 1)
                hint = f"is it {near[0]!r}?" if near else f"it has: {', '.join(heading)}"
                self._add(line, names[0], None, Fault(
                    "column-missing", f"no column for {field}, which is needed", shown(hint),
                    "error",
                ))  # fmt: skip
                lacking = True
            elif names != (field,):
                self._add(line, names[0], None, Fault(
                    "column-absent", f"no column for {field}, which the mapping names",
                    "correct the heading in the mapping, or take the line out",
                ))  # fmt: skip
        used = set(self.headings.values())
        for name, times in Counter(heading).items():
            if name.strip() and name not in used:
                self._add(line, name, None, Fault(
                    "column-unused", "no field takes this column",
                    "map it to a field if it has what one asks for", "note",
                ))  # fmt: skip
            elif name in used and times > 1:
                self._add(line, name, None, Fault(
                    "column-twice", "several columns have this heading; the first is read",
                    "give each a heading of its own",
                ))  # fmt: skip
        marks = self.mapping.missing
        return None if lacking else Layout(
            tuple(columns), delimiter, True, self.mapping.sheet, marks
        )  # fmt: skip

    def _heading(self) -> tuple[str, int, list[str]]:
        """Delimiter, line and cells of the heading; no cells where there is none."""
        best: tuple[int, str, int, list[str]] = (0, self.mapping.delimiter or ",", 0, [])
        wanted = {_key(name) for names in self._columns.values() for name in names}
        empty = True
        broken: SourceError | None = None
        for delimiter in dict.fromkeys((self.mapping.delimiter or ",", *_DELIMITERS)):
            try:
                for at, (line, cells) in enumerate(self._rows(delimiter)):
                    empty = empty and not any(cell.strip() for cell in cells)
                    matched = len({_key(cell) for cell in cells} & wanted)
                    if matched > best[0]:
                        best = (matched, delimiter, line, [cell.strip() for cell in cells])
                    if at == _LOOKED_AT:
                        break
            except SourceError as found:
                broken = broken or found
                empty = False
        matched, delimiter, line, heading = best
        given = self.mapping.delimiter
        if empty:
            self._add(0, "", None, Fault("file-empty", "the file is empty",
                                         "export the list once more", "error"))  # fmt: skip
        elif not heading and broken is not None:
            raise broken
        elif not heading:
            self._add(1, "", None, Fault(
                "no-heading", "no row has a heading that the mapping names",
                f"the headings are {', '.join(names[0] for names in self._columns.values())}",
                "error",
            ))  # fmt: skip
        elif given is not None and delimiter != given and matched > 1:
            self._add(line, "", None, Fault(
                "wrong-delimiter", f"the cells are apart by {delimiter!r}, not {given!r}",
                f"set delimiter = {delimiter!r} in the mapping, or leave it out", "error",
            ))  # fmt: skip
            heading = []
        return delimiter, line, heading

    def _rows(self, delimiter: str) -> Iterator[tuple[int, list[str]]]:
        if self.located.suffix in SPREADSHEETS:
            return spreadsheet_rows(self.located.open, self.shown, self.mapping.sheet)
        return text_rows(self.located.open, self.shown, delimiter, True, ReadLog(self.shown))

    def _add(self, row: int, field: str, value: str | None, fault: Fault) -> None:
        self.counts[fault.severity, fault.kind] += 1
        if self.counts[fault.severity, fault.kind] <= KEPT:
            column = self.headings.get(field, field)
            self.problems.append(
                Problem(self.shown, row, column, shown(value), fault.kind, fault.problem,
                        fault.suggestion, fault.severity)
            )  # fmt: skip


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9*]+", "", name.lower())
