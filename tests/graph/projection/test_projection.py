"""The declared table, and the rows that it makes of a dataset."""

from __future__ import annotations

import gzip
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.graph.nquads import escaped, unescaped
from occupath.graph.projection import project, table
from occupath.graph.projection.project import release_of
from occupath.graph.projection.table import read_table
from occupath.ontology.errors import InvalidDataset
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import SKOS


def with_lines(dataset: Path, place: Path, *more: str) -> Path:
    """A copy of a dataset with more statements at its end, in a graph of their own."""
    place.mkdir()
    shutil.copy(dataset / "manifest.json", place)
    graph = f"<{mint('source', 'zz')}>"
    with gzip.open(dataset / "dataset.nq.gz", "rb") as old:
        text = old.read().decode() + "".join(f"{line} {graph} .\n" for line in more)
    with gzip.open(place / "dataset.nq.gz", "wb") as new:
        new.write(text.encode())
    return place


def test_every_statement_is_projected_or_left_out_with_a_reason(starter_dataset: Path) -> None:
    with project(starter_dataset) as found:
        assert found.statements == Dataset.open(starter_dataset).manifest.triples
        assert found.counts["(:Occupation)"] == 88
        assert sum(found.left_out.values()) > 0
        assert all(reason for reason in found.left_out)


def test_counts_are_those_of_the_dataset(starter_dataset: Path) -> None:
    dataset = Dataset.open(starter_dataset)
    with project(starter_dataset) as found:
        for row in (*found.table.facts, *found.table.nodes):
            if getattr(row, "when", None):
                continue
            (asked,) = dataset.select(f"SELECT (COUNT(?x) AS ?n) {{ ?x a <{row.of_class}> }}")
            assert found.count(row) == asked["n"], row.name
        for edge in found.table.edges:
            (asked,) = dataset.select(
                f"SELECT (COUNT(*) AS ?n) {{ ?a <{edge.predicate}> ?b . ?a a ?c }} GROUP BY ?none"
            ) or ({"n": 0},)
            assert found.count(edge) <= int(str(asked["n"] or 0)), edge.name


def test_lists_stay_lists_and_values_keep_their_types(starter_dataset: Path) -> None:
    with project(starter_dataset) as found:
        rows = {row.label: row for row in found.table.nodes}
        nodes = [n for batch in found.nodes(rows["Occupation"]) for n in batch]
        electrician = next(n for n in nodes if n.properties["code"] == "47-2111.00")
        names = electrician.properties["altLabels"]
        assert isinstance(names, list)
        assert names == sorted(names)
        assert "BrightOutlookOccupation" in electrician.properties["classes"]  # type: ignore[operator]
        facts = {row.type: row for row in found.table.facts}
        required = next(
            r for batch in found.relationships(facts["REQUIRES"]) for r in batch
            if str(r.properties["iri"]).endswith("/requirement/47-2111.00/2.C.3.b")
        )  # fmt: skip
        assert required.end == mint("onet", "element", "2.C.3.b")
        assert isinstance(required.properties["importance"], float)
        assert isinstance(required.properties["date"], date)
        assert required.properties["source"] == "onet"


def test_every_relationship_has_its_source_and_no_digest_stands_twice(
    starter_dataset: Path,
) -> None:
    with project(starter_dataset) as found:
        for row in found.table.relationships:
            items = [r for batch in found.relationships(row) for r in batch]
            assert all(item.properties["source"] for item in items), row.name
            twice = [d for d, n in Counter(item.digest for item in items).items() if n > 1]
            assert twice == [], row.name


def test_two_projections_are_the_same(starter_dataset: Path) -> None:
    def all_of() -> list[object]:
        with project(starter_dataset) as found:
            return [
                item
                for row in (*found.table.nodes, *found.table.relationships)
                for batch in (found.nodes(row) if hasattr(row, "label")
                              else found.relationships(row))  # type: ignore[arg-type]
                for item in batch
            ]  # fmt: skip

    assert all_of() == all_of()
    assert release_of(starter_dataset) == release_of(starter_dataset)


def test_what_the_table_has_no_place_for_is_an_error(starter_dataset: Path, tmp_path: Path) -> None:
    electrician = f"<{mint('occupation', '47-2111.00')}>"
    cases = {
        "has no place": f'{electrician} <{SKOS["note"]}> "new"',
        "is of no class": f'<{mint("thing")}> <{SKOS["prefLabel"]}> "thing"@en',
        "expects one": f'{electrician} <{SKOS["prefLabel"]}> "Another name"@en',
        "nothing in the dataset": (
            f"{electrician} <https://w3id.org/occupath/ns#usesTool> <{mint('tool', 'none')}>"
        ),
        "table allows": (f"{electrician} <https://w3id.org/occupath/ns#usesTool> {electrician}"),
    }
    for number, (words, line) in enumerate(cases.items()):
        other = with_lines(starter_dataset, tmp_path / str(number), line)
        with pytest.raises(InvalidDataset, match=words), project(other):
            pass


def test_a_damaged_file_is_told_of(starter_dataset: Path, tmp_path: Path) -> None:
    for name in ("manifest.json", "dataset.nq.gz"):
        shutil.copy(starter_dataset / name, tmp_path)
    packed = (tmp_path / "dataset.nq.gz").read_bytes()
    (tmp_path / "dataset.nq.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InvalidDataset, match="cannot be read beyond line"), project(tmp_path):
        pass


def test_a_table_that_contradicts_itself_is_refused() -> None:
    text = Path(__file__).parents[3].joinpath("graph/projection/table.toml").read_text("utf-8")
    assert read_table(text).fingerprint == table().fingerprint
    with pytest.raises(ValueError, match="the relationship HAS_TASK stands twice"):
        read_table(text.replace('type = "USES_TOOL"', 'type = "HAS_TASK"'))
    with pytest.raises(ValueError, match="which no node has"):
        read_table(text.replace('to = ["Tool"]', 'to = ["Hammer"]'))


def test_words_survive_being_escaped() -> None:
    for words in ("plain", 'a "b" \\ c', "tab\tline\nend\r", "\x01\x7f", "é \\u00e9"):
        assert unescaped(escaped(words)) == words
