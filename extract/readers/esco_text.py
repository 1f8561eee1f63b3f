"""How ESCO's tables write IRIs, lists of labels and status."""

from __future__ import annotations

import re

from occupath.extract.log import SetAside
from occupath.extract.tabular import Record

CONCEPT_IRI = r"http://data\.europa\.eu/esco/(occupation|skill|isco|isced-f)/[\w-]+"
SKILL_IRI = r"http://data\.europa\.eu/esco/skill/[\w-]+"

_BETWEEN_LABELS = re.compile(r"\s*(?:\r?\n|\s\|\s)\s*")


def split_labels(text: str | None) -> tuple[str, ...]:
    """Labels of one cell, in order, each once; they are parted by line ends or `` | ``."""
    if text is None:
        return ()
    return tuple(dict.fromkeys(part for part in _BETWEEN_LABELS.split(text) if part))


def released(record: Record) -> None:
    """Set aside a concept whose status is given and is not ``released``."""
    status = record.get("status")
    if status is not None and status != "released":
        raise SetAside(f"concept with status {status}")
