"""What a dataset was made from: enough to make it again without one of its sources."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from occupath.graph.text_links import TextLinks
from occupath.ontology.errors import InvalidDataset

ORIGIN = "origin.json"
POSTING_NODES = 3_000  # postings of each source that become nodes, unless told otherwise


@dataclass(frozen=True, slots=True)
class Origin:
    """The arguments of a build; folders are absolute paths.

    `data` is the folder of official files (None: the starter), `sources` the names asked for
    (None: all), `without` those left out, `postings` the folders of Parquet, `text_links` the
    pipeline that read O*NET's texts, `lists` the mapping files of states' lists, `overrides` the
    reviewed tables of programs and occupations, `links` those of listings that are one program.
    """

    data: str | None
    sources: list[str] | None
    without: list[str]
    areas: list[str]
    postings: list[str]
    posting_nodes: int
    text_links: TextLinks
    lists: list[str] = field(default_factory=list)
    overrides: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """Keep it in a dataset's folder."""
        text = json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False)
        (folder / ORIGIN).write_text(text + "\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Origin:
        """That of the dataset in `folder`; raises `InvalidDataset` where it has none."""
        try:
            return cls(**json.loads((folder / ORIGIN).read_text("utf-8")))
        except (OSError, ValueError, TypeError) as broken:
            raise InvalidDataset(
                f"{folder}: does not say what it was made from ({broken}); make it again with "
                "'occupath build'"
            ) from broken
