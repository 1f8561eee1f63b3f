"""What has an old code today: O*NET profiles, postings and programs, as jobs to be given a code."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from occupath.extract.pipeline.tables import TEXT, read_occupations
from occupath.graph.dataset import Dataset
from occupath.graph.postings import posting_sources
from occupath.queries.vintage.assign import Job

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z])")
_SENTENCES = 40  # of a text that are looked at
_PREPARES = """SELECT DISTINCT ?cip ?soc WHERE {
  ?c skos:inScheme id:cip2020 ; skos:notation ?cip ; oc:preparesFor ?code .
  ?code skos:inScheme id:soc2018 ; skos:notation ?soc
} ORDER BY ?cip ?soc"""


@dataclass(frozen=True, slots=True)
class Coded:
    """A thing that has an old code: what it is, its id and title, and what is known of it."""

    source: str
    id: str
    title: str | None
    old: str
    job: Job


def profiles_of(dataset: Dataset, codes: Collection[str]) -> list[Coded]:
    """The O*NET occupations of these SOC 2018 codes."""
    return [
        Coded("onet", o.onetsoc, o.title, o.soc,
              Job(o.title, (*_sentences(o.description or ""), *o.tasks)))
        for o in read_occupations(dataset.path)
        if o.soc in codes
    ]  # fmt: skip


def postings_of(folders: Iterable[Path], codes: Collection[str]) -> list[Coded]:
    """The postings of folders of ``occupath extract`` whose coder gave them one of these codes.

    Their text is the sentences in which something was found. Raises `SourceError` where a folder
    lacks a file.
    """
    found: list[Coded] = []
    for source in posting_sources(folders):
        titles = _column(source.folder, "documents", "title", pc.field("source") == source.name)
        chosen = (
            pc.field("code").isin(list(codes)) & (pc.field("rank") == 1) & ~pc.field("abstained")
        )
        coded = _column(source.folder, "codes", "code", chosen)
        coded = {document: code for document, code in coded.items() if document in titles}
        told = _sentences_of(source.folder, coded)
        found += [
            Coded(source.name, document, titles[document], code,
                  Job(titles[document], tuple(told[document][:_SENTENCES])))
            for document, code in sorted(coded.items())
        ]  # fmt: skip
    return found


def programs_of(dataset: Dataset, codes: Collection[str]) -> list[Coded]:
    """The listed programs whose CIP code prepares for one of these codes, once for each code."""
    path = dataset.path / TEXT / "programs.parquet"
    if not path.is_file():
        return []
    prepares: defaultdict[str, list[str]] = defaultdict(list)
    for row in dataset.select(_PREPARES):
        if row["soc"] in codes:
            prepares[str(row["cip"])].append(str(row["soc"]))
    rows = pq.read_table(path, columns=["program", "title", "description", "cips"]).to_pylist()
    return [
        Coded("programs", str(row["program"]), row["title"], soc,
              Job(row["title"], tuple(_sentences(row["description"] or "")[:_SENTENCES])))
        for row in rows
        for soc in sorted({s for cip in row["cips"] for s in prepares.get(cip, ())})
    ]  # fmt: skip


def _column(folder: Path, name: str, column: str, rows: pc.Expression) -> dict[str, str]:
    """A column of the chosen rows by document."""
    table = pq.read_table(folder / f"{name}.parquet", filters=rows, columns=["document", column])
    return dict(zip(*(table.column(c).to_pylist() for c in ("document", column)), strict=True))


def _sentences_of(folder: Path, documents: Collection[str]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    if not documents:
        return found
    chosen = pc.field("document").isin(pa.array(sorted(documents)))
    table = pq.read_table(folder / "mentions.parquet", filters=chosen,
                          columns=["document", "sentence"])  # fmt: skip
    for document, sentence in zip(*(c.to_pylist() for c in table.columns), strict=True):
        if sentence and sentence not in found[document]:
            found[document].append(sentence)
    return found


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(" ".join(text.split())) if part]
