"""What postings ask for is counted out of all the postings there are, and leads to the sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from occupath.graph.build import build
from occupath.graph.dataset import Dataset
from occupath.graph.manifest import Manifest, SourceEntry
from occupath.graph.postings import posting_sources
from occupath.ontology.errors import SourceError
from occupath.ontology.prefixes import ID
from tests.graph import postings
from tests.graph.postings import code, document, mention

Build = Callable[..., tuple[Manifest, Dataset]]

FIGURES = """
SELECT ?area ?month ?concept ?count ?of ?share ?required ?preferred ?mentioned WHERE {
  ?d a oc:DemandObservation ; oc:area ?where ; oc:demandedConcept ?what ; oc:demandCount ?count ;
     oc:postings ?of ; oc:share ?share ; oc:requiredCount ?required ;
     oc:preferredCount ?preferred ; oc:mentionedCount ?mentioned ; oc:codedAs id:soc2018\\/47-2111 ;
     oc:occupation id:occupation\\/47-2111.00 .
  ?where skos:prefLabel ?area . ?what skos:prefLabel ?concept .
  OPTIONAL { ?d oc:period ?month }
} ORDER BY ?area ?month ?concept"""


@pytest.fixture
def built(small_data: Path, tmp_path: Path) -> Build:
    """Builds a dataset of the small data and the postings written by a function."""

    def make(write: Callable[[Path], Path], **options: int) -> tuple[Manifest, Dataset]:
        place = tmp_path / "dataset"
        made = build(small_data, place, areas=(), postings=[write(tmp_path / "p")], **options)
        return made, Dataset.open(place)

    return make


def entry(made: Manifest, name: str = "postings/city") -> SourceEntry:
    return next(e for e in made.sources if e.name == name)


def test_a_posting_counts_once_by_its_strongest_asking_out_of_those_of_its_cell(
    built: Build,
) -> None:
    _, dataset = built(postings.city)
    assert [tuple(row.values()) for row in dataset.select(FIGURES)] == [
        ("NJ", "2018-07", "AutoCAD", 1, 2, 0.5, 0, 1, 0),
        ("NJ", "2018-07", "Reading", 2, 2, 1, 1, 1, 0),
    ]


def test_an_unknown_area_or_month_says_so_and_a_place_is_not_guessed_at(built: Build) -> None:
    _, dataset = built(postings.city)
    counts = dataset.select(
        "SELECT ?area ?kind ?unknown ?n { ?c a oc:PostingCount ; oc:area ?a ; oc:postings ?n ."
        " ?a skos:prefLabel ?area ; oc:areaKind ?kind OPTIONAL { ?c oc:unknownPeriod ?unknown } }"
        " ORDER BY ?area"
    )
    assert [tuple(row.values()) for row in counts] == [
        ("NJ", "place", None, 2),
        ("Springfield", "place", True, 1),
    ]
    lost = dataset.select("SELECT ?a ?m { id:posting\\/city\\/d oc:area ?a ; oc:unknownPeriod ?m }")
    assert lost == [{"a": f"{ID}area/unknown", "m": True}]


def test_a_figure_leads_to_the_sentence_and_back_to_the_row(built: Build) -> None:
    _, dataset = built(postings.city)
    rows = dataset.select(
        """SELECT ?posting ?start ?end ?exact ?sentence ?pointer WHERE {
          ?d oc:demandedConcept id:technology\\/43232604\\/autocad ; oc:evidence ?m ;
             oc:pointer ?pointer .
          ?m a oa:Annotation ; oc:sentence ?sentence ; oa:hasTarget ?t ;
             oa:hasBody id:technology\\/43232604\\/autocad .
          ?t oa:hasSource/skos:prefLabel ?posting ; oa:hasSelector ?s .
          ?s oa:start ?start ; oa:end ?end ; oa:exact ?exact }"""
    )
    assert rows == [
        {"posting": "Job a", "start": 50, "end": 57, "exact": "AutoCAD",
         "sentence": "It asks for AutoCAD.", "pointer": "mentions.parquet#2"}
    ]  # fmt: skip


def test_without_nodes_the_figures_are_the_same_and_point_to_rows_only(built: Build) -> None:
    made, dataset = built(postings.city, posting_nodes=0)
    assert len(dataset.select(FIGURES)) == 2
    assert not dataset.ask("ASK { ?m a oc:Posting }")
    assert not dataset.ask("ASK { ?d oc:evidence ?m }")
    assert entry(made).notes["postings"] == 4
    assert entry(made).notes["postings loaded as nodes"] == 0


def test_postings_drawn_as_nodes_do_not_depend_on_their_order(built: Build) -> None:
    names = [f"p{n}" for n in range(20)]

    def write(folder: Path) -> Path:
        return postings.write(folder, [document(n) for n in names], [], [])

    _, dataset = built(write, posting_nodes=5)
    asked = "SELECT ?n { ?p a oc:Posting ; skos:notation ?n } ORDER BY ?n"
    drawn = [row["n"] for row in dataset.select(asked)]
    assert len(drawn) == 5
    names.reverse()
    _, again = built(write, posting_nodes=5)
    assert [row["n"] for row in again.select(asked)] == drawn


def test_unsound_rows_are_counted_by_reason_and_leave_the_others(built: Build) -> None:
    def write(folder: Path) -> Path:
        return postings.write(
            folder,
            [document("a"), document("a"), document("b", status="empty"),
             document("c", sha256="x"), document("d", sha256="d" * 64, title="Same"),
             document("e", sha256="d" * 64, title="Same"), document("f", month="July 2018")],
            [mention("a", 95, "too far"), mention("a", 5, "short", end=8), mention("z", 5, "gone"),
             mention("a", 5, "odd", kind="talent"), mention("a", 5, "new", concept=f"{ID}no"),
             mention("b", 5, "of nothing"), mention("a", 5, "sure", confidence=1.5),
             mention("a", 5, "away", sentence_start=50), mention("a", 5, "twice"),
             mention("a", 5, "twice")],
            [code("a", code="99-9999", onetsoc=None), code("d"), code("d"),
             code("f", probability=None)],
        )  # fmt: skip

    made, dataset = built(write)
    told = entry(made)
    assert told.reasons == {
        "a SOC code that the dataset does not hold": 1,
        "a concept that the dataset does not hold": 1,
        "a document has two codes of rank 1": 1,
        "a document stands twice": 1,
        "a document that is not there": 1,
        "a mention outside its sentence": 1,
        "a span outside its document": 1,
        "a text that is not as long as its span": 1,
        "no such kind or requirement": 1,
        "not a probability from 0 to 1": 2,
        "the checksum is not a SHA-256": 1,
    }
    assert told.set_aside == {
        "document with status empty": 1,
        "mention that stands twice": 1,
        "row of a document that was set aside": 1,
        "same text, title, area and month as another document": 1,
    }
    assert told.notes["months that are not YYYY-MM: taken as unknown"] == 1
    assert told.rows_read == told.rows_kept + told.rows_rejected + sum(told.set_aside.values())
    assert "documents.parquet:1: a document stands twice: a" in told.rejections
    assert dataset.select("SELECT (COUNT(?m) AS ?n) { ?m a oc:Mention }") == [{"n": 1}]


def test_files_that_are_not_what_extract_writes_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"documents.parquet: is not there; give the folder that"):
        posting_sources([tmp_path])
    city = postings.city(tmp_path / "city")
    (city / "codes.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(SourceError, match=r"codes.parquet: is not Parquet"):
        posting_sources([city])
    (city / "codes.parquet").write_bytes((city / "documents.parquet").read_bytes())
    with pytest.raises(SourceError, match=r"lacks the column rank, code, onetsoc, probability, "):
        posting_sources([city])


def test_two_folders_may_not_hold_the_same_source(tmp_path: Path) -> None:
    one, other = postings.city(tmp_path / "one"), postings.city(tmp_path / "other")
    assert [s.name for s in posting_sources([one, one / "documents.parquet"])] == ["city"]
    with pytest.raises(SourceError, match="has postings of the source 'city', and so has"):
        posting_sources([one, other])


def test_a_document_id_may_not_stand_in_two_sources_of_a_folder(tmp_path: Path) -> None:
    rows = [document("a"), document("a", source="county")]
    with pytest.raises(SourceError, match="'a' stands in the sources 'city' and 'county'"):
        posting_sources([postings.write(tmp_path / "p", rows, [], [])])
