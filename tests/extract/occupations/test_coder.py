"""The coder with the shipped models, on the starter dataset."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.extract.encoder import MODELS, ModelError
from occupath.extract.occupations.coder import Job, NothingToCode, OccupationCoder

DUTIES = (
    "You will measure, cut and lay wall tiles in bathrooms, mix the grout and seal the joints. "
    "Floors are levelled before the tiles are set."
)


@pytest.fixture(scope="module")
def coder(starter_dataset: Path) -> OccupationCoder:
    return OccupationCoder(starter_dataset)


def test_a_known_title_is_coded_with_the_title_as_its_reason(coder: OccupationCoder) -> None:
    coding = coder.code("Electricians")
    first = coding.codes[0]
    assert (first.code, first.onetsoc, first.title) == ("47-2111", "47-2111.00", "Electricians")
    assert first.probability > 0.5
    assert not coding.abstained
    assert ("title", "Electricians") in {(r.kind, r.text) for r in first.reasons}


def test_probabilities_fall_and_their_sum_is_at_most_one(coder: OccupationCoder) -> None:
    shares = [c.probability for c in coder.code("night shift baker", top=20).codes]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.001


def test_the_order_of_a_title_is_read_as_the_census_writes_it(coder: OccupationCoder) -> None:
    for title in ("Teacher, high school", "High school teacher"):
        assert coder.code(title).codes[0].code == "25-2031"


def test_an_occupation_that_the_dataset_does_not_describe_has_its_soc_code_and_title_only(
    coder: OccupationCoder,
) -> None:
    first = coder.code("Barber").codes[0]
    assert (first.code, first.title) == ("39-5011", "Barbers")
    assert first.onetsoc is None
    assert first.onetsoc_probability is None


def test_a_text_alone_is_coded_and_its_sentences_are_the_reasons(coder: OccupationCoder) -> None:
    first = coder.code(None, DUTIES).codes[0]
    assert first.code == "47-2044"
    assert first.reasons[0].kind == "sentence"
    assert first.reasons[0].text in DUTIES


def test_a_text_decides_where_the_title_does_not(coder: OccupationCoder) -> None:
    def share(coding: object) -> float:
        return {c.code: c.probability for c in coding.codes}.get("47-2044", 0.0)  # type: ignore[attr-defined]

    alone, both = coder.code("Installer", top=50), coder.code("Installer", DUTIES, top=50)
    assert share(both) > max(0.1, 20 * share(alone))


def test_many_jobs_are_coded_as_each_alone(coder: OccupationCoder) -> None:
    jobs = [Job("Cook"), Job(None, DUTIES), Job("Roofer", DUTIES), Job("")]
    together = coder.code_many(jobs, top=3)
    for job, coding in zip(jobs[:3], together[:3], strict=True):
        alone = coder.code_many([job], top=3)[0]
        assert [c.code for c in alone.codes] == [c.code for c in coding.codes]
        assert [c.probability for c in alone.codes] == pytest.approx(
            [c.probability for c in coding.codes], abs=0.02
        )
    assert together[3] == ((), True)


def test_the_same_title_gets_the_same_answer(coder: OccupationCoder) -> None:
    assert coder.code("wind turbine mechanic") == coder.code("wind turbine mechanic")


def test_the_threshold_is_the_users(coder: OccupationCoder) -> None:
    assert coder.code("helper", threshold=1.0).abstained
    assert not coder.code("helper", threshold=0.0).abstained


@pytest.mark.parametrize("title", ["", "  ", "---", None])
def test_nothing_cannot_be_coded(coder: OccupationCoder, title: str | None) -> None:
    with pytest.raises(NothingToCode, match="give a job title"):
        coder.code(title)


@pytest.mark.parametrize("title", ["電気技師", "a" * 100_000, "\x00\x07 weld\u200ber", "🛠️ tech"])
def test_an_odd_title_gets_an_answer(coder: OccupationCoder, title: str) -> None:
    assert len(coder.code(title, top=5).codes) == 5


def test_missing_models_are_named(starter_dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"coder\.json is missing"):
        OccupationCoder(starter_dataset, tmp_path)


def test_the_models_know_every_detailed_code(coder: OccupationCoder) -> None:
    assert len(coder.codes) == 867


def test_all_weights_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in MODELS.iterdir()) < 90_000_000
