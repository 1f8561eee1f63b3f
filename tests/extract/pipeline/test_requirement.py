"""Cues and sections say whether a mention is required, preferred, taught, named or waived."""

from __future__ import annotations

import pytest
from spacy.language import Language


def told(nlp: Language, text: str) -> dict[str, str]:
    return {m.text: m.requirement for m in nlp(text)._.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You must know Python.", {"Python": "required"}),
        ("Python is required.", {"Python": "required"}),
        ("Python is preferred.", {"Python": "preferred"}),
        ("Carpentry or Python is a plus.", {"Carpentry": "preferred", "Python": "preferred"}),
        ("Nice to have: Python, carpentry", {"Python": "preferred", "carpentry": "preferred"}),
        ("Must have Python; carpentry is a plus.",
         {"Python": "required", "carpentry": "preferred"}),
        ("Python required, carpentry preferred",
         {"Python": "required", "carpentry": "preferred"}),
        ("Python is preferred but not required.", {"Python": "preferred"}),
        ("Python is not required.", {"Python": "negated"}),
        ("Carpentry is not necessary, but Python is a must.",
         {"Carpentry": "negated", "Python": "required"}),
        ("No carpentry experience required.", {"carpentry": "negated"}),
        ("You do not need carpentry.", {"carpentry": "negated"}),
        ("You will learn carpentry.", {"carpentry": "taught"}),
        ("Students will learn Python and carpentry.",
         {"Python": "taught", "carpentry": "taught"}),
        ("The shop sells carpentry.", {"carpentry": "mentioned"}),
        ("Not only carpentry counts here.", {"carpentry": "mentioned"}),
    ],
)  # fmt: skip
def test_words_beside_a_mention_tell_its_requirement(
    labels_only: Language, text: str, expected: dict[str, str]
) -> None:
    assert told(labels_only, text) == expected


def test_without_words_the_section_tells(labels_only: Language) -> None:
    text = (
        "Responsibilities\nThe team does carpentry.\n\nRequirements\nPython\n\n"
        "Preferred Qualifications\nSpanish\n"
    )
    assert told(labels_only, text) == {
        "carpentry": "mentioned", "Python": "required", "Spanish": "preferred",
    }  # fmt: skip


def test_a_syllabus_teaches_what_it_names(labels_only: Language) -> None:
    text = (
        "Course description\nThis course treats carpentry.\nGrading\nFinal exam 40 %.\n"
        "Prerequisites: Python\n"
    )
    assert told(labels_only, text) == {"carpentry": "taught", "Python": "required"}
