"""Completers of instructional programs, given out once over the occupations they may go to.

A row is an instructional program with the completers of one cohort, a column an occupation, and
`leads` tells which may go where. Every row is given out whole, so no completer counts twice. What
no source tells, where a row's completers went, is shown as an interval and by two methods.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

Amounts = npt.NDArray[np.float64]

PROPORTIONAL = "proportional"
FITTED = "fitted"
METHODS = (PROPORTIONAL, FITTED)
STEPS = 5_000  # of fitting, at most
TOLERANCE = 1e-7  # of all completers: fitting ends when no column moves more in a step


@dataclass(frozen=True, slots=True)
class Allocation:
    """Completers (persons, not whole numbers) by row and column; row sums are the completers."""

    cells: sparse.csr_array
    method: str
    steps: int

    @property
    def by_column(self) -> Amounts:
        """Completers given to each occupation."""
        return np.asarray(self.cells.sum(axis=0), dtype=float).ravel()


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the most completers that any allocation can give each column.

    Both ends are reached by some allocation, each column by itself: the ends of several columns
    cannot be added up (`interval_of` gives those of a set of columns).
    """

    low: Amounts
    high: Amounts


def proportional(leads: sparse.csr_array, completers: Amounts, weights: Amounts) -> Allocation:
    """Each row given out in proportion to the weights of its columns.

    `leads` is rows × columns, stored where a row may go; `completers` by row, `weights` (jobs or
    openings, 0 where none is known) by column. A row none of whose columns has a weight is given
    out evenly. Raises `ValueError` for a row with completers that leads nowhere.
    """
    pattern = _pattern(leads, completers)
    return Allocation(_to_rows(_seeded(pattern, weights), completers), PROPORTIONAL, 1)


def fitted(leads: sparse.csr_array, completers: Amounts, targets: Amounts) -> Allocation:
    """Iterative proportional fitting: row sums are the completers, columns as near to `targets`.

    The targets (by column) are scaled to the sum of completers. Rows and columns are scaled in
    turn, rows last (Deming and Stephan 1940). Where the pattern lets no table have both margins,
    which is usual here, the tables fitted to rows still converge: to the one whose column sums
    are nearest to the targets in relative entropy (Csiszár 1975; Gietl and Reffel 2013). Columns
    whose target is 0 get only what can go nowhere else.
    """
    pattern = _pattern(leads, completers)
    reached = np.asarray((pattern.T @ (completers > 0)), dtype=float) > 0
    wanted = np.where(reached, targets, 0.0)
    if wanted.sum() <= 0:
        return Allocation(proportional(leads, completers, targets).cells, FITTED, 0)
    wanted = wanted * (completers.sum() / wanted.sum())
    cells = _to_rows(_seeded(pattern, wanted), completers)
    rows, columns = np.repeat(np.arange(pattern.shape[0]), np.diff(cells.indptr)), cells.indices
    values, before = cells.data, _sums(cells.data, columns, wanted.size)
    steps = 0
    while steps < STEPS:
        steps += 1
        factors = np.divide(wanted, before, out=np.ones_like(wanted), where=wanted * before > 0)
        values = values * factors[columns]
        sums = _sums(values, rows, completers.size)
        scale = np.divide(completers, sums, out=np.zeros_like(completers), where=sums > 0)
        values = values * scale[rows]
        after = _sums(values, columns, wanted.size)
        if np.abs(after - before).max() <= TOLERANCE * completers.sum():
            break
        before = after
    fit = sparse.csr_array((values, cells.indices, cells.indptr), shape=cells.shape)
    return Allocation(fit, FITTED, steps)


def interval(
    leads: sparse.csr_array, completers: Amounts, elsewhere: npt.NDArray[np.bool_]
) -> Interval:
    """The extremes of each column over all allocations.

    Low: completers of rows that lead only there. High: of all rows that lead there. A row marked
    in `elsewhere` may also lead out of the table (a code that split, one of whose parts leads to
    no occupation), so it adds nothing to low. Rows are independent, so no smaller interval holds
    for all allocations.
    """
    pattern = _pattern(leads, completers)
    only = (np.diff(pattern.indptr) == 1) & ~elsewhere
    return Interval(pattern.T @ (completers * only), pattern.T @ completers)


def interval_of(
    leads: sparse.csr_array,
    completers: Amounts,
    elsewhere: npt.NDArray[np.bool_],
    columns: npt.NDArray[np.bool_],
) -> tuple[float, float]:
    """The extremes of the sum over a set of columns (a sector, say), over all allocations."""
    pattern = _pattern(leads, completers)
    inside = pattern @ columns.astype(float)
    everywhere = np.diff(pattern.indptr)
    low = completers[(inside == everywhere) & (everywhere > 0) & ~elsewhere].sum()
    return float(low), float(completers[inside > 0].sum())


def _pattern(leads: sparse.csr_array, completers: Amounts) -> sparse.csr_array:
    pattern = sparse.csr_array(leads, dtype=float)
    pattern.sum_duplicates()
    pattern.eliminate_zeros()
    pattern.data[:] = 1.0
    if np.any((np.diff(pattern.indptr) == 0) & (completers > 0)):
        raise ValueError("a program with completers leads to no occupation: leave its row out")
    return pattern


def _seeded(pattern: sparse.csr_array, weights: Amounts) -> sparse.csr_array:
    """The pattern with the columns' weights; rows without any weight keep the pattern's ones."""
    seeded = _scaled_columns(pattern, np.asarray(weights, dtype=float))
    bare = np.asarray(seeded.sum(axis=1), dtype=float).ravel() <= 0
    seeded.data = np.where(np.repeat(bare, np.diff(pattern.indptr)), 1.0, seeded.data)
    return seeded


def _scaled_columns(cells: sparse.csr_array, factors: Amounts) -> sparse.csr_array:
    return sparse.csr_array(
        (cells.data * factors[cells.indices], cells.indices, cells.indptr), shape=cells.shape
    )


def _to_rows(cells: sparse.csr_array, completers: Amounts) -> sparse.csr_array:
    """The cells scaled so that each row sums to its completers."""
    sums = np.asarray(cells.sum(axis=1), dtype=float).ravel()
    factors = np.divide(completers, sums, out=np.zeros_like(completers), where=sums > 0)
    return sparse.csr_array(
        (cells.data * np.repeat(factors, np.diff(cells.indptr)), cells.indices, cells.indptr),
        shape=cells.shape,
    )


def _sums(values: Amounts, places: npt.NDArray[np.int32], size: int) -> Amounts:
    return np.asarray(np.bincount(places, weights=values, minlength=size), dtype=float)
