"""Labels are found where they mean what they name, with the concept and kind that they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from occupath.extract import load
from occupath.extract.pipeline.user_labels import read_user_labels
from occupath.ontology.errors import SourceError


def found(nlp: Language, text: str) -> list[tuple[str, str, str | None]]:
    return [(m.text, m.kind, m.concept) for m in nlp(text)._.mentions]


def test_a_letter_or_everyday_word_counts_in_a_list_of_technologies(labels_only: Language) -> None:
    assert found(labels_only, "We use Python, R and SQL.") == [
        ("Python", "technology", "urn:python"),
        ("R", "technology", "urn:r"),
        ("SQL", "technology", "urn:sql"),
    ]
    assert found(labels_only, "Go and Python") == [
        ("Go", "technology", "urn:go"),
        ("Python", "technology", "urn:python"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Go to the office.", "R & D is next door.", "Access to the site. Lead a team.",
     "Plan R of the building", "They excel in sales, go home and access files."],
)  # fmt: skip
def test_a_letter_or_everyday_word_alone_is_no_technology(labels_only: Language, text: str) -> None:
    assert found(labels_only, text) == []


def test_an_everyday_word_counts_where_it_is_asked_for(labels_only: Language) -> None:
    assert found(labels_only, "Proficient in Excel.") == [("Excel", "technology", "urn:excel")]
    assert found(labels_only, "experience with MS Access") == [
        ("Access", "technology", "urn:access")
    ]
    assert found(labels_only, "R programming") == [("R", "technology", "urn:r")]


def test_short_forms_of_credentials_count_only_beside_their_words(labels_only: Language) -> None:
    assert found(labels_only, "CPA licence required") == [("CPA", "certificate", "urn:cpa")]
    assert found(labels_only, "The CPA of this campaign rose.") == []


def test_a_users_label_is_found_in_any_capitals_with_its_kind_and_concept(
    tiny: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "own.csv"
    listed.write_text("label,kind,concept\nMy Own Tool,tool,urn:own\nlead,skill,\n", "utf-8")
    nlp = load(
        tiny,
        "fast",
        {"spans": None, "qualifications": None, "merge": {"labels_alone": True}},
        user_labels=listed,
    )
    assert found(nlp, "my own tool") == [("my own tool", "tool", "urn:own")]
    assert found(nlp, "You lead.") == [("lead", "skill", None)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("label\nx\n", "has no column 'kind'"),
        ("label,kind\n--,tool\n", r"own\.csv:2: the label '--' has no letter"),
        ("label,kind\nx,thing\n", r"own\.csv:2: unknown kind 'thing'; one of skill, knowledge"),
    ],
)
def test_a_faulty_user_list_is_told_with_its_line(
    tmp_path: Path, content: str, message: str
) -> None:
    (tmp_path / "own.csv").write_text(content, "utf-8")
    with pytest.raises(SourceError, match=message):
        read_user_labels(tmp_path / "own.csv")
