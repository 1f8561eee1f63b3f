"""Sentences that every form of a dossier has."""

from __future__ import annotations

from occupath.queries.distinctness.verdict import DETAIL, NEW, UNKNOWN, WITHIN
from occupath.queries.dossier.make import Dossier
from occupath.queries.dossier.statement import Evidence

_LINES = {
    WITHIN: "The work is that of an existing detailed occupation: {code} {title}.",
    NEW: "A new detailed occupation, under {code} {title}.",
    DETAIL: "O*NET-SOC detail only: {code} {title}.",
    UNKNOWN: "Not assessable.",
}


def verdict_line(made: Dossier) -> str:
    """The verdict in one sentence."""
    said = made.verdict
    return _LINES[said.kind].format(code=said.code or "", title=said.title or "").replace(" .", ".")


def source_line(evidence: Evidence) -> str:
    """A piece of evidence as readers see it."""
    return f"{evidence.source}: {evidence.ref} ({evidence.count} of {evidence.denominator})"
