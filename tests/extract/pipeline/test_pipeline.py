"""The pipeline as a spaCy pipeline: parts, offsets, batches, serialisation, hostile text."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from occupath.extract import load
from occupath.extract.pipeline.factories import FACTORIES
from occupath.extract.pipeline.load import PARTS
from occupath.extract.pipeline.mention import KINDS, REQUIREMENTS
from occupath.extract.pipeline.spans import _stretches
from occupath.extract.pipeline.tokenizer import CleaningTokenizer
from occupath.ontology.errors import InvalidDataset, OccupathError

ROOT = Path(__file__).parents[3]
POSTING = """<p>Ohm &amp; Sons builds houses.</p>
<h2>Requirements</h2><ul><li>Must know Python, R and\u00a0SQL</li><li>Able to install wiring with
conduit benders</li></ul><h2>Benefits</h2><p>Python classes for your children</p>"""


def test_mentions_index_the_text_as_it_was_given(fast: Language) -> None:
    mentions = fast(POSTING)._.mentions
    assert {"Python", "R", "SQL"} <= {m.text for m in mentions}
    assert all(POSTING[m.start : m.end] == m.text for m in mentions)
    assert all(m.kind in KINDS and m.requirement in REQUIREMENTS for m in mentions)
    assert all(0 < m.confidence <= 1 for m in mentions)


def test_the_model_reads_short_sentences_of_a_line_together_but_no_bullets() -> None:
    text = "One thing. Another thing. • A third.\nA fourth."
    sentences = [(0, 10), (11, 25), (26, 36), (37, 46)]
    assert [text[a:b] for a, b in _stretches(text, sentences)] == [
        "One thing. Another thing.", "• A third.", "A fourth.",
    ]  # fmt: skip
    assert _stretches("x" * 1000, [(0, 600), (601, 1000)]) == [(0, 600), (601, 1000)]


def test_benefits_yield_no_skill(fast: Language) -> None:
    assert POSTING.count("Python") == 2
    assert [m.text for m in fast(POSTING)._.mentions].count("Python") == 1


def test_a_mentions_span_carries_kind_concept_requirement_and_confidence(fast: Language) -> None:
    doc = fast("You must know Python.")
    (span,) = doc.spans["mentions"]
    assert (span.text, span.label_, span.kb_id_) == ("Python", "technology", "urn:python")
    assert (span._.kind, span._.concept, span._.concept_label) == (
        "technology", "urn:python", "Python",
    )  # fmt: skip
    span._.requirement = "preferred"
    assert doc._.mentions[0].requirement == "preferred"


def test_a_batch_gives_what_one_document_after_the_other_gives(fast: Language) -> None:
    texts = [POSTING, "", "You must know Python.", "   \n", "Spanish is a plus."]
    assert [d._.mentions for d in fast.pipe(texts)] == [fast(t)._.mentions for t in texts]


def test_a_document_survives_its_bytes(fast: Language) -> None:
    doc = fast(POSTING)
    again = Doc(fast.vocab).from_bytes(doc.to_bytes())
    assert again._.mentions == doc._.mentions
    assert again._.clean.text == doc.text


def test_a_pipeline_survives_the_disk(fast: Language, tmp_path: Path) -> None:
    fast.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert isinstance(again.tokenizer, CleaningTokenizer)
    assert again.pipe_names == fast.pipe_names
    assert again(POSTING)._.mentions == fast(POSTING)._.mentions


def test_entry_points_name_every_part() -> None:
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    named = {
        name: getattr(import_module(where.split(":")[0]), where.split(":")[1])
        for name, where in points["spacy_factories"].items()
    }
    assert named == FACTORIES
    assert list(points["spacy_tokenizers"]) == ["occupath.CleaningTokenizer.v1"]


def test_parts_can_be_left_out_and_set(tiny: Path) -> None:
    nlp = load(tiny, "fast", {"spans": {"threads": 2}, "qualifications": None})
    assert "occupath_qualifications" not in nlp.pipe_names
    assert nlp.config["components"]["occupath_spans"]["threads"] == 2
    assert "occupath_linker" not in nlp.pipe_names
    assert "occupath_linker" not in load(tiny, "balanced").pipe_names
    assert "occupath_linker" in load(tiny, "balanced", linking=True).pipe_names
    assert load(tiny, "accurate").pipe_names == [f"occupath_{part}" for part in PARTS]


def test_unknown_names_and_places_are_told(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(OccupathError, match="unknown pipeline 'quick'; one of fast"):
        load(tiny, "quick")  # type: ignore[arg-type]
    with pytest.raises(OccupathError, match="no part 'speed'; there are sentences"):
        load(tiny, "fast", {"speed": None})
    with pytest.raises(InvalidDataset, match="holds no dataset"):
        load(tmp_path / "nowhere")


PIECES = st.sampled_from(
    [" ", "\n", "\t", "\u200b", "\u00ad", "\x00", "\x07", "ﬁ", "’", "&amp;", "&lt;", "<b>", "</b>",
     "<p>", "<script>x</script>", "\u2028", "İ", "é", "e\u0301", "𝔘", "•", "Python", "R", "SQL",
     "Microsoft", "Excel", ", ", "Spanish", "required", "conduit", "benders", "must ", "5 years of",
     "bachelor's degree", "<ORGANIZATION>", "\ud800", "\ufeff", "--", "."]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
@example("<p>&amp;lt;b&amp;gt; Python\x00R\u200b,SQL")
@example("\ufeff\u200b")
def test_hostile_text_keeps_offsets_exact(fast: Language, text: str) -> None:
    for mention in fast(text)._.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(("benchmark", "odd"), [("skillspan", 15), ("green", 0)])
def test_offsets_are_exact_on_benchmark_sentences(
    data_dir: Path, fast: Language, benchmark: str, odd: int
) -> None:
    """On every sentence with a character that is not plain, and on every fourth of the others."""
    lines = (data_dir / "bench" / benchmark / "dev.json").read_text("utf-8").splitlines()
    texts = [" ".join(json.loads(line)["tokens"]) for line in lines]
    strange = [t for t in texts if any(unicodedata.category(c)[0] in "CM" for c in t)]
    assert len(strange) >= odd
    found = 0
    chosen = sorted({*strange, *texts[::4]})
    for text, doc in zip(chosen, fast.pipe(chosen), strict=True):
        for mention in doc._.mentions:
            found += 1
            assert text[mention.start : mention.end] == mention.text
    assert found > 300


def test_a_line_of_a_hundred_thousand_words_is_read_in_bounded_sentences(fast: Language) -> None:
    doc = fast("python and wiring, " * 33_334)
    longest = max(len(sentence.text.split()) for sentence in doc.sents)
    assert longest <= 100
