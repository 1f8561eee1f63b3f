"""The fast span model: the same spans however sentences are batched, and its score on dev."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.encoder import ModelError
from occupath.extract.spans import Found, load_span_model
from occupath.extract.spans.decoding import allowed, best_paths
from occupath.extract.spans.light import REMEMBERED, LightSpans
from occupath.extract.spans.stretches import best_tags

SENTENCES = [
    "You have experience with Python , Docker and SQL .",
    "",
    "You will work closely with other teams\nand manage stakeholders .",
    "Free lunch every Friday",
    "   ",
    "Strong communication skills and knowledge of project management are required .",
]


@pytest.fixture(scope="module")
def model() -> LightSpans:
    made = load_span_model("fast")
    assert isinstance(made, LightSpans)
    return made


def places(rows: list[list[Found]]) -> list[list[tuple[int, int, str]]]:
    return [[(f.start, f.end, f.label) for f in row] for row in rows]


@given(st.integers(0, 10_000), st.integers(1, 60))
def test_stretches_give_the_best_path_of_the_whole(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).normal(-1, 2, (words, 5)).astype(np.float32)
    scores[:, 0] = 0
    whole = best_paths(scores[None], np.array([words]), allowed())[0]
    assert best_tags(scores, unsure=1e9).tolist() == whole.tolist()


def test_words_that_are_surely_outside_are_not_tagged() -> None:
    scores = np.full((5, 5), -9.0, dtype=np.float32)
    scores[:, 0] = 0
    scores[2, 4] = 3
    assert best_tags(scores, unsure=4).tolist() == [0, 0, 4, 0, 0]


def test_spans_stand_on_words_and_are_sorted(model: LightSpans) -> None:
    rows = model.find(SENTENCES)
    assert [bool(row) for row in rows] == [True, False, True, False, False, True]
    for text, row in zip(SENTENCES, rows, strict=True):
        assert row == sorted(row)
        for each in row:
            assert text[each.start : each.end] == text[each.start : each.end].strip() != ""
            assert 0 <= each.score <= 1
            assert each.layer == "skillspan"


def test_technologies_are_knowledge_and_activities_are_skills(model: LightSpans) -> None:
    first, _, third, *_ = places(model.find(SENTENCES))
    assert (25, 31, "knowledge") in first
    assert {label for *_, label in third} == {"skill"}


def test_spans_do_not_depend_on_the_sentences_beside(model: LightSpans) -> None:
    alone = [model.find([text])[0] for text in SENTENCES]
    assert places(model.find(SENTENCES)) == places(alone)
    assert places(model.find(SENTENCES * 40)) == places(alone) * 40


def test_no_sentences_give_nothing(model: LightSpans) -> None:
    assert model.find([]) == []


def test_more_words_than_are_remembered_change_nothing(model: LightSpans) -> None:
    before = places(model.find(SENTENCES))
    model.find([" ".join(f"w{i}" for i in range(REMEMBERED + 5))])
    assert places(model.find(SENTENCES)) == before


def test_a_missing_model_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"spans-fast\.json is missing"):
        LightSpans(models=tmp_path)


def test_strict_f1_on_skillspan_dev_is_what_the_card_says(
    model: LightSpans, data_dir: Path
) -> None:
    lines = (data_dir / "bench/skillspan/dev.json").read_text(encoding="utf-8").splitlines()
    right = golds = ours = 0
    rows = [json.loads(line) for line in lines]
    texts = [" ".join(row["tokens"]) for row in rows]
    for row, found in zip(rows, model.find(texts), strict=True):
        ends = np.cumsum([len(token) + 1 for token in row["tokens"]])
        made = {
            (
                int(np.searchsorted(ends, f.start, "right")),
                int(np.searchsorted(ends, f.end - 1, "right")),
            )
            for f in found
        }
        gold = set()
        for layer in ("tags_skill", "tags_knowledge"):
            tags = [*row[layer], "O"]
            for i, tag in enumerate(tags):
                if tag == "B":
                    last = next(j for j in range(i + 1, len(tags)) if tags[j] != "I") - 1
                    gold.add((i, last))
        right += len(made & gold)
        golds += len(gold)
        ours += len(made)
    assert round(200 * right / (golds + ours), 1) >= 37
