"""What the README and the docs show is what the commands print.

Blocks fenced as ``console`` are run against the starter data: a line ``$ command`` and what it
prints on standard output. A line ``…`` stands for any number of lines. After a change of output,
``OCCUPATH_UPDATE_DOCS=1 pytest tests/docs`` writes the new output into the blocks without ``…``.
Blocks fenced as ``sparql`` whose first line is ``# NAME.rq``, as ``cypher`` whose first line is
``// NAME.cypher``, as ``text`` whose first line is ``# NAME.txt``, and as ``toml`` whose first line
is ``# NAME.toml``, are there as files.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n?", re.MULTILINE)
FILE = re.compile(
    r"^```(?:sparql|cypher|text|toml)\n(?:#|//) (\S+\.(?:rq|cypher|txt|toml))\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
RUNNABLE = ("occupath ",)


def transcripts(page: Path) -> list[tuple[str, str]]:
    """Each command of a page with the output shown below it."""
    found = []
    for block in BLOCK.findall(page.read_text("utf-8")):
        parts = COMMAND.split(block)
        found += [(parts[i], parts[i + 1]) for i in range(1, len(parts), 2)]
    return [(command, shown) for command, shown in found if command.startswith(RUNNABLE)]


def matches(shown: str, printed: str) -> bool:
    wanted = "\n".join(line.rstrip() for line in shown.rstrip("\n").splitlines())
    pattern = ".*".join(re.escape(part) for part in re.split(r"^…$", wanted, flags=re.MULTILINE))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


CASES = [
    pytest.param(page, command, shown, id=f"{page.name}-{i}")
    for page in PAGES
    if page.exists()
    for i, (command, shown) in enumerate(transcripts(page))
]


@pytest.mark.parametrize(("page", "command", "shown"), CASES)
def test_a_transcript_is_what_the_command_prints(
    page: Path,
    command: str,
    shown: str,
    occupath: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, content in FILE.findall(page.read_text("utf-8")):
        (tmp_path / name).write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    answer = occupath(*shlex.split(command)[1:])
    assert answer.status in (0, 1), f"{command}\n{answer.err}"
    printed = "\n".join(line.rstrip() for line in answer.out.splitlines())
    if os.environ.get("OCCUPATH_UPDATE_DOCS") and "…" not in shown.splitlines():
        text = page.read_text("utf-8")
        new = f"$ {command}\n{printed}\n"
        page.write_text(text.replace(f"$ {command}\n{shown}", new, 1), "utf-8")
        return
    assert matches(shown, printed), f"{page.name}: {command}\n{printed}"


def test_there_are_transcripts_to_check() -> None:
    assert len(transcripts(ROOT / "README.md")) >= 1
    assert len(transcripts(ROOT / "docs" / "tutorial.md")) >= 6
