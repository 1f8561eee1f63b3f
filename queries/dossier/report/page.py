"""A dossier as one HTML page: no script, nothing from outside, fit for paper."""

from __future__ import annotations

from markupsafe import Markup

from occupath.queries.distinctness.distinct import SHARE
from occupath.queries.dossier.make import Dossier
from occupath.queries.dossier.report.picture import neighbours, routes
from occupath.queries.dossier.report.words import verdict_line
from occupath.queries.pages import page_template


def page(made: Dossier) -> str:
    """The page's text; equal dossiers give equal text."""
    template = page_template("occupath.queries.dossier.report")
    into = routes(made)
    return template.render(
        made=made,
        found=made.found,
        verdict=verdict_line(made),
        threshold=SHARE,
        neighbours=Markup(neighbours(made)),
        routes=None if into is None else Markup(into),
    )
