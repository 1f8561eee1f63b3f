"""A small data folder written here, three occupations, and the dataset made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from occupath.extract.log import ReadLog
from occupath.graph.build import build
from occupath.graph.progress import Silent
from occupath.graph.reading import Reading
from occupath.ontology import model
from occupath.ontology.prefixes import ID

Write = Callable[..., Path]
Rows = dict[str, Sequence[model.Row]]


class Made:
    """The graphs made of some rows, by source."""

    def __init__(self, rows: Rows, folder: Path) -> None:
        self.reading = Reading(folder)
        self.logs = {name: ReadLog(name) for name in rows}
        for name, given in rows.items():
            log = self.logs[name]
            self.reading.read(name, "1.0", _placed(given, log), log, Silent())
        self.reading.settle()
        self.lines = {
            name: list(graph.triples.sorted_lines()) for name, graph in self.reading.graphs.items()
        }

    def said(self, subject: str, source: str | None = None) -> dict[str, set[str]]:
        """What is said of ``id/<subject>``: local names of properties to short objects."""
        found: dict[str, set[str]] = {}
        for name, lines in self.lines.items():
            for line in lines if source in (None, name) else ():
                node, predicate, value = line.split(" ", 2)
                if node in (f"<{ID}{subject}>", f"<{subject}>"):
                    key = re.split("[#/]", predicate.strip("<>"))[-1]
                    found.setdefault(key, set()).add(_short(value))
        return found

    def rejected(self, source: str) -> list[str]:
        """The rejections of a source as ``file:line: reason``."""
        return [f"{r.file}:{r.line}: {r.reason}" for r in self.logs[source].rejections]


def _placed(rows: Sequence[model.Row], log: ReadLog) -> Iterator[model.Row]:
    """The rows as a reader yields them: each from a line of its own, from line 2 on."""
    for line, row in enumerate(rows, 2):
        log.count_read("rows.csv")
        with log.row("rows.csv", line, str(row)):
            yield row


def _short(value: str) -> str:
    return value.strip("<>").removeprefix(ID) if value.startswith("<") else value.split("^^")[0]


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Rows], Made]:
    """Turns rows, given by source in reading order, into graphs."""
    return lambda rows: Made(rows, tmp_path)


CORE = ("soc2018", "onet-taxonomy", "onet")

_RATED = "\t".join(
    ("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "N",
     "Standard Error", "Recommend Suppress", "Not Relevant", "Date", "Domain Source")
)  # fmt: skip


def _table(*rows: str) -> str:
    return "\n".join(rows).replace(" | ", "\t") + "\n"


def _rated(element: str, name: str, *values: tuple[str, float, float]) -> str:
    rows = [_RATED]
    for occupation, importance, level in values:
        for scale, value in (("IM", importance), ("LV", level)):
            rows.append(
                f"{occupation}\t{element}\t{name}\t{scale}\t{value}\t8\t0.125\tN\t"
                f"{'N' if scale == 'LV' else ''}\t08/2023\tAnalyst"
            )
    return "\n".join(rows) + "\n"


def _everyone(importance: float) -> tuple[tuple[str, float, float], ...]:
    codes = ("47-2111.00", "47-2231.00", "47-4099.03")
    return tuple((code, importance + i / 4, importance - i / 4) for i, code in enumerate(codes))


FILES: dict[str, str] = {
    "soc/soc2018_all.csv": "\n".join(
        (
            "code,title,Hierarchical_structure,parent",
            "47-0000,Construction and Extraction Occupations,Major,NA",
            "47-2000,Construction Trades Workers,Minor,47-0000",
            "47-2110,Electricians,Broad,47-2000",
            "47-2111,Electricians,Detailed,47-2110",
            "47-2230,Solar Photovoltaic Installers,Broad,47-2000",
            "47-2231,Solar Photovoltaic Installers,Detailed,47-2230",
            "47-4000,Other Construction and Related Workers,Minor,47-0000",
            "47-4090,Miscellaneous Construction and Related Workers,Broad,47-4000",
            '47-4099,"Construction and Related Workers, All Other",Detailed,47-4090',
        )
    )
    + "\n",
    "onet_taxonomy/2010_to_2019_Crosswalk.csv": (
        "O*NET-SOC 2010 Code,O*NET-SOC 2010 Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title\n"
        "47-2111.00,Electricians,47-2111.00,Electricians\n"
        "47-4099.02,Solar Helpers,47-2231.00,Solar Photovoltaic Installers\n"
        "47-2231.00,Solar Photovoltaic Installers,47-2231.00,Solar Photovoltaic Installers\n"
    ),
    "onet_taxonomy/2019_to_SOC_Crosswalk.csv": (
        "O*NET-SOC 2019 Code,O*NET-SOC 2019 Title,2018 SOC Code,2018 SOC Title\n"
        "47-2111.00,Electricians,47-2111,Electricians\n"
        "47-2231.00,Solar Photovoltaic Installers,47-2231,Solar Photovoltaic Installers\n"
        "47-4099.03,Weatherization Installers,47-4099,Construction Workers\n"
    ),
    "onet_30.1/Occupation Data.txt": _table(
        "O*NET-SOC Code | Title | Description",
        "47-2111.00 | Electricians | Wire buildings.",
        '47-2231.00 | Solar Photovoltaic Installers | Mount "panels" on roofs.',
        "47-4099.03 | Weatherization Installers | Keep the heat in.",
    ),
    "onet_30.1/Alternate Titles.txt": _table(
        "O*NET-SOC Code | Alternate Title | Short Title",
        "47-2111.00 | Wireman | n/a",
        "47-2231.00 | Solar Technician (Solar Tech) | Solar Tech",
    ),
    "onet_30.1/Job Zones.txt": _table(
        "O*NET-SOC Code | Job Zone | Date | Domain Source",
        "47-2111.00 | 3 | 08/2023 | Analyst",
        "47-2231.00 | 2 | 08/2023 | Analyst",
    ),
    "onet_30.1/Content Model Reference.txt": _table(
        "Element ID | Element Name | Description",
        *(f"{e} | {n} | What {n} is" for e, n in (
            ("1", "Worker Characteristics"), ("1.A", "Abilities"), ("1.A.1.a.1", "Hearing Words"),
            ("2", "Worker Requirements"), ("2.A", "Basic Skills"), ("2.A.1.a", "Reading"),
            ("2.C", "Knowledge"), ("2.C.3.b", "Engineering"), ("4", "Activities"),
            ("4.A", "Work Activities"), ("4.A.1.a.1", "Getting Information"),
        )),
    ),
    "onet_30.1/Skills.txt": _rated("2.A.1.a", "Reading", *_everyone(3)),
    "onet_30.1/Knowledge.txt": _rated("2.C.3.b", "Engineering", *_everyone(3.5)),
    "onet_30.1/Abilities.txt": _rated("1.A.1.a.1", "Hearing Words", *_everyone(2.5)),
    "onet_30.1/Work Activities.txt": _rated("4.A.1.a.1", "Getting Information", *_everyone(4)),
    "onet_30.1/Task Statements.txt": _table(
        "O*NET-SOC Code | Task ID | Task | Task Type | Incumbents Responding | Date | "
        "Domain Source",
        "47-2111.00 | 11 | Read diagrams of the wiring. | Core | 40 | 08/2023 | Incumbent",
        "47-2231.00 | 21 | Read diagrams of the array. | Core | 30 | 08/2023 | Incumbent",
        "47-4099.03 | 31 | Blow foam into walls. |  |  | 08/2023 | Incumbent",
    ),
    "onet_30.1/IWA Reference.txt": _table(
        "Element ID | IWA ID | IWA Title", "4.A.1.a.1 | 4.A.1.a.1.I01 | Read documents."
    ),
    "onet_30.1/DWA Reference.txt": _table(
        "Element ID | IWA ID | DWA ID | DWA Title",
        "4.A.1.a.1 | 4.A.1.a.1.I01 | 4.A.1.a.1.I01.D01 | Read blueprints.",
    ),
    "onet_30.1/Tasks to DWAs.txt": _table(
        "O*NET-SOC Code | Task ID | DWA ID | Date | Domain Source",
        "47-2111.00 | 11 | 4.A.1.a.1.I01.D01 | 08/2023 | Analyst",
        "47-2231.00 | 21 | 4.A.1.a.1.I01.D01 | 08/2023 | Analyst",
    ),
    "onet_30.1/Technology Skills.txt": _table(
        "O*NET-SOC Code | Example | Commodity Code | Commodity Title | Hot Technology | In Demand",
        "47-2111.00 | AutoCAD | 43232604 | Computer aided design CAD software | Y | Y",
        "47-2231.00 | AutoCAD | 43232604 | Computer aided design CAD software | Y | N",
        "47-2231.00 | C | 43232402 | Development environment software | N | N",
        "47-2231.00 | C++ | 43232402 | Development environment software | N | N",
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def write_data() -> Write:
    """Writes the small data folder; `changes` replaces files by name, or adds lines to them."""

    def write(folder: Path, replace: dict[str, str] | None = None, **added: str) -> Path:
        for name, text in (FILES | (replace or {})).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            stem = path.stem.replace(" ", "_")
            path.write_text(text + added.get(stem, "").replace(" | ", "\t"), "utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory, write_data: Write) -> Path:
    """The small data folder as it is."""
    return write_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def small_dataset(tmp_path_factory: pytest.TempPathFactory, small_data: Path) -> Path:
    """The dataset of the small data folder."""
    place = tmp_path_factory.mktemp("made") / "dataset"
    build(small_data, place, areas=())
    return place
