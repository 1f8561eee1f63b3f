"""Moves between occupations, scored: facts of the dataset, so that every query sees the same."""

from __future__ import annotations

from collections.abc import Mapping

from occupath.graph.moves import Move
from occupath.graph.nquads import Triples
from occupath.ontology import vocab as oc
from occupath.ontology.ids import mint

PARTS: dict[str, str] = {
    "knowledge": oc.knowledgeCloseness,
    "tasks": oc.taskCloseness,
    "activities": oc.activityCloseness,
    "technology": oc.technologyCloseness,
    "tools": oc.toolCloseness,
    "titles": oc.titleCloseness,
}

Wages = Mapping[str, tuple[int, str, str]]  # O*NET-SOC code → US$ a year, area code, period


def move(row: Move, wages: Wages, triples: Triples) -> None:
    """One scored move; the wage change is between medians of one area and period."""
    one, other = mint("occupation", row.source), mint("occupation", row.target)
    node = mint("move", row.source, row.target)
    triples.a(node, oc.Move)
    triples.link(node, oc.from_, one)
    triples.link(node, oc.to, other)
    triples.link(one, oc.canMoveTo, other)
    triples.integer(node, oc.rank, row.rank)
    triples.decimal(node, oc.closeness, row.closeness)
    for part, closeness in row.parts.items():
        triples.decimal(node, PARTS[part], closeness)
    triples.decimal(node, oc.shortfall, row.shortfall)
    triples.integer(node, oc.jobZoneStep, row.job_zone_step)
    have, get = wages.get(row.source), wages.get(row.target)
    if have is not None and get is not None and have[1:] == get[1:]:
        triples.integer(node, oc.wageChange, get[0] - have[0])
        triples.link(node, oc.wageArea, mint("area", get[1]))
        triples.month(node, oc.wagePeriod, get[2])
