"""The starter: what it holds, that it hangs together, and that it equals the official files."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.log import BadRow, ReadLog
from occupath.extract.source_table import SOURCES
from occupath.extract.starter import STARTER_SOURCES, read_starter, starter_digest
from occupath.extract.starter.make import make
from occupath.extract.starter.selection import TEXTS
from occupath.extract.starter.tables import (
    PROVENANCE,
    ROW_TYPES,
    file_name,
    from_cells,
    to_cells,
)
from occupath.ontology import model
from occupath.ontology.errors import OccupathError
from occupath.ontology.ids import mint

LINKS = "occupath-links"

NAMED = {
    "47-2111.00": "Electricians",
    "47-2231.00": "Solar Photovoltaic Installers",
    "47-2152.04": "Solar Thermal Installers and Technicians",
    "47-1011.03": "Solar Energy Installation Managers",
    "49-9081.00": "Wind Turbine Service Technicians",
    "17-2199.03": "Energy Engineers, Except Wind and Solar",
    "13-1199.05": "Sustainability Specialists",
    "11-1011.03": "Chief Sustainability Officers",
    "15-1299.07": "Blockchain Engineers",
    "15-2051.00": "Data Scientists",
    "15-1252.00": "Software Developers",
    "15-1212.00": "Information Security Analysts",
    "15-1299.05": "Information Security Engineers",
    "49-9051.00": "Electrical Power-Line Installers and Repairers",
    "49-9021.00": "Heating, Air Conditioning, and Refrigeration Mechanics and Installers",
    "17-2071.00": "Electrical Engineers",
    "17-3023.00": "Electrical and Electronic Engineering Technologists and Technicians",
    "47-2152.00": "Plumbers, Pipefitters, and Steamfitters",
    "47-2181.00": "Roofers",
    "11-9021.00": "Construction Managers",
    "47-4011.01": "Energy Auditors",
    "47-4099.03": "Weatherization Installers and Technicians",
}


@cache
def rows_of(source: str) -> tuple[model.Row, ...]:
    log = ReadLog(source)
    rows = tuple(read_starter(source, log))
    assert log.rows_rejected == 0
    assert log.rows_kept == len(rows)
    return rows


def of(kind: type, *sources: str) -> list[Any]:
    return [r for s in sources or STARTER_SOURCES for r in rows_of(s) if isinstance(r, kind)]


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    with as_file(files("occupath.extract.starter")) as place:
        yield place


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


# --- what it holds ----------------------------------------------------------------------------


def test_it_takes_at_most_four_megabytes(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.glob("*.csv")) <= 4_000_000


def test_it_has_the_whole_soc_2018_structure() -> None:
    levels = Counter(code.level for code in of(model.Code, "soc2018"))
    assert levels == {"major": 23, "minor": 98, "broad": 459, "detailed": 867}


def test_at_least_80_occupations_are_rated_and_have_all_that_the_starter_promises() -> None:
    rated = {r.occupation for r in of(model.RatedRequirement)}
    zoned = {r.occupation for r in of(model.JobZone)}
    titled = {r.occupation for r in of(model.AlternateTitle)}
    equipped = {r.occupation for r in of(model.TechnologyUse)}
    assert len(rated & zoned & titled & equipped) >= 80


def test_the_named_occupations_are_there_by_their_titles() -> None:
    titles = {o.code: o.title for o in of(model.Occupation)}
    assert {code: titles.get(code) for code in NAMED} == NAMED


def test_an_occupation_without_a_wage_or_projection_is_not_in_it() -> None:
    paid = {w.code for w in of(model.Wage)}
    projected = {p.code for p in of(model.Projection)}
    to_soc = {r.from_code: r.to_code for r in of(model.Correspondence, "onet-taxonomy")
              if r.to_scheme == "soc2018"}  # fmt: skip
    to_oews = {r.to_code: r.from_code for r in of(model.Correspondence, "oews")}
    for occupation in of(model.Occupation):
        code = to_oews[to_soc[occupation.code]]
        assert code in paid
        assert code in projected


def test_an_electrician_is_rated_as_onet_rates_one() -> None:
    """Repairing (2.B.3.l) of 47-2111.00 in Skills.txt, analysts' ratings of 08/2022."""
    (repairing,) = [
        r for r in of(model.RatedRequirement)
        if (r.occupation, r.element) == ("47-2111.00", "2.B.3.l")
    ]  # fmt: skip
    assert (repairing.importance, repairing.level) == (3.5, 3.75)
    assert (repairing.importance_se, repairing.level_n, repairing.date) == (0.189, 8, "2022-08")


def test_it_has_the_solar_program_of_4000_dollars_and_300_hours() -> None:
    programs = {p.id: p for p in of(model.Program)}
    assert len(programs) >= 40
    solar = programs["44728"]
    assert (solar.name, solar.cip, solar.cip_scheme) == (
        "Solar Energy Technician", "15.0505", "cip2010"
    )  # fmt: skip
    assert (solar.total_cost, solar.clock_hours, solar.duration_id) == (4000, 300, 7)
    assert solar.credential == "NABCEP PV Entry Level Exam"
    assert programs["50530"].total_cost == 15300
    became = {r.to_code for r in of(model.Correspondence, "cip2010-cip2020")
              if r.from_code == "15.0505"}  # fmt: skip
    assert became == {"15.1703"}


def test_nabcep_certificates_are_linked_to_solar_installers() -> None:
    names = {mint("certification", c.id): c.name for c in of(model.Certification)}
    installers = mint("occupation", "47-2231.00")
    linked = {names[link.subject] for link in of(model.InferredLink) if link.object == installers}
    assert {"PV Installation Professional", "PV Installer Specialist"} <= linked


def test_mentions_say_where_a_label_stands_in_the_text_that_is_left_out() -> None:
    mentions = of(model.LabelMention, LINKS)
    assert mentions
    for mention in mentions:
        assert mention.end - mention.start == len(mention.text)
        assert 0 < mention.confidence <= 1


# --- facts and figures only -------------------------------------------------------------------


def test_every_row_names_its_source_and_release(folder: Path) -> None:
    for path in sorted(folder.glob("*.csv")):
        if path.name == "sources.csv":
            continue
        header, *lines = lines_of(path)
        assert tuple(header[-2:]) == PROVENANCE
        for *_, source, release in lines:
            if source == LINKS:
                about, _, release = release.partition(" ")
                assert SOURCES[about].release == release
            else:
                assert SOURCES[source].release == release


def test_no_text_of_a_source_is_in_it() -> None:
    for kind, fields in TEXTS.items():
        for row in of(kind):
            assert [getattr(row, field) for field in fields] == [None] * len(fields)
    absent = (model.Task, model.EmergingTask, model.WorkActivity, model.TaskActivity)
    assert not of(absent)  # type: ignore[arg-type]


def test_no_cell_is_long_or_a_sentence(folder: Path) -> None:
    address = re.compile(r"(https?://|www\.)\S+")
    sentence = re.compile(r"[a-z]{3,}[.!?] [A-Z]|[a-z]{4,}\.$")
    for path in sorted(folder.glob("*.csv")):
        if path.name == "sources.csv":
            continue
        for line in lines_of(path):
            for cell in line:
                if address.fullmatch(cell):
                    continue
                assert len(cell) <= 160, (path.name, cell)
                assert not (sentence.search(cell) and len(cell.split()) > 12), (path.name, cell)


# --- it hangs together ------------------------------------------------------------------------


def test_every_code_that_is_referred_to_is_described() -> None:
    known = {(c.scheme, c.code) for c in of(model.Code)}
    wanted = {(c.scheme, c.parent) for c in of(model.Code) if c.parent is not None}
    wanted |= {(t.scheme, t.code) for t in (*of(model.CodeTitle), *of(model.CollectionMember))}
    for row in of(model.Correspondence):
        wanted |= {(row.from_scheme, row.from_code), (row.to_scheme, row.to_code)}
    wanted |= {("onetsoc2019", o.code) for o in of(model.Occupation)}
    wanted |= {("oews", row.code) for row in (*of(model.Wage), *of(model.Projection))}
    wanted |= {(p.cip_scheme, p.cip) for p in (*of(model.Program), *of(model.ProgramOutcome))}
    assert wanted - known == set()


def test_every_occupation_element_scale_and_commodity_that_is_referred_to_is_described() -> None:
    occupations = {o.code for o in of(model.Occupation)}
    elements = {e.id for e in of(model.Element)}
    scales = {s.id for s in of(model.Scale)}
    commodities = {c.code for c in of(model.Commodity)}
    zones = {z.zone for z in of(model.JobZoneReference)}
    for row in rows_of("onet"):
        assert getattr(row, "occupation", None) in occupations | {None}
        assert getattr(row, "related", None) in occupations | {None}
        assert getattr(row, "element", None) in elements | {None}
        assert getattr(row, "linked", None) in elements | {None}
        assert getattr(row, "scale", None) in scales | {None}
        assert getattr(row, "commodity", None) in commodities | {None}
        assert getattr(row, "zone", None) in zones | {None}


def test_links_and_mentions_join_what_the_starter_describes() -> None:
    described = {mint("occupation", o.code) for o in of(model.Occupation)}
    described |= {mint("certification", c.id) for c in of(model.Certification)}
    described |= {mint("licence", "nj", r.id) for r in of(model.Licence)}
    described |= {mint("credential", "nj", c.id) for c in of(model.IndustryCredential)}
    for link in of(model.InferredLink):
        assert link.kind in model.LINK_KINDS
        assert {link.subject, link.object} <= described
    programs = {mint("program", "nj", p.id) for p in of(model.Program)}
    elements = {mint("onet", "element", e.id) for e in of(model.Element)}
    for mention in of(model.LabelMention):
        assert mention.document in programs
        assert mention.concept in elements or re.search(r"/id/(technology|tool)/", mention.concept)


def test_credentials_and_areas_that_are_referred_to_are_described() -> None:
    areas = {a.code for a in of(model.Area)}
    licences = {r.id for r in of(model.Licence)}
    credentials = {c.id for c in of(model.IndustryCredential)}
    nowhere = {"3924"}  # the state's own list lacks it, and program 50702 does not name it
    for program in of(model.Program):
        assert program.state in areas
        assert program.licence_id in licences | {None} or program.licence is not None
        assert program.credential_id in credentials | nowhere | {None} or program.credential
    assert {w.area for w in of(model.Wage)} == {"US"} <= areas


# --- reading ----------------------------------------------------------------------------------


def test_rows_of_every_source_are_read_and_counted() -> None:
    assert {"onet", "soc2018", "nj-programs", LINKS} <= set(STARTER_SOURCES)
    for source in STARTER_SOURCES:
        assert rows_of(source)


def test_a_digest_is_over_the_lines_of_a_source(folder: Path) -> None:
    stem = [line for line in (folder / "collection_member.csv").read_text("utf-8").splitlines()
            if line.endswith(",stem,May 2024")]  # fmt: skip
    text = "collection_member.csv\n" + "".join(f"{line}\n" for line in stem)
    assert starter_digest("stem") == sha256(text.encode()).hexdigest()


def test_a_source_that_is_not_in_it_is_named_with_those_that_are() -> None:
    with pytest.raises(OccupathError, match=r"nothing of source 'esco'.*onet"):
        next(read_starter("esco", ReadLog("esco")))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["47-2111.00", "three"], "zone cannot be read"),
        (["", "3"], "occupation cannot be read"),
        (["47-2111.00"], "row has another number of columns"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_bad_row(cells: list[str], reason: str) -> None:
    with pytest.raises(BadRow) as bad:
        from_cells(model.JobZone, cells)
    assert bad.value.reason == reason


_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|\r\n"), min_size=1)
_VALUES: dict[object, st.SearchStrategy[object]] = {
    str: _WORDS,
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
    tuple[str, ...]: st.lists(_WORDS).map(tuple),
}


@st.composite
def _rows(draw: st.DrawFn) -> Any:
    kind = draw(st.sampled_from(list(ROW_TYPES.values())))
    values = []
    for hint in get_type_hints(kind).values():
        options = [hint] if hint in _VALUES else list(get_args(hint))
        values.append(draw(st.one_of(*(_VALUES[option] for option in options))))
    return kind(*values)


@given(_rows())
def test_a_row_written_and_read_is_the_same_row(row: Any) -> None:
    assert from_cells(type(row), to_cells(row)) == row


def test_a_file_is_named_for_its_type_of_row() -> None:
    assert file_name(model.RatedRequirement) == "rated_requirement.csv"


def test_it_is_made_again_byte_for_byte_from_the_official_files(
    data_dir: Path, tmp_path: Path, folder: Path
) -> None:
    """If this fails, run ``python -m occupath.extract.starter.make --data DIR``."""
    make(data_dir, tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    assert sorted(made) == sorted(kept)
    assert [name for name in sorted(made) if made[name] != kept[name]] == []
