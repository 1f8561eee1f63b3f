"""Emerging groups as one HTML page: no script, nothing from outside, fit for paper."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from occupath.queries.emerging import answer
from occupath.queries.emerging.find import Emerging
from occupath.queries.emerging.group import Group
from occupath.queries.emerging.placement import REASONS
from occupath.queries.emerging.report import charts


def page(found: Emerging) -> str:
    """The page's text; needs matplotlib."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = lambda share: f"{100 * share:.0f} %"
    template = environment.from_string(
        (files("occupath.queries.emerging.report") / "page.html").read_text("utf-8")
    )
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


def _pictures(group: Group, found: Emerging) -> tuple[str | None, str | None]:
    return charts.months(group, found), charts.words(group)
