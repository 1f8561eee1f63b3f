"""The Python that the pages show runs: ``pycon`` blocks print what they show.

The blocks of one page are one session, on the starter data. ``python`` blocks need something that
is not installed here (pandas, for example); they are held to the grammar.
"""

from __future__ import annotations

import ast
import doctest
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SESSION = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Rewriting(doctest.DocTestRunner):
    """Collects what each example prints instead of judging it."""

    def __init__(self) -> None:
        super().__init__(verbose=False)
        self.printed: dict[int, str] = {}

    def report_failure(
        self, out: object, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        self.printed[example.lineno] = got


def example_lines(example: doctest.Example, output: str) -> str:
    first, *rest = example.source.rstrip("\n").split("\n")
    return "\n".join([f">>> {first}", *(f"... {line}" for line in rest)]) + "\n" + output


@pytest.mark.parametrize(
    "page", [p for p in PAGES if SESSION.search(p.read_text("utf-8"))], ids=lambda p: p.name
)
def test_a_python_session_prints_what_is_shown(
    page: Path, starter_dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCCUPATH_DATASET", str(starter_dataset))
    names: dict[str, object] = {}
    parser = doctest.DocTestParser()
    text = page.read_text("utf-8")
    for number, block in enumerate(SESSION.findall(text)):
        session = parser.get_doctest(block, names, f"{page.name}-{number}", str(page), 0)
        runner = Rewriting()
        said: list[str] = []
        runner.run(session, out=said.append, clear_globs=False)
        names.update(session.globs)
        if os.environ.get("OCCUPATH_UPDATE_DOCS") and runner.printed:
            new = "".join(
                example_lines(example, runner.printed.get(example.lineno, example.want))
                for example in session.examples
            )
            text = text.replace(block, new)
            page.write_text(text, "utf-8")
        else:
            assert not runner.failures, runner.printed or "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_on_a_page_is_python(page: Path) -> None:
    for script in SCRIPT.findall(page.read_text("utf-8")):
        assert ast.parse(script).body, script
