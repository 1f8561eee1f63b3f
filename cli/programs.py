"""``occupath programs``: states' lists of programs, checked, searched and compared."""

from __future__ import annotations

import click

from occupath.cli.program_duplicates import duplicates_command
from occupath.cli.program_lists import template_command, validate_command
from occupath.cli.program_search import search_command


@click.group(
    "programs",
    epilog="""\b
Example:
  occupath programs template my-state
  occupath programs validate --mapping my-state/mapping.toml""",
)
def command() -> None:
    """Check a state's list of programs, search programs, and find listings that repeat."""


for subcommand in (duplicates_command, search_command, template_command, validate_command):
    command.add_command(subcommand)
