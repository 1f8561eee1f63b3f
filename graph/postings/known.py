"""What a dataset knows that postings may name: concepts, codes and areas."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
from pyoxigraph import QuerySolutions, Store

from occupath.ontology.ids import mint, slug
from occupath.ontology.prefixes import sparql_prologue

UNKNOWN_AREA = mint("area", "unknown")

_AREAS = f"""{sparql_prologue()}
SELECT ?area ?code ?name WHERE {{ ?area a oc:Area ; skos:notation ?code ; skos:prefLabel ?name }}"""


class Place(NamedTuple):
    """An area that no source describes: a place named by postings, or the unknown one."""

    iri: str
    name: str
    notation: str
    kind: str  # "place" "unknown"
    within: str | None  # IRI of the area whose code the name ends with: "Los Angeles, CA"


class Known:
    """The concepts, codes and areas of the dataset whose text tables stand in `text`."""

    def __init__(self, text: Path, store: Store) -> None:
        concepts = pq.read_table(text / "concepts.parquet", columns=["concept"])
        self.concepts: frozenset[str] = frozenset(concepts.column("concept").to_pylist())
        occupations = pq.read_table(text / "occupations.parquet", columns=["onetsoc", "soc"])
        rows = occupations.to_pylist()
        self.soc_of: dict[str, str] = {row["onetsoc"]: row["soc"] for row in rows}
        by_soc: defaultdict[str, list[str]] = defaultdict(list)
        for onetsoc, soc in self.soc_of.items():
            by_soc[soc].append(onetsoc)
        self.only_onetsoc = {soc: codes[0] for soc, codes in by_soc.items() if len(codes) == 1}
        titles = pq.read_table(text / "titles.parquet", columns=["soc"])
        self.socs: frozenset[str] = frozenset(titles.column("soc").to_pylist()) | by_soc.keys()
        self._areas: dict[str, str] = {}
        answer = store.query(_AREAS, use_default_graph_as_union=True)
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            iri = row["area"].value
            self._areas[row["code"].value] = iri
            self._areas.setdefault(row["name"].value.casefold(), iri)

    def area(self, name: str | None) -> tuple[str, Place | None]:
        """The area of that code or name; else a place, to be described, of its own.

        A name is never guessed at: "Springfield" stays a place of that name.
        """
        words = " ".join((name or "").split())
        if not words:
            return UNKNOWN_AREA, Place(UNKNOWN_AREA, "Unknown area", "unknown", "unknown", None)
        found = self._areas.get(words) or self._areas.get(words.casefold())
        if found is not None:
            return found, None
        key = slug(words)
        iri = mint("area", "place", key)
        _, comma, code = words.rpartition(", ")
        within = self._areas.get(code) if comma else None
        return iri, Place(iri, words, f"place/{key}", "place", within)
