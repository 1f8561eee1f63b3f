"""The page of the command line (``docs/cli.md``), made from the ``--help`` of every command."""

from __future__ import annotations

import click

from occupath.cli.main import group

_WIDTH = 88  # characters of a help line on the page
_HEAD = """\
# Command line

This page is what `--help` prints. An occupation is given by its title, by a name people use for
it, or by its O*NET-SOC or SOC 2018 code.

- Standard output is the answer and nothing else; notes and progress go to standard error.
- `--format json` and `csv` are for machines: an unknown value is `null` or empty, never 0. A table
  is for people: it shortens IRIs, and turns into records where its columns do not fit.
- `--output FILE` writes the answer to a file.
- Exit status: 0 fine; 1 a negative answer (no route, invalid data); 2 a usage or input error, with
  one line that says what to do. `occupath --debug COMMAND …` shows where in the program it arose.
- Without `--dataset` and `--data`, commands use `$OCCUPATH_DATASET`, else the dataset last built in
  the user's data folder; where there is none, the starter data inside the package is built once.
"""


def reference() -> str:
    """The text of ``docs/cli.md``."""
    top = click.Context(group, info_name="occupath", **group.context_settings)
    parts = [_HEAD, _block(group, top)]
    for name in group.list_commands(top):
        command = group.get_command(top, name)
        assert command is not None
        ctx = click.Context(command, parent=top, info_name=name)
        parts += [f"## occupath {name}\n", _block(command, ctx)]
        if isinstance(command, click.Group):
            for part in command.list_commands(ctx):
                inner = command.commands[part]
                under = click.Context(inner, parent=ctx, info_name=part)
                parts += [f"### occupath {name} {part}\n", _block(inner, under)]
    return "\n".join(parts)


def _block(command: click.Command, ctx: click.Context) -> str:
    ctx.terminal_width = _WIDTH
    return f"```text\n{command.get_help(ctx).rstrip()}\n```\n"
