"""Completers are given out once, and the interval of an occupation holds every way to do it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import linprog

from occupath.queries.training.allocation import fitted, interval, interval_of, proportional

Case = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Which row may go where (each somewhere), completers, weights, and who may go elsewhere."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    leads = np.zeros((rows, columns))
    for row in range(rows):
        for column in draw(st.sets(st.integers(0, columns - 1), min_size=1)):
            leads[row, column] = 1
    completers = np.array(draw(st.lists(st.integers(0, 900), min_size=rows, max_size=rows)), float)
    weights = np.array(
        draw(st.lists(st.sampled_from([0, 1, 7, 90, 4000]), min_size=columns, max_size=columns)),
        float,
    )
    elsewhere = np.array(draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    return leads, completers, weights, elsewhere


@settings(deadline=None, max_examples=60)
@given(cases())
def test_every_completer_is_given_out_once_and_only_where_the_code_leads(case: Case) -> None:
    leads, completers, weights, _ = case
    for give in (proportional, fitted):
        cells = give(sparse.csr_array(leads), completers, weights).cells.toarray()
        assert cells.sum(axis=1) == pytest.approx(completers)
        assert (cells[leads == 0] == 0).all()
        assert (cells >= 0).all()


@settings(deadline=None, max_examples=60)
@given(cases())
def test_the_interval_contains_both_allocations(case: Case) -> None:
    leads, completers, weights, elsewhere = case
    pattern = sparse.csr_array(leads)
    ends = interval(pattern, completers, elsewhere)
    for give in (proportional, fitted):
        given_out = give(pattern, completers, weights).by_column
        assert (given_out >= ends.low - 1e-6).all()
        assert (given_out <= ends.high + 1e-6).all()


@settings(deadline=None, max_examples=30)
@given(cases(), st.data())
def test_the_ends_are_those_of_a_linear_program_so_none_can_be_tightened(
    case: Case, data: st.DataObject
) -> None:
    leads, completers, _, elsewhere = case
    pattern = sparse.csr_array(leads)
    ends = interval(pattern, completers, elsewhere)
    columns = leads.shape[1]
    chosen = np.array(data.draw(st.lists(st.booleans(), min_size=columns, max_size=columns)))
    places = [(i, j) for i, j in np.argwhere(leads)]
    rows = np.array([[float(i == row) for i, _ in places] for row in range(len(completers))])
    least = np.where(elsewhere, 0.0, completers)  # a row that may lead out need not come at all
    wanted = [np.eye(columns)[j] for j in range(columns)] + [chosen.astype(float)]
    shown = [*zip(ends.low, ends.high, strict=True),
             interval_of(pattern, completers, elsewhere, chosen)]  # fmt: skip
    for column, (low, high) in zip(wanted, shown, strict=True):
        cost = np.array([column[j] for _, j in places])
        found = [
            sign * linprog(sign * cost, A_ub=np.vstack([rows, -rows]),
                           b_ub=np.concatenate([completers, -least])).fun
            for sign in (1, -1)
        ]  # fmt: skip
        assert [low, high] == pytest.approx(found, abs=1e-6)


def test_a_row_is_given_out_in_proportion_to_jobs() -> None:
    leads = sparse.csr_array(np.array([[1, 1, 0], [0, 1, 0]]))
    shares = proportional(leads, np.array([100.0, 10.0]), np.array([300.0, 100.0, 50.0]))
    assert shares.by_column == pytest.approx([75, 35, 0])


def test_fitting_reaches_the_targets_where_the_codes_allow_it() -> None:
    leads = sparse.csr_array(np.ones((2, 3)))
    shares = fitted(leads, np.array([60.0, 40.0]), np.array([5.0, 3.0, 2.0]))
    assert shares.by_column == pytest.approx([50, 30, 20])


def test_fitting_keeps_the_rows_where_the_targets_cannot_be_reached() -> None:
    leads = sparse.csr_array(np.array([[1, 0], [1, 1]]))
    shares = fitted(leads, np.array([90.0, 10.0]), np.array([1.0, 1.0]))
    assert shares.by_column == pytest.approx([90, 10], abs=1e-3)


def test_a_row_of_which_no_column_has_a_weight_is_given_out_evenly() -> None:
    leads = sparse.csr_array(np.array([[1, 1]]))
    for give in (proportional, fitted):
        assert give(leads, np.array([8.0]), np.zeros(2)).by_column == pytest.approx([4, 4])


def test_a_row_with_completers_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="leads to no occupation"):
        proportional(sparse.csr_array((1, 2)), np.array([3.0]), np.ones(2))
