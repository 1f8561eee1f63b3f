"""``occupath build``: make a dataset, with progress."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from occupath.cli.options import print_rows, say
from occupath.cli.progress import watching
from occupath.graph.build import build
from occupath.graph.dataset import default_dataset_dir
from occupath.graph.inputs import AREAS
from occupath.graph.manifest import Manifest
from occupath.graph.origin import POSTING_NODES
from occupath.graph.text_links import DEFAULT, MODES, TextLinks

_KINDS = ("state", "metropolitan", "nonmetropolitan")


def build_with_progress(
    data_dir: Path | None,
    out: Path,
    sources: Collection[str] | None = None,
    areas: Collection[str] = AREAS,
    postings: Sequence[Path] = (),
    posting_nodes: int = POSTING_NODES,
    text_links: TextLinks = DEFAULT,
    lists: Sequence[Path] = (),
    without: Collection[str] = (),
    overrides: Sequence[Path] = (),
    links: Sequence[Path] = (),
) -> Manifest:
    """Build and show each step on standard error."""
    with watching() as watch:
        return build(
            data_dir,
            out,
            sources=sources,
            areas=areas,
            postings=postings,
            posting_nodes=posting_nodes,
            text_links=text_links,
            lists=lists,
            without=without,
            overrides=overrides,
            links=links,
            progress=watch,
        )


@click.command("build", epilog="Example: occupath build --data data --out dataset")
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path),
    help="Folder of official files. Default: the starter data inside the package.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Dataset folder to make. Default: the one that other commands use.",
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME",
    help="Read only this source (may be repeated).",
)
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="Leave this source out (may be repeated).",
)
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="MAPPING",
    help="A state's list of programs: its mapping file (may be repeated; docs/state-lists.md).",
)
@click.option(
    "--cip-soc-overrides",
    "overrides",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TABLE",
    help="A reviewed table of what programs prepare for (may be repeated; docs/cip-soc.md).",
)
@click.option(
    "--same-listings",
    "links",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TABLE",
    help="Listings that are one program, as 'occupath programs duplicates --links' writes them.",
)
@click.option(
    "--area-wages",
    "areas",
    multiple=True,
    type=click.Choice((*_KINDS, "none")),
    default=tuple(sorted(AREAS)),
    show_default=True,
    help="Kinds of area whose wages are read, where occupath[areas] is installed.",
)
@click.option(
    "--postings",
    "postings",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FOLDER",
    help="Parquet that 'occupath extract' wrote: a folder or a file in it (may be repeated).",
)
@click.option(
    "--posting-nodes",
    type=click.IntRange(min=0),
    default=POSTING_NODES,
    show_default=True,
    help="Postings of each source that become nodes with all their mentions; all are counted.",
)
@click.option(
    "--text-links",
    type=click.Choice(MODES),
    default=DEFAULT,
    show_default=True,
    help="How O*NET's task statements and descriptions are read for skills, technologies and "
    "tools: by the labels of concepts, by a pipeline of 'occupath extract', or not.",
)
def command(
    data_dir: Path | None,
    out: Path | None,
    sources: tuple[str, ...],
    without: tuple[str, ...],
    lists: tuple[Path, ...],
    overrides: tuple[Path, ...],
    links: tuple[Path, ...],
    areas: tuple[str, ...],
    postings: tuple[Path, ...],
    posting_nodes: int,
    text_links: TextLinks,
) -> None:
    """Make a dataset: RDF, a store to query, a manifest and the validation report.

    All or nothing: the dataset is built beside the old one and takes its place when it is whole
    and has passed its shapes.
    """
    place = out or default_dataset_dir()
    kinds = [area for area in areas if area != "none"]
    made = build_with_progress(
        data_dir,
        place,
        sources or None,
        kinds,
        postings,
        posting_nodes,
        text_links,
        lists,
        without,
        overrides,
        links,
    )
    print_rows(
        ["source", "release", "rows read", "kept", "set aside", "rejected", "triples"],
        [
            {
                "source": s.name,
                "release": s.release,
                "rows read": s.rows_read,
                "kept": s.rows_kept,
                "set aside": s.rows_read - s.rows_kept - s.rows_rejected,
                "rejected": s.rows_rejected,
                "triples": s.triples,
            }
            for s in made.sources
        ],
    )
    click.echo(f"{made.triples:,} triples in {place}")
    rejected = sum(s.rows_rejected for s in made.sources)
    if made.absent:
        say(f"not there and not read: {', '.join(made.absent)}")
    if rejected:
        say(f"{rejected:,} rows were rejected; 'occupath validate' lists them with file and line")
