"""Dossiers from the real data: nothing is said without evidence, and the evidence can be asked."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from occupath.graph.dataset import Dataset
from occupath.queries.distinctness.measures import Role
from occupath.queries.dossier.headings import headings
from occupath.queries.dossier.make import Dossier, dossier
from occupath.queries.dossier.report.document import document
from occupath.queries.dossier.report.markdown import markdown
from occupath.queries.dossier.report.page import page
from occupath.queries.dossier.statement import Statement
from occupath.queries.dossier.subject import Subject, read_subject
from occupath.queries.named import run

DUTIES = "Build applications on large language models. Write and test prompts. May train models."
ROLES = {
    "renewable energy technician": "",
    "LLM engineer": DUTIES,
    "blockchain developer": "",
    "sustainability engineer": "",
}


@pytest.fixture(scope="module")
def postings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two extracted postings, of which one names a blockchain developer."""
    folder = tmp_path_factory.mktemp("found") / "jobs"
    folder.mkdir()
    tables = {
        "documents": [
            {"document": d, "title": t, "employer": "Ledger Ltd", "area": "NJ", "month": "2025-07"}
            for d, t in (("a", "Blockchain Developers"), ("b", "Clerk"))
        ],
        "codes": [
            {"document": d, "rank": 1, "code": c, "abstained": False}
            for d, c in (("a", "15-1299"), ("b", "43-9061"))
        ],
        "mentions": [
            {"document": d, "kind": "technology", "text": "Solidity", "label": None,
             "sentence": f"The {w} uses Solidity."}
            for d, w in (("a", "blockchain developer"), ("b", "clerk"))
        ],
    }  # fmt: skip
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")
    return folder


@pytest.fixture(scope="module")
def dataset(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


@pytest.fixture(scope="module")
def made(dataset: Dataset, postings: Path) -> dict[str, Dossier]:
    return {
        name: dossier(dataset, Subject(Role(name, duties), "as given"), postings=[postings])
        for name, duties in ROLES.items()
    }


def evidence(value: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every text of a JSON value that carries evidence, with it."""
    if isinstance(value, dict):
        if "evidence" in value:
            yield str(value), value["evidence"]
        for each in value.values():
            yield from evidence(each)
    elif isinstance(value, list):
        for each in value:
            yield from evidence(each)


def test_no_statement_stands_without_evidence_and_empty_headings_say_so(
    made: dict[str, Dossier],
) -> None:
    for name in ROLES:
        record: Any = made[name].as_json()
        assert record["role"] == name
        assert [s["heading"] for s in record["sections"]] == [
            words["heading"] for words in headings().values()
        ]
        for section in record["sections"]:
            assert section["statements"] or section["missing"], section["heading"]
            for statement in section["statements"]:
                assert statement["text"].strip()
                assert statement["evidence"], statement["text"]
        found = list(evidence(record))
        assert len(found) > 10
        for text, proofs in found:
            for proof in proofs:
                assert proof["source"], text
                assert proof["ref"], text
                assert 0 <= proof["count"] <= proof["denominator"], text


def test_a_statement_without_evidence_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="needs evidence"):
        Statement("Demand is soaring.", ())


def test_every_command_that_is_cited_lists_rows(made: dict[str, Dossier], dataset: Dataset) -> None:
    cited = {
        proof["ref"]
        for one in made.values()
        for _, proofs in evidence(one.as_json())
        for proof in proofs
        if proof["ref"].startswith("occupath query")
    }
    assert len(cited) > 10
    for command in sorted(cited):
        _, _, name, *rest = shlex.split(command)
        params = dict(word.split("=", 1) for word in rest if word != "--param")
        assert run(name, dataset, params).rows, command


def test_the_verdicts_of_the_four_roles(made: dict[str, Dossier]) -> None:
    said = {name: (one.verdict.kind, one.verdict.code) for name, one in made.items()}
    assert said["blockchain developer"] == ("onet_detail", "15-1299.07")
    assert said["sustainability engineer"] == ("onet_detail", "17-2199.03")
    assert said["LLM engineer"][0] == "not_assessable"  # distinct, but nobody counts them
    assert made["LLM engineer"].found.distinct is True
    technician = made["renewable energy technician"]
    assert technician.collectability.answer == "no"  # a title of two occupations
    assert [check.number for check in technician.principles] == list(range(1, 10))
    assert {c.answer for one in made.values() for c in one.principles} <= {
        "yes", "no", "not assessable",
    }  # fmt: skip


def test_postings_are_counted_with_all_as_the_denominator(made: dict[str, Dossier]) -> None:
    titles: Any = made["blockchain developer"].as_json()["sections"][2]  # type: ignore[index]
    (count,) = [
        proof
        for statement in titles["statements"]
        for proof in statement["evidence"]
        if "postings name" in statement["text"]
    ]
    assert (count["count"], count["denominator"], count["ref"]) == (1, 2, "documents jobs/a")


def test_the_forms_agree_and_ask_for_nothing_outside(made: dict[str, Dossier]) -> None:
    from docx import Document

    one = made["blockchain developer"]
    html, text, packed = page(one), markdown(one), document(one)
    assert (html, text, packed) == (page(one), markdown(one), document(one))
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    words = "\n".join(p.text for p in Document(io.BytesIO(packed)).paragraphs)
    for section in one.sections:
        assert section.heading in words
        assert f"## {section.heading}" in text
        for statement in section.statements:
            assert statement.text in words
    assert html.count("<svg") == 2


def test_a_group_is_read_from_its_file(dataset: Dataset, tmp_path: Path) -> None:
    import json

    one = [{"value": "Prompt Engineer", "postings": 3}, {"value": None, "postings": 1}]
    record = {
        "id": "g1", "name": "Prompt Engineer", "size": 4, "titles": one, "months": one[1:],
        "places": one[1:], "employers": one[1:],
        "skills": [{"name": "Python", "postings": 2}],
        "tasks": [{"sentence": "Write and test prompts.", "posting": "p/1", "postings": 2}],
    }  # fmt: skip
    file = tmp_path / "g1.json"
    file.write_text(json.dumps(record), "utf-8")
    found = dossier(dataset, read_subject(str(file))).as_json()
    told = [text for text, _ in evidence(found)]
    assert any("3 of 4 of its postings are called" in text for text in told)
    assert any("2 of 4 postings of the group name Python" in text for text in told)
