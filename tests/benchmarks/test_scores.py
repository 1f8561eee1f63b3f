"""The scores of the benchmarks are those that one works out by hand."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[2] / "benchmarks"
GOLD = {
    "tokens": ["Python", "and", "hard", "work", "in", "a", "team"],
    "tags_skill": ["O", "O", "O", "B", "I", "I", "I"],
    "tags_knowledge": ["B", "O", "O", "O", "O", "O", "O"],
}


@pytest.fixture(scope="module")
def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("span_scoring", SCRIPTS / "span_scoring.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["span_scoring"] = module
    spec.loader.exec_module(module)
    return module


def script(name: str, *options: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / name), *map(str, options)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def write_lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_spans_of_a_bio_list(scoring: ModuleType) -> None:
    assert scoring.bio_spans(["B", "I", "B", "O", "I", "I"]) == [(0, 2), (2, 3), (4, 6)]


def test_a_span_of_characters_widens_to_the_tokens_it_touches(scoring: ModuleType) -> None:
    tokens = ("team", "work", "now")
    assert scoring.token_spans(tokens, [(2, 6), (1, 7)]) == {(0, 2)}
    assert scoring.token_spans(tokens, [(4, 5)]) == frozenset()  # the blank between two tokens


def test_strict_relaxed_and_token_scores(scoring: ModuleType) -> None:
    gold = [frozenset({(0, 1), (3, 7)})]
    found = [frozenset({(0, 1), (2, 7), (1, 2)})]
    scores = scoring.score(gold, found)
    assert (scores["strict"].precision, scores["strict"].recall) == (1 / 3, 1 / 2)
    assert scores["strict"].f1 == pytest.approx(0.4)
    assert (scores["relaxed"].precision, scores["relaxed"].recall) == (2 / 3, 1.0)
    assert (scores["token"].precision, scores["token"].recall) == (5 / 7, 1.0)


def test_nothing_found_scores_nothing(scoring: ModuleType) -> None:
    assert scoring.score([frozenset({(0, 1)})], [frozenset()])["strict"].f1 == 0.0


def test_an_answer_for_another_split_is_refused(scoring: ModuleType, tmp_path: Path) -> None:
    sentences = scoring.read_sentences(write_lines(tmp_path / "dev.json", [GOLD]))
    with pytest.raises(ValueError, match="'7'"):
        scoring.predicted_spans(sentences, [{"id": "7", "mentions": []}])


def test_layers_count_only_mentions_of_their_kind(tmp_path: Path) -> None:
    write_lines(tmp_path / "bench/skillspan/dev.json", [GOLD])
    given = ("--benchmark", "skillspan", "--data", tmp_path)
    (text,) = script("spans.py", "texts", *given).splitlines()
    assert json.loads(text) == {"id": "0", "text": "Python and hard work in a team"}
    mentions = [
        {"start": 0, "end": 6, "kind": "knowledge"},
        {"start": 16, "end": 30, "kind": "knowledge"},
    ]
    found = write_lines(tmp_path / "found.jsonl", [{"id": "0", "mentions": mentions}])
    rows = script("spans.py", "score", *given, found).splitlines()[2:]
    f1 = {row.split(" | ")[1]: float(row.split(" | ")[2]) for row in rows}
    assert f1 == {"both": 1.0, "skill": 0.0, "knowledge": 0.667}


def test_ranked_links_score_by_rank_and_leave_out_sentences_without_a_label(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "bench/esco_link"
    folder.mkdir(parents=True)
    (folder / "skills_en_label.txt").write_text("weld metal\nread plans\ncut wood\n", "utf-8")
    (folder / "tech_validation_annotations.csv").write_text(
        "sentence,span,sub_span,label\n"
        "join and cut,join,,weld metal\njoin and cut,cut,,cut wood\n"
        "nice people,nice,,LABEL NOT PRESENT\nread,read,,read plans\n",
        "utf-8",
    )
    given = ("--benchmark", "tech", "--data", tmp_path)
    texts = [json.loads(line)["text"] for line in script("ranked.py", "texts", *given).splitlines()]
    assert texts == ["join and cut", "read"]
    rows: list[dict[str, object]] = [
        {"id": "0", "concepts": [{"label": "read plans"}, {"label": "cut wood"}]},
        {"id": "1", "concepts": [{"label": "read plans"}]},
    ]
    found = write_lines(tmp_path / "peer.jsonl", rows)
    row = script("ranked.py", "score", *given, found)
    assert "top-1 0.500 | top-5 1.000 | RP@5 0.750 | MRR 0.750 | answered 1.000" in row


def test_a_runner_answers_every_line_and_says_what_it_cost(tmp_path: Path) -> None:
    runner = tmp_path / "run.py"
    runner.write_text(
        "from lines import arguments, each, serve\n"
        "serve(each(lambda text: [{'start': 0, 'end': len(text)}]), arguments('x').parse_args())\n",
        "utf-8",
    )
    texts = "".join(json.dumps({"id": str(n), "text": "a" * n}) + "\n" for n in range(5))
    done = subprocess.run(
        [sys.executable, str(runner), "--warm-up", "2"], input=texts, capture_output=True,
        text=True, check=True, env={"PYTHONPATH": str(SCRIPTS / "peers")},
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0] == {"id": "2", "mentions": [{"start": 0, "end": 2}]}
    meter = json.loads(done.stderr)
    assert meter["texts"] == len(rows) == 3
    assert meter["cpu_seconds"] >= 0
    assert meter["peak_mb"] > 1
