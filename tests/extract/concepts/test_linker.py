"""Texts are linked to a dataset's own concepts, or to none."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from occupath.extract.concepts.linker import Linker
from occupath.extract.pipeline.tables import read_concepts
from occupath.ontology.errors import InvalidDataset, OccupathError

ESCO = "http://example.org/skill/"
ROWS = [
    ("esco-skill", "skill", "repair bicycles", ["fix bikes", "mend cycles"]),
    ("esco-skill", "skill", "bake bread", ["make loaves"]),
    ("esco-skill", "skill", "lead a team", ["manage staff", "supervise workers"]),
    ("esco-skill", "knowledge", "Java (computer programming)", ["Java language"]),
    ("esco-skill", "knowledge", "marine biology", []),
    ("onet-element", "skill", "Active Listening", []),
    ("onet-element", "knowledge", "Biology", []),
    ("technology", "technology", "Frobnitz CAD", []),
    ("tool", "tool", "Torque wrenches", ["Torque wrench"]),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of nine concepts."""
    place = tmp_path_factory.mktemp("small")
    (place / "manifest.json").write_text("{}")
    (place / "text").mkdir()
    rows = [
        {"concept": f"{ESCO}{i}", "scheme": scheme, "kind": kind, "label": label,
         "alternatives": others, "description": None}
        for i, (scheme, kind, label, others) in enumerate(ROWS)
    ]  # fmt: skip
    schema = pa.schema(
        [("concept", pa.string()), ("scheme", pa.string()), ("kind", pa.string()),
         ("label", pa.string()), ("alternatives", pa.list_(pa.string())),
         ("description", pa.string())]
    )  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema), place / "text" / "concepts.parquet")
    return place


@pytest.fixture
def linker(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Linker:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Linker(small)


def test_a_name_is_its_concept_in_any_capitals(linker: Linker) -> None:
    for said in ("repair bicycles", "FIX BIKES", " Mend cycles. "):
        ((link,),) = linker.link([said])
        assert (link.label, link.scheme, link.concept) == ("repair bicycles", "esco", f"{ESCO}0")
        assert link.score > 0.9


def test_a_bracket_at_the_end_of_a_label_need_not_be_said(linker: Linker) -> None:
    ((link,),) = linker.link(["java"])
    assert link.label == "Java (computer programming)"


def test_another_wording_finds_its_concept_by_meaning(linker: Linker) -> None:
    ((link,),) = linker.link(["repairing of bicycles"])
    assert link.label == "repair bicycles"
    assert link.score < 0.97  # less sure than of a name


@pytest.mark.parametrize(
    "other",
    ["a competitive salary and dental plan", "", "   ", "…", "12345", "quantum chromodynamics"],
)
def test_what_is_no_known_concept_is_linked_to_none(linker: Linker, other: str) -> None:
    assert linker.link([other]) == [[]]


def test_technologies_and_tools_are_linked_by_name_alone(linker: Linker) -> None:
    assert [x.label for x in linker.link(["torque wrench"], ["tool"])[0]] == ["Torque wrenches"]
    assert linker.link(["wrenches for torque"], ["tool", "technology"]) == [[]]


def test_only_the_schemes_asked_for_are_linked(linker: Linker) -> None:
    assert linker.link(["bake bread"], ["element"]) == [[]]
    assert linker.link(["bake bread"], ["element", "esco"])[0][0].scheme == "esco"


def test_links_keep_the_order_of_the_phrases_and_repeat_with_them(linker: Linker) -> None:
    said = ["bake bread", "nothing of the kind", "bake bread"]
    first, second, third = linker.link(said)
    assert first == third
    assert first[0].label == "bake bread"
    assert second == []


def test_every_concept_of_the_scheme_competes_in_a_ranking(linker: Linker) -> None:
    (links,) = linker.rank(["You will supervise workers in our bicycle repair shop"], "esco", 10)
    assert len(links) == 5
    assert {link.label for link in links[:2]} == {"lead a team", "repair bicycles"}
    scores = [link.score for link in links]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_blank_sentence_ranks_nothing(linker: Linker) -> None:
    assert linker.rank(["", " \n"]) == [[], []]


def test_the_same_sentences_rank_the_same_way_again(linker: Linker, small: Path) -> None:
    said = ["bake bread and cake", "listen actively", "Java"]
    assert linker.rank(said) == Linker(small).rank(said)


def test_vectors_are_computed_once_and_read_again_from_the_cache(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    told: list[tuple[str, int, int]] = []
    first = Linker(small, progress=lambda *said: told.append(said))
    before = first.rank(["bake bread"])
    assert told == [("esco", 11, 11)]
    assert Linker(small, progress=lambda *said: told.append(said)).rank(["bake bread"]) == before
    assert len(told) == 1


def test_a_broken_cache_file_is_made_again(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = Linker(small).rank(["bake bread"])
    (kept,) = (tmp_path / "cache" / "occupath" / "vectors").glob("*.npy")
    kept.write_bytes(kept.read_bytes()[:40])
    assert Linker(small).rank(["bake bread"]) == before


def test_an_absent_scheme_is_named_with_those_there_are(linker: Linker) -> None:
    with pytest.raises(OccupathError, match="no concepts of the scheme 'dwa'; choose from esco"):
        linker.rank(["x"], "dwa")
    with pytest.raises(OccupathError, match="no scheme 'isco'"):
        linker.rank(["x"], "isco")


def test_a_folder_that_is_no_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataset, match="occupath build"):
        Linker(tmp_path)


def test_every_label_of_esco_1_1_that_1_2_keeps_is_a_concept(
    real_dataset: Path, data_dir: Path
) -> None:
    """13,605 of the 13,896 preferred labels of ESCO 1.1.0 are labels of 1.2, commas aside."""

    def folded(label: str) -> str:
        return " ".join(label.lower().replace(",", " ").split())

    concepts = read_concepts(real_dataset)
    known = {folded(c.label) for c in concepts if c.scheme == "esco-skill"}
    listed = (data_dir / "bench" / "esco_link" / "skills_en_label.txt").read_text("utf-8")
    kept = [label for label in listed.splitlines() if folded(label) in known]
    assert len(listed.splitlines()) == 13_896
    assert len(kept) == 13_605
