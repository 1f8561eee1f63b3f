"""A training gap as one HTML page: no script, nothing from outside, fit for paper."""

from __future__ import annotations

from markupsafe import Markup

from occupath.queries.pages import page_template
from occupath.queries.training import answer
from occupath.queries.training.findings import findings
from occupath.queries.training.gap import VERDICTS, TrainingGap
from occupath.queries.training.report.charts import gap_bars, heat_map, scatter
from occupath.queries.training.skills import PREPARES
from occupath.queries.training.trace import Trace

_UNTAUGHT = 20  # rows of the table of needs that no program names


def page(gap: TrainingGap, trace: Trace) -> str:
    """The page's text. Raises `OccupathError` where matplotlib is missing."""
    template = page_template("occupath.queries.training.report", {"number": _number})
    charts = {"bars": gap_bars(gap), "scatter": scatter(gap), "heat": heat_map(gap)}
    return template.render(
        gap=gap,
        area=gap.tables.area,
        selection=gap.selection,
        findings=findings(gap),
        notes=answer.notes(gap),
        verdicts=VERDICTS,
        prepares=PREPARES,
        rows=sorted(answer.rows(gap), key=_order),
        charts={name: None if svg is None else Markup(svg) for name, svg in charts.items()},
        untaught=[
            row for row in gap.skills if not row.programs and row.basis != "tool"
        ][:_UNTAUGHT],
        files=_files(gap, trace),
        lost=_lost(gap),
    )  # fmt: skip


def _order(row: dict[str, object]) -> tuple[float, str]:
    openings = row["openings_at_national_rate"]
    return (-openings if isinstance(openings, int | float) else 0.0, str(row["code"]))


def _number(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)


def _lost(gap: TrainingGap) -> list[tuple[str, str, int, str]]:
    """Unallocated completers by CIP code, most first."""
    found: dict[tuple[str, str, str], int] = {}
    for outcome in gap.lost_outcomes:
        key = (outcome.cip, outcome.cip_title or "–", str(outcome.lost))
        found[key] = found.get(key, 0) + (outcome.completers or 0)
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(cip, title, n, reason) for (cip, title, reason), n in ordered if n]


def _files(gap: TrainingGap, trace: Trace) -> list[tuple[str, str, str, int]]:
    """Source, its title, its file, and how many of its rows are cited."""
    rows: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for cell in answer.cells(gap):
        rows.setdefault((cell.source, trace.file(cell)), set()).add((cell.kind, *cell.key))
    return [
        (source, gap.tables.sources.get(source, source), file, len(found))
        for (source, file), found in sorted(rows.items())
    ]
