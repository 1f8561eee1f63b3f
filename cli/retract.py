"""``occupath retract``: take a source out of a dataset."""

from __future__ import annotations

from pathlib import Path

import click

from occupath.cli.datasets import built_dataset_option
from occupath.cli.options import print_rows, say
from occupath.cli.progress import watching
from occupath.graph.dataset import default_dataset_dir
from occupath.graph.retract import retract


@click.command(
    "retract",
    epilog="""\b
Examples:
  occupath retract postings/city
  occupath retract stem --dataset dataset""",
)
@click.argument("source")
@built_dataset_option
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path),
    help="Where the official files are now, if they have moved since the dataset was built.",
)
def command(source: str, dataset_dir: Path | None, data_dir: Path | None) -> None:
    """Take SOURCE out of a dataset, with everything that rests on it alone.

    A source of postings (postings/NAME, or NAME) goes with its figures, postings and mentions;
    what other sources ask for too stays, with their counts. An official source is left out by
    building again from the files that the dataset was made from. What is left has passed its
    shapes; if anything fails, the dataset is as it was.
    """
    place = dataset_dir or default_dataset_dir()
    with watching() as watch:
        told = retract(place, source, data_dir=data_dir, progress=watch)
    print_rows(
        ["graph", "before", "after"],
        [{"graph": g, "before": b, "after": a} for g, (b, a) in told.graphs.items()],
    )
    for kind, count in told.things.items():
        click.echo(f"{count:,} {kind} taken out")
    click.echo(f"{told.source} is out of {place}")
    if told.things:
        say(
            f"{told.edges:,} links between an occupation and what its postings ask for are gone; "
            f"{told.kept_edges:,} stay, because other postings ask for the same"
        )
