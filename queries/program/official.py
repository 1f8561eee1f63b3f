"""What a dataset states of instructional programs: their texts, programs and occupations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint

_SOURCES = mint("source") + "/"
_LISTED = """
SELECT ?program ?name ?text ?cip WHERE {
  ?program a oc:LearningProgram ; skos:prefLabel ?name ; oc:instructionalProgram2020 ?code .
  ?code skos:inScheme id:cip2020 ; skos:notation ?cip .
  OPTIONAL { ?program dct:description ?text }
} ORDER BY ?program ?cip"""
_CIPS = """
SELECT ?cip ?title ?definition WHERE {
  ?code skos:inScheme id:cip2020 ; skos:notation ?cip ; skos:prefLabel ?title .
  OPTIONAL { ?code skos:definition ?definition }
} ORDER BY ?cip"""
_SOCS = """
SELECT ?soc ?title WHERE {
  ?code skos:inScheme id:soc2018 ; skos:notation ?soc ; skos:prefLabel ?title
} ORDER BY ?soc"""
_EDGES = """
SELECT ?cip ?soc ?source WHERE {
  GRAPH ?source { ?c oc:preparesFor ?s }
  ?c skos:inScheme id:cip2020 ; skos:notation ?cip .
  ?s skos:inScheme id:soc2018 ; skos:notation ?soc .
} ORDER BY ?cip ?soc ?source"""
_REVIEWS = """
SELECT ?cip ?soc ?action ?reviewer ?date ?reason ?source WHERE {
  GRAPH ?source { ?review oc:reviewedProgram ?c ; oc:reviewedCode ?s ; oc:reviewAction ?action }
  ?c skos:notation ?cip . ?s skos:notation ?code ; skos:inScheme ?scheme .
  ?review oc:reviewer ?reviewer ; oc:reviewDate ?date ; oc:reviewReason ?reason .
  BIND(SUBSTR(?code, 1, 7) AS ?soc)
} ORDER BY ?cip ?soc ?action"""
_NO_OCCUPATION = "99-9999"


class Listed(NamedTuple):
    """A program with its texts; `program` is ``<state>/<number>``."""

    program: str
    name: str
    text: str | None


class Review(NamedTuple):
    """A reviewed decision on a pair."""

    action: str
    reviewer: str
    date: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What the dataset states; codes are CIP 2020 and SOC 2018.

    `programs` are by CIP code: a program whose CIP 2010 code became several stands under each.
    `official` gives the sources that assert a pair, rows to 99-9999 ("no match") left out.
    """

    programs: dict[str, list[Listed]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # of CIP and SOC codes
    definitions: dict[str, str] = field(default_factory=dict)
    official: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    reviews: dict[tuple[str, str], Review] = field(default_factory=dict)


def stated(dataset: Dataset) -> Stated:
    """Read all of it."""
    programs: defaultdict[str, list[Listed]] = defaultdict(list)
    prefix = mint("program") + "/"
    for row in dataset.select(_LISTED):
        number = str(row["program"]).removeprefix(prefix)
        text = row["text"]
        programs[str(row["cip"])].append(
            Listed(number, str(row["name"]), None if text is None else str(text))
        )
    found = Stated(dict(sorted(programs.items())))
    for row in dataset.select(_CIPS):
        found.titles[str(row["cip"])] = str(row["title"])
        if row["definition"] is not None:
            found.definitions[str(row["cip"])] = str(row["definition"])
    for row in dataset.select(_SOCS):
        found.titles[str(row["soc"])] = str(row["title"])
    for row in dataset.select(_EDGES):
        source = str(row["source"]).removeprefix(_SOURCES)
        if row["soc"] != _NO_OCCUPATION and not source.startswith("reviews/"):
            found.official.setdefault((str(row["cip"]), str(row["soc"])), []).append(source)
    for row in dataset.select(_REVIEWS):
        found.reviews[str(row["cip"]), str(row["soc"])] = Review(
            str(row["action"]), str(row["reviewer"]), str(row["date"]), str(row["reason"]),
            str(row["source"]).removeprefix(_SOURCES),
        )  # fmt: skip
    return found
