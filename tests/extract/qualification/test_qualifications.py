"""Experience, schooling, licences, certificates, shifts and travel, as job bulletins say it."""

from __future__ import annotations

import pytest

from occupath.extract.qualification import (
    EDUCATION_LEVELS,
    Certificate,
    Education,
    Experience,
    Licence,
    Shift,
    Travel,
    Value,
    qualifications,
)


def found(text: str) -> list[tuple[str, Value]]:
    return [(text[q.start : q.end], q.value) for q in qualifications(text)]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        (
            "Two years of full-time paid clerical experience are required.",
            "Two years of full-time paid clerical experience",
            Experience(24, None, "clerical"),
        ),
        (
            "3+ years of experience with Java",
            "3+ years of experience",
            Experience(36, None, "Java"),
        ),
        (
            "Three to five (3-5) years of responsible experience in retail management.",
            "Three to five (3-5) years of responsible experience",
            Experience(36, 60, "retail management"),
        ),
        ("6 months' experience", "6 months' experience", Experience(6, None, None)),
        ("at least 18 months to 2 years experience", "at least 18 months to 2 years experience",
         Experience(18, 24, None)),
        (
            "One year of full-time paid experience as a Harbor Clerk with the City.",
            "One year of full-time paid experience as a Harbor Clerk",
            Experience(12, None, "Harbor Clerk"),
        ),
        ("Two years as a Systems Aide.", "Two years as a Systems Aide",
         Experience(24, None, "Systems Aide")),
        ("Experience: minimum 5 years.", "minimum 5 years.", Experience(60, None, None)),
        (
            "one year of full-time paid clerical accounting work",
            "one year of full-time paid clerical accounting work",
            Experience(12, None, "clerical accounting"),
        ),
    ],
)  # fmt: skip
def test_an_amount_of_experience_has_its_months_and_its_kind(
    text: str, span: str, value: Experience
) -> None:
    assert found(text) == [(span, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Applicants must be 21 years of age.",
        "Within the last two years of service the record must be clean.",
        "The probationary period lasts six months.",
        "A contract of 12 months with an option to extend.",
        "Our company was founded 30 years ago.",
        "Those who lack six months or less of the required experience may file.",
    ],
)
def test_other_amounts_of_time_are_no_experience(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Bachelor's degree in Computer Science or equivalent.",
         "Bachelor's degree in Computer Science", Education(6, "Computer Science", True)),
        ("a high school diploma or GED", "high school diploma or GED", Education(2, None, False)),
        ("an Associate's degree in nursing is preferred", "Associate's degree in nursing",
         Education(5, "nursing", False)),
        ("Master of Public Health degree", "Master of Public Health degree",
         Education(8, None, False)),
        ("a Ph.D. in chemistry", "Ph.D. in chemistry", Education(11, "chemistry", False)),
        ("a Juris Doctor degree", "Juris Doctor degree", Education(10, None, False)),
        ("24 semester units in accounting", "24 semester units in accounting",
         Education(4, "accounting", False)),
        ("Completion of a four-year electrical apprenticeship",
         "Completion of a four-year electrical apprenticeship", Education(3, None, False)),
        (
            "Graduation from an accredited four-year college or university with a major in "
            "biology, botany or forestry; and",
            "Graduation from an accredited four-year college or university with a major in "
            "biology, botany or forestry",
            Education(6, "biology, botany or forestry", False),
        ),
    ],
)  # fmt: skip
def test_a_level_of_schooling_has_its_field(text: str, span: str, value: Education) -> None:
    assert found(text) == [(span, value)]


def test_levels_are_onets_categories_with_those_of_the_european_framework() -> None:
    bachelor = Education(6, None, False)
    assert (bachelor.name, bachelor.eqf) == ("Bachelor's Degree", 6)
    assert Education(11, None, False).eqf == 8
    assert sorted(EDUCATION_LEVELS) == list(range(1, 13))


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("A valid California Class C driver's license is required.",
         "California Class C driver's license", Licence("driver's licence", "C")),
        ("hold a CDL-B with air brakes", "CDL-B", Licence("commercial driver's licence", "B")),
        ("a full UK driving licence", "full UK driving licence", Licence("driver's licence")),
        ("a valid Registered Nurse license", "Registered Nurse license",
         Licence("Registered Nurse")),
        ("Must be a licensed electrician.", "licensed electrician", Licence("electrician")),
        ("possess a valid journeyman plumber license", "journeyman plumber license",
         Licence("journeyman plumber")),
        ("Registration as a Civil Engineer with the Board", "Registration as a Civil Engineer",
         Licence("Civil Engineer")),
    ],
)  # fmt: skip
def test_a_licence_has_its_name_and_class(text: str, span: str, value: Licence) -> None:
    assert found(text) == [(span, value)]


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("Certified Public Accountant (CPA) required", "Certified Public Accountant (CPA)",
         "Certified Public Accountant"),
        ("a valid Engineer-In-Training (EIT) Certificate", "Engineer-In-Training (EIT) Certificate",
         "Engineer-In-Training (EIT)"),
        ("Certification as a Playground Safety Inspector",
         "Certification as a Playground Safety Inspector", "Playground Safety Inspector"),
        ("must be a certified arborist", "certified arborist", "Certified arborist"),
        ("Microsoft Certified Trainer", "Microsoft Certified Trainer",
         "Microsoft Certified Trainer"),
        ("Certification as a Safety Inspector.", "Certification as a Safety Inspector",
         "Safety Inspector"),
        ("PMP preferred", "PMP", "PMP"),
    ],
)  # fmt: skip
def test_a_certificate_has_its_name(text: str, span: str, name: str) -> None:
    assert found(text) == [(span, Certificate(name))]


@pytest.mark.parametrize(
    "text",
    [
        "SELECTIVE CERTIFICATION will be used for some positions.",
        "A copy of your Birth Certificate is needed.",
        "The software license agreement must be accepted.",
        "The American Institute of Certified Public Accountants sets the rules.",
        "A Certificate of Release or Discharge from Active Duty",
        "Please enter your license number.",
        "Registered Nurses and Nurse Aides work side by side.",
    ],
)
def test_words_that_only_look_like_papers_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("must work nights, weekends and holidays", "nights, weekends and holidays",
         Shift(("holiday", "night", "weekend"))),
        ("This is a rotating shift.", "rotating shift", Shift(("rotating",))),
        ("Up to 25% travel", "Up to 25% travel", Travel(0, 25)),
        ("Travel required: 10-20 % of the time", "Travel required: 10-20 % of the time",
         Travel(10, 20)),
        ("Must be willing to travel.", "willing to travel", Travel(None, None)),
    ],
)  # fmt: skip
def test_shifts_and_travel_are_read_where_they_are_plain(
    text: str, span: str, value: Value
) -> None:
    assert found(text) == [(span, value)]


def test_offsets_survive_letters_that_grow_in_lower_case() -> None:
    text = "İİİ office: two years of experience"
    assert [text[q.start : q.end] for q in qualifications(text)] == ["two years of experience"]
    assert [q.start for q in qualifications(text, start=100)] == [112]


def test_one_line_of_a_hundred_thousand_words_is_read() -> None:
    text = "two years of experience and a degree in art, travel and licensed certified " * 8000
    assert {q.kind for q in qualifications(text)} == {"experience", "education"}


def test_real_bulletins_ask_for_what_they_say(data_dir) -> None:  # type: ignore[no-untyped-def]
    folder = data_dir / "postings" / "la_city_bulletins"
    text = (folder / "ACCOUNTING CLERK 1223 071318.txt").read_text(encoding="utf-8")
    kinds = {q.kind for q in qualifications(text)}
    first = next(q for q in qualifications(text) if q.kind == "experience")
    assert "experience" in kinds
    assert first.value == Experience(24, None, "office clerical")
