"""Builders: from each type of row to the statements that it makes (docs/graph-model.md)."""

from __future__ import annotations

from occupath.graph.rdf import (
    classification,
    credential,
    esco,
    labour_market,
    link,
    occupation,
    program,
    review,
    skill,
)
from occupath.graph.rdf.source_graph import Builder, SourceGraph

BUILDERS: dict[type, Builder] = {
    **classification.BUILDERS,
    **occupation.BUILDERS,
    **skill.BUILDERS,
    **esco.BUILDERS,
    **labour_market.BUILDERS,
    **credential.BUILDERS,
    **program.BUILDERS,
    **review.BUILDERS,
    **link.BUILDERS,
}

__all__ = ["BUILDERS", "Builder", "SourceGraph"]
