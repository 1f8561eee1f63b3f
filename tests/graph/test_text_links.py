"""What O*NET's texts name enters the graph with its place in the text, apart from O*NET's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.build import build
from occupath.graph.dataset import Dataset
from tests.graph.conftest import Write

ASKED = """
SELECT ?text ?statement ?start ?end ?kind ?method ?concept ?graph WHERE {
  GRAPH ?graph { ?m a oc:Mention ; oc:document ?node ; oc:exact ?text ; oc:start ?start ;
                    oc:end ?end ; oc:mentionKind ?kind ; oc:method ?method ; oc:concept ?of }
  { ?node oc:statement ?statement } UNION { ?node dct:description ?statement }
  ?of skos:prefLabel ?concept
} ORDER BY ?statement ?start"""


def test_a_task_names_a_technology_with_its_span(write_data: Write, tmp_path: Path) -> None:
    task = "47-2111.00 | 12 | Draw circuits in AutoCAD. | Core | 4 | 08/2023 | Analyst\n"
    data = write_data(tmp_path / "data", Task_Statements=task)
    build(data, tmp_path / "d", areas=())
    rows = Dataset.open(tmp_path / "d").select(ASKED)
    assert len(rows) == 1
    found = rows[0]
    assert (found["text"], found["kind"], found["concept"]) == ("AutoCAD", "technology", "AutoCAD")
    assert str(found["statement"])[int(str(found["start"])) : int(str(found["end"]))] == "AutoCAD"
    assert found["method"] == "extraction labels"
    assert str(found["graph"]).endswith("/source/occupath-text-links")

    build(data, tmp_path / "none", areas=(), text_links="none")
    assert Dataset.open(tmp_path / "none").select(ASKED) == []


@pytest.mark.slow
def test_tasks_of_the_real_dataset_name_thousands_of_concepts(real_dataset: Path) -> None:
    dataset = Dataset.open(real_dataset)
    (count,) = dataset.select(
        "SELECT (COUNT(DISTINCT ?node) AS ?texts) (COUNT(?m) AS ?mentions) WHERE {"
        " ?m oc:document ?node . { ?node a oc:Task } UNION { ?node a oc:EmergingTask }"
        " UNION { ?node a oc:Occupation } }"
    )
    assert int(str(count["texts"])) > 4000
    assert int(str(count["mentions"])) > 5000
    wrong = dataset.select(
        "SELECT ?m { ?m oc:document ?t ; oc:start ?s ; oc:end ?e ; oc:exact ?x . ?t oc:statement ?w"
        " FILTER(SUBSTR(?w, ?s + 1, ?e - ?s) != ?x) }"
    )
    assert wrong == []
