"""Progress of long work, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from occupath.graph.progress import Progress as Told


class _Watch:
    """Shows the step under way, its rows and its seconds."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._rows = 0
        self._step = ""

    def begin(self, step: str) -> None:
        """A step begins."""
        self._step, self._rows = step, 0
        self._drop()
        self._task = self._progress.add_task(step, total=None)

    def advance(self, source: str, rows: int) -> None:
        """More rows of a source."""
        self._rows += rows
        if self._task is not None:
            self._progress.update(self._task, description=f"{self._step}: {self._rows:,} rows")

    def end(self, step: str, seconds: float) -> None:
        """The step is done: leave a line."""
        self._drop()
        rows = f", {self._rows:,} rows" if self._rows else ""
        self._progress.console.print(f"[green]✓[/green] {step} ({seconds:.1f} s{rows})")

    def _drop(self) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None


@contextmanager
def watching() -> Iterator[Told]:
    """Shows what a long piece of work tells of itself."""
    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Watch(progress)
