"""A vintage of the SOC as it stood: its detailed occupations, definitions, details and titles.

SOC 2010 comes without definitions; those of the O*NET-SOC 2010 codes that end in ``.00`` are the
same texts. Nothing of today's O*NET is read for it: its titles are those of SOC 2010, O*NET-SOC
2010 and the O*NET-SOC taxonomies before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from occupath.extract.pipeline.tables import read_occupations, read_titles
from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.ontology.ids import mint
from occupath.queries.crosswalk.tables import Tables

VINTAGES = ("soc2018", "soc2010")
WHOLE = {"soc2018": 867, "soc2010": 840}  # detailed occupations
CHAIN = ("onetsoc2000", "onetsoc2006", "onetsoc2009", "onetsoc2010", "onetsoc2019")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_ABOUT_OTHERS = re.compile(r"(?:excludes?|includes?|illustrative)\b", re.IGNORECASE)
_NOT_OURS = ("esco-title", "esco-alternative")  # titles of another classification


@dataclass(frozen=True, slots=True)
class Detail:
    """An O*NET-SOC code below a SOC code, with what it says of the work."""

    code: str
    title: str
    description: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occupation:
    """A detailed occupation of a vintage; `definition` without what it says of others."""

    code: str
    title: str
    definition: str
    broad: str
    broad_title: str
    minor: str
    residual: bool
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A title, the SOC code and, where it is one's own, the O*NET-SOC code it is filed under."""

    title: str
    code: str
    detail: str
    source: str


@dataclass(frozen=True, slots=True)
class Vintage:
    """All detailed occupations of one vintage by code, and the titles filed under them."""

    scheme: str
    occupations: tuple[Occupation, ...]
    titles: tuple[TitleRow, ...]


def read_vintage(dataset: Dataset, scheme: str) -> Vintage:
    """The vintage in `dataset`; raises `QueryError` where it has none of that name."""
    if scheme not in VINTAGES:
        raise QueryError(f"vintage {scheme!r} is not known; give one of {', '.join(VINTAGES)}")
    rows = _detailed(dataset, scheme)
    if not rows:
        raise QueryError(
            f"the dataset {dataset.path} has no detailed occupations of {scheme}; build it from "
            "the official files (occupath build --data DIR)"
        )
    details, titles = _today(dataset) if scheme == "soc2018" else _of_2010(dataset, rows)
    made = []
    for code, row in sorted(rows.items()):
        own = details.get(code, ())
        text = row["definition"] or next((d.description for d in own if _is_whole(d.code)), "")
        made.append(
            Occupation(
                code, row["title"], core(text), row["broad"], row["broad_title"], row["minor"],
                "All Other" in row["title"], tuple(own),
            )
        )  # fmt: skip
    return Vintage(scheme, tuple(made), tuple(t for t in titles if t.code in rows))


def core(text: str) -> str:
    """A definition without its sentences about what it excludes, includes or takes as example."""
    kept = [s for s in sentences(text) if not _ABOUT_OTHERS.match(s)]
    return " ".join(kept)


def sentences(text: str) -> list[str]:
    """The sentences of duties or of a definition, in order."""
    lines = (line for line in text.splitlines() if line.strip())
    return [s for line in lines for part in _SENTENCE.split(line.strip()) if (s := part.strip())]


def _is_whole(code: str) -> bool:
    return code.endswith(".00")


def _detailed(dataset: Dataset, scheme: str) -> dict[str, dict[str, str]]:
    rows = dataset.select(
        "SELECT ?code ?title ?definition ?broad ?broad_title ?minor WHERE { "
        f"?c oc:atLevel <{mint(scheme, 'level', 'detailed')}> ; skos:notation ?code ; "
        "skos:prefLabel ?title ; skos:broader ?b . ?b skos:notation ?broad ; "
        "skos:prefLabel ?broad_title ; skos:broader/skos:notation ?minor . "
        "OPTIONAL { ?c skos:definition ?definition } }"
    )
    return {
        str(row["code"]): {k: "" if v is None else str(v) for k, v in row.items()} for row in rows
    }


_Parts = tuple[Mapping[str, list[Detail]], Iterator[TitleRow]]


def _today(dataset: Dataset) -> _Parts:
    details: defaultdict[str, list[Detail]] = defaultdict(list)
    for one in read_occupations(dataset.path):
        text = core(one.description or "")
        details[one.soc].append(Detail(one.onetsoc, one.title, text, one.tasks))
    titles = (
        TitleRow(t.title, t.soc, t.onetsoc or "", t.source)
        for t in read_titles(dataset.path)
        if t.source not in _NOT_OURS
    )
    return details, titles


def _of_2010(dataset: Dataset, rows: Mapping[str, dict[str, str]]) -> _Parts:
    details: defaultdict[str, list[Detail]] = defaultdict(list)
    names = _named(dataset, CHAIN[3])
    for code, (title, text) in sorted(names.items()):
        details[code[:7]].append(Detail(code, title, core(text), ()))

    def titles() -> Iterator[TitleRow]:
        for code, row in sorted(rows.items()):
            yield TitleRow(row["title"], code, "", "soc-title")
        reached = {code: {code} for code in names}
        for code, (title, _) in sorted(names.items()):
            yield TitleRow(title, code[:7], code, "onet-title")
        tables = Tables(dataset)
        for older, newer in reversed(list(pairwise(CHAIN[:4]))):
            step = tables.codes(older, newer)
            reached = {a: {z for b in bs for z in reached.get(b, ())} for a, bs in step.items()}
            earlier = _named(dataset, older)
            for code, ends in sorted(reached.items()):
                for end in sorted(ends):
                    yield TitleRow(earlier[code][0], end[:7], end, f"{older}-title")

    return details, titles()


def _named(dataset: Dataset, scheme: str) -> dict[str, tuple[str, str]]:
    rows = dataset.select(
        f"SELECT ?code ?title ?text WHERE {{ ?c skos:inScheme <{mint(scheme)}> ; "
        "skos:notation ?code ; skos:prefLabel ?title . OPTIONAL { ?c skos:definition ?text } }"
    )
    return {str(r["code"]): (str(r["title"]), str(r["text"] or "")) for r in rows}
