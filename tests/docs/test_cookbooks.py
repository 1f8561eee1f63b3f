"""The cookbooks: every statement gives the rows that the page shows, and its twin the same.

A question is a heading, prose, a ``cypher`` or ``sparql`` block and a table of the result.
``OCCUPATH_UPDATE_DOCS=1 pytest tests/docs/test_cookbooks.py`` writes the tables anew.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.graph.neo4j import Server
from occupath.queries.cypher import run_cypher
from occupath.queries.result import Result
from occupath.queries.sparql import run_sparql

DOCS = Path(__file__).parent.parent.parent / "docs"
QUESTIONS = 20
RECIPE = re.compile(
    r"^## (?P<number>\d+)\. (?P<question>.*)\n\n(?:(?!```|## ).*\n)*"
    r"```(?P<language>cypher|sparql)\n(?P<statement>(?:(?!```).*\n)+)```\n\n"
    r"(?P<table>(?:\|.*\n)+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question of a cookbook, with its statement and the table shown."""

    page: Path
    question: str
    language: str
    statement: str
    shown: str


def recipes(language: str) -> list[Recipe]:
    page = DOCS / f"cookbook-{language}.md"
    return [
        Recipe(page, f"{found['number']}. {found['question']}", found["language"],
               found["statement"], found["table"])
        for found in RECIPE.finditer(page.read_text("utf-8"))
    ]  # fmt: skip


def table(found: Result) -> str:
    """Rows as a table of Markdown; unknown values are empty."""
    rows = [[cell(row[name]) for name in found.columns] for row in found.rows]
    lines = [list(found.columns), ["---"] * len(found.columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    return text.replace("|", "\\|").replace("\n", " ")


CYPHER, SPARQL = recipes("cypher"), recipes("sparql")


@pytest.mark.parametrize("found", [CYPHER, SPARQL], ids=["cypher", "sparql"])
def test_a_cookbook_has_its_questions(found: list[Recipe]) -> None:
    assert [int(recipe.question.partition(".")[0]) for recipe in found] == [
        *range(1, QUESTIONS + 1)
    ]
    for recipe in found:
        assert recipe.page.stem == f"cookbook-{recipe.language}"
        assert "ORDER BY" in recipe.statement, recipe.question
        assert len(recipe.shown.splitlines()) > 2, f"{recipe.question} has no rows"


def test_both_cookbooks_ask_the_same_and_say_the_same() -> None:
    assert [(r.question, r.shown) for r in CYPHER] == [(r.question, r.shown) for r in SPARQL]


@pytest.mark.slow
@pytest.mark.parametrize("recipe", CYPHER, ids=lambda recipe: recipe.question)
def test_cypher_gives_the_rows_shown(recipe: Recipe, real_graph: Server) -> None:
    hold(recipe, run_cypher(real_graph, recipe.statement))


@pytest.mark.slow
@pytest.mark.parametrize("recipe", SPARQL, ids=lambda recipe: recipe.question)
def test_sparql_gives_the_rows_shown(recipe: Recipe, real_dataset: Path) -> None:
    hold(recipe, run_sparql(Dataset.open(real_dataset), recipe.statement))


def hold(recipe: Recipe, found: Result) -> None:
    assert found.rows
    assert not found.truncated
    if os.environ.get("OCCUPATH_UPDATE_DOCS"):
        text = recipe.page.read_text("utf-8")
        before = f"{recipe.statement}```\n\n"
        new = text.replace(before + recipe.shown, before + table(found), 1)
        recipe.page.write_text(new, "utf-8")
        return
    assert table(found) == recipe.shown
