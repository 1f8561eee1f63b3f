"""Published decisions judged again on the real data, as if their codes did not exist."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.queries.distinctness.backtest import Backtest, Judged
from occupath.queries.distinctness.cases import Case, published
from occupath.queries.distinctness.measures import Role


@pytest.fixture(scope="module")
def backtest(real_dataset: Path) -> Backtest:
    return Backtest(Dataset.open(real_dataset))


@pytest.fixture(scope="module")
def judged(backtest: Backtest) -> list[Judged]:
    return list(backtest.judge(published()))


def test_at_least_twelve_decisions_are_sourced_and_three_of_four_agree(
    judged: Sequence[Judged],
) -> None:
    assert len(judged) >= 12
    assert all(each.case.source and each.case.decision for each in judged)
    agreed = sum(each.agrees is True for each in judged)
    assert agreed / len(judged) >= 0.75, [e.case.role for e in judged if not e.agrees]


def test_the_solar_decisions_of_2010_come_out_as_published(judged: Sequence[Judged]) -> None:
    by_role = {each.case.role: each for each in judged}
    assert by_role["Solar Photovoltaic Installers"].verdict.kind == "new_detailed"
    assert by_role["Wind Turbine Service Technicians"].verdict.kind == "new_detailed"
    electricians = by_role["Solar Photovoltaic Electricians"]
    assert (electricians.verdict.kind, electricians.verdict.code) == ("within_existing", "47-2111")


def test_a_hidden_code_is_nowhere_in_the_answer(judged: Sequence[Judged]) -> None:
    for each in judged:
        hidden = set(each.found.hidden)
        assert set(each.case.hide) <= hidden
        assert each.verdict.code not in hidden
        assert hidden.isdisjoint(near.occupation.code for near in each.found.nearest)
        assert hidden.isdisjoint(named.row.code for named in each.found.named)
        assert hidden.isdisjoint(named.row.detail for named in each.found.named)


def test_hiding_hides_details_and_crosswalked_codes_but_not_a_shared_residual(
    backtest: Backtest,
) -> None:
    found = backtest.tester("soc2010").test(Role("Data Scientists"), ["15-2051"])
    assert {"15-2051", "15-2051.00", "15-2051.01", "15-1199.08"} <= set(found.hidden)
    assert "15-2099" not in found.hidden  # it became another residual too
    today = backtest.tester("soc2018").test(Role("Data Scientist"), ["15-2051"])
    assert today.named == ()


def test_what_is_hidden_says_nothing_about_the_answer(backtest: Backtest) -> None:
    role = Role("Solar Photovoltaic Electricians", "Install and wire solar systems.")
    tester = backtest.tester("soc2010")
    plain, elsewhere = tester.test(role), tester.test(role, ["39-4031"])
    assert plain.distinct is elsewhere.distinct is False
    assert plain.nearest[0].occupation.code == elsewhere.nearest[0].occupation.code == "47-2111"


def test_a_name_alone_is_judged_and_a_name_of_unknown_words_is_not(backtest: Backtest) -> None:
    named, unknown = backtest.judge([
        Case("Electrician", "", "soc2018", ()),
        Case("Zorblax qwyjibo", "", "soc2018", ("no-such-code",)),
    ])  # fmt: skip
    assert (named.verdict.kind, named.verdict.code) == ("within_existing", "47-2111")
    assert unknown.verdict.kind == "not_assessable"
    assert "no-such-code" in unknown.verdict.reasons[-1]


def test_no_more_occupations_are_distinct_than_the_share(backtest: Backtest) -> None:
    reference = backtest.tester("soc2018").reference(duties=True)
    assert len(reference) == 790  # 867 without the residual ones
    assert list(reference) == sorted(reference)
    assert 0 < reference[0] < reference[-1] <= 1
