"""A build makes a whole dataset, the same every time."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, RdfFormat, parse

from occupath.graph.build import build
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError, SourceError

OWN = {"occupath-catalog", "occupath-inferred", "occupath-links", "occupath-moves",
       "occupath-ontology", "occupath-text-links"}  # fmt: skip
CORE = ("soc2018", "onet-taxonomy", "onet")
BUILD = """
import sys
from pathlib import Path
from occupath.graph.build import build
build(Path(sys.argv[1]), Path(sys.argv[2]), areas=())
"""


def lines(dataset: Path) -> list[str]:
    with gzip.open(dataset / "dataset.nq.gz", "rt", encoding="utf-8", newline="\n") as text:
        return text.read().splitlines()


def test_a_dataset_is_a_file_a_store_a_manifest_and_a_report(small_dataset: Path) -> None:
    names = {path.name for path in small_dataset.iterdir()}
    assert names == {"dataset.nq.gz", "store", "manifest.json", "validation.json", "moves.npz",
                     "text", "origin.json"}  # fmt: skip
    assert json.loads((small_dataset / "validation.json").read_text("utf-8"))["conforms"] is True


def test_the_manifest_tells_what_was_read(small_dataset: Path, small_data: Path) -> None:
    manifest = json.loads((small_dataset / "manifest.json").read_text("utf-8"))
    assert manifest["triples"] == len(lines(small_dataset))
    by_name = {entry["name"]: entry for entry in manifest["sources"]}
    assert by_name.keys() == set(CORE)
    soc = by_name["soc2018"]
    content = (small_data / "soc" / "soc2018_all.csv").read_bytes()
    assert soc["sha256"] == sha256(content).hexdigest()
    assert (soc["rows_read"], soc["rows_kept"], soc["rows_rejected"]) == (9, 9, 0)
    assert {"release", "licence", "triples"} <= soc.keys()
    stated = sum(entry["triples"] for entry in manifest["sources"])
    assert stated + sum(manifest["graphs"].values()) == manifest["triples"]
    assert manifest["graphs"].keys() == OWN
    assert "esco" in manifest["absent"]


def test_several_files_have_one_checksum_over_their_checksums(
    small_dataset: Path, small_data: Path
) -> None:
    entries = {e.name: e for e in Dataset.open(small_dataset).manifest.sources}
    files = sorted((small_data / "onet_taxonomy").iterdir())
    text = "".join(f"{sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)
    assert entries["onet-taxonomy"].sha256 == sha256(text.encode()).hexdigest()


def test_graphs_are_sorted_lines_within_them_too_and_none_stands_in_two(
    small_dataset: Path,
) -> None:
    found = lines(small_dataset)
    split = [line.removesuffix(" .").rpartition(" ") for line in found]
    assert split == sorted(split, key=lambda parts: (parts[2].rstrip(">"), parts[0]))
    assert Counter(triple for triple, _, _ in split).most_common(1)[0][1] == 1
    graphs = {graph.rpartition("/")[2].rstrip(">") for _, _, graph in split}
    assert graphs == (OWN | set(CORE)) - {"occupath-links", "occupath-text-links"}  # nothing here


def test_the_file_is_valid_rdf_without_blank_nodes_and_the_store_holds_the_same(
    small_dataset: Path,
) -> None:
    text = "\n".join(lines(small_dataset)) + "\n"
    quads = list(parse(input=text, format=RdfFormat.N_QUADS))
    assert not any(isinstance(t, BlankNode) for q in quads for t in (q.subject, q.object))
    counted = Dataset.open(small_dataset).select(
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    )
    assert counted == [{"n": len(set(quads))}]


def test_two_builds_are_byte_for_byte_the_same(
    small_dataset: Path, small_data: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    subprocess.run(
        [sys.executable, "-c", BUILD, str(small_data), str(again)],
        check=True,
        env={"PYTHONHASHSEED": "4242", "PYTHONPATH": ":".join(sys.path)},
    )
    made = [path.relative_to(again) for path in again.rglob("*") if path.is_file()]
    for name in (path for path in made if path.parts[0] != "store"):
        assert (again / name).read_bytes() == (small_dataset / name).read_bytes(), name


def test_facts_inferences_and_moves_are_there_to_be_asked(small_dataset: Path) -> None:
    dataset = Dataset.open(small_dataset)
    hidden = dataset.select(
        "SELECT ?code WHERE { ?o a oc:HiddenOccupation ; skos:notation ?code } ORDER BY ?code"
    )
    assert hidden == [{"code": "47-4099.03"}]
    nearest = dataset.select(
        "SELECT ?to WHERE { ?m oc:from ?f ; oc:to ?t ; oc:rank 1 . "
        "?f skos:notation $code . ?t skos:notation ?to }",
        {"code": "47-2111.00"},
    )
    assert nearest == [{"to": "47-2231.00"}]
    keys = dataset.select("SELECT ?o WHERE { ?o oc:titleKey 'solar technician' }")
    assert [row["o"] for row in keys] == ["https://w3id.org/occupath/id/occupation/47-2231.00"]


def test_naming_sources_reads_only_these(small_data: Path, tmp_path: Path) -> None:
    made = build(small_data, tmp_path / "d", sources=["soc2018"])
    assert [entry.name for entry in made.sources] == ["soc2018"]
    assert made.absent == []


def test_steps_are_timed_but_not_written(small_data: Path, tmp_path: Path) -> None:
    made = build(small_data, tmp_path / "d", sources=["soc2018"])
    assert {"read soc2018", "load", "check", "pack"} <= made.seconds.keys()
    assert "seconds" not in (tmp_path / "d" / "manifest.json").read_text("utf-8")


def test_without_the_core_sources_there_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no files of onet, onet-taxonomy, soc2018; get it with"):
        build(tmp_path, tmp_path / "d")
    assert not (tmp_path / "d").exists()


def test_an_unknown_source_or_folder_is_named(small_data: Path, tmp_path: Path) -> None:
    with pytest.raises(OccupathError, match="no source monet; the sources are: bright-outlook,"):
        build(small_data, tmp_path / "d", sources=["monet"])
    with pytest.raises(SourceError, match="is not a folder"):
        build(tmp_path / "nowhere", tmp_path / "d")
