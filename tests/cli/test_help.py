"""Every command explains itself, with an example that it understands."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from occupath.cli.main import COMMANDS, group

Occupath = Callable[..., Any]


def installed() -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return bool(version("occupath"))
    except PackageNotFoundError:
        return False


def test_the_top_page_lists_every_command(occupath: Occupath) -> None:
    page = occupath("--help")
    assert page.status == 0
    assert page.out.startswith("Usage: occupath ")
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", page.out, re.MULTILINE), name


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_a_help_page_has_usage_and_an_example(occupath: Occupath, name: str, flag: str) -> None:
    page = occupath(name, flag)
    assert page.status == 0
    assert page.err == ""
    assert page.out.startswith(f"Usage: occupath {name} ")
    assert re.search(r"Examples?:\s+occupath ", page.out)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_explained(name: str) -> None:
    import click

    command = group.get_command(click.Context(group, **group.context_settings), name)
    assert command is not None
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.name}"


def test_asking_for_help_imports_no_engine() -> None:
    heavy = ("pyoxigraph", "rdflib", "numpy", "scipy", "pyarrow", "spacy", "owlready2", "rich")
    program = (
        "import sys; from occupath.cli import main\n"
        "try: main()\n"
        f"finally: print([n for n in {heavy!r} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip().endswith("[]"), done.stderr


@pytest.mark.skipif(not installed(), reason="the package is not installed, only importable")
def test_the_version_is_that_of_the_package(occupath: Occupath) -> None:
    answer = occupath("--version")
    assert answer.status == 0
    assert re.fullmatch(r"occupath, version \d+\.\d+\.\d+\S*\n", answer.out)
