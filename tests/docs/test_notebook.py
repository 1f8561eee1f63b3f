"""The notebook of the docs runs on the starter data, and prints what is stored in it.

``OCCUPATH_UPDATE_DOCS=1 pytest tests/docs/test_notebook.py`` stores its outputs anew, as text.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent.parent / "docs" / "researchers.ipynb"


def outputs(cell: Any) -> list[str]:
    """What a cell shows, as text; pictures and HTML of the same are left out."""
    found = []
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stdout":
            found.append(output.text)
        elif "data" in output:
            found.append(output.data["text/plain"])
    return found


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_notebook_shows_what_it_stores(
    starter_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCCUPATH_DATASET", str(starter_dataset))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    stored = nbformat.read(NOTEBOOK, as_version=4)
    ran = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(
        ran, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    if os.environ.get("OCCUPATH_UPDATE_DOCS"):
        for cell, result in zip(code_cells(stored), code_cells(ran), strict=True):
            shown = outputs(result)
            cell.execution_count = None
            cell.outputs = [
                nbformat.v4.new_output("display_data", data={"text/plain": text}) for text in shown
            ]
        nbformat.write(stored, NOTEBOOK)
        return
    for number, (cell, result) in enumerate(
        zip(code_cells(stored), code_cells(ran), strict=True), 1
    ):
        assert outputs(cell) == outputs(result), f"cell {number} of the code"


def test_the_notebook_stores_outputs_and_is_short() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert any(outputs(cell) for cell in code_cells(notebook))
    assert len(NOTEBOOK.read_text("utf-8").splitlines()) < 300
