"""The manifest of a dataset: what was read, from which files, and how many statements it gave."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.extract.sources import Source, SourceFiles
from occupath.ontology.errors import InvalidDataset

VERSION = "1"  # of the dataset's layout and graph model; another one cannot be opened
SAMPLE = 20  # rejections shown in the manifest; all are counted


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source. ``rows_read == rows_kept + rows_rejected + sum(set_aside)``.

    `sha256` is that of the file; of several files it is that of their lines ``sha256  name``,
    sorted by name, as ``sha256sum`` writes them. `set_aside`, `notes` and `reasons` count by
    reason; `rejections` shows the first few as ``file:line: reason``.
    """

    name: str
    release: str
    sha256: str | None
    licence: str
    rows_read: int
    rows_kept: int
    rows_rejected: int
    triples: int
    set_aside: dict[str, int]
    files: dict[str, int]
    notes: dict[str, int]
    reasons: dict[str, int]
    rejections: list[str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dataset holds. `graphs` counts the statements of the graphs that no source states.

    `absent` are the sources that were not there, `tables` the rows of each file of ``text/``.
    `seconds` tells how long each step of the build took; it is not written, so that equal data
    make equal datasets.
    """

    triples: int
    sources: list[SourceEntry]
    graphs: dict[str, int] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    version: str = VERSION
    seconds: dict[str, float] = field(default_factory=dict, compare=False)

    def to_json(self) -> str:
        """The text of ``manifest.json``: sorted keys, no time of day."""
        content = asdict(self)
        del content["seconds"]
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """The manifest in `path`; raises `InvalidDataset` if it is missing, broken or of another
        version."""
        try:
            content = json.loads(path.read_text("utf-8"))
            version = content.pop("version")
            if version != VERSION:
                raise InvalidDataset(
                    f"{path.parent}: is a dataset of version {version!r}, this release reads "
                    f"{VERSION!r}; make it again with 'occupath build'"
                )
            sources = [SourceEntry(**entry) for entry in content.pop("sources")]
            return cls(sources=sources, **content)
        except FileNotFoundError:
            raise InvalidDataset(
                f"{path.parent}: holds no dataset (there is no manifest.json); make one with "
                f"'occupath build --out {path.parent}'"
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as broken:
            raise InvalidDataset(
                f"{path}: cannot be read ({broken}); make the dataset again with 'occupath build'"
            ) from broken


def entry(source: Source, digest: str | None, log: ReadLog, triples: int) -> SourceEntry:
    """The entry of a source that was read."""
    return SourceEntry(
        name=source.name,
        release=source.release,
        sha256=digest,
        licence=source.licence,
        rows_read=log.rows_read,
        rows_kept=log.rows_kept,
        rows_rejected=log.rows_rejected,
        triples=triples,
        set_aside=dict(sorted(log.set_aside.items())),
        files=dict(sorted(log.files.items())),
        notes=dict(sorted(log.notes.items())),
        reasons=dict(sorted(log.rejected.items())),
        rejections=[f"{r.file}:{r.line}: {r.reason}" for r in log.rejections[:SAMPLE]],
    )


def checksum(files: SourceFiles) -> str:
    """The checksum of a source's files (see `SourceEntry`); names are those of the files alone."""
    digests: dict[str, str] = {}
    for located in files.found.values():
        if located.member is not None:
            with located.open() as member:
                content = sha256()
                while block := member.read(1 << 20):
                    content.update(block)
                digests[located.member.rpartition("/")[2]] = content.hexdigest()
        else:
            with located.path.open("rb") as plain:
                digests[located.path.name] = file_digest(plain, "sha256").hexdigest()
    if len(digests) == 1:
        return next(iter(digests.values()))
    lines = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
    return sha256(lines.encode()).hexdigest()
