"""CTDL that others wrote is read too, offline; what is no CTDL is refused with a reason."""

from __future__ import annotations

import csv
import json
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from occupath.ontology.errors import OccupathError
from occupath.queries.alignment.ctdl import check_terms, ctdl_terms, read_ctdl_text, write_ctdl
from occupath.queries.alignment.record import CodeAlignment, Competency, Record
from occupath.queries.alignment.schema_org import write_schema_org

REGISTRY = {
    "@context": "https://credreg.net/ctdl/schema/context/json",
    "@graph": [
        {
            "@id": "https://credentialengineregistry.org/resources/ce-1",
            "@type": "ceterms:LearningProgram",
            "ceterms:name": {"en-US": "Welding", "es": "Soldadura"},
            "ceterms:description": {"en-US": "Students weld pipes."},
            "ceterms:ownedBy": ["_:school"],
            "ceterms:teaches": [
                {
                    "@type": "ceterms:CredentialAlignmentObject",
                    "ceterms:targetNode": "https://example.org/c1",
                    "ceterms:targetNodeDescription": {"en": "Read welding symbols."},
                }
            ],
            "ceterms:occupationType": [
                {
                    "@type": "ceterms:CredentialAlignmentObject",
                    "ceterms:codedNotation": "51-4121",
                    "ceterms:targetNodeName": {"en": "Welders"},
                }
            ],
        },
        {
            "@id": "_:school",
            "@type": "ceterms:CredentialOrganization",
            "ceterms:name": {"en-US": "A School"},
        },
    ],
}


def test_a_record_of_the_registry_is_read_without_a_network() -> None:
    record = read_ctdl_text(json.dumps(REGISTRY))
    assert (record.name, record.provider) == ("Welding", "A School")
    assert record.teaches == (
        Competency(
            "https://example.org/c1", "Read welding symbols.", "Read welding symbols.", None
        ),
    )
    assert record.occupations == (CodeAlignment("51-4121", "51-4121", "Welders", 1.0),)
    assert record.syllabus().text == "Students weld pipes.\nRead welding symbols."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON-LD object"),
        ('{"@graph": []}', "holds no ceterms:LearningProgram"),
        ('{"@type": "ceterms:Course", "@id": "urn:x"}', "has no ceterms:name"),
    ],
)
def test_what_is_no_program_is_refused(text: str, said: str) -> None:
    with pytest.raises(OccupathError, match=said):
        read_ctdl_text(text, "file.jsonld")


WORDS = st.text(
    "aZ0 äß中é'\"\
<&>{}:/#",
    min_size=1,
    max_size=12,
)
CODES = st.builds(
    CodeAlignment,
    st.integers(0, 99).map(lambda n: f"https://example.org/code/{n}"),
    st.from_regex(r"\d\d-\d{4}", fullmatch=True),
    st.none() | WORDS,
    st.integers(0, 10_000).map(lambda n: n / 10_000),
)
RECORDS = st.builds(
    lambda name, text, provider, cut, codes: Record(
        "urn:uuid:6d2e6a3c-0000-5000-8000-000000000001", name, text, provider,
        "https://example.org/a?b=c", (Competency("urn:uuid:c", name, text[:cut] or "x", None),),
        tuple(sorted({c.code: c for c in codes}.values(), key=lambda c: (-c.weight, c.code))), (),
    ),
    WORDS, WORDS, st.none() | WORDS, st.integers(0, 20), st.lists(CODES, max_size=4),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS)
def test_any_record_reads_back_unchanged(record: Record) -> None:
    text = write_ctdl(record)
    assert read_ctdl_text(text) == record
    assert write_ctdl(read_ctdl_text(text)) == text
    assert check_terms(text) == []


def test_a_term_that_is_none_or_on_the_wrong_class_is_told() -> None:
    record = read_ctdl_text(json.dumps(REGISTRY))
    told = json.loads(write_ctdl(record))
    told["@graph"][0]["ceterms:colour"] = "red"
    told["@graph"][0]["ceasn:competencyText"] = {"en-US": "x"}
    assert check_terms(json.dumps(told)) == [
        "ceterms:colour is no term of CTDL",
        "ceasn:competencyText stands on ceterms:LearningProgram",
    ]


def test_each_property_of_the_table_stands_on_classes_of_the_table() -> None:
    table = files("occupath.queries.alignment").joinpath("ctdl_terms.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert len(rows) == len(ctdl_terms())
    classes = {row["term"] for row in rows if row["kind"] == "class"}
    for row in rows:
        assert set(row["domain"].split()) <= classes
        assert bool(row["domain"]) == (row["kind"] == "property")


def test_schema_org_names_the_program_its_codes_and_what_its_course_teaches() -> None:
    made = json.loads(write_schema_org(read_ctdl_text(json.dumps(REGISTRY))))
    assert (made["@type"], made["name"]) == ("EducationalOccupationalProgram", "Welding")
    assert made["provider"] == {"@type": "EducationalOrganization", "name": "A School"}
    assert [c["codeValue"] for c in made["occupationalCategory"]] == ["51-4121"]
    assert [t["name"] for t in made["hasCourse"]["teaches"]] == ["Read welding symbols."]
    assert "url" not in made
