"""Where a dataset keeps the drafts that were applied to it."""

from __future__ import annotations

from pathlib import Path

from occupath.ontology.errors import OccupathError

VINTAGES = "vintages"  # the folder inside a dataset
BASE = "base"  # inside it: what the dataset was before the first draft
STATEMENTS = "statements.nq"  # of a draft


def applied_drafts(place: Path) -> list[str]:
    """The ids of the drafts that the dataset folder `place` has, sorted."""
    folder = place / VINTAGES
    if not folder.is_dir():
        return []
    return sorted(f.name for f in folder.iterdir() if (f / STATEMENTS).is_file())


def draft_folder(place: Path, draft: str) -> Path:
    """The folder of an applied draft; raises `OccupathError` where it is not applied."""
    there = applied_drafts(place)
    if draft not in there:
        raise OccupathError(
            f"{place}: the draft {draft!r} is not applied; applied are: {', '.join(there) or '–'}"
        )
    return place / VINTAGES / draft
