"""The published crosswalk beside what programs' texts say: shares, intervals, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.extract.occupations.coder import Job, OccupationCoder
from occupath.extract.occupations.coding import Code, Coding, Reason
from occupath.graph.dataset import Dataset
from occupath.queries.program.cip_soc import (
    SUGGESTED,
    SUPPORTED,
    UNDECIDED,
    UNSUPPORTED,
    WEAK,
    Pair,
    compare,
)
from occupath.queries.program.drafts import draft
from occupath.queries.program.intervals import share
from occupath.queries.program.official import Listed, Review, Stated, stated

ELECTRICIAN, INSTALLER, TEACHER = "47-2111", "47-2231", "25-1194"


class ByTitle:
    """A coder that knows what it is told: the code stands in the title."""

    def code_many(
        self, jobs: Sequence[Job], top: int, threshold: float | None, reasons: bool
    ) -> list[Coding]:
        told = (Reason("title", "as told", 1.0),) if reasons else ()
        return [
            Coding(
                tuple(
                    Code(c, None, None, 0.6, None, told) for c in (job.title or "").split()[:top]
                ),
                False,
            )
            for job in jobs
        ]


def world(titles: Sequence[str], definition: str = "nothing") -> Stated:
    programs = [Listed(f"nj/{n}", title, None) for n, title in enumerate(titles)]
    return Stated(
        {"46.0302": programs},
        {"46.0302": definition, ELECTRICIAN: "Electricians", TEACHER: "Teachers"},
        {},
        {("46.0302", ELECTRICIAN): ["cip-soc"], ("46.0302", TEACHER): ["cip-soc"]},
        {},
    )


def by_soc(pairs: Sequence[Pair]) -> dict[str, Pair]:
    return {pair.soc: pair for pair in pairs}


def test_many_programs_decide_and_examples_say_why() -> None:
    titles = [ELECTRICIAN] * 10 + [INSTALLER] * 8
    found = by_soc(compare(world(titles), ByTitle()))
    assert found[ELECTRICIAN].verdict == SUPPORTED
    assert found[ELECTRICIAN].support[:3] == (10, 18, 0.5556)
    assert found[TEACHER].verdict == UNSUPPORTED
    assert found[TEACHER].support.high == share(0, 18).high
    assert [e.code for e in found[TEACHER].examples] == [ELECTRICIAN, INSTALLER]
    assert found[INSTALLER].verdict == SUGGESTED
    assert found[INSTALLER].asserted_by == ()
    assert found[INSTALLER].examples[0].because == "title: as told"


def test_few_programs_decide_nothing() -> None:
    found = by_soc(compare(world([INSTALLER, INSTALLER]), ByTitle()))
    assert found[TEACHER].verdict == UNDECIDED
    assert found[INSTALLER].verdict == WEAK


def test_the_definition_stands_apart_and_keeps_a_pair_from_being_unsupported() -> None:
    titles = [ELECTRICIAN] * 20
    found = by_soc(compare(world(titles, TEACHER), ByTitle()))
    assert (found[TEACHER].definition, found[TEACHER].support.supporting) == (0.6, 0)
    assert found[TEACHER].verdict == SUPPORTED


def test_a_draft_asks_only_for_what_nobody_has_decided() -> None:
    titles = [ELECTRICIAN] * 10 + [INSTALLER] * 8
    undecided = world(titles)
    rows = draft(compare(undecided, ByTitle()), "here")
    assert [(r["soc"], r["action"], r["reviewer"]) for r in rows] == [
        (TEACHER, "remove", ""), (INSTALLER, "add", ""),
    ]  # fmt: skip
    undecided.reviews["46.0302", TEACHER] = Review("remove", "J", "2026-05-04", "so", "reviews/b")
    assert [r["soc"] for r in draft(compare(undecided, ByTitle()), "here")] == [INSTALLER]


@given(st.integers(0, 400), st.integers(1, 400))
def test_an_interval_holds_its_share_and_narrows_with_more(count: int, total: int) -> None:
    count = min(count, total)
    one, more = share(count, total), share(count * 4, total * 4)
    assert one.low is not None
    assert one.share is not None
    assert one.high is not None
    assert more.low is not None
    assert more.high is not None
    assert 0 <= one.low <= one.share <= one.high <= 1
    assert more.high - more.low <= one.high - one.low + 1e-3


def test_no_program_gives_no_interval() -> None:
    assert share(0, 0) == (0, 0, None, None, None)


@pytest.fixture(scope="module")
def real(real_dataset: Path) -> Dataset:
    return Dataset.open(real_dataset)


def test_the_published_pairs_are_those_of_the_source(real: Dataset) -> None:
    known = stated(real)
    assert len(known.official) == 6097 - 194 - 180
    assert {source for sources in known.official.values() for source in sources} == {"cip-soc"}
    assert sum(p.program == "nj/50530" for p in known.programs["15.1703"]) == 1


def test_electrician_programs_prepare_electricians(real: Dataset) -> None:
    coder = OccupationCoder(real.path)
    found = by_soc(compare(stated(real), coder, cips=lambda cip: cip == "46.0302"))
    assert found[ELECTRICIAN].verdict == SUPPORTED
    assert found[ELECTRICIAN].support.total == 14
    assert all(pair.cip == "46.0302" for pair in found.values())
    assert found["49-9097"].verdict == UNSUPPORTED  # Signal and Track Switch Repairers
