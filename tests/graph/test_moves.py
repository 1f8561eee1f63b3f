"""Move scores on small inputs whose numbers can be worked out by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.graph.closeness import WEIGHTS, pool
from occupath.graph.move_inputs import MoveInputs, MoveRows, Rating
from occupath.graph.moves import Move, moves, shortfall
from occupath.graph.similarity import latent, same_profile, shared_terms, words
from occupath.ontology import model

T = TypeVar("T")
NAN = float("nan")

ELECTRICIAN, SOLAR, COOK, BAKER = "47-2111.00", "47-2231.00", "35-2014.00", "51-3011.00"


def rated(*importance: float, level: float = 3.0) -> dict[str, Rating]:
    return {f"2.C.{i}": (value, level) for i, value in enumerate(importance)}


KITCHEN_AND_ROOF = MoveInputs(
    codes=[SOLAR, ELECTRICIAN, COOK, BAKER],
    titles={
        ELECTRICIAN: ["Electrician", "Solar Wirer"],
        SOLAR: ["Solar Installer", "Solar Electrician"],
        COOK: ["Line Cook", "Pastry Cook"],
        BAKER: ["Baker", "Pastry Baker"],
    },
    ratings={
        ELECTRICIAN: rated(5, 4, 1),
        SOLAR: rated(4, 4, 1),
        COOK: rated(1, 2, 5),
        BAKER: rated(1, 1, 5),
    },
    tools={ELECTRICIAN: {"27111701"}, SOLAR: {"27111701"}, COOK: {"48101710"}, BAKER: {"48101710"}},
    job_zone={ELECTRICIAN: 3, SOLAR: 2, COOK: 2},
)


def step(inputs: MoveInputs, source: str, target: str) -> Move:
    return next(m for m in moves(inputs) if (m.source, m.target) == (source, target))


# --- shortfall ---------------------------------------------------------------------------------


def test_shortfall_weighs_the_missing_level_by_importance_to_the_target() -> None:
    have = {"a": (5.0, 2.0), "b": (5.0, 6.0), "c": (5.0, 1.0)}
    need = {"a": (4.0, 3.0), "b": (2.0, 1.0), "c": (1.0, 7.0)}
    # weights 3, 1, 0; missing levels 1, 0 (above the need), 6 (not important): (3×1 + 1×0) / 4
    assert shortfall(have, need) == 0.75


def test_shortfall_compares_only_elements_that_both_have_levels_for() -> None:
    have = {"a": (3.0, 2.0), "b": (3.0, None), "d": (3.0, 1.0)}
    need = {"a": (3.0, 4.5), "b": (3.0, 7.0), "c": (5.0, 7.0), "d": (None, 7.0)}
    assert shortfall(have, need) == 2.5


@pytest.mark.parametrize("have", [{}, {"a": (3.0, None)}, {"z": (3.0, 2.0)}])
def test_shortfall_is_unknown_where_nothing_compares(have: dict[str, Rating]) -> None:
    assert shortfall(have, {"a": (3.0, 4.0)}) is None


def test_shortfall_to_itself_is_zero_and_the_way_back_differs() -> None:
    low, high = rated(3, 3, level=2.0), rated(3, 3, level=5.0)
    assert shortfall(low, low) == 0
    assert shortfall(low, high) == 3
    assert shortfall(high, low) == 0


# --- parts -------------------------------------------------------------------------------------


def test_words_are_counted_by_their_first_seven_letters_without_function_words() -> None:
    assert words(["Install the panels.", "Solar installers, installations"]) == {
        "install": 3,
        "panels": 1,
        "solar": 1,
    }


def test_shared_terms_by_hand() -> None:
    # "x" stands in three of three bags: weight 1 + ln(4/4) = 1; "y" in two: 1 + ln(4/3)
    cosine = shared_terms([{"x": 1, "y": 1}, {"x": 1, "y": 1, "lonely": 9}, {"x": 1}])
    y = 1 + np.log(4 / 3)
    assert cosine[0, 1] == pytest.approx(1)  # a term that nobody shares does not count
    assert cosine[0, 2] == pytest.approx(1 / np.sqrt(1 + y * y))


def test_nothing_known_is_not_nothing_shared() -> None:
    cosine = shared_terms([{"x": 1}, {"x": 1}, {"z": 1}, {}])
    assert cosine[0, 2] == 0
    assert np.isnan(cosine[0, 3])


def test_a_profile_counts_what_stands_out_not_how_high_it_rates() -> None:
    alike = same_profile(np.array([[1.0, 2, 3], [3, 4, 5], [3, 2, 1], [NAN, NAN, NAN]]))
    assert alike[0, 1] == pytest.approx(1)
    assert alike[0, 2] == 0  # correlation −1 is no similarity
    assert np.isnan(alike[0, 3])


def test_latent_similarity_joins_texts_that_share_neighbors_but_no_word() -> None:
    bags = [{"wire": 1, "volt": 1}, {"volt": 1, "fuse": 1}, {"fuse": 1, "amp": 1}, {"amp": 1}]
    bags += [{"dough": 1}, {"dough": 1, "oven": 1}, {"oven": 1}]
    plain = shared_terms(bags)
    joined = latent(plain, 2)
    assert plain[0, 3] == 0
    assert joined[0, 3] > 0.9
    assert joined[0, 4] < 0.1
    assert latent(plain, 7) is plain


# --- pooling -----------------------------------------------------------------------------------


def test_closeness_is_the_weighted_mean_of_the_known_parts() -> None:
    matrices = {
        "knowledge": np.array([[1.0, 0.8], [0.8, 1.0]]),
        "titles": np.array([[1.0, 0.2], [0.2, 1.0]]),
        "tools": np.full((2, 2), NAN),
    }
    weights = {"knowledge": 1.0, "titles": 2.0, "tools": 5.0}
    assert pool(matrices, weights)[0, 1] == pytest.approx((0.8 + 2 * 0.2) / 3)


def test_a_pair_without_any_known_part_has_no_closeness() -> None:
    assert np.isnan(pool({"titles": np.full((2, 2), NAN)}, {"titles": 1.0})).all()


def test_lacking_a_part_neither_helps_nor_hurts() -> None:
    """Titles run at a tenth of knowledge, so that titles alone would place everyone last."""
    rng = np.random.default_rng(7)
    truth = rng.random((40, 40))
    truth = (truth + truth.T) / 2
    knowledge = truth.copy()
    knowledge[0, :] = knowledge[:, 0] = NAN
    weights = {"knowledge": 1.0, "titles": 1.0}
    full = pool({"knowledge": truth, "titles": truth / 10}, weights)
    lacking = pool({"knowledge": knowledge, "titles": truth / 10}, weights)
    assert lacking[0, 1:] == pytest.approx(full[0, 1:], abs=0.02)
    assert lacking[1:, 1:] == pytest.approx(full[1:, 1:])


@given(st.lists(st.lists(st.floats(0, 1), min_size=6, max_size=6), min_size=6, max_size=6))
def test_closeness_is_symmetric_and_between_0_and_1(values: list[list[float]]) -> None:
    square = np.array(values)
    closeness = pool({"knowledge": (square + square.T) / 2, "titles": square * square.T}, WEIGHTS)
    assert (closeness == closeness.T).all()
    assert ((closeness >= 0) & (closeness <= 1)).all()


# --- moves -------------------------------------------------------------------------------------


def test_the_closest_move_stays_in_the_trade() -> None:
    nearest = {m.source: m.target for m in moves(KITCHEN_AND_ROOF) if m.rank == 1}
    assert nearest == {ELECTRICIAN: SOLAR, SOLAR: ELECTRICIAN, COOK: BAKER, BAKER: COOK}


def test_no_move_leads_to_where_it_starts_and_ranks_count_from_one() -> None:
    found = list(moves(KITCHEN_AND_ROOF))
    assert all(m.source != m.target for m in found)
    assert [m.rank for m in found] == [1, 2, 3] * 4
    assert [m.source for m in found] == sorted(m.source for m in found)


def test_closeness_and_parts_are_the_same_both_ways_but_job_zones_turn_round() -> None:
    there = step(KITCHEN_AND_ROOF, ELECTRICIAN, SOLAR)
    back = step(KITCHEN_AND_ROOF, SOLAR, ELECTRICIAN)
    assert there.closeness == back.closeness
    assert there.parts == back.parts
    assert (there.job_zone_step, back.job_zone_step) == (-1, 1)


def test_what_no_source_says_is_none_never_zero() -> None:
    move = step(KITCHEN_AND_ROOF, COOK, BAKER)
    assert move.parts["tasks"] is None
    assert move.parts["activities"] is None
    assert move.parts["technology"] is None
    assert move.parts["tools"] == 1
    assert move.job_zone_step is None


def test_an_occupation_without_ratings_is_placed_by_tasks_and_titles() -> None:
    inputs = MoveInputs(
        codes=["a", "b", "c"],
        titles={"a": ["Solar Installer"], "b": ["Solar Technician"], "c": ["Pastry Cook"]},
        tasks={"a": ["Mount solar panels."], "b": ["Test solar panels."], "c": ["Bake dough."]},
        ratings={"b": rated(1, 5), "c": rated(5, 1)},
    )
    first = next(moves(inputs))
    assert (first.source, first.target) == ("a", "b")
    assert first.parts["knowledge"] is None
    assert first.shortfall is None


def test_only_described_occupations_are_targets_but_all_are_sources() -> None:
    inputs = MoveInputs(
        codes=["a", "b", "z"],
        titles={code: ["Solar Installer"] for code in "abz"},
        ratings={"a": rated(1, 5), "b": rated(1, 5)},
    )
    assert [(m.source, m.target) for m in moves(inputs)] == [
        ("a", "b"),
        ("b", "a"),
        ("z", "a"),
        ("z", "b"),
    ]


def test_equal_closeness_is_ordered_by_code_and_top_limits_it() -> None:
    inputs = MoveInputs(
        codes=["d", "b", "a", "c"], ratings={code: rated(1, 2, 3) for code in "abcd"}
    )
    found = [(m.source, m.target) for m in moves(inputs, top=2)]
    assert found[:4] == [("a", "b"), ("a", "c"), ("b", "a"), ("b", "c")]


@pytest.mark.parametrize("codes", [[], ["a"]])
def test_none_or_one_occupation_makes_no_moves(codes: list[str]) -> None:
    assert list(moves(MoveInputs(codes=codes, titles={"a": ["Alone"]}))) == []


def test_scores_do_not_depend_on_the_order_of_the_input_or_the_hash_seed() -> None:
    turned = MoveInputs(
        codes=list(reversed(KITCHEN_AND_ROOF.codes)),
        titles=_reversed(KITCHEN_AND_ROOF.titles),
        ratings=_reversed(KITCHEN_AND_ROOF.ratings),
        tools=_reversed(KITCHEN_AND_ROOF.tools),
        job_zone=_reversed(KITCHEN_AND_ROOF.job_zone),
    )
    assert list(moves(turned)) == list(moves(KITCHEN_AND_ROOF))
    script = (
        "import json; from occupath.graph.similarity import shared_terms, words;"
        "t=['wire the solar panel roof','solar roof wire','panel wire fuse'];"
        "print(json.dumps(shared_terms([words([x]) for x in t]).tolist()))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert json.loads(seen.pop())[0][1] > 0


def _reversed(mapping: Mapping[str, T]) -> dict[str, T]:
    return dict(reversed(list(mapping.items())))


# --- gathering ---------------------------------------------------------------------------------


def test_rows_of_the_readers_become_inputs_and_related_occupations_do_not() -> None:
    rows = MoveRows()
    for row in (
        model.Occupation(SOLAR, "Solar Photovoltaic Installers", "Put up panels."),
        model.AlternateTitle(SOLAR, "Solar Installer", None, False),
        model.Task("1", SOLAR, "Wire panels.", "Core", None, None, None),
        model.TaskActivity("1", SOLAR, "4.A.3.b.5.I01.D01"),
        model.TechnologyUse(SOLAR, "AutoCAD", "43232604", "CAD", None, None),
        model.ToolUse(SOLAR, "Ladders", "30191501", "Ladders"),
        model.JobZone(SOLAR, 2),
        model.RelatedOccupation(SOLAR, ELECTRICIAN, "Primary-Short", 1),
    ):
        rows.add(row)
    inputs = rows.inputs()
    assert inputs == MoveInputs(
        codes=[SOLAR],
        titles={SOLAR: ["Solar Photovoltaic Installers", "Solar Installer"]},
        tasks={SOLAR: ["Wire panels."]},
        description={SOLAR: "Put up panels."},
        dwas={SOLAR: {"4.A.3.b.5.I01.D01"}},
        technologies={SOLAR: {"43232604", "AutoCAD"}},
        tools={SOLAR: {"30191501"}},
        job_zone={SOLAR: 2},
    )
    assert ELECTRICIAN not in inputs.codes


def test_a_rated_row_keeps_importance_and_level() -> None:
    rows = MoveRows()
    rows.add(
        model.RatedRequirement(
            SOLAR, "2.C.3.a", 3.5, None, None, None, None, None, None, None, None, None
        )
    )
    assert rows.inputs().ratings == {SOLAR: {"2.C.3.a": (3.5, None)}}
