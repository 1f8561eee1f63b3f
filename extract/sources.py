"""The table of sources: what Occupath reads, from where, under which licence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from occupath.extract.tabular import Located
from occupath.ontology.errors import SourceError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a source.

    `places` are the paths it may have below the data folder, the first found wins: the layout of
    the project's data folder, that of the official download, and members of the official archive
    (``archive.zip!member``); ``*`` stands for a release. `sha256` is that of the copy this release
    of Occupath was made with. `url` is where `occupath fetch` gets it (None: `Source.url` says how
    a person does), and `download_sha256` the checksum of what it gives (of the member that is read,
    where it gives an archive).
    """

    key: str
    places: tuple[str, ...]
    sha256: str | None = None
    url: str | None = None
    required: bool = True
    download_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An official release. `licence` is its own; `derived_licence` that of what we make of it.

    `release` is that of the entry. `release_in` finds another one in the path of a file: a pattern
    and what it gives (``db_30_3_text`` → ``30.3``).
    """

    name: str
    title: str
    publisher: str
    release: str
    url: str
    licence: str
    derived_licence: str
    citation: str
    files: tuple[SourceFile, ...]
    optional: bool = False
    release_in: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The files of one source found on disk."""

    source: Source
    found: dict[str, Located]

    def __getitem__(self, key: str) -> Located:
        """The file `key`; raises `SourceError` if it is not there."""
        located = self.found.get(key)
        if located is None:
            raise SourceError(f"{self.source.name}: file {key!r} was not found")
        return located

    def get(self, key: str) -> Located | None:
        """The file `key`, or None where an optional file is missing."""
        return self.found.get(key)


def locate(source: Source, data_dir: Path) -> SourceFiles | None:
    """Find the files of `source` below `data_dir`; None if none of them is there.

    Raises `SourceError` naming the places looked at when some required files are there and others
    are missing.
    """
    found: dict[str, Located] = {}
    missing: list[SourceFile] = []
    for file in source.files:
        located = next((hit for place in file.places if (hit := _find(data_dir, place))), None)
        if located is not None:
            found[file.key] = located
        elif file.required:
            missing.append(file)
    if not found:
        return None
    if missing:
        raise SourceError(
            f"{source.name}: {', '.join(f.places[0] for f in missing)} not found under {data_dir}; "
            f"get it with 'occupath fetch {source.name}' or from {source.url}"
        )
    return SourceFiles(_as_released(source, found.values()), found)


def _as_released(source: Source, found: Iterable[Located]) -> Source:
    """The entry with the release that the files' paths name, where they name one."""
    if source.release_in is None:
        return source
    pattern, template = source.release_in
    for located in found:
        if match := re.search(pattern, located.shown):
            release = match.expand(template)
            citation = source.citation.replace(source.release, release)
            return replace(source, release=release, citation=citation)
    return source


def _find(data_dir: Path, place: str) -> Located | None:
    path_part, _, member = place.partition("!")
    hits = sorted(data_dir.glob(path_part)) if "*" in path_part else [data_dir / path_part]
    for path in reversed(hits):  # the latest release sorts last
        if not path.is_file():
            continue
        shown = path.relative_to(data_dir).as_posix()
        if not member:
            return Located(path, None, shown)
        try:
            with ZipFile(path) as archive:
                names = sorted(n for n in archive.namelist() if fnmatch(n, member))
        except BadZipFile as broken:
            raise SourceError(f"{shown}: is not a whole zip archive; fetch it again") from broken
        if names:
            return Located(path, names[0], f"{shown}!{names[0]}")
    return None
