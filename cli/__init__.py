"""The command line: every command parses, calls and prints. The only place that prints."""

from occupath.cli.main import main

__all__ = ["main"]
