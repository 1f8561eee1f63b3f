"""A draft to be completed, with what the dataset says of the codes that it starts from."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from occupath.graph.dataset import Dataset
from occupath.graph.vintage import Item, read_scheme
from occupath.ontology.errors import UnknownCode

_BASE = "soc2018"


def template(dataset: Dataset, name: str, codes: Sequence[str]) -> str:
    """The text of a TOML file that adds one code, taking workers from `codes`.

    Raises `UnknownCode` for a code that is no detailed code of SOC 2018.
    """
    items = read_scheme(dataset, _BASE)
    for code in codes:
        if code not in items or items[code].level != "detailed":
            raise UnknownCode(f"{code!r} is not a detailed code of {_BASE}")
    letters = "".join(re.findall(r"[a-z0-9]", name.lower())).removeprefix("draft")[:35]
    lines = [
        f'id = "draft{letters or "code"}"',
        'title = "SOC 2018 with …"',
        f'follows = "{_BASE}"',
        "",
    ]
    for code in codes:
        lines += [f"# {code} {items[code].title}: {items[code].definition or 'no definition'}"]
    lines += [
        "[[added]]",
        f'code = "{_free(items, codes)}"',
        'title = "…"',
        f"from = {json.dumps(list(codes))}  # codes whose workers it takes some of",
        'definition = "…"',
        'duties = []  # "Install modules.", or {text = "…", importance = 4, level = 3}',
        'skills = []  # O*NET names, or {name = "…", importance = 4, level = 3}',
        "titles = []  # job titles that are certainly its own",
        "profiles = []  # O*NET-SOC 2019 codes that are certainly its own",
        "",
        "# Other changes: [[split]] code, into = [{code, title, definition}, …];",
        "# [[merged]] codes, into = {code, title}; [[retitled]] code, title;",
        "# [[group]] code, title, parent for a new broad group.",
    ]
    return "\n".join(lines) + "\n"


def _free(items: dict[str, Item], codes: Sequence[str]) -> str:
    """The next code that is not taken, in the group of the first one."""
    if not codes:
        return "NN-NNNN"
    prefix, number = codes[0].split("-")
    for following in range(int(number) + 1, 10_000):
        code = f"{prefix}-{following:04d}"
        if code not in items and not code.endswith(("0", "9")):
            return code
    return "NN-NNNN"
