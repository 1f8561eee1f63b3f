"""Programs as JSON Lines in, their CIP codes and occupations out, many at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from occupath.queries.alignment.align import Aligner
from occupath.queries.alignment.occupations import Program

_BATCH = 128  # lines read at once
_LONGEST = 5_000_000  # characters of a line that is read
_FIELDS = ("title", "text")


def aligned_lines(
    lines: Iterable[str], aligner: Aligner, top: int = 5
) -> Iterator[tuple[str, str | None]]:
    """For each line that is not blank its answer, and why it was rejected (None if it was not).

    A rejected line is answered with its ``id`` where it has one, empty lists and a ``status``.
    """
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(numbered, _BATCH)):
        read = [_program(n, line) for n, line in batch]
        programs = [program for _, program, _ in read if program is not None]
        answers = iter(aligner.brief(programs, top) if programs else [])
        for name, program, status in read:
            made: dict[str, Any] = {"cips": [], "occupations": []}
            if program is not None:
                cips, occupations = next(answers)
                made["cips"] = [cip._asdict() for cip in cips]
                made["occupations"] = [
                    {"code": o.code, "title": o.title, "probability": o.probability}
                    for o in occupations
                ]
            else:
                made["status"] = status
            yield json.dumps({"id": name, **made}, ensure_ascii=False), status


def _program(number: int, line: str) -> tuple[object, Program | None, str | None]:
    """The line's id, the program, or why there is none."""
    if len(line) > _LONGEST:
        return None, None, f"line {number}: is longer than {_LONGEST:,} characters"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None, None, f"line {number}: is not JSON"
    if not isinstance(row, dict):
        return None, None, f"line {number}: is not a JSON object"
    name = row.get("id")
    title, text = (row.get(field) for field in _FIELDS)
    for field, value in zip(_FIELDS, (title, text), strict=True):
        if value is not None and not isinstance(value, str):
            return name, None, f"line {number}: {field} is not a string"
    if not any(map(str.isalpha, f"{title or ''} {text or ''}")):
        return name, None, f"line {number}: neither title nor text holds a word"
    return name, Program(title, text), None
