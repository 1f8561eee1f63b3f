"""A training gap as an Excel workbook: text is text, numbers are numbers, nothing is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from occupath.queries.spreadsheet import safe_cell
from occupath.queries.training import answer
from occupath.queries.training.findings import findings
from occupath.queries.training.gap import VERDICTS, TrainingGap
from occupath.queries.training.tables import SMALL_CELL, Cell
from occupath.queries.training.trace import KEY_NAMES, Trace

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_CREATED = datetime(2000, 1, 1)  # no time of day inside: equal gaps make equal files
_WIDEST = 60  # characters of a column
_SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(gap: TrainingGap, trace: Trace) -> bytes:
    """The workbook's bytes: Summary, Occupations, Demand, Completers, Programs, Unallocated,
    Skills (where asked for), Missing and Sources."""
    from xlsxwriter import Workbook

    sink = io.BytesIO()
    book = Workbook(sink, _SETTINGS)
    book.set_properties({"title": _title(gap), "created": _CREATED})
    _summary(book, gap)
    _sheet(book, "Occupations", answer.COLUMNS, ([row[c] for c in answer.COLUMNS]
                                                 for row in answer.rows(gap)))  # fmt: skip
    _sheet(book, "Demand", _DEMAND, _demand(gap))
    _sheet(book, "Completers", _COMPLETERS, _completers(gap))
    _sheet(book, "Programs", _PROGRAMS, _programs(gap))
    _sheet(book, "Unallocated", _LOST, (
        [o.provider_id, o.provider, o.cip, o.cip_title, o.completers, o.lost]
        for o in gap.lost_outcomes
    ))  # fmt: skip
    if gap.skills:
        _sheet(book, "Skills", _SKILLS, _skills(gap))
    _sheet(book, "Missing", ("what", "count"), (
        *gap.missing.items(),
        *((f"build: {source}: {what}", n)
          for source, counts in gap.tables.notes.items() for what, n in counts.items()),
    ))  # fmt: skip
    _sheet(book, "Sources", _SOURCES, _sources(gap, trace))
    book.close()
    return sink.getvalue()


_DEMAND = ("code", "title", "measure", "value", "unit", "period", "area", "source", "derived",
           "note")  # fmt: skip
_COMPLETERS = ("code", "title", "provider_id", "provider", "cip", "cip_title", "completers",
               "small_cell", "occupations_of_the_cip")  # fmt: skip
_PROGRAMS = ("code", "title", "program_id", "program", "provider", "cip", "cost_usd", "hours",
             "in_outcomes", "completers_of_provider_and_cip", "in_demand_cip")  # fmt: skip
_LOST = ("provider_id", "provider", "cip", "cip_title", "completers", "reason")
_SKILLS = ("skill", "kind", "basis", "occupations", "jobs", "importance", "level", "postings",
           "programs", "programs_elsewhere", "nearest_programs")  # fmt: skip
_SOURCES = ("source", "title", "file", "line", "row", "column")


def _title(gap: TrainingGap) -> str:
    return f"Training gap: {gap.selection.title}, {gap.tables.area.name}"


def _summary(book: Workbook, gap: TrainingGap) -> None:
    sheet = book.add_worksheet("Summary")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 110, wrap)
    lines: list[tuple[str, object]] = [(_title(gap), bold), (gap.selection.definition, wrap)]
    lines += [("Findings", bold), *((line, wrap) for line in findings(gap))]
    lines += [("How to read", bold), *((line, wrap) for line in answer.notes(gap))]
    lines += [(f"{name}: {text}", wrap) for name, text in VERDICTS.items()]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, str(safe_cell(text)), style)


def _sheet(
    book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    widths = [len(column) for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.replace("_", " "), bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(last, place, value)
            elif isinstance(value, int | float):
                sheet.write_number(last, place, value)
            elif value is not None:
                sheet.write_string(last, place, str(safe_cell(value)))
            widths[place] = max(widths[place], len(str(value or "")))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _demand(gap: TrainingGap) -> Iterable[Sequence[object]]:
    for one in gap.occupations:
        for f in one.demand:
            yield (one.occupation.code, one.occupation.title, f.measure, f.value, f.unit, f.period,
                   f.area, f.source, f.derived, f.note)  # fmt: skip


def _completers(gap: TrainingGap) -> Iterable[Sequence[object]]:
    for one in gap.occupations:
        for o in one.supply.outcomes:
            small = o.completers is not None and 0 < o.completers < SMALL_CELL
            yield (one.occupation.code, one.occupation.title, o.provider_id, o.provider, o.cip,
                   o.cip_title, o.completers, small, len(o.leads))  # fmt: skip


def _programs(gap: TrainingGap) -> Iterable[Sequence[object]]:
    for one in gap.occupations:
        for p in one.supply.programs:
            yield (one.occupation.code, one.occupation.title, p.id, p.name, p.provider, p.cip,
                   p.cost, p.hours, p.joins, p.completers, p.in_demand)  # fmt: skip


def _skills(gap: TrainingGap) -> Iterable[Sequence[object]]:
    for row in gap.skills:
        nearest = "; ".join(f"{n.program.id} {n.program.name} ({n.why})" for n in row.nearest)
        yield (row.name, row.kind, row.basis, len(row.occupations), round(row.jobs),
               row.importance, row.level, row.postings, len(row.programs), row.elsewhere,
               nearest)  # fmt: skip


def _sources(gap: TrainingGap, trace: Trace) -> Iterable[Sequence[object]]:
    """Every row that a figure of the workbook stands in, once."""
    cells: dict[Cell, None] = dict.fromkeys(answer.cells(gap))
    for cell in sorted(cells):
        place = trace.place(cell)
        key = ", ".join(
            f"{name} {part}" for name, part in zip(KEY_NAMES[cell.kind], cell.key, strict=True)
        )
        yield (cell.source, gap.tables.sources.get(cell.source), trace.file(cell),
               None if place is None else place[1], key, cell.column)  # fmt: skip
