"""``occupath query``: named questions, and read-only SPARQL or Cypher of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import (
    as_json,
    emit,
    format_option,
    output_option,
    print_rows,
    say,
)
from occupath.ontology.errors import QueryError
from occupath.queries.catalog import NamedQuery, list_queries
from occupath.queries.output import write
from occupath.queries.result import Result

if TYPE_CHECKING:
    from occupath.graph.dataset import Dataset
    from occupath.graph.neo4j.server import Server


@click.command(
    "query",
    epilog="""\b
Examples:
  occupath query occupation-needs --param occupation=47-2111.00
  occupath query --file my.rq --format csv
  echo 'SELECT (COUNT(*) AS ?n) WHERE {?s ?p ?o}' | occupath query -
  occupath query occupation-needs -p occupation=47-2111.00 --engine cypher
  echo 'MATCH (o:Occupation) RETURN count(o) AS n' | occupath query - --engine cypher""",
)
@click.argument("name", required=False)
@click.option(
    "--param",
    "-p",
    "params",
    multiple=True,
    metavar="K=V",
    help="A parameter of the named query (may be repeated).",
)
@click.option("--list", "listing", is_flag=True, help="Explain every named query.")
@click.option(
    "--file",
    "-f",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Run the SPARQL (.rq) or Cypher (.cypher) in this file.",
)
@click.option(
    "--engine",
    type=click.Choice(["sparql", "cypher"]),
    help="The language that asks. Cypher goes to the server of NEO4J_URI, or to the engine inside "
    "Occupath.  [default: sparql; cypher for a .cypher file]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=30.0,
    show_default=True,
    help="Seconds that a query of your own may take.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1, 10_000_000),
    default=100_000,
    show_default=True,
    help="Rows that a query of your own may return.",
)
@dataset_option
@format_option("table", "json", "csv", "parquet")
@output_option
def command(
    name: str | None,
    params: tuple[str, ...],
    listing: bool,
    file: Path | None,
    engine: str | None,
    timeout: float,
    max_rows: int,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Ask a named question NAME, run the query in --file, or read one from stdin (-).

    'occupath query --list' explains each named question; SPARQL and Cypher give the same rows.
    Queries are read-only; your own have a limit of time and rows. Prefixes (oc:, skos:, id:, ...)
    need not be declared.
    """
    if listing:
        _list(format_, output)
        return
    if (name is None) == (file is None):
        raise click.UsageError("give the NAME of a query, '-' for standard input, or --file")
    if format_ == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("parquet is binary: give --output FILE")
    engine = engine or ("cypher" if file is not None and file.suffix == ".cypher" else "sparql")
    own = _read(file) if file is not None or name == "-" else None
    if own is not None and params:
        raise click.UsageError("--param belongs to named queries")
    dataset = open_dataset(dataset_dir)
    if engine == "cypher":
        from occupath.cli.graphs import graph

        with graph(dataset.path) as opened:
            answer = _ask(opened, own, name, params, timeout, max_rows)
    else:
        answer = _ask(dataset, own, name, params, timeout, max_rows)
    if answer.truncated:
        say(f"only the first {len(answer.rows):,} rows are shown: the limit was reached")
    _print(answer, format_, output)


def _ask(
    source: Dataset | Server,
    own: str | None,
    name: str | None,
    params: tuple[str, ...],
    timeout: float,
    max_rows: int,
) -> Result:
    """The answer to a query of the user's own, or to the named one."""
    from occupath.graph.dataset import Dataset

    if own is None:
        from occupath.queries.named import run

        assert name is not None
        return run(name, source, _pairs(params))
    if isinstance(source, Dataset):
        from occupath.queries.sparql import run_sparql

        return run_sparql(source, own, timeout=timeout, max_rows=max_rows)
    from occupath.queries.cypher import run_cypher

    return run_cypher(source, own, timeout=timeout, max_rows=max_rows)


def _read(file: Path | None) -> str:
    """The query in `file`, or from standard input."""
    try:
        return sys.stdin.read() if file is None else file.read_text("utf-8")
    except UnicodeDecodeError as broken:
        where = file or "standard input"
        raise QueryError(f"{where}: is not UTF-8 text ({broken}); save it as UTF-8") from broken


def _pairs(params: tuple[str, ...]) -> dict[str, object]:
    pairs: dict[str, object] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--param {param!r} is not of the form name=value")
        if key in pairs:
            raise click.UsageError(f"--param {key} is given twice")
        pairs[key] = value
    return pairs


def _print(answer: Result, format_: str, output: Path | None) -> None:
    if format_ == "table":
        print_rows(answer.columns, answer.rows, output=output)
        say(f"{len(answer.rows):,} rows")
    else:
        emit(write(format_, answer.columns, answer.rows), output)


def _list(format_: str, output: Path | None) -> None:
    queries = list_queries()
    if format_ == "json":
        emit(as_json([q.as_json() for q in queries]), output)
        return
    rows = [
        {"family": q.family, "name": q.name, "answers": q.description, "params": _params(q)}
        for q in queries
    ]
    columns = ["family", "name", "answers", "params"]
    if format_ == "table":
        print_rows(columns, rows, output=output)
    else:
        emit(write(format_, columns, rows), output)


def _params(query: NamedQuery) -> str:
    return "\n".join(
        f"{p.name}={p.example}" + ("" if p.default is None else f" (default {p.default})")
        for p in query.parameters
    )
