"""Empty layouts and an example mapping, for a state that starts from nothing."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

from occupath.extract.state_lists.fields import FIELDS, TABLES

_HEAD = """# The mapping of a state's list; docs/state-lists.md describes every line.
# Left of each = is the field, right of it the heading that your file has. Take out what it lacks.
[list]
name = "my-state"            # the source is called lists/my-state
title = "My State eligible training programs"
state = "NJ"                 # two capitals
state_name = "New Jersey"
publisher = "My State Department of Labor"
release = "2026"
url = ""
licence = "state the licence of the list"
cip = "cip2020"              # or cip2010: the vintage of the CIP codes
"""
_AFTER: dict[str, str] = {
    "programs": """
# missing = ["", "N/A", "-99999"]          # what means unknown in every column
# [programs.missing_in]
# county = ["Select One"]                  # and in one of them
# [programs.units]
# weeks = "months"                         # weeks, days, months or years
# [programs.values.delivery]
# 1 = "in person"                          # what your codes mean
# 2 = "online"
""",
    "outcomes": """
# [outcomes.units]
# percent_employed = "share"               # percent (0-100) or share (0-1)
""",
    "demand": "",
}


def layout(table: str) -> str:
    """The CSV text of an empty list: its headings."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([f.name for f in FIELDS[table]])
    return out.getvalue()


def example_mapping() -> str:
    """A mapping of files in the documented layout, to be changed where a list differs."""
    parts = [_HEAD]
    for table in TABLES:
        parts.append(f'\n[{table}]\nfile = "{table}.csv"\n')
        if table == "demand":
            parts.append(
                'scheme = "soc2018"           # of the codes: soc2018, soc2010, cip2020 …\n'
            )
        parts.append(f"\n[{table}.columns]\n")
        for field in FIELDS[table]:
            left = f'{field.name} = "{field.name}"'
            needed = "needed. " if field.required else ""
            parts.append(f"{left:44} # {needed}{field.meaning}\n")
        parts.append(_AFTER[table])
    return "".join(parts)


def templates() -> dict[str, str]:
    """The files of a template by name: a layout a table, and a mapping of them."""
    return {f"{table}.csv": layout(table) for table in TABLES} | {
        "mapping.toml": example_mapping(),
        "new-jersey.toml": new_jersey(),
    }


def new_jersey() -> str:
    """The mapping of New Jersey's own files, as an example of one that renames every column."""
    place = files("occupath.extract.state_lists").joinpath("mappings/new-jersey.toml")
    return place.read_text("utf-8")
