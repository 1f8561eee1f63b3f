"""How a build tells what it is doing; only `cli` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Protocol


class Progress(Protocol):
    """Told of a build's steps as they happen."""

    def begin(self, step: str) -> None:
        """A step begins: ``read onet``, ``load``, ``check``, …"""

    def advance(self, source: str, rows: int) -> None:
        """Some more rows of a source have become statements."""

    def end(self, step: str, seconds: float) -> None:
        """The step is done."""


class Silent:
    """A `Progress` that nobody watches."""

    def begin(self, step: str) -> None:
        """Say nothing."""

    def advance(self, source: str, rows: int) -> None:
        """Say nothing."""

    def end(self, step: str, seconds: float) -> None:
        """Say nothing."""


class Steps:
    """Times the steps of a build and tells `progress` of them."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """A step; its time counts from here to the end of the block."""
        self.progress.begin(step)
        start = perf_counter()
        yield
        self.seconds[step] = round(perf_counter() - start, 3)
        self.progress.end(step, self.seconds[step])
