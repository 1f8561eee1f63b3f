"""The page of the data folder (``docs/data-layout.md``), made from the table of sources."""

from __future__ import annotations

from occupath.extract.fetch import unchecked
from occupath.extract.source_table import SOURCES
from occupath.extract.sources import Source, SourceFile

_HEAD = """\
# The data folder

`occupath build --data DIR` looks in DIR for the files below. A source of which no file is there is
left out, and the build says so. A source of which only a part is there stops the build, unless the
missing files are optional. The first place where a file is found wins; `*` stands for a release,
and `archive.zip!member` for a file inside an archive, which need not be unpacked.

How to get the files:

- `occupath fetch NAME --data DIR` downloads a source that may be downloaded, and checks it against
  the checksum of the release that this version of Occupath was made with. Where no checksum is
  known it stops; `--trust-first` accepts the file and prints its checksum.
- Otherwise download it by hand from the address given, and put it in one of the places. Without a
  network, do so on another machine.

The licence is that of the source. What Occupath makes of it carries its citation, in the dataset
and in `manifest.json`. This page is made from the table of sources (`occupath.extract.reference`).
"""


_EXTRA = "`pip install 'occupath[areas]'`"


def data_layout() -> str:
    """The text of ``docs/data-layout.md``."""
    overview = [
        "| source | what | release | licence | how to get it |",
        "|---|---|---|---|---|",
        *(
            f"| [{s.name}](#{s.name}) | {s.title} | {s.release} | {s.licence} | {_way(s)} |"
            for s in SOURCES.values()
        ),
        "",
    ]
    return "\n".join([_HEAD, "\n".join(overview), *map(_section, SOURCES.values())])


def _way(source: Source) -> str:
    if source.optional:
        return _EXTRA
    if all(file.url is None for file in source.files):
        return "by hand"
    trust = " --trust-first" if unchecked(source) else ""
    return f"`occupath fetch {source.name}{trust}`"


def _section(source: Source) -> str:
    folders = _shared_folders(source)
    lines = [
        f"## {source.name}",
        "",
        f"{source.citation} Publisher: {source.publisher}. From <{source.url}>."
        + (
            f" Comes with {_EXTRA}; a file in the data folder goes first."
            if source.optional
            else ""
        ),
        "",
    ]
    if folders:
        where = ", ".join(f"`{folder or '(the data folder itself)'}`" for folder in folders)
        lines += [f"Each file in one of these, in this order: {where}.", ""]
    lines += ["| file | needed | places |", "|---|---|---|"]
    lines += [
        f"| {file.key} | {'yes' if file.required else 'optional'} | {_places(file, folders)} |"
        for file in source.files
    ]
    return "\n".join([*lines, ""])


def _places(file: SourceFile, folders: tuple[str, ...]) -> str:
    shown: list[str] = []
    for place in file.places:
        name = _name(place) if folders and _folder(place) in folders else place
        if name not in shown:
            shown.append(name)
    return ", ".join(f"`{place}`" for place in shown)


def _shared_folders(source: Source) -> tuple[str, ...]:
    """The folders in which every file of a source of many files may lie."""
    if len(source.files) < 4:
        return ()
    first = [_folder(place) for place in source.files[0].places]
    everywhere = set(first).intersection(
        *({_folder(place) for place in file.places} for file in source.files)
    )
    return tuple(dict.fromkeys(folder for folder in first if folder in everywhere))


def _folder(place: str) -> str:
    return place.removesuffix(_name(place))


def _name(place: str) -> str:
    """The name of the file in a place: behind the folder, or behind an archive's wildcard."""
    name = place.rsplit("/", 1)[-1]
    return name.rsplit("!*", 1)[-1]
