"""The smallest edit is the smallest: judged by trying every list."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from occupath.ontology.errors import OccupathError
from occupath.queries.alignment.edit import Outcome, fewest, smallest_edit

REQUIREMENTS = "abcdefg"
WEIGHTS = st.fixed_dictionaries({r: st.integers(0, 9) for r in REQUIREMENTS})
COVERS = st.dictionaries(
    st.sampled_from(["o1", "o2", "o3", "o4", "o5", "o6", "o7"]),
    st.frozensets(st.sampled_from(REQUIREMENTS)),
)


def weight(weights: dict[str, int], covers: dict[str, frozenset[str]], chosen: object) -> int:
    shown = set().union(*(covers[o] for o in chosen))  # type: ignore[attr-defined]
    return sum(weights[r] for r in shown)


def by_trying_all(
    weights: dict[str, int], covers: dict[str, frozenset[str]], need: int
) -> list[str]:
    """The fewest, then the greatest weight, then the first by ids."""
    for count in range(len(covers) + 1):
        lists = [
            (-weight(weights, covers, chosen), chosen)
            for chosen in combinations(sorted(covers), count)
            if weight(weights, covers, chosen) >= need
        ]
        if lists:
            return list(min(lists)[1])
    raise AssertionError("no list reaches it")


@example(  # the solver's own presolve finds no solution here
    dict(zip(REQUIREMENTS, (1, 1, 2, 0, 9, 3, 9), strict=True)),
    {
        **{f"o{n}": frozenset() for n in range(1, 6)},
        "o6": frozenset("abce"),
        "o7": frozenset(REQUIREMENTS),
    },
    4,
)
@settings(max_examples=150, deadline=None)
@given(WEIGHTS, COVERS, st.integers(0, 100))
def test_no_list_is_shorter_nor_a_list_as_short_better_or_earlier(
    weights: dict[str, int], covers: dict[str, frozenset[str]], share: int
) -> None:
    most = weight(weights, covers, covers)
    need = most * share // 100
    assert fewest(weights, covers, need) == by_trying_all(weights, covers, need)


def outcome(name: str, *shows: str) -> Outcome:
    return Outcome(name, name.title(), frozenset(shows), ())


def test_what_is_shown_already_is_not_added_again() -> None:
    weights = {"weld": 60, "cut": 30, "grind": 10}
    outcomes = [
        outcome("cutting", "cut"),
        outcome("both", "cut", "grind"),
        outcome("again", "weld"),
    ]
    edit = smallest_edit(weights, {"weld"}, outcomes, 0.9)
    assert [o.id for o in edit.outcomes] == ["both"]  # as short as "cutting", and covers more
    assert edit.coverage == pytest.approx(1.0)
    assert edit.reached


def test_nothing_is_added_where_the_level_is_met() -> None:
    edit = smallest_edit({"weld": 80, "cut": 20}, {"weld"}, [outcome("cutting", "cut")], 0.8)
    assert (edit.outcomes, edit.coverage, edit.reached) == ((), 0.8, True)


def test_a_level_out_of_reach_is_told_and_gone_towards() -> None:
    edit = smallest_edit({"weld": 50, "cut": 30, "fly": 20}, set(), [outcome("x", "weld", "cut"),
                         outcome("y", "cut")], 0.9)  # fmt: skip
    assert not edit.reached
    assert [o.id for o in edit.outcomes] == ["x"]
    assert edit.coverage == pytest.approx(0.8)


def test_the_order_of_the_outcomes_does_not_matter() -> None:
    outcomes = [outcome(f"o{n}", *REQUIREMENTS[n : n + 3]) for n in range(5)]
    weights = dict.fromkeys(REQUIREMENTS, 1)
    forward = smallest_edit(weights, set(), outcomes, 0.8)
    assert forward == smallest_edit(weights, set(), outcomes[::-1], 0.8)
    assert [o.id for o in forward.outcomes] == ["o0", "o3"]


def test_more_than_everything_is_an_error() -> None:
    with pytest.raises(OccupathError, match="do not reach"):
        fewest({"weld": 1}, {"x": frozenset({"weld"})}, 2)
