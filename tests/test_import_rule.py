"""Imports run with the data: ontology ← {extract, shapes} ← graph ← queries ← cli."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "ontology": set(),
    "extract": {"ontology"},
    "shapes": {"ontology"},
    "graph": {"ontology", "extract", "shapes"},
    "queries": {"ontology", "extract", "shapes", "graph"},
    "cli": {"ontology", "extract", "shapes", "graph", "queries"},
}


def imported_parts(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)  # import_module("occupath.…")
    return {n.split(".")[1] for n in names if n.startswith("occupath.") and "." in n}


@pytest.mark.parametrize("folder", sorted(MAY_IMPORT))
def test_a_folder_imports_only_what_stands_before_it(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files, f"{folder}/ holds no Python"
    for path in files:
        beyond = (imported_parts(path) & MAY_IMPORT.keys()) - MAY_IMPORT[folder] - {folder}
        assert not beyond, f"{path.relative_to(ROOT)} imports {sorted(beyond)}"


def test_only_the_command_line_prints() -> None:
    for folder in MAY_IMPORT.keys() - {"cli"}:
        for path in sorted((ROOT / folder).rglob("*.py")):
            calls = [
                node
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "print"
            ]
            assert not calls, f"{path.relative_to(ROOT)}:{calls[0].lineno} prints"


def test_every_package_is_named_in_pyproject() -> None:
    import tomllib

    listed = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"][
            "packages"
        ]
    )
    there = {
        "occupath." + ".".join(path.parent.relative_to(ROOT).parts)
        for folder in MAY_IMPORT
        for path in (ROOT / folder).rglob("*.py")
    }
    assert there == listed
