"""A reviewed table to be completed: what the comparison asks a person to decide."""

from __future__ import annotations

from collections.abc import Sequence

from occupath.queries.program.cip_soc import SUGGESTED, UNSUPPORTED, Pair

COLUMNS = ("cip", "soc", "action", "reviewer", "date", "reason", "source")
_ACTION = {UNSUPPORTED: "remove", SUGGESTED: "add"}


def draft(pairs: Sequence[Pair], source: str) -> list[dict[str, object]]:
    """Rows of a reviewed table for what is unsupported or suggested and not reviewed yet.

    Reviewer and date are blank: a build refuses the table until a person has filled them in.
    """
    return [
        {
            "cip": pair.cip,
            "soc": pair.soc,
            "action": _ACTION[pair.verdict],
            "reviewer": "",
            "date": "",
            "reason": f"{pair.support.supporting} of {pair.support.total} programs support it",
            "source": source,
        }
        for pair in pairs
        if pair.verdict in _ACTION and pair.review is None
    ]
