"""The pages that are made from the program are current, and every page's links lead somewhere.

``OCCUPATH_UPDATE_DOCS=1 pytest tests/docs`` writes the made pages anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from occupath.cli.main import COMMANDS
from occupath.cli.reference import reference as command_line
from occupath.extract.reference import data_layout
from occupath.extract.source_table import SOURCES
from occupath.graph.projection.page import page as property_graph
from occupath.graph.projection.picture import picture as property_graph_picture
from occupath.graph.projection.table import table

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("docs", "extract", "ontology", "shapes", "graph", "queries", "cli", "benchmarks")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))]
)
MADE = {
    "cli.md": command_line,
    "data-layout.md": data_layout,
    "property-graph.md": property_graph,
    "pictures/property-graph.svg": property_graph_picture,
}
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_current(name: str) -> None:
    page, make = ROOT / "docs" / name, MADE[name]
    if os.environ.get("OCCUPATH_UPDATE_DOCS"):
        page.write_text(make(), "utf-8")
    assert page.read_text("utf-8") == make(), "run OCCUPATH_UPDATE_DOCS=1 pytest tests/docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_docs(name: str) -> None:
    assert f"\n## occupath {name}\n" in (ROOT / "docs" / "cli.md").read_text("utf-8")


def test_every_source_file_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "data-layout.md").read_text("utf-8")
    for source in SOURCES.values():
        _, _, section = text.partition(f"\n## {source.name}\n")
        section = section.partition("\n## ")[0]
        assert source.url in section
        for file in source.files:
            assert f"| {file.key} |" in section, f"{source.name}: {file.key}"
            assert Path(file.places[0]).name in section, f"{source.name}: {file.key}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    prose = FENCE.sub("", page.read_text("utf-8"))
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(prose))
    return {heading.strip().replace(" ", "-") for heading in words}


def links(page: Path) -> list[str]:
    """Where the links of a page lead, those to other sites left out."""
    prose = FENCE.sub("", page.read_text("utf-8"))
    found = [first or second for first, second in LINK.findall(prose)]
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert target == ROOT or ROOT in target.parents, f"{page.name}: {link} leaves the project"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_the_same_each_time(name: str) -> None:
    assert MADE[name]() == MADE[name]()


def test_every_row_of_the_property_graph_is_on_its_page() -> None:
    text, rows = property_graph(), table()
    for name in [row.label for row in rows.nodes] + [row.type for row in rows.relationships]:
        assert f"\n| `{name}` |" in text, name
    for left_out in rows.left_out:
        assert f" | {left_out.reason} |" in text
    drawn = property_graph_picture()
    assert all(row.type in drawn for row in rows.relationships)
    assert all(row.label in drawn or row.label.upper() in drawn for row in rows.nodes)
