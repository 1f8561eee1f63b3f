"""A draft code in a file is a target like any other, and a bad file says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from occupath.ontology.errors import OccupathError
from occupath.queries.alignment.align import Aligner
from occupath.queries.alignment.syllabus import Syllabus

DRAFT = """
code = "47-2299"
title = "Renewable Energy Technicians"
definition = "Install, test and repair systems that make power from sun and wind."
duties = [
  "Install photovoltaic modules on roofs.",
  { text = "Inspect wind turbine blades for damage.", importance = 4.5, level = 4 },
]
skills = ["Troubleshooting", { name = "Building and Construction", importance = 4, level = 5 }]
technologies = ["Microsoft Excel"]
"""
TEXT = "Students will learn to install photovoltaic modules on roofs. Microsoft Excel is covered."


def test_a_draft_is_covered_missed_and_edited_like_an_occupation(
    starter_aligner: Aligner, tmp_path: Path
) -> None:
    place = tmp_path / "draft.toml"
    place.write_text(DRAFT, "utf-8")
    target = starter_aligner.draft(place)
    assert (target.code, target.title) == ("47-2299", "Renewable Energy Technicians")
    kinds = {r.name: (r.id, r.kind) for r in target.requirements}
    assert kinds["Troubleshooting"] == ("2.B.3.k", "skill")
    assert kinds["Building and Construction"] == ("2.C.3.d", "knowledge")
    # The unrated weigh what the rated do on average: (4.5 × 4 + 4 × 5) / 2 = 19.
    assert sorted(target.weights().values()) == [18_000, 19_000, 19_000, 20_000]

    (alignment,) = starter_aligner.align([Syllabus("s", "Solar", TEXT)], target, level=1.0)
    assert alignment.coverage is not None
    assert alignment.edit is not None
    covered = {c.requirement.id for c in alignment.coverage.covered}
    assert "duty-1" in covered
    assert "technology-1" in covered
    assert "duty-2" not in covered
    assert alignment.coverage.share == pytest.approx(19 / 76)
    assert alignment.edit.reached
    assert {o.id for o in alignment.edit.outcomes} == {"duty-2", "2.B.3.k", "2.C.3.d"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("d.json", "[]", "is a table of code"),
        ("d.json", "{", "is not TOML or JSON"),
        ("d.json", '{"duties": ["x"], "wage": 3}', "unknown field 'wage'"),
        ("d.json", '{"duties": "Install panels"}', "duties is not a list"),
        ("d.json", '{"duties": [{"importance": 3}]}', r"duties\[1\] has no text"),
        ("d.json", '{"skills": [{"name": "Design", "level": 9}]}', "level 9 is not a number"),
        ("d.toml", 'title = "X"', "neither duties nor skills"),
    ],
)
def test_a_bad_draft_says_what_is_wrong(
    starter_aligner: Aligner, tmp_path: Path, name: str, text: str, said: str
) -> None:
    place = tmp_path / name
    place.write_text(text, "utf-8")
    with pytest.raises(OccupathError, match=said):
        starter_aligner.draft(place)


def test_json_and_toml_say_the_same(starter_aligner: Aligner, tmp_path: Path) -> None:
    import tomllib

    (tmp_path / "d.toml").write_text(DRAFT, "utf-8")
    (tmp_path / "d.json").write_text(json.dumps(tomllib.loads(DRAFT)), "utf-8")
    assert starter_aligner.draft(tmp_path / "d.toml") == starter_aligner.draft(tmp_path / "d.json")
