"""``occupath neo4j``: the property graph on a Neo4j server."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.graphs import server
from occupath.cli.options import (
    as_json,
    emit,
    format_option,
    output_option,
    print_rows,
    say,
)
from occupath.cli.progress import watching
from occupath.queries.output import write


@click.group(
    "neo4j",
    epilog="""\b
Example:
  occupath neo4j start
  occupath neo4j load --dataset dataset""",
)
def command() -> None:
    """Load a dataset into Neo4j as a property graph, and compare the two.

    The server is that of NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and, if wanted, NEO4J_DATABASE (a
    single server, a cluster, or Aura; bolt://, neo4j://, bolt+s:// and neo4j+s://), else the local
    one that 'occupath neo4j start' started. Give Occupath a database of its own. Cypher needs no
    server: 'occupath query NAME --engine cypher' has an engine inside.
    """


@command.command("load", epilog="Example: occupath neo4j load --dataset dataset")
@dataset_option
@format_option("table", "json", "csv")
@output_option
def load_command(dataset_dir: Path | None, format_: str, output: Path | None) -> None:
    """Make the server hold the property graph of a dataset.

    Writes only the difference to what a load of ours left there: a second load changes nothing,
    an interrupted one goes on. The server counts as loaded when all is there and has been counted.
    """
    from occupath.graph.neo4j.load import load

    dataset = open_dataset(dataset_dir)
    with server() as opened, watching() as watch:
        loaded = load(opened, dataset.path, watch)
        where = f"{opened.product} {opened.version} at {opened.where}"
    columns = ["row", "added", "changed", "removed"]
    rows: list[dict[str, object]] = [
        {"row": name, "added": c.added, "changed": c.changed, "removed": c.removed}
        for name, c in loaded.changes.items()
    ]
    if format_ == "json":
        answer = {"items": loaded.items, "unchanged": loaded.unchanged, "rows": rows}
        emit(as_json(answer), output)
    elif format_ == "csv":
        emit(write("csv", columns, rows), output)
    elif rows:
        print_rows(columns, rows, output=output)
    if loaded.unchanged:
        say(f"nothing to change: {where} holds all {loaded.items:,} nodes and relationships")
    else:
        say(f"{where} holds {loaded.items:,} nodes and relationships")


@command.command("status", epilog="Example: occupath neo4j status --dataset dataset")
@dataset_option
@format_option("table", "json", "csv")
@output_option
def status_command(dataset_dir: Path | None, format_: str, output: Path | None) -> None:
    """Compare a dataset with the server, row by row of the projection; exit 1 when unequal."""
    from occupath.graph.neo4j.counts import status

    dataset = open_dataset(dataset_dir)
    with server() as opened, watching() as watch:
        found = status(opened, dataset.path, watch)
    columns = ["name", "dataset", "server"]
    rows: list[dict[str, object]] = [
        {"name": row.name, "dataset": row.dataset, "server": row.server} for row in found.rows
    ]
    if format_ == "json":
        emit(as_json(found.as_json()), output)
    elif format_ == "csv":
        emit(write("csv", columns, rows), output)
    else:
        marked = [{**row, "": "" if row["dataset"] == row["server"] else "unequal"} for row in rows]
        print_rows([*columns, ""], marked, output=output)
    different = sum(not row.equal for row in found.rows)
    if found.equal:
        say(f"{found.product} {found.version} holds the dataset")
    elif different:
        say(f"{different} of {len(found.rows)} rows differ; 'occupath neo4j load' mends that")
    else:
        say("no complete load of this dataset is recorded; 'occupath neo4j load' mends that")
    if not found.equal:
        sys.exit(1)


@command.command("export", epilog="Example: occupath neo4j export --out import --dataset dataset")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to make for the CSV files.",
)
@dataset_option
def export_command(out: Path, dataset_dir: Path | None) -> None:
    """Write CSV for 'neo4j-admin database import', and the command: for very large loads.

    The server of the import is one that is stopped. The imported database counts as loaded:
    'occupath neo4j load' finds nothing to change.
    """
    from occupath.graph.neo4j.export import export

    dataset = open_dataset(dataset_dir)
    with watching() as watch:
        made = export(dataset.path, out, watch)
    print_rows(
        ["file", "rows"], [{"file": name, "rows": count} for name, count in made.files.items()]
    )
    say(f"{made.items:,} nodes and relationships in {out}; to import them, with the server down:")
    say(f"  sh {made.script}")


@command.command("start", epilog="Example: occupath neo4j start")
@click.option("--version", "version", help="Version of Neo4j Community.  [default: 5.26.31]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port on loopback.  [default: 7687, or a free one]",
)
@click.option("--heap", default="2g", show_default=True, help="Memory of the server's heap.")
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the server's data.  [default: in the user's data folder]",
)
def start_command(version: str | None, port: int, heap: str, home: Path | None) -> None:
    """Start a Neo4j Community server of your own on this machine, on loopback alone.

    Its jars are fetched once from Maven Central into the cache (some 120 MB; needs Maven and Java
    17, or 21 for versions of 2025 and later). Neo4j Community is GPLv3 and no part of Occupath.
    The password is made by chance and stands in a file that only you can read.
    """
    from occupath.graph.neo4j import local

    with watching() as watch:
        found = local.start(home, version=version or local.VERSION, port=port, heap=heap,
                            progress=watch)  # fmt: skip
    click.echo(f"export NEO4J_URI={found.uri}")
    click.echo(f"export NEO4J_USER={found.user}")
    click.echo(f'export NEO4J_PASSWORD="$(cat {Path(found.home) / "password"})"')
    say(f"Neo4j {found.version} runs ({local.LICENCE}); 'occupath neo4j stop' ends it")


@command.command("stop", epilog="Example: occupath neo4j stop")
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the server's data.  [default: in the user's data folder]",
)
def stop_command(home: Path | None) -> None:
    """Stop the local server; exit 1 if none runs."""
    from occupath.graph.neo4j import local

    if local.stop(home):
        say("stopped")
    else:
        say("no local server runs")
        sys.exit(1)
