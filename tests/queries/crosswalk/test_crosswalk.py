"""Codes convert as the published tables say, over any chain, and what is lost is told."""

from __future__ import annotations

import csv
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError, QueryError, UnknownCode
from occupath.queries.crosswalk.chains import shortest_chain
from occupath.queries.crosswalk.column import convert_column
from occupath.queries.crosswalk.convert import Conversion
from occupath.queries.crosswalk.tables import PREFIX, PUBLISHED, Tables

Occupath = Callable[..., Any]
Pairs = set[tuple[str, str]]

ONETSOC = ("2000", "2006", "2009", "2010", "2019")


@pytest.fixture(scope="module")
def tables(real_dataset: Path) -> Tables:
    return Tables(Dataset.open(real_dataset))


def published(data_dir: Path, file: str, one: str, other: str) -> Pairs:
    """The pairs of a crosswalk file, read without Occupath."""
    with (data_dir / file).open(encoding="utf-8-sig", newline="") as lines:
        return {(row[one], row[other]) for row in csv.DictReader(lines)}


def onetsoc(data_dir: Path, one: str, other: str) -> Pairs:
    if other == "soc2018":
        return published(data_dir, "onet_taxonomy/2019_to_SOC_Crosswalk.csv",
                         "O*NET-SOC 2019 Code", "2018 SOC Code")  # fmt: skip
    return published(data_dir, f"onet_taxonomy/{one}_to_{other}_Crosswalk.csv",
                     f"O*NET-SOC {one} Code", f"O*NET-SOC {other} Code")  # fmt: skip


def joined(steps: list[Pairs]) -> Pairs:
    """Pairs of the first and the last codes of a chain of tables."""
    whole = steps[0]
    for step in steps[1:]:
        onward: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in step:
            onward[a].add(b)
        whole = {(a, c) for a, b in whole for c in onward[b]}
    return whole


def converted(conversion: Conversion) -> Pairs:
    return {(code, end) for code in conversion.whole() for end in conversion.ends(code)}


def test_all_900_rows_of_soc_2010_to_2018_come_out_with_their_cardinality(
    tables: Tables, data_dir: Path
) -> None:
    rows = published(data_dir, "soc/soc2010_to_2018_crosswalk.csv", "SOCCode2010", "SOCCode2018")
    conversion = Conversion(tables, "soc2010", "soc2018")
    assert len(rows) == 900
    assert converted(conversion) == rows
    found = Counter(
        target.cardinality
        for code in conversion.whole()
        for target in conversion.convert(code).targets
    )
    assert found == {"1:1": 766, "1:m": 70, "m:1": 32, "m:m": 32}


CHAINS = [(one, other) for one, other in itertools.combinations((*ONETSOC, "soc2018"), 2)]


@pytest.mark.parametrize(("one", "other"), CHAINS, ids=lambda name: str(name))
def test_every_chain_of_onet_soc_is_the_published_tables_joined(
    tables: Tables, data_dir: Path, one: str, other: str
) -> None:
    names = [*ONETSOC, "soc2018"]
    between = names[names.index(one) : names.index(other) + 1]
    chain = joined([onetsoc(data_dir, a, b) for a, b in itertools.pairwise(between)])
    start = f"onetsoc{one}"
    goal = other if other == "soc2018" else f"onetsoc{other}"
    forth = Conversion(tables, start, goal)
    assert forth.chain.path == tuple(n if n == "soc2018" else f"onetsoc{n}" for n in between)
    assert converted(forth) == chain
    assert converted(Conversion(tables, goal, start)) == {(b, a) for a, b in chain}


def test_the_cardinality_of_a_chain_is_counted_over_all_of_it(tables: Tables) -> None:
    conversion = Conversion(tables, "onetsoc2006", "soc2018")
    pairs = converted(conversion)
    to = Counter(a for a, _ in pairs)
    back = Counter(b for _, b in pairs)
    for code in conversion.whole():
        for target in conversion.convert(code).targets:
            many = back[target.code] > 1, to[code] > 1
            assert target.cardinality == ":".join("m" if each else "1" for each in many)
            assert (target.weight == 1.0) == (to[code] == 1)
            for trail in target.trails:
                assert trail[-1].link.code == target.code
                assert [hop.scheme for hop in trail] == list(conversion.chain.path[1:])


@pytest.mark.parametrize(
    ("start", "goal", "path"),
    [
        ("esco", "soc2018", ("esco", "onetsoc2019", "soc2018")),
        ("isco08", "soc2018", ("isco08", "onetsoc2019", "soc2018")),
        ("cip2010", "soc2018", ("cip2010", "cip2020", "soc2018")),
        ("onetsoc2010", "soc2010", ("onetsoc2010", "soc2010")),
        ("onetsoc2010", "soc2018", ("onetsoc2010", "onetsoc2019", "soc2018")),
        ("oews", "onetsoc2019", ("oews", "soc2018", "onetsoc2019")),
    ],
)
def test_the_shortest_chain_is_taken(
    tables: Tables, start: str, goal: str, path: tuple[str, ...]
) -> None:
    chain = shortest_chain(tables.basis, start, goal)
    assert path in (chain.path, *chain.others)
    assert all(scheme in chain.explained() for scheme in path)


def test_a_chain_passes_through_no_program_and_never_beats_a_published_table_by_a_rule() -> None:
    basis = {("a", "cip1"): PUBLISHED, ("cip1", "b"): PUBLISHED}
    with pytest.raises(QueryError, match="no crosswalk leads from a to b"):
        shortest_chain(basis, "a", "b")
    basis |= {("a", "c"): PREFIX, ("c", "b"): PUBLISHED, ("a", "d"): PUBLISHED,
              ("d", "b"): PUBLISHED}  # fmt: skip
    assert shortest_chain(basis, "a", "b").path == ("a", "d", "b")
    assert shortest_chain(basis, "a", "b", via="c").path == ("a", "c", "b")


@given(
    st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12),
    st.sampled_from("abcdef"),
    st.sampled_from("abcdef"),
)
def test_no_chain_is_shorter_than_the_one_taken(pairs: Pairs, start: str, goal: str) -> None:
    basis = {(a, b): PUBLISHED for a, b in pairs if a < b}
    near: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in basis:
        near[a].add(b)
        near[b].add(a)
    reached, steps = {start}, 0
    while goal not in reached and (wider := reached | {b for a in reached for b in near[a]}):
        if wider == reached:
            break
        reached, steps = wider, steps + 1
    if start == goal or goal not in reached:
        with pytest.raises(QueryError):
            shortest_chain(basis, start, goal)
    else:
        chain = shortest_chain(basis, start, goal)
        assert len(chain.path) == steps + 1
        assert all(len(other) == steps + 1 for other in chain.others)


def test_a_round_trip_tells_what_comes_back(tables: Tables) -> None:
    conversion = Conversion(tables, "soc2010", "soc2018")
    (merged,) = conversion.round_trips(["35-3021"])
    assert merged.kind == "with others"
    assert set(merged.back) > {"35-3021"}
    (alone,) = conversion.round_trips(["47-2111"])
    assert (alone.kind, alone.back) == ("alone", ("47-2111",))


@pytest.mark.parametrize(
    ("scheme", "written", "code"),
    [
        ("soc2018", " 472111 ", "47-2111"),
        ("soc2018", "47-2111.00", "47-2111"),
        ("onetsoc2019", "47-2231", "47-2231.00"),
        ("cip2020", "1.0102", "01.0102"),
        ("soc2018", "47-9998", None),
        ("soc2018", "", None),
        ("soc2018", "47-2231.01", None),
    ],
)
def test_a_code_that_a_spreadsheet_bent_is_read(
    tables: Tables, scheme: str, written: str, code: str | None
) -> None:
    assert tables.code(scheme, written) == code


def test_an_unknown_code_or_scheme_is_named(tables: Tables) -> None:
    with pytest.raises(UnknownCode, match="'99-9' is not a code of soc2010"):
        Conversion(tables, "soc2010", "soc2018").code("99-9")
    with pytest.raises(UnknownCode, match="no scheme 'soc1980'"):
        Conversion(tables, "soc1980", "soc2018")


def test_a_column_keeps_its_rows_and_counts_what_it_cannot_convert(
    tables: Tables, tmp_path: Path
) -> None:
    place = tmp_path / "jobs.csv"
    place.write_text(
        'soc,name\n15-1131,"=1+1, and"\n15-1132,b\n,c\n12-3456,d\n15-1130,e\n1,2,3\n', "utf-8"
    )
    conversion = Conversion(tables, "soc2010", "soc2018")
    made = convert_column(place, "soc", conversion)
    assert made.counts == {"blank": 1, "group": 1, "one": 1, "split": 1, "unknown": 1}
    assert made.unknown == (("12-3456", 1),)
    assert made.rejections == 1
    rows = list(csv.DictReader(made.to_csv().decode().splitlines()))
    assert [row["soc2018"] for row in rows] == ["15-1251", "15-1252; 15-1253", "", "", ""]
    assert rows[0]["name"] == "'=1+1, and"
    assert rows[0]["soc2018_title"] == "Computer Programmers"


@given(words=st.lists(st.sampled_from(["15-1131", "15-1133", "15-1199", "x", ""]), max_size=30))
def test_a_split_code_stands_once_for_each_code_it_may_be(
    tables: Tables, tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    place = tmp_path_factory.mktemp("column") / "jobs.csv"
    place.write_text("n,soc\n" + "".join(f"{i},{w}\n" for i, w in enumerate(words)), "utf-8")
    conversion = Conversion(tables, "soc2010", "soc2018")
    made = convert_column(place, "soc", conversion, split="rows")
    got = [(row["n"], row["soc2018"] or "") for row in made.table.to_pylist()]
    assert got == [
        (str(i), end)
        for i, word in enumerate(words)
        for end in ((conversion.ends(word) or [""]) if word not in ("x", "") else [""])
    ]


def test_the_command_keeps_its_contract(occupath: Occupath, real_dataset: Path) -> None:
    answer = occupath("crosswalk", "15-1131", "15-1199", "--from", "soc2010", "--to", "soc2018",
                      "--format", "json", "--dataset", str(real_dataset))  # fmt: skip
    assert answer.status == 0, answer.err
    one, split = json.loads(answer.out)
    assert one["from"] == {
        "scheme": "soc2010", "code": "15-1131", "title": "Computer Programmers"
    }  # fmt: skip
    (target,) = one["to"]
    assert (target["code"], target["cardinality"], target["weight"]) == ("15-1251", "1:1", 1.0)
    assert target["path"] == ["soc2010", "soc2018"]
    assert len(split["to"]) > 1
    assert all(t["weight"] is None for t in split["to"])
    assert "no table gives a weight" in split["warning"]
    assert "shortest chain of tables" in answer.err


def test_the_command_converts_a_file(
    occupath: Occupath, real_dataset: Path, tmp_path: Path
) -> None:
    place, out = tmp_path / "jobs.csv", tmp_path / "out.csv"
    place.write_bytes("code;name\n15-1131;Café\n".encode("cp1252"))
    answer = occupath("crosswalk", "--csv", str(place), "--column", "code", "--from", "soc2010",
                      "--to", "soc2018", "--dataset", str(real_dataset),
                      "--output", str(out))  # fmt: skip
    assert answer.status == 0, answer.err
    (row,) = csv.DictReader(out.read_text("utf-8").splitlines())
    assert (row["name"], row["soc2018"], row["soc2018_status"]) == ("Café", "15-1251", "one")
    assert "1 rows: 1 one" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--csv", "f.csv"), "--csv FILE and --column NAME together"),
        (("15-1131", "--csv", "f.csv", "--column", "a"), "not both"),
        (("--csv", "f.csv", "--column", "b"), "no column 'b'; its columns are a"),
        (("47-2111", "--to", "opm"), "no scheme 'opm'; it has cip2010"),
    ],
)
def test_what_cannot_be_converted_is_told(
    occupath: Occupath,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "f.csv").write_text("a\n47-2111\n")
    to = () if "--to" in words else ("--to", "onetsoc2019")
    answer = occupath("crosswalk", "--from", "soc2018", *to, *words)
    assert answer.status == 2
    assert said in answer.err


def test_a_file_that_is_no_csv_is_told(tables: Tables, tmp_path: Path) -> None:
    place = tmp_path / "jobs.csv"
    place.write_text("soc\x00\n", "utf-16")
    with pytest.raises(OccupathError, match="UTF-16"):
        convert_column(place, "soc", Conversion(tables, "soc2010", "soc2018"))
