"""``occupath cite``: the paragraph to cite a code by."""

from __future__ import annotations

from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option


@click.command("cite", epilog="Example: occupath cite 47-2231")
@click.argument("code")
@click.option("--scheme", default="soc2018", show_default=True, metavar="SCHEME",
              help="Scheme and vintage of the code.")  # fmt: skip
@dataset_option
@format_option("text", "json")
@output_option
def command(
    code: str, scheme: str, dataset_dir: Path | None, format_: str, output: Path | None
) -> None:
    """Write the paragraph that a grant proposal needs of CODE.

    It has the title, the definition as published, the vintage, the groups above, the codes of
    the vintage before, and the source to cite.
    """
    from occupath.queries.interagency.citation import cite

    found = cite(open_dataset(dataset_dir), code, scheme)
    emit(as_json(found.as_json()) if format_ == "json" else found.paragraph, output)
