"""Every command that a page shows is one: its options exist, its queries and parameters too."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from occupath.cli.main import COMMANDS, group
from occupath.queries.catalog import named_query

Occupath = Callable[..., Any]

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(occupath [^`\n]+)`")
EXAMPLE = re.compile(r"^  (?:Example: |  )((?:\S.*\| )?occupath .*)$", re.MULTILINE)
OPERATORS = {"&&", "||", "|", ";", "&"}
SHELLS = {"", "bash", "sh", "console"}


def statements(text: str) -> Iterator[list[str]]:
    """The words of each ``occupath`` call of a page, in its blocks and in its prose."""
    for kind, block in BLOCK.findall(text):
        joined = block.replace("\\\n", " ")
        if kind in SHELLS:
            lines = [line.removeprefix("$ ") for line in joined.splitlines()
                     if kind != "console" or line.startswith("$ ")]  # fmt: skip
        else:  # a help page: its examples
            lines = EXAMPLE.findall(joined)
        for line in lines:
            yield from calls(line)
    for line in INLINE.findall(BLOCK.sub("", text)):
        yield from calls(line)


def calls(line: str) -> Iterator[list[str]]:
    words: list[str] = []
    if "occupath" not in line:
        return
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    for word in [*lexer, ";"]:
        if word in OPERATORS:
            if words[:1] == ["occupath"]:
                yield words[1:]
            words = []
        else:
            words.append(word)


def is_placeholder(word: str) -> bool:
    return word == "…" or (word.isupper() and word.isalpha())


CASES = sorted(
    {
        (page.relative_to(ROOT).as_posix(), tuple(words))
        for page in PAGES
        for words in statements(page.read_text("utf-8"))
    }
)


@pytest.mark.parametrize(
    ("page", "words"), [pytest.param(p, w, id=f"{p}: {' '.join(w)}") for p, w in CASES]
)
def test_a_command_shown_can_be_given(
    page: str, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for word in words:
        if word.endswith((".rq", ".cypher", ".csv", ".json", ".toml", ".ttl", ".txt")):
            (tmp_path / Path(word).name).touch()
    plain = [word for word in words if word != "--debug"]
    if ">" in plain:
        plain = plain[: plain.index(">")]
    if not plain or is_placeholder(plain[0]) or plain[0].startswith("--"):
        return
    name, *rest = plain
    assert name in COMMANDS, f"{page}: there is no command {name!r}"
    top = click.Context(group, info_name="occupath", **group.context_settings)
    command = group.get_command(top, name)
    assert command is not None
    try:
        context = command.make_context(name, rest, parent=top)
    except click.exceptions.Exit:
        return  # --help
    except click.UsageError:
        if rest:
            raise
        return  # prose may name a command alone
    if name == "query" and context.params["name"] not in (None, "-"):
        asked = str(context.params["name"])
        if not is_placeholder(asked):
            known = {parameter.name for parameter in named_query(asked).parameters}
            given = {pair.partition("=")[0] for pair in context.params["params"]}
            assert given <= known, f"{page}: query {asked} takes {sorted(known)}"


def test_there_are_commands_to_check() -> None:
    assert len(CASES) > 40
    assert {words[0] for _page, words in CASES if words} >= COMMANDS.keys()


_ANSWERS = ("missing", "routes", "code", "target", "pairs", "queue", "occupations", "verdict")


def table_commands() -> list[str]:
    """The commands of the README's table of questions."""
    section = (ROOT / "README.md").read_text("utf-8").partition("## Questions it answers")[2]
    rows = [row for row in section.partition("\n## ")[0].splitlines() if row.startswith("| ")]
    return [found for row in rows[1:] for found in INLINE.findall(row)]


@pytest.mark.parametrize("line", table_commands())
def test_every_question_of_the_readme_has_an_answer_on_the_starter_data(
    occupath: Occupath, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.rq").write_text("SELECT ?o WHERE { ?o a oc:Occupation }", "utf-8")
    (tmp_path / "list.csv").write_text('id,name,cip,total_cost\n1,Welding,48.0508,"$1,200"\n')
    (words,) = calls(line)
    answer = occupath(*words, "--format", "json")
    assert answer.status == 0, answer.err
    found = json.loads(answer.out)
    if isinstance(found, dict):  # what the answer of each command is about
        found = [found[key] for key in _ANSWERS if found.get(key)]
    assert found, line


def test_the_readme_has_its_table() -> None:
    assert len(table_commands()) >= 10
