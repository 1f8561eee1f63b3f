"""Writes the starter's CSV files from the official files.

``python -m occupath.extract.starter.make --data DIR [--out DIR]``. The same files make the same
bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from io import StringIO
from pathlib import Path

from occupath.extract.source_table import SOURCES
from occupath.extract.starter.links import LINKS
from occupath.extract.starter.official import Official
from occupath.extract.starter.reader import INDEX
from occupath.extract.starter.selection import selection
from occupath.extract.starter.tables import PROVENANCE, ROW_TYPES, file_name, to_cells
from occupath.ontology.model import InferredLink, LabelMention, Row

# Our own links and mentions have the release of the source that they are about.
_ABOUT = {
    "certification-occupation": "careeronestop-certifications",
    "licence-occupation": "nj-licences",
    "credential-certification": "nj-credentials",
}


def make(data_dir: Path, out_dir: Path) -> None:
    """Write a CSV file a type of row, and the index of sources, into `out_dir`.

    Raises as `occupath.extract.readers.read_source` does.
    """
    tables: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for source, row in selection(Official(data_dir)):
        tables[file_name(type(row))].add((*to_cells(row), source, _release(source, row)))
    out_dir.mkdir(parents=True, exist_ok=True)
    parts: dict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(dict)
    for file, row_type in ROW_TYPES.items():
        lines = sorted(tables.get(file, ()), key=lambda cells: (cells[-2], cells))
        if not lines:
            (out_dir / file).unlink(missing_ok=True)
            continue
        header = (*getattr(row_type, "_fields"), *PROVENANCE)  # noqa: B009
        (out_dir / file).write_text(_csv([header, *lines]), "utf-8", newline="")
        for cells in lines:
            parts[cells[-2]].setdefault(file, []).append(cells)
    index = [("source", "release", "sha256", "rows")]
    for source in [name for name in (*SOURCES, LINKS) if name in parts]:
        files = parts[source]
        digest = sha256("".join(file + "\n" + _csv(files[file]) for file in files).encode())
        listed = " ".join(f"{file}={len(lines)}" for file, lines in files.items())
        releases = "; ".join(sorted({cells[-1] for lines in files.values() for cells in lines}))
        index.append((source, releases, digest.hexdigest(), listed))
    (out_dir / INDEX).write_text(_csv(index), "utf-8", newline="")


def _release(source: str, row: Row) -> str:
    if isinstance(row, InferredLink | LabelMention):
        about = SOURCES[_ABOUT[row.kind] if isinstance(row, InferredLink) else "nj-programs"]
        return f"{about.name} {about.release}"
    return SOURCES[source].release


def _csv(lines: Sequence[tuple[str, ...]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Write the starter's CSV files.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the official files")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    make(arguments.data, arguments.out)


if __name__ == "__main__":
    main()
