"""The occupation arguments of commands: resolve a name and tell what else it could have meant."""

from __future__ import annotations

from occupath.cli.options import say
from occupath.graph.dataset import Dataset
from occupath.queries.occupation.find import OccupationRef, find_occupation


def resolve(dataset: Dataset, text: str) -> OccupationRef:
    """The occupation `text` means; others of that name are listed on standard error."""
    match = find_occupation(dataset, text)
    if match.others:
        others = "; ".join(f"{o.code} {o.title}" for o in match.others)
        say(f"{text!r} is taken as {match.occupation.code} {match.occupation.title}; "
            f"it is also a name of {others}")  # fmt: skip
    return match.occupation
