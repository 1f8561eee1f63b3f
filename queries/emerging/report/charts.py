"""Pictures of emerging groups: postings by month, nearest occupations, words that set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from occupath.queries.charts import drawn
from occupath.queries.emerging.find import Emerging
from occupath.queries.emerging.group import Group

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GROUPS = 25  # of the overview
MONTHS = 36  # the latest ones, of a chart
_OURS, _OTHER, _GRID = "#1f5f8b", "#9db8cc", "#dddddd"
_LONGEST = 46  # characters of a label


def overview(found: Emerging) -> str:
    """The groups by their number of postings."""
    chosen = list(found.groups[:GROUPS])[::-1]

    def draw(axes: Axes) -> None:
        places = np.arange(len(chosen))
        axes.barh(places, [group.size for group in chosen], 0.6, color=_OURS)
        axes.set_yticks(places, [_cut(group.name) for group in chosen])
        axes.set_xlabel("postings")
        axes.xaxis.set_major_formatter("{x:,g}")
        axes.grid(axis="x", color=_GRID, linewidth=0.6)
        axes.set_axisbelow(True)

    return drawn(draw, 9.2, 1.0 + 0.34 * len(chosen))


def months(group: Group, found: Emerging) -> str | None:
    """The group's postings of each month; None where fewer than two months are known.

    Months in which no posting of the corpus stands are not shown.
    """
    ours = {each.value: each.postings for each in group.months if each.value}
    shown = [each.value for each in found.months if each.value][-MONTHS:]
    if len(shown) < 2 or not ours:
        return None

    def draw(axes: Axes) -> None:
        places = np.arange(len(shown))
        axes.bar(places, [ours.get(month, 0) for month in shown], 0.7, color=_OURS)
        axes.set_xticks(places, [month or "" for month in shown], rotation=60, ha="right",
                        rotation_mode="anchor")  # fmt: skip
        axes.set_ylabel("postings of the group")
        axes.locator_params(axis="y", integer=True)
        axes.grid(axis="y", color=_GRID, linewidth=0.6)
        axes.set_axisbelow(True)

    return drawn(draw, 9.2, 2.6)


def words(group: Group) -> str | None:
    """How clearly words set the group apart from the nearest occupations and other postings."""
    chosen = list(group.telling)[::-1]
    if not chosen:
        return None

    def draw(axes: Axes) -> None:
        places = np.arange(len(chosen))
        axes.barh(places + 0.19, [each.z for each in chosen], 0.36, color=_OURS,
                  label="against the nearest occupations")  # fmt: skip
        axes.barh(places - 0.19, [each.z_corpus for each in chosen], 0.36, color=_OTHER,
                  label="against the other postings")  # fmt: skip
        axes.set_yticks(places, [_cut(each.word) for each in chosen])
        axes.set_xlabel("difference of log odds over its standard deviation")
        axes.grid(axis="x", color=_GRID, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.legend(loc="lower right", fontsize=9)

    return drawn(draw, 9.2, 1.2 + 0.3 * len(chosen))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
