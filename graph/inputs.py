"""The sources of a build: files on disk, or the starter inside the package."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from occupath.extract.log import ReadLog
from occupath.extract.readers import READERS
from occupath.extract.readers.oews import find_area_database, read_areas
from occupath.extract.source_table import SOURCES
from occupath.extract.sources import Source, SourceFiles, locate
from occupath.extract.starter import STARTER_SOURCES, read_starter, starter_digest
from occupath.extract.state_lists import (
    LISTS,
    REVIEWS,
    SAME,
    review_table,
    same_listings,
    state_list,
)
from occupath.extract.tabular import Located
from occupath.graph.manifest import checksum
from occupath.ontology.errors import OccupathError, SourceError
from occupath.ontology.model import Row

CORE = ("soc2018", "onet-taxonomy", "onet")  # without these there is nothing to ask about
_STARTER_LINKS = "occupath-links"
AREAS = frozenset({"state"})  # kinds of area whose wages are read unless more are asked for


class Input(Protocol):
    """A source that is there."""

    @property
    def source(self) -> Source:
        """Its entry in the table of sources."""

    def rows(self, log: ReadLog) -> Iterator[Row]:
        """Every row of it."""

    def checksum(self) -> str:
        """The SHA-256 of what is read (see `SourceEntry`)."""


class OnDisk(NamedTuple):
    """A source whose files were found; `areas` are the kinds of area asked for."""

    source: Source
    files: SourceFiles
    areas: frozenset[str]

    def rows(self, log: ReadLog) -> Iterator[Row]:
        if self.source.name == "oews-area":
            return read_areas(self.files, log, self.areas)
        return READERS[self.source.name](self.files, log)

    def checksum(self) -> str:
        return checksum(self.files)


class InStarter(NamedTuple):
    """What the starter has of a source."""

    source: Source

    def rows(self, log: ReadLog) -> Iterator[Row]:
        return read_starter(self.source.name, log)

    def checksum(self) -> str:
        return starter_digest(self.source.name)


class Inputs(NamedTuple):
    """The sources to read, in reading order, and the names of those that are not there.

    `linked` says that the links of ours come ready-made with the sources: the starter has them,
    because it lacks the texts they are made from.
    """

    present: list[Input]
    absent: list[str]
    linked: bool

    def links(self) -> Iterator[Row]:
        """The ready-made links and mentions."""
        log = ReadLog(_STARTER_LINKS)
        yield from read_starter(_STARTER_LINKS, log)
        if log.rejected:
            first = log.rejections[0]
            raise SourceError(
                f"{first.file}:{first.line}: {first.reason}; the package is damaged, install it "
                "again"
            )


def find_inputs(
    data_dir: Path | None,
    sources: Collection[str] | None,
    areas: frozenset[str],
    without: frozenset[str] = frozenset(),
    lists: Sequence[Path] = (),
    overrides: Sequence[Path] = (),
    links: Sequence[Path] = (),
) -> Inputs:
    """The sources below `data_dir`, or of the starter where it is None, then those of the user.

    `sources` limits the former by name, and those named in `without` are not looked for. One that
    is named and not there is a `SourceError`, and so is a missing one of `CORE` when none are
    named. Codes come before what points to them. `lists` are mapping files of states' lists,
    `overrides` reviewed tables of programs and occupations, `links` tables of programs that are
    one.
    """
    official = frozenset(name for name in without if not name.startswith((LISTS, REVIEWS, SAME)))
    unknown = sorted({*(sources or ()), *official} - SOURCES.keys())
    if unknown:
        raise OccupathError(
            f"no source {', '.join(unknown)}; the sources are: {', '.join(sorted(SOURCES))}"
        )
    if data_dir is not None and not data_dir.is_dir():
        raise SourceError(f"{data_dir}: is not a folder; give the one that holds the files")
    present: list[Input] = []
    absent: list[str] = []
    for name, source in SOURCES.items():
        if name in without or (sources is not None and name not in sources):
            continue
        found = _in_starter(source) if data_dir is None else _on_disk(source, data_dir, areas)
        if found is None:
            absent.append(name)
        else:
            present.append(found)
    missing = sorted(set(absent) & set(CORE if sources is None else sources))
    if missing:
        raise SourceError(
            f"{data_dir or 'the starter'}: no files of {', '.join(missing)}; "
            + "; ".join(
                f"get it with 'occupath fetch {m}' or from {SOURCES[m].url}" for m in missing
            )
        )
    own: list[Input] = [*map(state_list, lists), *map(review_table, overrides)]
    own += map(same_listings, links)
    present += _named_once(own, without)
    linked = data_dir is None and sources is None and _STARTER_LINKS in STARTER_SOURCES
    return Inputs(present, sorted(absent), linked)


def _named_once(own: Sequence[Input], without: frozenset[str]) -> list[Input]:
    found: dict[str, Input] = {}
    for made in own:
        name = made.source.name
        if name in found:
            raise OccupathError(
                f"{name}: two lists or reviewed tables have this name; give one another name"
            )
        found[name] = made
    return [found[name] for name in sorted(found.keys() - without)]


def _in_starter(source: Source) -> Input | None:
    return InStarter(source) if source.name in STARTER_SOURCES else None


def _on_disk(source: Source, data_dir: Path, areas: frozenset[str]) -> Input | None:
    files = locate(source, data_dir)
    if files is None and source.name == "oews-area" and areas:
        database = find_area_database()
        if database is not None:
            files = SourceFiles(source, {"database": Located(database, None, database.name)})
    return None if files is None or (source.name == "oews-area" and not areas) else OnDisk(
        files.source, files, areas
    )  # fmt: skip
