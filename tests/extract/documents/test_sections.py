"""Sections: headings and phrases tell what yields no skill, and sentences of work are kept."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occupath.extract.documents.cleaning import clean
from occupath.extract.documents.section_cues import cues
from occupath.extract.documents.sections import KINDS, SILENT, is_heading, sections

_POSTING = """Solar Installer

About us
Sunny Roofs was founded in 1999 and is headquartered in Reno.

Responsibilities:
- Install photovoltaic modules on roofs
- Wire inverters

Requirements
Knowledge of the National Electrical Code
Two years of experience

Nice to have:
NABCEP certificate

What we offer
401(k), paid time off and a dental plan

How to apply
Send your resume to jobs@example.org

We are an equal opportunity employer and do not discriminate on the basis of race, age or sex.
"""


def _kind(text: str, of: str) -> str:
    place = text.index(of)
    return next(s.kind for s in sections(text) if s.start <= place < s.end)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("founded in 1999", "company"),
        ("Wire inverters", "duties"),
        ("National Electrical Code", "requirements"),
        ("NABCEP", "preferred"),
        ("401(k)", "benefits"),
        ("Send your resume", "application"),
        ("basis of race", "equal-opportunity"),
        ("Solar Installer", "other"),
    ],
)
def test_a_posting_falls_into_its_sections(words: str, kind: str) -> None:
    assert _kind(_POSTING, words) == kind


def test_headings_are_found_in_a_text_that_lost_its_line_ends() -> None:
    filler = "We install and maintain solar systems on roofs all over the valley. " * 8
    text = f"{filler}Requirements Five years of work on roofs. How to Apply Write to the office."
    assert _kind(text, "Five years") == "requirements"
    assert _kind(text, "Write to the office") == "application"


def test_capital_headings_of_a_bulletin() -> None:
    text = "DUTIES\n\nForges.\n\nANNUAL SALARY\n\n$70,000\n\nREQUIREMENTS\n\nFive years as a smith."
    assert _kind(text, "Forges") == "duties"
    assert _kind(text, "$70,000") == "benefits"
    assert _kind(text, "smith") == "requirements"


def test_what_an_examination_asks_for_is_asked_to_its_end() -> None:
    asked = "hot metal and the tools to forge it; " * 20
    text = (
        "SELECTION PROCESS\n\nCandidates will be notified later by e-mail.\n"
        f"In the interview you show knowledge of: {asked} and anvils. Bring your resume along.\n"
        "The room is on the first floor.\n"
    )
    assert _kind(text, "notified") == "application"
    assert _kind(text, "knowledge of") == "requirements"
    assert _kind(text, "anvils") == "requirements"
    assert _kind(text, "resume") == "application"
    assert _kind(text, "first floor") == "application"


def test_certifying_to_have_used_no_language_model_is_application() -> None:
    sentence = "I certify that the answers are my own words; no large language model wrote them."
    assert _kind(sentence, "large language model") == "application"
    assert _kind(f"Assessment 1\nWeld pipes.\n{sentence}\n", "language model") == "application"


@pytest.mark.parametrize(
    "sentence",
    [
        "Experience with Python and SQL is required.",
        "You develop web applications for our customers worldwide.",
        "Administer employee benefits such as health insurance and pension plans.",
        "Knowledge of equal employment opportunity law",
        "Apply statistics to data about race, age and sex.",
        "Requirements",
        "Benefits",
    ],
)
def test_a_lone_sentence_about_work_is_other(sentence: str) -> None:
    assert {section.kind for section in sections(sentence)} == {"other"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("REQUIREMENTS/MINIMUM QUALIFICATIONS", True),
        ("2. Nice to have:", True),
        ("What you'll do", True),
        ("## Skills we look for", True),
        ("Python", False),
        ("SQL", False),
        ("Five years of experience", False),
        ("", False),
    ],
)
def test_a_heading_is_told_from_a_line_of_content(line: str, expected: bool) -> None:
    assert is_heading(line) is expected


@given(st.lists(st.sampled_from([*_POSTING.split("\n"), "", " ", "\t", "É", "İ"]), max_size=12))
@settings(max_examples=80, deadline=None)
def test_sections_cover_the_text_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = sections(text)
    assert "".join(text[s.start : s.end] for s in found) == text
    assert all(s.kind in KINDS for s in found)
    assert all(one.kind != two.kind for one, two in pairwise(found))


def test_every_phrase_of_the_tables_is_lower_case_and_of_a_known_kind() -> None:
    told = {kind for kind, _ in cues().phrases[0]}
    assert told <= {*SILENT, "work", "you"}
    assert {heading.kind for heading in cues().headings.values()} <= set(KINDS)
    assert all(name == name.lower() for name in [*cues().headings, *cues().inline[0]])
    assert set(cues().inline[0]) <= set(cues().headings)


def test_real_texts_name_language_models_only_where_nothing_is_asked(data_dir: Path) -> None:
    silent = loud = 0
    with gzip.open(data_dir / "postings" / "usajobs_questionnaires_part.jsonl.gz", "rt") as lines:
        for line in list(lines)[::16]:
            text = clean(json.loads(line)["text"]).text
            places = [m.start() for m in re.finditer("large language model", text, re.I)]
            found = sections(text) if places else []
            for place in places:
                kind = next(s.kind for s in found if s.start <= place < s.end)
                silent += kind == "application"
                loud += kind != "application"
    assert silent > 10
    assert loud == 0


@pytest.mark.parametrize(
    ("benchmark", "layers"),
    [("skillspan", ("tags_skill", "tags_knowledge")), ("green", ("tags_skill",))],
)
def test_hardly_a_gold_span_of_a_benchmark_is_silenced(
    data_dir: Path, benchmark: str, layers: tuple[str, ...]
) -> None:
    gold = lost = 0
    with (data_dir / "bench" / benchmark / "dev.json").open() as lines:
        for row in map(json.loads, lines):
            spans = sum(row[layer].count("B") for layer in layers)
            spans = spans or sum(tag[0] == "B" for layer in layers for tag in row[layer])
            gold += spans
            kinds = {section.kind for section in sections(" ".join(row["tokens"]))}
            lost += spans if kinds & SILENT else 0
    assert gold > 1000
    assert lost / gold < 0.005
