"""The gate: what it reports, where the record stands, and that two engines must agree."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupath.ontology.errors import InvalidDataset
from occupath.ontology.prefixes import ID, OC, SKOS
from occupath.shapes import (
    Place,
    Report,
    SourceLine,
    WorkItem,
    check,
    find_places,
    gate,
    page,
    rejected_items,
)
from occupath.shapes.cycles import cycles
from occupath.shapes.engines import reference_results
from occupath.shapes.finding import Result
from occupath.shapes.locate import record_keys
from occupath.shapes.statements import Statement, comparable, term
from tests.shapes.worlds import KINDS, failing, passing, write

JOB_ZONE_9 = ID["occupation/47-2111"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The gate's report on every passing and failing twin together."""
    said = [*passing(), *(s for kind in KINDS for s in failing(kind))]
    return gate(write(said, tmp_path_factory.mktemp("gate") / "world.nq"))


def test_a_sound_dataset_conforms_and_its_sample_was_judged_by_both_engines(
    tmp_path: Path,
) -> None:
    report = gate(write(passing(), tmp_path / "pass.nq"))
    assert report.conforms
    assert report.findings == ()
    assert report.sample_nodes > 50


def test_a_violation_does_not_conform_and_names_node_rule_fix_and_supplier(
    report: Report,
) -> None:
    assert not report.conforms
    finding = next(f for f in report.violations if f.shape.endswith("#Occupation-jobZone"))
    assert (finding.focus, finding.source, finding.kind) == (JOB_ZONE_9, "test", "occupation")
    assert finding.message == "An occupation has at most one job zone, and it is one of the five."
    assert finding.supplied_by == "O*NET Center"
    assert report.sample_findings > 100


def test_a_warning_alone_conforms(tmp_path: Path) -> None:
    provider = Statement(ID["provider/nj/1"], "", "", "")
    said = [*passing(), provider._replace(
        predicate="http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        object="<https://w3id.org/occupath/ns#Provider>")]  # fmt: skip
    report = gate(write(said, tmp_path / "warn.nq"))
    assert report.conforms
    assert [f.message for f in report.warnings] == [
        "The organization or provider has no name, or several."
    ]


def test_the_report_is_the_same_for_a_compressed_file_and_for_another_order(
    tmp_path: Path,
) -> None:
    said = [*passing(), *failing("program")]
    plain = write(said, tmp_path / "a.nq")
    lines = plain.read_bytes().splitlines(keepends=True)
    (tmp_path / "b.nq.gz").write_bytes(gzip.compress(b"".join(reversed(lines))))
    first = gate(plain).to_json()
    assert json.dumps(first) == json.dumps(gate(tmp_path / "b.nq.gz").to_json())
    assert first["conforms"] is False


def test_a_circle_in_a_hierarchy_is_a_violation_that_shows_the_way(tmp_path: Path) -> None:
    a, b = ID["unspsc/43232200"], ID["unspsc/43232202"]
    said = [*passing(), Statement(a, SKOS["broader"], f"<{b}>", "")]
    (finding,) = gate(write(said, tmp_path / "circle.nq")).violations
    assert finding.focus == a
    assert finding.value == f"{a} → {b} → {a}"
    assert finding.message.startswith("The hierarchy runs in a circle")
    assert finding.supplied_by


def test_a_hierarchy_without_a_circle_may_join_again() -> None:
    assert cycles({"d": ["b", "c"], "b": ["a"], "c": ["a"]}) == []


def test_two_circles_and_a_node_below_itself_are_three_findings() -> None:
    steps = {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["e"], "e": ["c"], "f": ["f"], "g": ["a"]}
    assert cycles(steps) == [("a", "b"), ("c", "d", "e"), ("f",)]


@given(st.dictionaries(st.integers(0, 8), st.sets(st.integers(0, 8)), max_size=9))
def test_a_circle_is_found_exactly_when_something_can_reach_itself(
    steps: dict[int, set[int]],
) -> None:
    broader = {str(n): {str(p) for p in parents} for n, parents in steps.items()}
    found = cycles(broader)

    def reaches_itself(node: str) -> bool:
        seen: set[str] = set()
        stack = list(broader.get(node, ()))
        while stack:
            step = stack.pop()
            if step not in seen:
                seen.add(step)
                stack.extend(broader.get(step, ()))
        return node in seen

    assert bool(found) == any(reaches_itself(node) for node in broader)
    for circle in found:
        for child, parent in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert parent in broader[child]


def test_engines_that_disagree_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(data: list[Statement], focus: set[str]) -> set[Result]:
        return {r for r in reference_results(data, focus) if r.component != "Class"}

    path = write([*passing(), *failing("provider"), *failing("task")], tmp_path / "x.nq")
    monkeypatch.setattr(check, "reference_results", forgetful)
    with pytest.raises(InvalidDataset, match=r"engines disagree on 3 findings.*only shacl \d"):
        gate(path)


@pytest.mark.parametrize("value", ['"4.0"', '"true"^^<{}boolean>', '"abc"^^<{}integer>', "<urn:x>"])
@pytest.mark.parametrize("name", ["importance", "closeness", "annualP10"])
def test_a_value_that_is_no_number_is_a_violation_and_never_a_traceback(
    name: str, value: str, tmp_path: Path
) -> None:
    odd = value.format("http://www.w3.org/2001/XMLSchema#")
    said = [s._replace(object=odd) if s.predicate == OC[name] else s for s in passing()]
    report = gate(write(said, tmp_path / "odd.nq"))
    assert {f.path for f in report.violations} >= {OC[name]}


@pytest.mark.parametrize("text", ["<a> <b> .\n", "no statement\n", '<urn:a> <urn:b> "c .\n'])
def test_a_file_that_is_not_rdf_is_refused_with_its_place(text: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.nq"
    path.write_text(text)
    with pytest.raises(InvalidDataset, match=r"broken\.nq"):
        gate(path)


def test_the_record_of_a_finding_is_found_by_its_codes(report: Report) -> None:
    lines = [
        SourceLine("Job Zones.txt", 1, "O*NET-SOC Code\tJob Zone\tDate"),
        SourceLine("Job Zones.txt", 7, "47-2111\t9\t08/2025"),
        SourceLine("Related.txt", 3, '"47-2111.00","47-2111.00",Best,0'),
    ]
    asked: list[str] = []

    def read(source: str) -> list[SourceLine]:
        asked.append(source)
        return lines

    places = find_places(report.findings, read)
    assert asked == ["test"]
    assert places["test", JOB_ZONE_9] == Place("Job Zones.txt", 7, "47-2111\t9\t08/2025")
    item = next(
        i for i in report.located(places).queue() if i.rule == "Occupation-jobZone MaxCount"
    )
    assert item.records[0].where == "Job Zones.txt:7"
    assert ("test", ID["award/nj/0"]) not in places


@pytest.mark.parametrize(
    ("iri", "keys"),
    [
        ("occupation/47-2111.00", ("47-2111.00",)),
        ("correspondence/soc2010-soc2018/11-1011/11-1012", ("11-1011", "11-1012")),
        ("observation/wage/2025-05/US/47-2111", ("47-2111",)),
        ("observation/projection/2024-2034/US/47-2111", ("47-2111",)),
        ("program/nj/50530", ("50530",)),
        ("onet/element/2.A.1.a", ("2.A.1.a",)),
    ],
)
def test_the_keys_of_a_record_are_the_codes_in_its_iri(iri: str, keys: tuple[str, ...]) -> None:
    assert record_keys(ID[iri]) == keys


def test_the_queue_puts_violations_first_and_identical_problems_together(report: Report) -> None:
    queue = report.queue()
    ranks = [item.order[0] for item in queue]
    assert ranks == sorted(ranks)
    unit = next(i for i in queue if i.rule == "jurisdiction Class")
    assert (unit.count, unit.kind) == (1, "licence")
    names = next(i for i in queue if i.rule == "label MinCount" and i.kind == "code")
    assert names.records[0].node == ID["soc2018/47-2113"]


def test_rejected_rows_stand_in_the_queue_with_file_and_line(report: Report) -> None:
    items = rejected_items(
        "onet", {"title is blank": 3}, [("Occupation Data.txt", 12, "title is blank", "x\t\ty")]
    )
    (row,) = items
    assert (row.count, row.severity, row.source) == (3, "Warning", "onet")
    assert row.records[0].where == "Occupation Data.txt:12"
    assert row in report.with_rejected(items).queue()
    assert report.with_rejected(items).to_json()["rejected_rows"] == 3


def test_the_queue_survives_json(report: Report) -> None:
    for item in report.queue():
        assert WorkItem.from_json(json.loads(json.dumps(item.to_json()))) == item


def test_the_page_escapes_hostile_text() -> None:
    hostile = '<script>alert("x")</script>'
    items = rejected_items(hostile, {hostile: 1}, [(hostile, 1, hostile, hostile)])
    html = page(items, hostile)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 6


def test_the_page_needs_nothing_from_elsewhere(report: Report) -> None:
    html = page(report.queue())
    assert "src=" not in html
    assert "<link" not in html
    assert "@media print" in html
    assert "Supplied by:" in html


def test_the_page_of_nothing_says_so() -> None:
    assert "Nothing to do." in page(())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "@en"]))
def test_a_literal_is_the_same_for_both_engines(words: str, language: str) -> None:
    special = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    written = '"' + "".join(special.get(c, c) for c in words) + '"' + language
    assert comparable(term(written)) == comparable(written) == f'"{words}"{language}'
