"""Emerging groups as one HTML page: no script, nothing from outside, fit for paper."""

from __future__ import annotations

from markupsafe import Markup

from occupath.queries.emerging import answer
from occupath.queries.emerging.find import Emerging
from occupath.queries.emerging.group import Group
from occupath.queries.emerging.placement import REASONS
from occupath.queries.emerging.report import charts
from occupath.queries.pages import page_template


def page(found: Emerging) -> str:
    """The page's text; needs matplotlib."""
    template = page_template("occupath.queries.emerging.report", {"percent": _percent})
    return template.render(
        found=found,
        sentences=answer.sentences(found),
        heading=answer.heading(found),
        reasons=REASONS,
        growth_text=answer.growth_text,
        overview=Markup(charts.overview(found)) if found.groups else None,
        pictures={
            group.id: [Markup(svg) if svg else None for svg in _pictures(group, found)]
            for group in found.groups
        },
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _pictures(group: Group, found: Emerging) -> tuple[str | None, str | None]:
    return charts.months(group, found), charts.words(group)
