"""What all HTML reports have in common: how a template is read, and how a page looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template

Filters = Mapping[str, Callable[..., str]]


def page_template(package: str, filters: Filters | None = None) -> Template:
    """The template ``page.html`` of a package; ``{% include "style.css" %}`` is the common style.

    Values are escaped, and a name that the page is not given is an error.
    """
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=DictLoader(
            {
                "page.html": (files(package) / "page.html").read_text("utf-8"),
                "style.css": (files("occupath.queries") / "style.css").read_text("utf-8"),
            }
        ),
    )
    environment.filters.update(filters or {})
    return environment.get_template("page.html")
