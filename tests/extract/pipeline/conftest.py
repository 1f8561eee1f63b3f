"""A tiny dataset with text tables, and pipelines on it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from spacy.language import Language

from occupath.extract import load

CONCEPTS = [
    ("urn:python", "technology", "technology", "Python", ()),
    ("urn:r", "technology", "technology", "R", ()),
    ("urn:go", "technology", "technology", "Go", ()),
    ("urn:excel", "technology", "technology", "Microsoft Excel", ()),
    ("urn:access", "technology", "technology", "Microsoft Access", ()),
    ("urn:sql", "technology", "technology", "Structured query language SQL", ()),
    ("urn:lead", "tool", "tool", "Lead", ()),
    ("urn:bender", "tool", "tool", "Conduit benders", ()),
    ("urn:cpa", "certification", "certificate", "Certified Public Accountant", ("CPA",)),
    ("urn:spanish", "esco-skill", "language", "Spanish", ()),
    ("urn:esco-python", "esco-skill", "knowledge", "Python (computer programming)", ()),
    ("urn:wiring", "esco-skill", "skill", "install wiring", ()),
    ("urn:carpentry", "esco-skill", "knowledge", "carpentry", ()),
]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stands for a dataset: its mark and its table of concepts."""
    place = tmp_path_factory.mktemp("tiny")
    (place / "manifest.json").write_text("{}", "utf-8")
    (place / "text").mkdir()
    rows = [
        {"concept": iri, "scheme": scheme, "kind": kind, "label": label,
         "alternatives": list(others), "description": None}
        for iri, scheme, kind, label, others in CONCEPTS
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows), place / "text" / "concepts.parquet")
    return place


@pytest.fixture(scope="session")
def fast(tiny: Path) -> Language:
    """The fast pipeline on the tiny dataset."""
    return load(tiny, "fast")


@pytest.fixture(scope="session")
def labels_only(tiny: Path) -> Language:
    """A pipeline that finds nothing but the labels of the tiny dataset."""
    return load(
        tiny, "fast", {"spans": None, "qualifications": None, "merge": {"labels_alone": True}}
    )
