"""Federal occupational series beside SOC 2018: ours, for no official crosswalk is at hand.

Two ways, kept apart: the coder reads the series' title; and it has read the texts filed under the
series. Each row has its probability and says that it is ours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from occupath.extract.concepts.terms import stem
from occupath.extract.occupations.coder import Job, OccupationCoder
from occupath.graph.dataset import Dataset
from occupath.graph.postings import posting_sources
from occupath.ontology.errors import UnknownCode
from occupath.ontology.titles import title_key
from occupath.queries.crosswalk.tables import Tables

ASSERTED_BY = "Occupath (no official crosswalk)"
TOP = 3
_SERIES = re.compile(r"\b(?:GS|GG|GL|GM|WG|WL|WS|NF|NH|FV|VN)-?(\d{4})\b")
_WORDS = re.compile(r"\b(series|management|work|working|general)\b")


@dataclass(frozen=True, slots=True)
class Beside:
    """A SOC 2018 code beside a series. `basis` is ``title`` or ``texts``.

    `probability` is the coder's of the title, or the mean of its probabilities over the `texts`
    filed under the series; `low` says that the coder would abstain, or that texts are few.
    """

    series: str
    series_title: str
    code: str
    title: str | None
    probability: float
    basis: str
    texts: int | None
    low: bool

    def as_json(self) -> dict[str, object]:
        """The row as JSON."""
        return {name: getattr(self, name) for name in Beside.__slots__} | {
            "asserted_by": ASSERTED_BY
        }


def federal(
    dataset: Dataset, series: Sequence[str] = (), postings: Iterable[Path] = ()
) -> list[Beside]:
    """The SOC 2018 codes beside each of these series (all where none is given).

    `postings` are folders of ``occupath extract``. A posting is filed under a series whose number
    a sentence of it names (GS-2210), or whose title its own begins with. Raises `UnknownCode` for
    a series that OPM does not have.
    """
    titles = Tables(dataset).titles("opm")
    asked = [number.strip().zfill(4) for number in series] or sorted(titles)
    for number in asked:
        if number not in titles:
            raise UnknownCode(f"{number!r} is not a federal occupational series of the dataset")
    soc = Tables(dataset).titles("soc2018")
    coder = OccupationCoder(dataset.path)
    codings = coder.code_many([Job(titles[number].capitalize()) for number in asked])
    rows = [
        Beside(number, titles[number], code.code, soc.get(code.code, code.title),
               round(code.probability, 4), "title", None, coding.abstained)
        for number, coding in zip(asked, codings, strict=True)
        for code in coding.codes[:TOP]
    ]  # fmt: skip
    for number, (texts, chances) in _filed(postings, titles, asked).items():
        ranked = sorted(chances.items(), key=lambda c: (-c[1], c[0]))[:TOP]
        rows += [
            Beside(number, titles[number], code, soc.get(code), round(chance / texts, 4), "texts",
                   texts, texts < FEW)
            for code, chance in ranked
        ]  # fmt: skip
    return sorted(rows, key=lambda r: (r.series, r.basis, -r.probability, r.code))


FEW = 5  # texts of a series below which their mean is marked as low


def _filed(
    postings: Iterable[Path], titles: Mapping[str, str], asked: Collection[str]
) -> dict[str, tuple[int, dict[str, float]]]:
    """For each series the number of texts filed under it, and the sum of each code's chances."""
    keys = {number: _key(title) for number, title in titles.items()}
    found: dict[str, tuple[set[str], defaultdict[str, float]]] = {}
    for source in posting_sources(postings):
        documents = pq.read_table(
            source.folder / "documents.parquet", columns=["document", "source", "title"]
        ).to_pylist()
        named = _named(source.folder, titles)
        filed: dict[str, list[str]] = {}
        for row in documents:
            if row["source"] != source.name:
                continue
            own = named.get(row["document"]) or _by_title(row["title"], keys)
            filed[row["document"]] = [number for number in own if number in asked]
        codes = pq.read_table(
            source.folder / "codes.parquet", columns=["document", "code", "probability"]
        ).to_pylist()
        for row in codes:
            for number in filed.get(row["document"], ()):
                texts, chances = found.setdefault(number, (set(), defaultdict(float)))
                texts.add(f"{source.name} {row['document']}")
                chances[row["code"]] += row["probability"]
    return {number: (len(texts), dict(chances)) for number, (texts, chances) in found.items()}


def _named(folder: Path, titles: Mapping[str, str]) -> dict[str, list[str]]:
    """The series that the sentences of each posting name."""
    table = pq.read_table(folder / "mentions.parquet", columns=["document", "sentence"])
    found: defaultdict[str, set[str]] = defaultdict(set)
    for document, sentence in zip(*(c.to_pylist() for c in table.columns), strict=True):
        for number in _SERIES.findall(sentence or ""):
            if number in titles:
                found[document].add(number)
    return {document: sorted(numbers) for document, numbers in found.items() if len(numbers) == 1}


def _by_title(title: str | None, keys: Mapping[str, str]) -> list[str]:
    """The series whose title begins the posting's; the longest one, if it alone is the longest."""
    if not title:
        return []
    own = _key(title) + " "
    fits = {number: key for number, key in keys.items() if key and own.startswith(key + " ")}
    longest = max(map(len, fits.values()), default=0)
    best = sorted(number for number, key in fits.items() if len(key) == longest)
    return best if len(best) == 1 else []


def _key(title: str) -> str:
    """The words of a title as far as they bear on the series: engineer is engineering."""
    return " ".join(map(_root, _WORDS.sub(" ", title_key(title)).split()))


def _root(word: str) -> str:
    while (shorter := stem(word)) != word:
        word = shorter
    return word
