"""What the writers of nodes and relationships share: batches, turns, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

DIGEST = "digest"  # the property that every node and relationship of ours has

T = TypeVar("T")


@dataclass(slots=True)
class Change:
    """How many nodes or relationships of one row of the table a load wrote."""

    added: int = 0
    changed: int = 0
    removed: int = 0


class Changes(dict[str, Change]):
    """Changes by the name of the table's row."""

    def of(self, name: str) -> Change:
        """The change of a row, begun where there was none."""
        return self.setdefault(name, Change())


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


class Turns:
    """Work handed to threads, never more than a few pieces waiting in memory."""

    def __init__(self, pool: ThreadPoolExecutor, most: int) -> None:
        self._pool = pool
        self._most = most
        self._waiting: list[Future[None]] = []

    def submit(self, work: Callable[[], None]) -> None:
        """Hand over a piece of work; waits while too many wait. Raises what a piece raised."""
        if len(self._waiting) >= self._most:
            self._waiting.pop(0).result()
        self._waiting.append(self._pool.submit(work))

    def finish(self) -> None:
        """Wait for all of it."""
        for piece in self._waiting:
            piece.result()
        self._waiting.clear()


@contextmanager
def turns(threads: int) -> Iterator[Turns]:
    """Turns in `threads` threads; at the end all work is done, or what waited is dropped."""
    with ThreadPoolExecutor(threads, "write") as pool:
        found = Turns(pool, 2 * threads)
        try:
            yield found
            found.finish()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def apart(tasks: Iterable[tuple[frozenset[str], Callable[[], None]]], lanes: int) -> None:
    """Do all tasks, `lanes` at a time and in order, as far as no two that share a word meet.

    Raises what a task raised; those that wait are dropped then, and those at work are ended first.
    """
    waiting = list(tasks)
    running: dict[Future[None], frozenset[str]] = {}
    with ThreadPoolExecutor(lanes, "lane") as pool:
        while waiting or running:
            busy = frozenset[str]().union(*running.values())
            free = next((task for task in waiting if not task[0] & busy), None)
            if free is not None and len(running) < lanes:
                waiting.remove(free)
                running[pool.submit(free[1])] = free[0]
                continue
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                del running[done]
                done.result()
