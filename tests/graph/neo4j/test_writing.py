"""Work side by side: all of it is done, and no two pieces meet that may not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occupath.graph.neo4j.relationships import _ends
from occupath.graph.neo4j.writing import apart
from occupath.graph.projection import table


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.frozensets(st.sampled_from("abcd"), max_size=3), max_size=12),
    st.integers(1, 3),
)
def test_no_two_tasks_that_share_a_word_meet(words: list[frozenset[str]], lanes: int) -> None:
    lock = threading.Lock()
    at_work: list[frozenset[str]] = []
    done: list[int] = []
    met: list[bool] = []

    def task(number: int) -> Callable[[], None]:
        def do() -> None:
            with lock:
                met.append(any(words[number] & other for other in at_work))
                at_work.append(words[number])
                met.append(len(at_work) > lanes)
            time.sleep(0.001)
            with lock:
                at_work.remove(words[number])
                done.append(number)

        return do

    apart([(of, task(number)) for number, of in enumerate(words)], lanes)
    assert sorted(done) == list(range(len(words)))
    assert not any(met)


def test_tasks_that_may_meet_do() -> None:
    both = threading.Barrier(2, timeout=10)
    apart([(frozenset("a"), _wait(both)), (frozenset("b"), _wait(both))], 2)
    assert not both.broken


def _wait(barrier: threading.Barrier) -> Callable[[], None]:
    return lambda: barrier.wait() and None


def test_a_task_that_fails_ends_the_rest() -> None:
    done: list[int] = []

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        apart([(frozenset("a"), fail), (frozenset("a"), lambda: done.append(1))], 2)
    assert done == []


def test_types_of_the_same_occupations_do_not_meet() -> None:
    rows = {row.type: _ends(table(), row) for row in table().relationships}
    assert rows["REQUIRES"] & rows["CAN_MOVE_TO"] == {"Occupation"}
    assert not rows["REQUIRES"] & rows["WAGE"]
    assert all(rows.values())
