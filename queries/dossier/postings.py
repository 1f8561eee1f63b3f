"""What extracted postings say of a role: which name it, which are coded where it is counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from occupath.ontology.errors import SourceError
from occupath.ontology.titles import title_key

_WANTED = ("technology", "tool", "certificate", "licence", "education")


@dataclass(frozen=True, slots=True)
class Found:
    """Postings of one or more folders written by `occupath extract`.

    `naming` are the documents whose title is the name or whose sentences have its words in order;
    `coded` how many documents each code is first for, where the coder did not abstain.
    """

    folders: tuple[str, ...]
    documents: int
    dated: int
    naming: tuple[str, ...]
    employers: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    asked: dict[str, tuple[tuple[str, int], ...]]  # kind → words, documents of `naming`
    sentences: tuple[tuple[str, str], ...]  # document, sentence that names it
    coded: dict[str, int]

    @property
    def source(self) -> str:
        return "postings " + ", ".join(self.folders)


def read_postings(folders: Sequence[Path], name: str) -> Found | None:
    """What the postings in `folders` say of `name`; None without folders, raises `SourceError`."""
    if not folders:
        return None
    phrase = _phrase(name)
    documents: dict[str, dict[str, str | None]] = {}
    sentences: dict[tuple[str, str], None] = {}
    asked: defaultdict[str, Counter[str]] = defaultdict(Counter)
    coded: Counter[str] = Counter()
    mentions = []
    for folder in folders:
        for row in _rows(folder, "documents", ["document", "title", "employer", "area", "month"]):
            documents[f"{folder.name}/{row['document']}"] = row
        for row in _rows(folder, "codes", ["document", "rank", "code", "abstained"]):
            if row["rank"] == 1 and not row["abstained"]:
                coded[row["code"]] += 1
        for row in _rows(folder, "mentions", ["document", "kind", "text", "label", "sentence"]):
            document = f"{folder.name}/{row['document']}"
            if row["kind"] in _WANTED:
                mentions.append((document, row["kind"], row["label"] or row["text"]))
            if row["sentence"] and phrase.search(row["sentence"]):
                sentences[document, row["sentence"]] = None
    key = title_key(name)
    named = {d for d, row in documents.items() if row["title"] and title_key(row["title"]) == key}
    named |= {document for document, _ in sentences}
    for document, kind, label in sorted(set(mentions)):
        if document in named:
            asked[kind][label] += 1
    return Found(
        tuple(folder.name for folder in folders), len(documents),
        sum(1 for row in documents.values() if row["month"]), tuple(sorted(named)),
        _most(documents[d]["employer"] for d in named), _most(documents[d]["area"] for d in named),
        {kind: tuple(sorted(n.items(), key=lambda p: (-p[1], p[0]))) for kind, n in asked.items()},
        tuple(sorted(sentences)), dict(coded),
    )  # fmt: skip


def _phrase(name: str) -> re.Pattern[str]:
    """The words of a name in order, whatever case, hyphens or plural."""
    words = [re.escape(word.rstrip("s")) + "(?:s|es)?" for word in re.findall(r"\w+", name)]
    return re.compile(r"\b" + r"[\s\-/]+".join(words) + r"\b", re.IGNORECASE)


def _rows(folder: Path, name: str, columns: list[str]) -> Iterable[dict[str, Any]]:
    path = folder / f"{name}.parquet"
    try:
        return list(pq.read_table(path, columns=columns).to_pylist())
    except (OSError, pa.ArrowException) as failed:
        raise SourceError(
            f"{path}: cannot be read ({failed}); give a folder that 'occupath extract --format "
            "parquet' wrote"
        ) from failed


def _most(values: Iterable[object]) -> tuple[tuple[str, int], ...]:
    counts = Counter(str(value) for value in values if value)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
