"""Charts of a training gap as SVG text, drawn by matplotlib; equal gaps give equal text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from occupath.queries.charts import drawn
from occupath.queries.training.gap import OccupationGap, TrainingGap
from occupath.queries.training.skills import SkillRow
from occupath.queries.training.tables import Program

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BARS = 18  # occupations of the bar chart
SKILLS = 22  # rows of the heat map
PROGRAMS = 18  # columns of the heat map
_NEED, _SUPPLY, _RANGE, _GRID = "#b5541c", "#1f5f8b", "#9db8cc", "#dddddd"
_LONGEST = 46  # characters of a label


def gap_bars(gap: TrainingGap) -> str | None:
    """Openings and completers of the occupations of most openings; None where none is known."""
    chosen = sorted(
        (one for one in gap.occupations if one.openings is not None),
        key=lambda one: (-(one.openings or 0), one.occupation.code),
    )[:BARS]
    if not chosen:
        return None
    chosen.reverse()

    def draw(axes: Axes) -> None:
        places = np.arange(len(chosen))
        openings = [one.openings or 0.0 for one in chosen]
        axes.barh(places + 0.2, openings, 0.38, color=_NEED, label=_openings_label(gap))
        values = [one.supply.value or 0.0 for one in chosen]
        axes.barh(places - 0.2, values, 0.38, color=_SUPPLY, label="completers, as allocated")
        for place, one in zip(places, chosen, strict=True):
            low, high = one.supply.low, one.supply.high
            if low is None or high is None:
                axes.annotate(_without(one), (0, place - 0.2), (4, 0), textcoords="offset points",
                              va="center", fontsize=8, color="#555555")  # fmt: skip
            else:
                axes.plot([low, high], [place - 0.2] * 2, color="black", linewidth=1.4,
                          marker="|", markersize=7, label="_")  # fmt: skip
        axes.plot([], [], color="black", marker="|", markersize=7, linewidth=1.4,
                  label="completers, least to most")  # fmt: skip
        axes.set_yticks(places, [_label(one) for one in chosen])
        axes.set_xlabel("persons a year (openings), persons of the cohort (completers)")
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.grid(axis="x", color=_GRID, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.legend(loc="lower right", fontsize=9, frameon=True)

    return drawn(draw, 9.2, 1.2 + 0.42 * len(chosen))


def scatter(gap: TrainingGap) -> str | None:
    """Openings against completers with their intervals, both logarithmic; None without points."""
    chosen = [one for one in gap.occupations if one.openings and one.supply.high]
    if not chosen:
        return None
    named = sorted(chosen, key=lambda one: (-(one.openings or 0), one.occupation.code))[:10]

    def draw(axes: Axes) -> None:
        openings = np.array([one.openings or 0.0 for one in chosen])
        values = np.array([max(one.supply.value or 0.0, 0.5) for one in chosen])
        low = np.array([max(one.supply.low or 0.0, 0.5) for one in chosen])
        high = np.array([max(one.supply.high or 0.0, 0.5) for one in chosen])
        axes.vlines(openings, low, high, color=_RANGE, linewidth=2, label="least to most")
        axes.scatter(openings, values, s=26, color=_SUPPLY, zorder=3, label="as allocated")
        ends = [openings.min() / 2, openings.max() * 2]
        axes.plot(ends, ends, color=_NEED, linewidth=1.2, linestyle="--",
                  label="completers = openings")  # fmt: skip
        axes.set_xscale("log")
        axes.set_yscale("log")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:,g}")
        axes.set_xlabel(_openings_label(gap))
        axes.set_ylabel("completers of the cohort")
        axes.grid(color=_GRID, linewidth=0.6)
        axes.set_axisbelow(True)
        _name_points(axes, named)
        axes.legend(loc="upper left", fontsize=9)

    return drawn(draw, 9.2, 6.2)


def heat_map(gap: TrainingGap) -> str | None:
    """Which listed programs name which needed skills; None where no program names one."""
    rows, programs = heat_map_cells(gap)
    if not rows:
        return None
    marks = np.array([[p.id in {q.id for q in row.programs} for p in programs] for row in rows])

    def draw(axes: Axes) -> None:
        axes.pcolormesh(
            np.arange(len(programs) + 1), np.arange(len(rows) + 1), marks[::-1].astype(float),
            cmap=_two_colours(), edgecolors="white", linewidth=1.2, vmin=0, vmax=1,
        )  # fmt: skip
        axes.set_yticks(np.arange(len(rows)) + 0.5, [_need(r) for r in rows][::-1])
        axes.set_xticks(np.arange(len(programs)) + 0.5, [_cut(p.name, 34) for p in programs],
                        rotation=60, ha="right", rotation_mode="anchor")  # fmt: skip
        axes.tick_params(length=0)
        for side in axes.spines.values():
            side.set_visible(False)

    return drawn(draw, 9.2, 2.6 + 0.27 * len(rows))


def heat_map_cells(gap: TrainingGap) -> tuple[list[SkillRow], list[Program]]:
    """The needs of most jobs that some program names, and the programs that name most of them."""
    rows = [row for row in gap.skills if row.programs and row.basis != "tool"][:SKILLS]
    counts: dict[str, int] = {}
    programs: dict[str, Program] = {}
    for row in rows:
        for program in row.programs:
            counts[program.id] = counts.get(program.id, 0) + 1
            programs[program.id] = program
    best = sorted(programs.values(), key=lambda p: (-counts[p.id], p.name, p.id))[:PROGRAMS]
    kept = {p.id for p in best}
    return [row for row in rows if any(p.id in kept for p in row.programs)], best


def _openings_label(gap: TrainingGap) -> str:
    if gap.tables.area.code == "US":
        return "openings a year"
    return "openings a year at the national rate"


def _without(one: OccupationGap) -> str:
    return "completers not known" if one.supply.programs else "no listed program"


def _label(one: OccupationGap) -> str:
    return _cut(one.occupation.title)


def _need(row: SkillRow) -> str:
    """The need's name; a skill and an area of knowledge may share one."""
    kind = f" ({row.kind})" if row.basis == "rated" else ""
    return _cut(row.name, _LONGEST - len(kind)) + kind


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _name_points(axes: Axes, named: Sequence[OccupationGap]) -> None:
    """Numbers at the points, and their names beside the chart, so that no two labels meet."""
    for number, one in enumerate(named, 1):
        axes.annotate(
            str(number), (one.openings or 0.0, max(one.supply.value or 0.0, 0.5)), (5, 0),
            textcoords="offset points", va="center", fontsize=9, zorder=4,
            bbox={"boxstyle": "round,pad=0.1", "color": "white", "alpha": 0.75},
        )  # fmt: skip
    key = "\n".join(f"{i}  {_cut(one.occupation.title, 38)}" for i, one in enumerate(named, 1))
    axes.text(1.02, 1.0, key, transform=axes.transAxes, va="top", fontsize=8.5, linespacing=1.5)


def _two_colours() -> Any:
    from matplotlib.colors import ListedColormap

    return ListedColormap(["#eef1f4", _SUPPLY])
