"""Ten real programs: what they teach stands in their text, and what is told of them holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from occupath.ontology.errors import OccupathError
from occupath.queries.alignment.align import Aligner, Alignment
from occupath.queries.alignment.coverage import Coverage
from occupath.queries.alignment.ctdl import check_terms, read_ctdl_text, write_ctdl
from occupath.queries.alignment.difference import difference
from occupath.queries.alignment.record import record_of
from occupath.queries.alignment.syllabus import Syllabus, gather
from occupath.queries.alignment.target import RATED, Target
from occupath.queries.occupation.find import find_occupation


def target(aligner: Aligner, code: str) -> Target:
    return aligner.target(find_occupation(aligner.dataset, code).occupation)


def test_each_taught_skill_stands_in_the_text_with_its_sentence(ten: list[Alignment]) -> None:
    for alignment in ten:
        text = alignment.syllabus.text
        for taught in alignment.taught:
            assert text[taught.start : taught.end] == taught.sentence
            assert text[taught.words_start : taught.words_end] == taught.words
            assert taught.start <= taught.words_start < taught.words_end <= taught.end
            assert 0 < taught.confidence <= 1
    assert sum(bool(alignment.taught) for alignment in ten) >= 9


def test_what_a_program_of_software_testing_teaches(ten: list[Alignment]) -> None:
    testing = next(a for a in ten if a.syllabus.id == "nj/44988")
    labels = {t.label for t in testing.taught}
    assert {"SQL", "Selenium", "manage tests"} <= labels
    sql = next(t for t in testing.taught if t.label == "SQL")
    assert sql.sentence.startswith("This program cover following courses:")
    assert testing.occupations[0].code == "15-1253"
    assert testing.occupations[0].probability > 0.6
    chances = [o.probability for o in testing.occupations]
    assert chances == sorted(chances, reverse=True)


def test_a_program_is_listed_with_its_credential_and_near_to_others(ten: list[Alignment]) -> None:
    solar = next(a for a in ten if a.syllabus.id == "nj/50530")
    listed = [c for c in solar.credentials if c.how == "listed"]
    assert [c.name for c in listed] == ["NABCEP PV Entry Level Exam"]
    network = next(a for a in ten if a.syllabus.id == "nj/39159")
    named = {c.name: c for c in network.credentials if c.how == "named"}
    assert "CCNA Certification" in named
    sentence = named["CCNA Certification"].sentence
    assert sentence is not None
    assert "Cisco Certified Network Associates (CCNA)" in sentence


@pytest.fixture
def against(ten: list[Alignment]) -> list[tuple[Alignment, Coverage]]:
    return [(a, a.coverage) for a in ten if a.coverage is not None]


def test_coverage_is_the_share_by_importance_and_level(
    against: list[tuple[Alignment, Coverage]],
) -> None:
    for alignment, coverage in against:
        covered = [c.requirement for c in coverage.covered if c.requirement.kind in RATED]
        missing = [r for r in coverage.missing if r.kind in RATED]
        if all(r.importance is not None and r.level is not None for r in covered + missing):
            part = sum(r.importance * r.level for r in covered)  # type: ignore[operator]
            rest = sum(r.importance * r.level for r in missing)  # type: ignore[operator]
            assert coverage.share == pytest.approx(part / (part + rest), abs=1e-4)
        strengths = [r.strength for r in missing]
        assert strengths == sorted(strengths, reverse=True)
        text = alignment.syllabus.text
        for each in coverage.covered:
            assert text[each.evidence.start : each.evidence.end] == each.evidence.sentence


def test_patient_care_covers_basic_care_by_the_sentence_that_says_so(
    against: list[tuple[Alignment, Coverage]],
) -> None:
    coverage = next(c for a, c in against if a.syllabus.id == "nj/48764")
    found = {c.requirement.name: c.evidence for c in coverage.covered}
    care = found["Administer basic health care or medical treatments."]
    assert care.sentence.startswith("They help perform basic care for patients")
    medicine = found["Medicine and Dentistry"]
    assert medicine.how == "through"
    assert medicine.through is not None


def test_outcomes_of_an_edit_practise_something_and_are_as_few_as_reach_the_level(
    against: list[tuple[Alignment, Coverage]],
) -> None:
    for alignment, coverage in against:
        edit = alignment.edit
        assert edit is not None
        assert edit.reached
        assert edit.coverage >= max(0.6, coverage.share) - 1e-9
        assert all(o.practises for o in edit.outcomes)


@pytest.mark.parametrize("place", ["nj/50530", "nj/48764", "nj/44988"])
def test_a_syllabus_with_the_edit_has_the_coverage_that_the_edit_tells(
    real_aligner: Aligner, programs: dict[str, str], place: str
) -> None:
    (syllabus,) = gather([place], real_aligner.dataset).syllabuses
    goal = target(real_aligner, programs[place])
    (before,) = real_aligner.align([syllabus], goal, level=0.6)
    assert before.edit is not None
    added = "\n".join(o.name for o in before.edit.outcomes)
    edited = replace(syllabus, text=f"{syllabus.text}\n\nLearning outcomes:\n{added}")
    (after,) = real_aligner.align([edited], goal, level=0.6)
    assert after.coverage is not None
    assert after.coverage.share >= before.edit.coverage - 1e-9
    assert after.edit is not None
    assert after.edit.outcomes == ()

    changed = difference(before, after)
    assert not changed.lost
    assert not changed.no_longer_covered
    assert len(changed.kept) > 0
    assert {r.id for r in changed.newly_covered if r.kind in RATED} >= {
        shown for o in before.edit.outcomes for shown in o.shows
    } - {c.requirement.id for c in before.coverage.covered}  # type: ignore[union-attr]


def test_ctdl_of_ten_programs_reads_back_unchanged_in_its_own_terms(ten: list[Alignment]) -> None:
    for alignment in ten:
        record = record_of(alignment)
        text = write_ctdl(record)
        assert check_terms(text) == []
        assert read_ctdl_text(text) == record
        assert write_ctdl(read_ctdl_text(text)) == text
        assert record.syllabus().text == alignment.syllabus.text


def test_a_program_that_is_not_there_and_a_text_that_is_empty(real_aligner: Aligner) -> None:
    with pytest.raises(OccupathError, match="no program nj/999999"):
        gather(["nj/999999"], real_aligner.dataset)
    (alignment,) = real_aligner.align([Syllabus("empty", None, "")])
    assert (alignment.taught, alignment.occupations) == ((), ())


def test_what_must_be_brought_along_and_what_it_costs_is_not_taught(
    real_aligner: Aligner,
) -> None:
    text = (
        "Welding I\n\nStudents will learn to weld metal components and read blueprints.\n"
        "Prerequisites: Microsoft Excel and a high school diploma.\n"
        "Grading\nAttendance is tracked in Microsoft Access.\n"
    )
    (alignment,) = real_aligner.align([Syllabus("w", "Welding I", text)])
    labels = {t.label for t in alignment.taught}
    assert any("weld" in label.lower() for label in labels)
    assert not {"Microsoft Excel", "Microsoft Access"} & labels


def test_each_line_below_learning_outcomes_is_taught(real_aligner: Aligner) -> None:
    text = (
        "Learning outcomes:\n- Solder and braze copper tubing\n- Keep a shop log\nContact us today."
    )
    (reading,) = real_aligner.reader.read([Syllabus("p", None, text)])
    words = [t.words for t in reading.taught]
    assert "Keep a shop log" in words
    assert all(text[t.words_start : t.words_end] == t.words for t in reading.taught)
