"""Labels are found as whole words, with exact offsets, and everyday words are not labels."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.gazetteer import Gazetteer
from occupath.extract.linking import find_labels

LABELS = [
    ("urn:excel", "technology", "Microsoft Excel"),
    ("urn:sql", "technology", "Microsoft SQL Server"),
    ("urn:r", "technology", "R"),
    ("urn:access", "technology", "Access"),
    ("urn:sas", "technology", "SAS"),
    ("urn:c", "technology", "C"),
    ("urn:cpp", "technology", "C++"),
    ("urn:go", "esco-skill", "Go (computer programming)"),
    ("urn:python", "esco-skill", "Python (computer programming)"),
    ("urn:practice", "technology", "Therapist Partner"),
    ("urn:welding", "esco-skill", "welding techniques"),
    ("urn:arc", "esco-skill", "arc welding"),
    ("urn:arc-tech", "esco-skill", "arc welding techniques"),
    ("urn:carpentry", "esco-skill", "carpentry"),
    ("urn:lead", "esco-skill", "lead"),
    ("urn:brakes", "tool", "Brakes"),
    ("urn:math-skill", "element", "Mathematics"),
    ("urn:math-knowledge", "element", "Mathematics"),
]
GAZETTEER = Gazetteer(LABELS)


def found(text: str) -> list[tuple[str, str]]:
    return [(e.concept, text[f.start : f.end]) for f in GAZETTEER.find(text) for e in f.entries]


def test_case_does_not_matter_for_labels_of_several_words_but_a_name_is_not_all_small() -> None:
    assert found("Learn MICROSOFT EXCEL here") == [("urn:excel", "MICROSOFT EXCEL")]
    assert found("to be a therapist partner") == []
    assert found("ARC Welding") == [("urn:arc", "ARC Welding")]


def test_the_longest_label_wins() -> None:
    assert found("arc welding techniques") == [("urn:arc-tech", "arc welding techniques")]


def test_only_whole_words_count() -> None:
    assert found("carpentryman, supercarpentry, pre-carpentry") == []
    assert found("(carpentry), carpentry.") == [("urn:carpentry", "carpentry")] * 2


def test_cplusplus_is_not_c() -> None:
    assert found("C++ and C") == [("urn:cpp", "C++")]


def test_single_letters_and_everyday_words_are_no_labels() -> None:
    assert found("R Access lead Go to the Lead") == []


def test_short_labels_and_names_count_only_in_their_own_capitals() -> None:
    assert found("SAS or sas or Sas") == [("urn:sas", "SAS")]
    assert found("Python, a python") == [("urn:python", "Python")]
    assert found("SAS IN A TEXT ALL IN CAPITALS") == []


def test_tools_in_the_plural_are_found_in_any_case() -> None:
    assert found("repair of brakes") == [("urn:brakes", "brakes")]


def test_a_label_of_two_concepts_of_a_kind_shares_its_confidence() -> None:
    mentions = list(find_labels([("urn:doc", "basic mathematics")], LABELS))
    assert {m.concept for m in mentions} == {"urn:math-skill", "urn:math-knowledge"}
    assert {m.confidence for m in mentions} == {0.3}


def test_offsets_survive_runs_of_space_and_long_lower_case() -> None:
    text = "İ  of Microsoft \n SQL\u00a0Server’s"
    (mention,) = find_labels([("urn:doc", text)], LABELS)
    assert text[mention.start : mention.end] == mention.text == "Microsoft \n SQL\u00a0Server"


def test_documents_are_searched_in_order() -> None:
    mentions = find_labels([("urn:1", "carpentry"), ("urn:2", "arc welding")], LABELS)
    assert [(m.document, m.start, m.end) for m in mentions] == [("urn:1", 0, 9), ("urn:2", 0, 11)]


PIECES = st.sampled_from(
    [" ", "\n", "  ", "İ", "ß", "’", "-", "Microsoft", "SQL", "Server", "Excel", "C++", "x", "é",
     "\u0301", "arc", "welding", "techniques", "carpentry", "SAS", "𝔘", "."]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_the_span_is_the_text_of_the_mention_and_spans_do_not_overlap(text: str) -> None:
    spans = [(f.start, f.end) for f in GAZETTEER.find(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
