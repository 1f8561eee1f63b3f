"""Exit status 0 is fine, 1 a negative answer, 2 a usage or input error in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Occupath = Callable[..., Any]

FINE = [
    ["find", "electrician"],
    ["neighbors", "47-2111.00", "--top", "3"],
    ["gap", "electrician", "47-2231.00"],
    ["route", "47-2111", "47-2231"],
    ["query", "--list"],
    ["query", "occupation", "-p", "occupation=47-2111.00"],
    ["validate"],
    ["fetch", "--list"],
]
INPUT_ERRORS = {
    "unknown title": (["find", "zzzzz qqqqq"], "no occupation is called 'zzzzz qqqqq'"),
    "empty title": (["find", ""], "no occupation is called ''"),
    "unknown O*NET-SOC code": (["find", "99-9999.00"], "is not in the dataset"),
    "unknown SOC code": (["find", "99-9999"], "has no occupation in the dataset"),
    "half a code": (["find", "47-211"], "NN-NNNN"),
    "code without its hyphen": (["find", "472111"], "NN-NNNN"),
    "breaking out of a query": (["find", 'x" } INSERT DATA { <a:a> <a:a> <a:a> } #'], "no occupat"),
    "unknown place to move to": (["gap", "electrician", "99-9999"], "has no occupation"),
    "unknown start": (["route", "99-9999", "electrician"], "has no occupation"),
    "no such dataset": (["find", "electrician", "--dataset", "nowhere"], "occupath build --out"),
    "unknown query": (["query", "occupation-need"], "did you mean occupation-needs"),
    "missing parameter": (["query", "occupation"], "for example occupation="),
    "unknown parameter": (["query", "occupation", "-p", "x=1"], "it takes occupation"),
    "code of another shape": (["query", "occupation", "-p", "occupation=4721"], "4721"),
    "code that is not there": (
        ["query", "occupation", "-p", "occupation=99-9999.00"], "is not in the dataset",
    ),
    "unknown source": (["fetch", "nosuch"], "occupath fetch --list"),
    "source for people only": (["fetch", "nj-programs", "--data", "here"], "not fetched"),
    "no data folder": (["build", "--data", "nowhere", "--out", "new"], "nowhere"),
    "answer to nowhere": (["find", "electrician", "-o", "no/such/place"], "with --output"),
}  # fmt: skip
USAGE_ERRORS = {
    "unknown command": ["frobnicate"],
    "unknown option": ["find", "electrician", "--frob"],
    "nothing to find": ["find"],
    "no second occupation": ["route", "electrician"],
    "no occupation": ["neighbors"],
    "one and all": ["neighbors", "electrician", "--all"],
    "too many hops": ["route", "47-2111", "47-2231", "--max-hops", "5"],
    "no route wanted": ["route", "47-2111", "47-2231", "-k", "0"],
    "negative cost": ["route", "47-2111", "47-2231", "--max-cost", "-1"],
    "cost in words": ["route", "47-2111", "47-2231", "--max-cost", "much"],
    "unknown format": ["find", "electrician", "--format", "xml"],
    "no query": ["query"],
    "two queries": ["query", "occupation", "--file", __file__],
    "parameter without a value": ["query", "occupation", "-p", "occupation"],
    "parameter twice": ["query", "occupation", "-p", "occupation=1", "-p", "occupation=2"],
    "file that is not there": ["query", "--file", "nowhere.rq"],
    "parameters for own SPARQL": ["query", "-", "-p", "a=b"],
}


@pytest.mark.parametrize("words", FINE, ids=lambda words: " ".join(words))
def test_an_answer_exits_with_0(occupath: Occupath, words: list[str]) -> None:
    answer = occupath(*words)
    assert answer.status == 0, answer.err
    assert answer.out.strip()


@pytest.mark.parametrize("case", INPUT_ERRORS)
def test_wrong_input_exits_with_2_and_one_line(
    occupath: Occupath, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words, said = INPUT_ERRORS[case]
    answer = occupath(*words)
    assert answer.status == 2
    assert answer.out == ""
    assert said in answer.err
    assert "Traceback" not in answer.err
    last = answer.err.rstrip("\n").splitlines()[-1]
    assert last.startswith("occupath: ")
    assert len([line for line in answer.err.splitlines() if line.startswith("occupath: ")]) == 1
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "here"])


@pytest.mark.parametrize("case", USAGE_ERRORS)
def test_wrong_usage_exits_with_2_and_says_how_it_goes(occupath: Occupath, case: str) -> None:
    answer = occupath(*USAGE_ERRORS[case])
    assert answer.status == 2
    assert answer.out == ""
    assert "Error: " in answer.err
    assert "Traceback" not in answer.err


def test_debug_shows_where_an_error_arose(occupath: Occupath) -> None:
    from occupath.ontology.errors import UnknownCode

    with pytest.raises(UnknownCode, match="is not a code of"):
        occupath("--debug", "find", "47-211")


def test_a_fault_of_the_program_is_told_in_one_line(
    occupath: Occupath, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("occupath.cli.find.find_occupation", broken)
    answer = occupath("find", "electrician")
    assert answer.status == 2
    assert answer.err.count("\n") == 1
    assert "KeyError" in answer.err
    assert "occupath --debug" in answer.err


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        (["--min-wage", "1000000"], "--min-wage"),
        (["--max-cost", "1"], "--max-cost"),
        (["--max-weeks", "1"], "--max-weeks"),
        (["--start-with-credential", "no such credential"], "credential"),
    ],
)
def test_no_route_exits_with_1_and_the_reason(
    occupath: Occupath, limit: list[str], reason: str
) -> None:
    answer = occupath("route", "47-2111.00", "47-2231.00", *limit)
    assert answer.status == 1
    assert answer.out == ""
    assert answer.err.startswith("no route: ")
    assert reason in answer.err


@pytest.mark.parametrize("format_", ["csv", "mermaid", "svg"])
def test_no_route_prints_nothing_in_any_format(occupath: Occupath, format_: str) -> None:
    answer = occupath("route", "electrician", "47-2111.00", "--format", format_)
    assert (answer.status, answer.out) == (1, "")


def test_a_route_to_where_one_is_exits_with_1(occupath: Occupath) -> None:
    answer = occupath("route", "electrician", "47-2111.00")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "no route: 47-2111.00 is where you start\n"
