"""A user's own list of labels: what to find beside what the dataset names."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from occupath.extract.pipeline.mention import KINDS
from occupath.ontology.errors import SourceError


class UserLabel(NamedTuple):
    """A label to find, the kind of its mentions, and the concept they mean if any."""

    label: str
    kind: str  # one of KINDS
    concept: str | None


def read_user_labels(path: Path) -> list[UserLabel]:
    """The rows of a CSV file with the columns `label`, `kind` and, if wanted, `concept`.

    Raises `SourceError` with the line for a file that cannot be read, a missing column, an empty
    label or an unknown kind.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return [_checked(row, path, n) for n, row in enumerate(csv.DictReader(lines), 2)]
    except (OSError, UnicodeDecodeError, csv.Error) as failed:
        raise SourceError(f"{path}: cannot be read as CSV in UTF-8 ({failed})") from failed


def _checked(row: dict[str | None, str | None], path: Path, line: int) -> UserLabel:
    missing = {"label", "kind"} - row.keys()
    if missing:
        raise SourceError(
            f"{path}: has no column {sorted(missing)[0]!r}; the first line must name the columns "
            "label, kind and, if wanted, concept"
        )
    label, kind = (row["label"] or "").strip(), (row["kind"] or "").strip()
    if not any(c.isalnum() for c in label):
        raise SourceError(f"{path}:{line}: the label {label!r} has no letter; give one or drop it")
    if kind not in KINDS:
        raise SourceError(f"{path}:{line}: unknown kind {kind!r}; one of {', '.join(KINDS)}")
    return UserLabel(label, kind, (row.get("concept") or "").strip() or None)
