"""Cleaning keeps what a reader sees, and every offset leads back to the text as given."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occupath.extract.documents.cleaning import clean

_SEEDS = (
    "<p>|</p>|<br/>|<b>|</b>|<script>x()</script>|&amp;|&lt;|&#8217;|<!-- no -->|&nbsp;|\u00ad"
    "|\u200b|\ufeff|ﬁ|ﬃ|’|\x92|\x00|\r\n|skills| |\n|R&D|a<b|<T>|<|&|•|é|\ud800|C++"
)
_TEXTS = st.lists(st.sampled_from(_SEEDS.split("|")) | st.text(max_size=4), max_size=25).map(
    "".join
)


@given(_TEXTS)
@settings(max_examples=150, deadline=None)
def test_characters_keep_their_order_and_lie_inside_the_given_text(text: str) -> None:
    cleaned = clean(text)
    before = 0
    for place in range(len(cleaned.text)):
        start, end = cleaned.given_span(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert start >= before or cleaned.given_span(place - 1, place) == (start, end)
        before = end
        if text[start:end].isascii() and text[start:end].isalnum():
            assert cleaned.text[place] == text[start:end]


@given(_TEXTS, st.data())
@settings(max_examples=100, deadline=None)
def test_a_span_is_the_hull_of_its_characters(text: str, data: st.DataObject) -> None:
    cleaned = clean(text)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    span = cleaned.given_span(start, end)
    if start == end:
        assert span[0] == span[1]
    else:
        first = cleaned.given_span(start, start + 1)
        assert span == (first[0], cleaned.given_span(end - 1, end)[1])


@given(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="<&`"))
)
def test_plain_text_is_its_own_clean_text(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).offsets is None


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_no_invisible_character_is_left(text: str) -> None:
    assert not set(clean(text).text) & set("\u00ad\u200b\ufeff\r\x00\x92ﬁﬃ’\ud800")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Python &amp; <b>SQL</b></p><p>Go", "\nPython & SQL\n\nGo"),
        ("a<script>steal('Java')</script>b", "a\nb"),
        ("a<style>p { font: Access }</style>b", "a\nb"),
        ("<div>wrapped\nline</div><p>next</p>", "\nwrapped line\n\nnext\n"),
        ("&lt;p&gt;R&amp;amp;D&lt;/p&gt;", "\nR&D\n"),
        ("List<String> for <ORGANIZATION>, a < b", "List<String> for <ORGANIZATION>, a < b"),
        ("AT&T, R&D", "AT&T, R&D"),
        ("soft\u00adware ﬁnance", "software finance"),
        ("you\x92ll use \x93Excel\x94", 'you\'ll use "Excel"'),
        ("master´s “degree”", 'master\'s "degree"'),
        ("one\r\ntwo", "one \ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("Excel\u00a02016", "Excel 2016"),
        ('<a href="https://x.example/?a>b">the list</a>', "the list"),
    ],
)
def test_what_a_reader_sees(text: str, expected: str) -> None:
    assert clean(text).text == expected


def test_a_mention_across_tags_leads_back_to_all_of_it() -> None:
    given_text = "<li>data&nbsp;<b>base</b>\u00ads</li>"
    cleaned = clean(given_text)
    start = cleaned.text.index("data")
    span = slice(*cleaned.given_span(start, start + len("data bases")))
    assert given_text[span] == "data&nbsp;<b>base</b>\u00ads"


@pytest.mark.parametrize(
    "piece", ["<a ", "<script>", "</p><script>", "<!--", "&amp", '<a "', "<p>\n", "</p><!--"]
)
def test_hostile_markup_costs_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    started = time.process_time()
    clean(text)
    assert time.process_time() - started < 2
