"""A source can be taken out again, and what is left is what a build without it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.build import build
from occupath.graph.dataset import Dataset
from occupath.graph.retract import retract
from occupath.ontology.errors import OccupathError
from tests.graph import postings
from tests.graph.conftest import Write

FILES = ("dataset.nq.gz", "manifest.json", "validation.json", "moves.npz")
EDGES = "SELECT ?c WHERE { ?o oc:demands ?c } ORDER BY ?c"


def same(one: Path, other: Path) -> None:
    for name in FILES:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    for table in (one / "text").iterdir():
        assert table.read_bytes() == (other / "text" / table.name).read_bytes(), table.name


def test_retracting_postings_gives_what_a_build_without_them_gives(
    small_data: Path, small_dataset: Path, tmp_path: Path
) -> None:
    city, county = postings.city(tmp_path / "city"), postings.county(tmp_path / "county")
    both, one = tmp_path / "both", tmp_path / "one"
    build(small_data, both, areas=(), postings=[city, county])
    build(small_data, one, areas=(), postings=[county])

    told = retract(both, "city")
    same(both, one)
    assert told.source == "postings/city"
    assert told.things == {"counts of postings": 2, "figures of demand": 2, "mentions": 7,
                           "postings": 4}  # fmt: skip
    assert (told.edges, told.kept_edges) == (1, 1)  # AutoCAD goes, reading the county asks for too
    assert told.graphs["postings/city"][1] == 0
    assert [row["c"] for row in Dataset.open(both).select(EDGES)] == [postings.READING]

    retract(both, "postings/county")
    same(both, small_dataset)


def test_an_unknown_source_is_told_with_those_there_are(small_data: Path, tmp_path: Path) -> None:
    place = tmp_path / "d"
    build(small_data, place, areas=(), postings=[postings.city(tmp_path / "city")])
    before = (place / "dataset.nq.gz").read_bytes()
    with pytest.raises(OccupathError, match="'town'; its sources are: onet, onet-t"):
        retract(place, "town")
    with pytest.raises(OccupathError, match="nothing can be asked without it"):
        retract(place, "onet")
    assert (place / "dataset.nq.gz").read_bytes() == before


CODES = "soc/soc2018_all.csv"


def test_an_official_source_is_left_out_by_building_again(
    write_data: Write, tmp_path: Path
) -> None:
    names = [f"onet_bright_outlook/bright_outlook_{name}.csv" for name in ("growth", "openings")]
    listed = dict.fromkeys(names, "Code,Title\n47-2111.00,Electricians\n")
    data, place = write_data(tmp_path / "data", listed), tmp_path / "d"
    city = postings.city(tmp_path / "city")
    build(data, place, areas=(), postings=[city])
    kept = (data / CODES).read_text("utf-8")
    (data / CODES).write_text(kept + "47-9999,Changed,Detailed,47-2110\n", "utf-8")
    with pytest.raises(OccupathError, match="soc2018: its files are not those that the dataset"):
        retract(place, "bright-outlook")
    (data / CODES).write_text(kept, "utf-8")

    moved = data.rename(tmp_path / "moved")
    with pytest.raises(OccupathError, match="say where the official files are with --data"):
        retract(place, "bright-outlook")
    told = retract(place, "bright-outlook", data_dir=moved)
    assert told.graphs["bright-outlook"][1] == 0
    expected = tmp_path / "expected"
    build(moved, expected, areas=(), without=["bright-outlook"], postings=[city])
    same(place, expected)
