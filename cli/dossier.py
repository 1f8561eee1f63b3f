"""``occupath dossier``: the evidence for or against an occupation of its own for a role."""

from __future__ import annotations

from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, output_option

_FORMATS = ("markdown", "html", "docx", "json")
_ENDINGS = {"md": "markdown", "html": "html", "docx": "docx", "json": "json"}


@click.command("dossier", epilog='Example: occupath dossier "blockchain developer"')
@click.argument("role")
@click.option("--duties", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A text file of what such workers do, in sentences.")  # fmt: skip
@click.option("--postings", multiple=True,
              type=click.Path(path_type=Path, file_okay=False),
              help="A folder that 'occupath extract --format parquet' wrote; give it again for "
                   "more.")  # fmt: skip
@click.option("--vintage", type=click.Choice(["soc2018", "soc2010"]), default="soc2018",
              show_default=True, help="The SOC to judge in.")  # fmt: skip
@click.option("--hide", default="", metavar="CODES",
              help="Judge as if these codes (with ; between them) did not exist.")  # fmt: skip
@dataset_option
@click.option("--format", "format_", type=click.Choice(_FORMATS),
              help="How it is written. Default: as FILE ends, else markdown.")  # fmt: skip
@output_option
def command(
    role: str,
    duties: Path | None,
    postings: tuple[Path, ...],
    vintage: str,
    hide: str,
    dataset_dir: Path | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Write what speaks for and against a code for ROLE, each sentence with its evidence.

    ROLE is a name, a group's file that 'occupath emerging' wrote (.json), or a text file whose
    first line is the name and the rest the duties (.txt, .md). The headings are those of the SOC
    Policy Committee's input request; one without evidence says what would supply it. Then the
    classification principles, whether such workers could be counted, and a verdict.
    """
    format_ = format_ or _by_name(output)
    if format_ == "docx" and output is None:
        raise click.UsageError("--format docx is a file: give its name with --output")
    from occupath.queries.dossier.make import dossier
    from occupath.queries.dossier.subject import read_subject

    subject = read_subject(role, duties)
    hidden = [code.strip() for code in hide.split(";") if code.strip()]
    made = dossier(open_dataset(dataset_dir), subject, vintage, hidden, postings)
    if format_ == "json":
        emit(as_json(made.as_json()), output)
    elif format_ == "html":
        from occupath.queries.dossier.report.page import page

        emit(page(made), output)
    elif format_ == "docx":
        from occupath.queries.dossier.report.document import document

        emit(document(made), output)
    else:
        from occupath.queries.dossier.report.markdown import markdown

        emit(markdown(made), output)


def _by_name(output: Path | None) -> str:
    return "markdown" if output is None else _ENDINGS.get(output.suffix.lower()[1:], "markdown")
