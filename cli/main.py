"""The `occupath` command: a group whose commands are imported only when they run."""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "align": ("occupath.cli.align", "Hold a syllabus against occupations: what it misses."),
    "backtest": ("occupath.cli.backtest", "Judge decisions on new occupations again."),
    "build": ("occupath.cli.build", "Make a dataset from the official files, or from the starter."),
    "cip-soc": ("occupath.cli.cip_soc", "Compare what programs teach with the CIP-SOC crosswalk."),
    "cite": ("occupath.cli.cite", "Write the paragraph to cite a code by."),
    "code": ("occupath.cli.code", "Code a job title or text to SOC and O*NET-SOC."),
    "crosswalk": ("occupath.cli.crosswalk", "Convert codes between schemes and vintages."),
    "dossier": ("occupath.cli.dossier", "Write the evidence for or against a new occupation."),
    "emerging": (
        "occupath.cli.emerging",
        "Find groups of postings that no code and no list of titles names.",
    ),
    "extract": ("occupath.cli.extract", "Find what documents ask for or teach, and where."),
    "federal": ("occupath.cli.federal", "Show federal series beside SOC codes."),
    "fetch": ("occupath.cli.fetch", "Download official releases, checked against checksums."),
    "find": ("occupath.cli.find", "Find the occupation that a title, name or code means."),
    "gap": ("occupath.cli.gap", "Compare two occupations: what carries over, what is missing."),
    "green": ("occupath.cli.green", "Show green work counted three ways."),
    "link": ("occupath.cli.link", "Link a phrase or sentence to skills and other concepts."),
    "neighbors": ("occupath.cli.neighbors", "List the occupations nearest to one, or to each."),
    "neo4j": ("occupath.cli.neo4j", "Load a dataset into Neo4j, and compare the two."),
    "programs": ("occupath.cli.programs", "Check, search and compare lists of programs."),
    "query": ("occupath.cli.query", "Ask a named question, or run SPARQL or Cypher."),
    "retract": ("occupath.cli.retract", "Take a source out of a dataset."),
    "route": ("occupath.cli.route", "Find routes from one occupation to another."),
    "training-gap": (
        "occupath.cli.training_gap",
        "Compare demand for occupations in an area with its programs.",
    ),
    "validate": ("occupath.cli.validate", "Show what is wrong with a dataset, and how to fix it."),
    "vintage": ("occupath.cli.vintage", "Draft a vintage of the SOC, and see what it changes."),
}


class LazyGroup(click.Group):
    """A group that lists its commands from a table and imports one only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None for an unknown name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = import_module(entry[0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Example: occupath route electrician "solar technician"',
)
@click.version_option(package_name="occupath", prog_name="occupath")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def group(debug: bool) -> None:
    """Ask a knowledge graph of occupations, skills, credentials and training programs.

    Every asking command takes --dataset DIR. Without it, the dataset last built is used; where
    there is none, the embedded starter data is built once.
    """


def main() -> None:
    """Run the command line: exit 0 fine, 1 a negative answer, 2 a usage or input error."""
    try:
        status = group.main(prog_name="occupath", standalone_mode=False)  # of ctx.exit or Exit
        if isinstance(status, int):
            sys.exit(status)
    except click.Abort:
        click.echo("occupath: stopped; nothing was changed", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as failure:
        from occupath.ontology.errors import OccupathError

        if "--debug" in sys.argv:
            raise
        message = " ".join(str(failure).split())
        if not isinstance(failure, OccupathError | OSError):
            message = (
                f"unexpected {type(failure).__name__}: {message}; this is a fault of Occupath: "
                "please report it with what 'occupath --debug …' prints"
            )
        click.echo(f"occupath: {message}", err=True)
        sys.exit(2)
