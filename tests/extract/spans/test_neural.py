"""The shipped span models, on sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from occupath.extract.encoder import MODELS, Encoder, ModelError
from occupath.extract.spans import Found, SpanModel, load_span_model
from occupath.extract.spans.kinds import green_kind

SENTENCES = [
    "You install photovoltaic arrays, read wiring diagrams and have experience with AutoCAD.",
    "Our canteen is open from 8 to 15 o'clock.",
    "Strong knowledge of Python and SQL, and good communication skills.",
    "",
    "Our client seeks an experienced payroll manager with a degree in accounting.",
]


@pytest.fixture(scope="module", params=["accurate", "balanced"])
def model(request: pytest.FixtureRequest) -> SpanModel:
    return load_span_model(request.param)


def marked(text: str, found: list[Found], layer: str) -> set[tuple[str, str]]:
    return {(text[f.start : f.end], f.label) for f in found if f.layer == layer}


def test_skills_and_knowledge_are_told_apart_and_nothing_is_found_where_nothing_is(
    model: SpanModel,
) -> None:
    found = model.find(SENTENCES)
    assert {("Python", "knowledge"), ("SQL", "knowledge")} <= marked(
        SENTENCES[2], found[2], "skillspan"
    )
    assert any(
        label == "skill" and text.endswith("photovoltaic arrays")
        for text, label in marked(SENTENCES[0], found[0], "skillspan")
    )
    assert found[1] == found[3] == []


def test_a_sentence_gives_the_same_whatever_stands_beside_it(model: SpanModel) -> None:
    together = model.find(SENTENCES * 3)
    alone = [found for text in SENTENCES for found in model.find([text])]
    for a, b in zip(together, alone * 3, strict=True):
        assert [f._replace(score=0.0) for f in a] == [f._replace(score=0.0) for f in b]
        assert [f.score for f in a] == pytest.approx([f.score for f in b], abs=2e-4)


def test_spans_are_whole_words_with_scores_between_0_and_1(model: SpanModel) -> None:
    for text, found in zip(SENTENCES, model.find(SENTENCES), strict=True):
        assert found == sorted(found)
        for each in found:
            assert text[each.start : each.end].strip() == text[each.start : each.end] != ""
            assert not text[each.end - 1 : each.end + 1].isalnum() or each.end == len(text)
            assert 0 < each.score < 1


def test_a_line_of_thousands_of_words_keeps_its_offsets(model: SpanModel) -> None:
    line = "Knowledge of Python, and of Java. " * 700
    (found,) = model.find([line])
    texts = {line[f.start : f.end] for f in found if f.layer == "skillspan"}
    assert {"Python", "Java"} <= texts
    assert max(f.end for f in found) > len(line) * 0.95


def test_odd_texts_are_read_without_an_error(model: SpanModel) -> None:
    odd = ["\x00\x95\u200d", "=" * 5000, "漢字 и кириллица 🙂", "A" * 5000, "\n\t "]
    assert len(model.find(odd)) == len(odd)


@pytest.mark.parametrize("name", ["spans-accurate", "spans-balanced"])
def test_the_card_states_scores_of_dev_above_what_simpler_models_reach(name: str) -> None:
    card = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
    (scores,) = card["dev"].values()
    assert scores["skillspan"][2] >= (0.57 if name == "spans-accurate" else 0.47)
    assert scores["green"][2] >= 0.41
    assert set(card["thresholds"]) == set(card["confidence"]) == set(card["layers"])


def test_another_name_and_a_missing_file_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="accurate"):
        load_span_model("perfect")
    with pytest.raises(ModelError, match="reinstall"):
        Encoder("spans-accurate", models=tmp_path)


@pytest.mark.parametrize(
    ("span", "kind"),
    [
        ("a degree in accounting", "qualification"),
        ("5 years of site work", "experience"),
        ("improve the customer experience", "skill"),
        ("payroll manager", "occupation"),
        ("manage the payroll manager", "skill"),
        ("automotive industry", "domain"),
        ("wiring panels", "skill"),
    ],
)
def test_the_kind_of_a_green_span_follows_its_words(span: str, kind: str) -> None:
    assert green_kind(f"We ask: {span}.", 8, 8 + len(span)) == kind
