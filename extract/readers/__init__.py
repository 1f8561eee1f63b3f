"""One reader a source: official files in, typed rows of `occupath.ontology.model` out.

A reader's module is imported when its source is first read, so that a command that reads nothing
stays quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from occupath.extract.log import ReadLog
from occupath.extract.sources import SourceFiles, locate
from occupath.ontology.errors import OccupathError, SourceError
from occupath.ontology.model import Row

Reader = Callable[[SourceFiles, ReadLog], Iterator[Row]]


def _reader(module: str, function: str = "read") -> Reader:
    def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
        reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
        return reader(files, log)

    return read


READERS: dict[str, Reader] = {
    "onet": _reader("onet"),
    "onet-taxonomy": _reader("taxonomy"),
    "soc2018": _reader("soc", "read_2018"),
    "soc2010": _reader("soc", "read_2010"),
    "soc2010-soc2018": _reader("soc", "read_crosswalk"),
    "isco08-soc2010": _reader("isco"),
    "oews-hybrid": _reader("oews_hybrid"),
    "cip2020": _reader("cip", "read_2020"),
    "cip2010-cip2020": _reader("cip", "read_2010_to_2020"),
    "cip-soc": _reader("cip", "read_soc"),
    "cip-onet": _reader("cip", "read_onet"),
    "opm": _reader("opm"),
    "esco": _reader("esco"),
    "esco-onet": _reader("esco", "read_crosswalk"),
    "oews": _reader("oews", "read_national"),
    "oews-area": _reader("oews", "read_areas"),
    "projections": _reader("projections"),
    "stem": _reader("projections", "read_stem"),
    "bright-outlook": _reader("lists", "read_bright_outlook"),
    "green-onet2010": _reader("lists", "read_green_2010"),
    "green-list2019": _reader("lists", "read_green_2019"),
    "careeronestop-certifications": _reader("certifications"),
    "nj-licences": _reader("newjersey", "read_licences"),
    "nj-credentials": _reader("newjersey", "read_credentials"),
    "nj-programs": _reader("newjersey", "read_programs"),
    "nj-programs-2018": _reader("newjersey", "read_programs_2018"),
    "nj-outcomes": _reader("newjersey", "read_outcomes"),
    "nj-demand": _reader("newjersey", "read_demand"),
}


def find_files(name: str, data_dir: Path) -> SourceFiles | None:
    """The files of the source `name` below `data_dir`, else those an installed package ships.

    Only ``oews-area`` has such a package (the extra ``areas``). None if there are none.
    """
    from occupath.extract.source_table import SOURCES

    files = locate(SOURCES[name], data_dir)
    if files is None and name == "oews-area":
        from occupath.extract.readers.oews_areas import packaged_files

        files = packaged_files(SOURCES[name])
    return files


def read_source(name: str, data_dir: Path, log: ReadLog) -> Iterator[Row]:
    """Every row of the source `name` (a key of `READERS`) from its files below `data_dir`.

    Raises `SourceError` when the files are missing, truncated or lack a required column, and
    `OccupathError` when there is no source of that name.
    """
    from occupath.extract.source_table import SOURCES

    if name not in READERS or name not in SOURCES:
        raise OccupathError(f"no source {name!r}; the sources are: {', '.join(sorted(READERS))}")
    files = find_files(name, data_dir)
    if files is None:
        raise SourceError(
            f"{name}: no file of it under {data_dir}; get it with 'occupath fetch {name}' "
            f"or from {SOURCES[name].url}"
        )
    return READERS[name](files, log)
