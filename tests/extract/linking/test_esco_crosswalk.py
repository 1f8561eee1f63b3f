"""Rows of the ESCO 1.1 crosswalk join ESCO 1.2 on code and label, or say why not."""

from __future__ import annotations

from occupath.extract.linking import EscoCrosswalk
from occupath.ontology.model import EscoConcept, EscoCrosswalkRow


def concept(iri: str, code: str, label: str, *alt: str) -> EscoConcept:
    return EscoConcept(iri, "occupation", label, alt, (), None, code, code[:4], None, None)


CONCEPTS = [
    concept("urn:engineer", "2141.10", "process engineer"),
    concept("urn:repetiteur", "2652.4", "répétiteur"),
    concept("urn:handyperson", "9622.1", "handyperson", "handyman"),
    concept("urn:hygienist", "2261.3", "dental hygienist"),
    concept("urn:trials", "3213.2", "clinical trial assistant"),
    concept("urn:pharmacy", "2262.2", "pharmacy technician"),
    concept("urn:adviser", "2412.2", "corporate banking adviser"),
]


def join(code: str, label: str) -> tuple[list[tuple[str, str, str | None]], EscoCrosswalk]:
    crosswalk = EscoCrosswalk(CONCEPTS)
    rows = crosswalk.join([EscoCrosswalkRow(code, label, "17-2112.00")])
    return [(r.from_scheme, r.from_code, r.action) for r in rows], crosswalk


def test_the_same_code_and_label_join_without_a_note() -> None:
    assert join("2141.10", "process engineer")[0] == [("esco", "urn:engineer", None)]


def test_accents_and_spaces_are_no_difference_but_are_reported_as_renamed() -> None:
    rows, crosswalk = join("2652.4", "repetiteur")
    assert rows == [("esco", "urn:repetiteur", None)]
    assert crosswalk.report.renamed == [("2652.4", "repetiteur", "répétiteur")]


def test_a_label_that_is_now_another_name_joins_with_a_note() -> None:
    ((scheme, iri, note),) = join("9622.1", "handyman")[0]
    assert (scheme, iri) == ("esco", "urn:handyperson")
    assert note == "same code; the label is now another name of it"


def test_a_code_that_names_something_else_follows_its_label() -> None:
    ((_, iri, note),) = join("3213.2", "pharmacy technician")[0]
    assert (iri, note) == ("urn:pharmacy", "the label's only occupation has another code")


def test_a_code_that_is_gone_follows_its_label() -> None:
    rows, crosswalk = join("3251.2", "dental hygienist")
    assert rows[0][1] == "urn:hygienist"
    assert crosswalk.report.absent == [("3251.2", "dental hygienist")]


def test_a_code_that_now_names_something_else_is_left_out() -> None:
    rows, crosswalk = join("2412.2", "corporate banking manager")
    assert rows == []
    assert crosswalk.report.rejected == [("2412.2", "corporate banking manager")]
    assert crosswalk.report.rows_rejected == 1


def test_groups_of_isco_keep_their_scheme() -> None:
    assert join("2141", "Industrial and production engineers")[0] == [("isco08", "2141", None)]
