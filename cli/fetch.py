"""``occupath fetch``: download official releases."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TransferSpeedColumn,
)

from occupath.cli.options import print_rows, say
from occupath.extract.fetch import fetch
from occupath.extract.source_table import SOURCES
from occupath.ontology.errors import OccupathError, UnknownCode


class _Bars:
    """Download progress on standard error."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def start(self, name: str, total: int | None, done: int) -> None:
        """A bar for a new download."""
        self._task = self._progress.add_task(name, total=total, completed=done)

    def advance(self, count: int) -> None:
        """More bytes have arrived."""
        if self._task is not None:
            self._progress.advance(self._task, count)


@click.command("fetch", epilog="Example: occupath fetch onet soc2018 --data data")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--data", "data_dir", type=click.Path(path_type=Path), default=Path("data"),
              show_default=True, help="Folder to download into.")  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="List the sources and where they come from.")
@click.option("--trust-first", is_flag=True,
              help="Accept a file of unknown checksum, and print it.")  # fmt: skip
def command(names: tuple[str, ...], data_dir: Path, listing: bool, trust_first: bool) -> None:
    """Download official releases (all that can be, or each SOURCE named) into --data DIR.

    Downloads resume where they stopped and are checked against known checksums.
    """
    if listing:
        print_rows(
            ["source", "title", "release", "licence", "url"],
            [
                {"source": s.name, "title": s.title, "release": s.release, "licence": s.licence,
                 "url": s.url}
                for s in SOURCES.values()
            ],
        )  # fmt: skip
        return
    unknown = [name for name in names if name not in SOURCES]
    if unknown:
        raise UnknownCode(
            f"no source is called {', '.join(unknown)}; 'occupath fetch --list' shows all"
        )
    failures: list[str] = []
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(),
               TransferSpeedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:
        for name in names or SOURCES:
            try:
                for got in fetch(SOURCES[name], data_dir, _Bars(progress), trust_first=trust_first):
                    checked = "checked" if got.verified else "first seen, not checked"
                    say(f"{name}: {got.path} (SHA-256 {got.sha256}, {checked})")
            except OccupathError as failure:
                failures.append(str(failure))
                say(f"not fetched: {failure}")
    if failures:
        raise OccupathError(
            f"{len(failures)} of {len(names or SOURCES)} sources were not fetched (see above); "
            "what arrived is kept"
        )
