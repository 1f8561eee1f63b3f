"""Move scores on the real O*NET release, judged against Related Occupations (not an input)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.graph.move_inputs import MoveInputs, MoveRows
from occupath.graph.moves import MOVES, Move, moves
from occupath.ontology.model import RelatedOccupation

ELECTRICIANS = "47-2111.00"
SOLAR_INSTALLERS = "47-2231.00"
DISHWASHERS, TAPERS, MODELS = "35-9021.00", "47-2082.00", "41-9012.00"

Related = dict[str, set[str]]
Steps = dict[str, list[Move]]


@pytest.fixture(scope="module")
def release(data_dir: Path) -> tuple[MoveInputs, Related]:
    rows = MoveRows()
    related: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_source("onet", data_dir, ReadLog("onet")):
        if isinstance(row, RelatedOccupation):
            related[row.occupation].add(row.related)
        else:
            rows.add(row)
    return rows.inputs(), dict(related)


@pytest.fixture(scope="module")
def steps(release: tuple[MoveInputs, Related]) -> Steps:
    found: defaultdict[str, list[Move]] = defaultdict(list)
    for move in moves(release[0]):
        found[move.source].append(move)
    return dict(found)


def test_every_occupation_keeps_its_forty_nearest(steps: Steps) -> None:
    assert len(steps) == 1016
    assert {len(found) for found in steps.values()} == {MOVES}


def test_neighbors_agree_with_related_occupations(
    release: tuple[MoveInputs, Related], steps: Steps
) -> None:
    related = release[1]
    assert len(related) == 923
    recall = precision = 0.0
    for code, expected in related.items():
        targets = [move.target for move in steps[code]]
        recall += len(set(targets[:20]) & expected) / len(expected)
        precision += len(set(targets[:10]) & expected) / 10
    assert recall / 923 >= 0.65  # the goal is .62; measured .666
    assert precision / 923 >= 0.83  # the goal is .79; measured .848


def test_unrated_occupations_are_placed_by_tasks_and_titles(
    release: tuple[MoveInputs, Related], steps: Steps
) -> None:
    inputs, related = release
    unrated = [code for code in related if not inputs.ratings.get(code)]
    assert len(unrated) == 29
    for code in unrated:
        assert steps[code][0].parts["knowledge"] is None
        assert steps[code][0].parts["tasks"] is not None
        assert steps[code][0].shortfall is None
    reached = {move.target for found in steps.values() for move in found[:20]}
    assert sum(code in reached for code in unrated) >= 25


def test_solar_is_one_hop_from_electricians_and_dishwashers_are_not_near(steps: Steps) -> None:
    nearest = [move.target for move in steps[ELECTRICIANS]]
    assert SOLAR_INSTALLERS in nearest[:10]
    assert ELECTRICIANS in [move.target for move in steps[SOLAR_INSTALLERS]][:10]
    assert not {DISHWASHERS, TAPERS, MODELS} & set(nearest)


def test_without_texts_electricians_still_come_near_solar(
    release: tuple[MoveInputs, Related],
) -> None:
    """The starter data has ratings, titles, technologies and tools of some ninety occupations."""
    inputs = release[0]
    groups = ("47-2", "49-9", "17-2", "15-1")
    chosen = [c for c in inputs.codes if c.startswith(groups) and inputs.ratings.get(c)]
    starter = MoveInputs(
        codes=chosen,
        titles=inputs.titles,
        ratings=inputs.ratings,
        technologies=inputs.technologies,
        tools=inputs.tools,
        job_zone=inputs.job_zone,
    )
    found = [m for m in moves(starter) if m.source == ELECTRICIANS]
    assert SOLAR_INSTALLERS in [m.target for m in found[:10]]
    assert found[0].parts["tasks"] is None
