"""A draft's file says what changes; what does not fit is named, what fits is a classification."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.graph.vintage import Item, read_draft, revise
from occupath.graph.vintage.structure import cardinalities
from occupath.ontology.errors import OccupathError

BEFORE = {
    "10-0000": Item("10-0000", "Work", "major", None),
    "10-1000": Item("10-1000", "Some Work", "minor", "10-0000"),
    "10-1010": Item("10-1010", "Makers", "broad", "10-1000"),
    "10-1011": Item("10-1011", "Potters", "detailed", "10-1010", "Make pots."),
    "10-1012": Item("10-1012", "Weavers", "detailed", "10-1010"),
    "10-1020": Item("10-1020", "Menders", "broad", "10-1000"),
    "10-1021": Item("10-1021", "Menders", "detailed", "10-1020"),
}
DRAFT = """
id = "draftmade"
[[split]]
code = "10-1011"
into = [{code = "10-1011", title = "Potters"}, {code = "10-1013", title = "Tilers"}]
[[merged]]
codes = ["10-1012", "10-1021"]
into = {code = "10-1014", title = "Weavers and Menders"}
"""


def made(tmp_path: Path, text: str) -> Path:
    place = tmp_path / "d.toml"
    place.write_text(text, "utf-8")
    return place


def test_a_draft_makes_a_classification_and_its_correspondence(tmp_path: Path) -> None:
    vintage = revise(BEFORE, read_draft(made(tmp_path, DRAFT)))
    assert list(vintage.items) == [
        "10-0000", "10-1000", "10-1010", "10-1011", "10-1013", "10-1014",
    ]  # fmt: skip
    assert vintage.items["10-1013"].parent == "10-1010"
    rows = [(p.old, p.new, p.cardinality, p.partial, p.note) for p in vintage.pairs]
    assert rows == [
        ("10-1011", "10-1011", "1:m", True, "split"),
        ("10-1011", "10-1013", "1:m", True, "split"),
        ("10-1012", "10-1014", "m:1", False, "merged"),
        ("10-1021", "10-1014", "m:1", False, "merged"),
    ]
    assert vintage.affected == {
        "10-1011": ("10-1011", "10-1013"), "10-1012": ("10-1014",), "10-1021": ("10-1014",),
    }  # fmt: skip


def test_an_added_code_takes_from_codes_that_stay_and_a_new_title_moves_nobody(
    tmp_path: Path,
) -> None:
    text = """
    [[added]]
    code = "10-1022"
    title = "Restorers"
    from = ["10-1021"]
    parent = "10-1030"
    [[group]]
    code = "10-1030"
    title = "Restorers"
    parent = "10-1000"
    [[retitled]]
    code = "10-1011"
    title = "Ceramists"
    """
    vintage = revise(BEFORE, read_draft(made(tmp_path, text)))
    assert vintage.id == "draftd"
    assert vintage.items["10-1030"].level == "broad"
    assert vintage.items["10-1011"].title == "Ceramists"
    assert vintage.items["10-1011"].definition == "Make pots."
    assert vintage.affected == {"10-1021": ("10-1021", "10-1022")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('id = "x"\n[[retitled]]\ncode = "10-1011"\ntitle = "a"', "is not 'draft' and"),
        ('follows = "soc2018"', "changes nothing"),
        ('[[retitled]]\ncode = "10-1011"', r"retitled\[1\] has no title"),
        ('[[retitled]]\ncode = "1011"\ntitle = "a"', "'1011' is not a SOC code"),
        ('[[retitled]]\ncode = "10-1099"\ntitle = "a"', "10-1099: is not a detailed code"),
        ('[[retitled]]\ncode = "10-1010"\ntitle = "a"', "10-1010: is not a detailed code"),
        ('[[added]]\ncode = "10-1019"\ntitle = "a"', "needs from, the codes"),
        ('[[added]]\ncode = "10-1012"\ntitle = "a"\nfrom = ["10-1011"]', "is a code of soc2018"),
        ('[[added]]\ncode = "10-1019"\ntitle = "a"\nfrom = ["10-1011"]\nparent = "99-0000"',
         "the parent 99-0000 is not a group"),
        ('[[split]]\ncode = "10-1011"\ninto = [{code = "10-1019", title = "a"}]',
         "two codes or more to split"),
        ('[[merged]]\ncodes = ["10-1011"]\ninto = {code = "10-1019", title = "a"}',
         "one to merge into"),
        ('[[merged]]\ncodes = ["10-1011", "10-1012"]\ninto = {code = "10-1019", title = "a"}\n'
         '[[retitled]]\ncode = "10-1011"\ntitle = "b"', "10-1011 is changed twice"),
        ('[[retitled]]\ncode = "10-1011"\ntitle = "a"\nwage = 3', "unknown field 'wage'"),
        ('[[group]]\ncode = "10-1030"\ntitle = "g"\nparent = "10-1000"\n'
         '[[retitled]]\ncode = "10-1011"\ntitle = "a"', "no code of the draft is in it"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OccupathError, match=said):
        revise(BEFORE, read_draft(made(tmp_path, text)))


@given(st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz"))))
def test_cardinality_seen_from_the_other_side_is_turned(pairs: set[tuple[str, str]]) -> None:
    forth = cardinalities(pairs)
    back = cardinalities((b, a) for a, b in pairs)
    assert set(forth) == pairs
    assert {(b, a): c[::-1] for (a, b), c in forth.items()} == back
