"""Words, shapes and windows of sentences."""

from __future__ import annotations

import pytest

from occupath.extract.encoder import MODELS, tokenizer
from occupath.extract.spans.windows import PIECES, windows
from occupath.extract.spans.words import SHAPES, shape, words


def texts(text: str) -> list[str]:
    return [text[a:b] for a, b in words(text)]


def test_raw_text_and_its_tokenised_form_have_the_same_words() -> None:
    raw = 'Know-how in Java, C++, C# and .NET ("must have"); see node.js...'
    tokenised = 'Know-how in Java , C++ , C# and .NET ( " must have " ) ; see node.js . . .'
    assert texts(raw) == texts(tokenised)
    assert {"C++", "C#", ".NET", "node.js", "Know-how"} <= set(texts(raw))


def test_punctuation_alone_keeps_one_word_a_character_and_blank_text_has_none() -> None:
    assert texts("•Weld ... !!") == ["•", "Weld", ".", ".", ".", "!", "!"]
    assert words(" \n\t ") == []


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("weld", "lower"),
        ("Weld", "title"),
        ("A", "title"),
        ("SQL", "upper"),
        ("JavaScript", "mixed"),
        ("iOS", "mixed"),
        ("2018", "digit"),
        ("&", "other"),
        ("<LOCATION>", "placeholder"),
        ("<", "other"),
    ],
)
def test_the_shape_of_a_word(word: str, name: str) -> None:
    assert SHAPES[shape(word)] == name


def test_windows_hold_every_word_once_with_its_first_piece() -> None:
    pieces = tokenizer(MODELS / "tokenizer.json")
    text = "Solder, weld and braze stainless-steel pipework. " * 40
    encoding = pieces.encode(text)
    made = windows(text, encoding)
    assert len(made) > 1
    assert [w for each in made for w in each.words] == words(text)
    by_start = {a: i for i, (a, b) in zip(encoding.ids, encoding.offsets, strict=True) if b > a}
    for each in made:
        assert len(each.ids) == len(each.shapes) <= PIECES
        for (start, _), first in zip(each.words, each.firsts, strict=True):
            assert each.ids[first] == by_start[start]


def test_words_without_pieces_and_endless_ones_are_left_out() -> None:
    pieces = tokenizer(MODELS / "tokenizer.json")
    text = "\x95 weld x" + "-=" * 300 + "x solder \u200d"
    made = windows(text, pieces.encode(text))
    assert [text[a:b] for each in made for a, b in each.words] == ["weld", "solder"]
    assert windows("\u200d", pieces.encode("\u200d")) == []
