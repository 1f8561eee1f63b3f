"""Emerging groups: what is found where something is planted, and nothing where nothing is."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occupath.extract.documents.document import Document
from occupath.extract.documents.extraction import Extractor, Settings
from occupath.extract.occupations.coder import OccupationCoder
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError, SourceError
from occupath.queries.emerging.clusters import clusters
from occupath.queries.emerging.find import emerging
from occupath.queries.emerging.group import read_groups
from occupath.queries.emerging.growth import growth
from occupath.queries.emerging.postings import of_extracted
from occupath.queries.emerging.telling_words import telling_words
from occupath.queries.emerging.titles import forms, plain_title

Occupath = Callable[..., Any]


def square(size: int, inside: float, outside: float, groups: list[list[int]]) -> Any:
    made = np.full((size, size), outside)
    for rows in groups:
        made[np.ix_(rows, rows)] = inside
    np.fill_diagonal(made, 1)
    return made


def test_rows_alike_are_one_group_and_the_others_alone() -> None:
    first, second = list(range(7)), list(range(7, 15))
    found = clusters(square(25, 0.7, 0.05, [first, second]), 6)
    assert found[:2] == [second, first]
    assert {len(rows) for rows in found[2:]} == {1}


def test_one_group_among_few_rows_is_found() -> None:
    assert clusters(square(10, 0.6, 0.05, [list(range(7))]), 6)[0] == list(range(7))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(0, 2**31), st.integers(2, 8))
def test_every_row_is_in_one_group_whatever_the_likeness(size: int, seed: int, least: int) -> None:
    alike = np.random.default_rng(seed).random((size, size))
    found = clusters(alike, least)
    assert sorted(row for rows in found for row in rows) == list(range(size))
    assert found == clusters(alike, least)


def test_growth_is_the_odds_ratio_of_two_years_with_its_interval() -> None:
    corpus = [f"{year}-{month:02}" for year, month in product((2023, 2024), range(1, 13))] * 10
    group = ["2023-05"] * 3 + ["2024-05"] * 9
    found = growth(group, corpus + group)
    # 9 of 129 in 2024 against 3 of 123 in 2023: the plain odds ratio is 9 × 120 / (3 × 120) = 3
    assert found.reason is None
    assert found.ratio == pytest.approx(3, abs=0.05)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 1 < found.high


@pytest.mark.parametrize(
    ("group", "corpus", "said"),
    [
        (["2025-07"] * 9, ["2025-07", "2025-11"] * 20, "2 months"),
        ([None] * 9, [None] * 30, "no posting has a month"),
        (["2024-05"] * 2, [f"{y}-{m:02}" for y, m in product((2023, 2024), range(1, 13))], "2 of"),
    ],
)
def test_growth_is_not_assessable_without_two_years(
    group: list[str | None], corpus: list[str | None], said: str
) -> None:
    found = growth(group, corpus)
    assert found.ratio is None
    assert found.reason is not None
    assert found.reason.startswith("not assessable")
    assert said in found.reason


def test_a_word_tells_only_where_it_differs_from_occupations_and_from_other_postings() -> None:
    group = {"blockchain": 30, "apply": 30, "install": 30}
    nearest = {"install": 300, "wire": 300}
    corpus = {"blockchain": 31, "apply": 9000, "install": 60, "drive": 900}
    (only,) = telling_words(group, nearest, corpus)
    assert (only.word, only.count, only.nearest_count) == ("blockchain", 30, 0)
    assert min(only.z, only.z_corpus) > 1.96


def test_rank_grade_and_brackets_are_no_part_of_a_title() -> None:
    assert plain_title("SUPERVISORY IT SPECIALIST (PLCYPLN) NF-04") == "it specialist"
    assert "Electrician" in forms("Electrician/Welder (Title 32)")


def invented(seed: int) -> tuple[list[dict[str, str]], set[str]]:
    """Postings of one kind of work under two invented titles, among ordinary ones.

    The sentences are put together from a seed, so that no two texts are the same.
    """
    rng = random.Random(seed)
    duties = [
        "Fly inspection drones along wind turbine blades and record thermal images.",
        "Plan drone flight paths around turbine towers and check the airspace.",
        "Mark cracks and erosion of rotor blades in the drone images.",
        "Train image models that find blade damage in drone recordings.",
        "Replace batteries and calibrate the cameras of inspection drones.",
        "Write blade damage reports for wind farm owners from drone data.",
        "Keep a flight log of every drone mission at the wind farm.",
    ]
    planted = []
    for n in range(9):
        title = ("Verdance Wrangler", "Kinetic Lattice Shepherd")[n % 2]
        text = "Duties\n" + "\n".join(rng.sample(duties, 5))
        planted.append({"id": f"planted-{n}", "title": title, "text": text})
    ordinary = [
        ("Electrician", "Install wiring, conduit and fixtures. Test circuits with meters."),
        ("Registered Nurse", "Administer medicine to patients. Record vital signs on charts."),
        ("Cook", "Prepare meals by recipes. Clean kitchen equipment and store food."),
        ("Software Developer", "Write and test software. Design databases for web services."),
        ("Truck Driver", "Drive trucks on long routes. Load cargo and keep a log of hours."),
    ]
    rest = [
        {"id": f"ordinary-{n}", "title": title, "text": f"Duties\n{text}\nShift {n}."}
        for n, (title, text) in enumerate(ordinary * 5)
    ]
    rows = planted + rest
    rng.shuffle(rows)
    return rows, {row["id"] for row in planted}


@pytest.fixture(scope="module")
def found(real_dataset: Path) -> dict[str, Any]:
    """The answer over planted postings, and over the same corpus without them."""
    rows, planted = invented(3)
    documents = [Document(r["id"], "test", r["text"], title=r["title"]) for r in rows]
    extractor = Extractor.load(Settings(real_dataset, "fast", code=True))
    chunk = extractor.extract(documents)
    dataset, coder = Dataset.open(real_dataset), extractor.coder
    assert isinstance(coder, OccupationCoder)
    without = [each for each in chunk if each.document.id not in planted]
    return {
        "planted": planted,
        "extractor": extractor,
        "dataset": dataset,
        "read": of_extracted([chunk]),
        "chunk": chunk,
        "with": emerging(of_extracted([chunk]), dataset, coder),
        "without": emerging(of_extracted([without]), dataset, coder),
    }


def test_a_planted_occupation_is_found_under_titles_that_no_list_names(
    found: dict[str, Any],
) -> None:
    (group,) = found["with"].groups
    assert set(group.postings) <= found["planted"]
    assert len(group.postings) >= 7
    assert {count.value for count in group.titles} == {
        "Verdance Wrangler", "Kinetic Lattice Shepherd",
    }  # fmt: skip
    assert sum(count.postings for count in group.titles) == group.size
    assert group.growth.reason == "not assessable: no posting has a month"
    assert group.detail.answer in ("yes", "no", "unclear")
    assert any("drone" in task.sentence.lower() for task in group.tasks)


def test_a_title_nobody_has_heard_of_is_not_placed_by_its_last_word(
    found: dict[str, Any],
) -> None:
    duties = [
        "Install wiring, conduit and fixtures in new buildings.",
        "Test circuits with meters and find faults.",
        "Read blueprints to place panels and outlets.",
        "Replace breakers and ground the equipment.",
        "Make sure that the wiring meets the electrical code.",
    ]
    rng = random.Random(5)
    texts = ["\n".join(["Duties", *rng.sample(duties, 4), f"Shift {n}."]) for n in range(6)]
    for title in ("Nexus Weaver", "Weaver"):
        documents = [
            Document(f"{title}-{n}", "test", text, title=title) for n, text in enumerate(texts)
        ]
        read = of_extracted([found["extractor"].extract(documents)])
        assert all(p.guesses[0].code == "51-6063" and not p.abstained for p in read.postings)
        answer = emerging(read, found["dataset"], found["extractor"].coder)
        if title == "Weaver":
            assert answer.groups == ()
            assert answer.others == {"placed well": len(read.postings)}
        else:
            (group,) = answer.groups
            assert group.size == 6
            assert [count.value for count in group.reasons] == ["unheard title"]
            assert group.nearest[0].code == "47-2111"


def test_ordinary_postings_give_no_group(found: dict[str, Any]) -> None:
    assert found["without"].groups == ()
    counted = found["without"]
    grouped = counted.small[1]
    assert counted.postings == counted.candidates + sum(counted.others.values())
    assert grouped <= counted.candidates


def test_a_folder_of_parquet_gives_the_same_postings(found: dict[str, Any], tmp_path: Path) -> None:
    from occupath.extract.documents.parquet import ParquetFolder
    from occupath.queries.emerging.postings import is_extracted, joined, of_folders

    folder = ParquetFolder(tmp_path / "read", {})
    folder.start(resume=False)
    folder.add(found["chunk"])
    folder.finish()
    assert is_extracted(tmp_path / "read")
    assert of_folders([tmp_path / "read"]) == found["read"]
    with pytest.raises(OccupathError, match="stands in two of the places"):
        joined([found["read"], found["read"]])


def test_nothing_to_read_is_an_error_that_counts(found: dict[str, Any]) -> None:
    from occupath.queries.emerging.postings import of_extracted

    empty = [each._replace(codes=()) for each in found["chunk"][:2]]
    with pytest.raises(OccupathError, match="2 without a code"):
        of_extracted([empty])


def test_groups_are_read_back_from_json(found: dict[str, Any], tmp_path: Path) -> None:
    import json

    from occupath.queries.emerging.answer import COLUMNS, as_json, rows

    place = tmp_path / "groups.json"
    place.write_text(json.dumps(as_json(found["with"])))
    assert tuple(read_groups(place)) == found["with"].groups
    assert list(rows(found["with"])[0]) == COLUMNS
    place.write_text("[1, 2]")
    with pytest.raises(SourceError, match="is no file of groups"):
        read_groups(place)


def test_the_page_shows_every_group_and_needs_nothing_from_outside(found: dict[str, Any]) -> None:
    from occupath.queries.emerging.report.page import page

    text = page(found["with"])
    (group,) = found["with"].groups
    assert f'id="{group.id}"' in text
    assert "<svg" in text
    assert "<script" not in text
    assert "src=" not in text
    assert text == page(found["with"])
    assert "No group of 6 postings or more" in page(found["without"])
