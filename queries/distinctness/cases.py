"""Decisions to judge again: a CSV file of roles, and the table of published ones."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from occupath.ontology.errors import OccupathError
from occupath.queries.distinctness.vintage import VINTAGES

COLUMNS = ("role", "duties", "vintage", "hide")


class InvalidCases(OccupathError):
    """A file of cases cannot be read."""


@dataclass(frozen=True, slots=True)
class Case:
    """A role to judge in `vintage` without the codes of `hide`.

    `decision`, `decided` and `source` are what was decided, the code, and where that is written;
    empty where the file has no such columns.
    """

    role: str
    duties: str
    vintage: str
    hide: tuple[str, ...]
    decision: str = ""
    decided: str = ""
    source: str = ""
    note: str = ""


def published() -> list[Case]:
    """The table of published decisions that comes with Occupath."""
    text = (files("occupath.queries.distinctness") / "decisions.csv").read_text("utf-8")
    return parse(text, "decisions.csv")


def read_cases(path: Path) -> list[Case]:
    """The cases of a CSV file, in order; raises `InvalidCases`."""
    try:
        return parse(path.read_text("utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as wrong:
        raise InvalidCases(f"{path}: cannot be read ({wrong}); give a CSV file in UTF-8") from wrong


def parse(text: str, name: str) -> list[Case]:
    """The cases of CSV text; raises `InvalidCases` with the line."""
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if missing:
        raise InvalidCases(
            f"{name}: has no column {', '.join(missing)}; the first line must name the columns "
            f"{','.join(COLUMNS)}"
        )
    made = []
    try:
        for row in reader:
            at = f"{name}:{reader.line_num}"
            if None in row or None in row.values():
                raise InvalidCases(f"{at}: has not as many cells as the first line")
            vintage = row["vintage"].strip() or VINTAGES[0]
            if vintage not in VINTAGES:
                raise InvalidCases(
                    f"{at}: vintage {vintage!r} is not known; give {' or '.join(VINTAGES)}"
                )
            hide = tuple(part.strip() for part in row["hide"].split(";") if part.strip())
            made.append(Case(
                row["role"].strip(), row["duties"].strip(), vintage, hide,
                *(row.get(c, "").strip() for c in ("decision", "decided", "source", "note")),
            ))  # fmt: skip
    except csv.Error as wrong:
        raise InvalidCases(f"{name}:{reader.line_num}: {wrong}") from wrong
    return made
