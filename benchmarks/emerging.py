"""Judge ``occupath emerging``: one occupation's postings under unseen titles, and corpora without.

    python benchmarks/emerging.py --data ../shared/data --dataset DATASET \\
        --extracted usajobs --extracted la-city --out emerging.json

`--extracted` are folders that ``occupath extract --format parquet`` wrote of the federal and city
texts: the corpus. Each case takes the postings of one occupation and gives them titles that no
list holds, drawn from two lists of words, in the title and wherever the text names the old one.
Half of the cases have one title, a quarter three, a quarter one a posting; every third title gets
a word of rank. Occupations come from the synthetic postings (those whose label leads to one SOC
code) and from the corpus itself (postings that the coder places with .8 and more; all of that
occupation are then taken out under their own titles). A case's group is the one with most planted
postings; recall is over the planted, precision over the group. False groups hold fewer planted
postings than others. Occupations are split by a hash of their code: settings were chosen on one
half, and the other is reported apart.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from occupath.extract.documents.document import Document
from occupath.extract.documents.extraction import Extractor
from occupath.extract.documents.reading import place_of, read
from occupath.extract.occupations.coder import OccupationCoder
from occupath.extract.occupations.mixture import Array
from occupath.extract.pipeline.load import load
from occupath.graph.dataset import Dataset
from occupath.queries.emerging.grouping import LEAST, grouped
from occupath.queries.emerging.placement import placement, residual_codes
from occupath.queries.emerging.postings import Posting, of_extracted, of_folders
from occupath.queries.emerging.titles import TitleLists, plain_title
from training.coder_data import CoderData
from training.coder_mixture import postings as labelled

SIZES = (6, 8, 10, 12, 15, 20, 30)
SURE = 0.8  # probability from which on a posting of the corpus is taken to be its occupation's
FIRST = [
    "adaptive",
    "ambient",
    "circular",
    "climate",
    "community",
    "continuity",
    "digital",
    "equity",
    "experience",
    "flow",
    "future",
    "harmony",
    "horizon",
    "impact",
    "insight",
    "integrity",
    "journey",
    "kinetic",
    "lattice",
    "luminary",
    "mindful",
    "mobility",
    "nexus",
    "orbital",
    "pathway",
    "quantum",
    "regenerative",
    "resilience",
    "synthetic",
    "thermal",
    "transition",
    "verdance",
    "vitality",
    "wellbeing",
]
LAST = [
    "analyst",
    "alchemist",
    "architect",
    "caretaker",
    "catalyst",
    "companion",
    "conductor",
    "coordinator",
    "craftworker",
    "curator",
    "engineer",
    "facilitator",
    "guide",
    "host",
    "keeper",
    "mender",
    "navigator",
    "officer",
    "operator",
    "orchestrator",
    "partner",
    "practitioner",
    "shepherd",
    "specialist",
    "steward",
    "technician",
    "tuner",
    "weaver",
    "wrangler",
]
RANKS = ("Senior {}", "Lead {}", "{} II", "Junior {}")


class RememberingCoder(OccupationCoder):
    """A coder that reads a sentence or title once, whatever the cases."""

    known: dict[tuple[str, int], Any]

    def _encoded(self, texts: Sequence[str], limit: int) -> Array:
        new = [t for t in dict.fromkeys(texts) if (t, limit) not in self.known]
        if new:
            for text, row in zip(new, super()._encoded(new, limit), strict=True):
                self.known[text, limit] = row.astype(np.float32)
        return np.array([self.known[t, limit] for t in texts], dtype=np.float64)


class RememberingLists(TitleLists):
    """Title lists that look a title up once."""

    def _nearest(self, title: str) -> Any:
        held = self.__dict__.setdefault("held", {})
        if title not in held:
            held[title] = super()._nearest(title)
        return held[title]


@dataclass(frozen=True)
class Occupation:
    """One occupation's postings: documents, and the ids that leave the corpus."""

    code: str
    source: str
    documents: list[Document]
    leaving: frozenset[str]

    @property
    def held_out(self) -> bool:
        return sha256(self.code.encode()).digest()[0] % 2 == 1


def new_title(rng: random.Random) -> str:
    words = [*rng.sample(FIRST, rng.choice((1, 2))), rng.choice(LAST)]
    return " ".join(words).title()


def planted(occupation: Occupation, size: int, rng: random.Random) -> list[Document]:
    """`size` documents of the occupation under new titles."""
    chosen = rng.sample(occupation.documents, size)
    titles = [new_title(rng) for _ in range(rng.choice((1, 1, 3, size)))]
    made = []
    for i, document in enumerate(chosen):
        title = titles[i % len(titles)]
        if rng.random() < 1 / 3:
            title = rng.choice(RANKS).format(title)
        text = document.text
        if document.title:
            text = re.sub(re.escape(document.title), title, text, flags=re.IGNORECASE)
        made.append(document._replace(id=f"planted-{i}", source="planted", title=title, text=text))
    return made


def synthetic(data: CoderData) -> Iterator[Occupation]:
    """Occupations of the synthetic postings that have postings enough for a group."""
    by_code: defaultdict[str, list[Document]] = defaultdict(list)
    for n, (job, gold) in enumerate(labelled(data)):
        if len(gold) == 1:
            document = Document(f"synthetic-{n}", "synthetic", job.text or "", title=job.title)
            by_code[next(iter(gold))].append(document)
    for code, documents in sorted(by_code.items()):
        if len(documents) >= LEAST:
            yield Occupation(code, "synthetic", documents, frozenset())


def of_corpus(corpus: Sequence[Posting], data: Path) -> Iterator[Occupation]:
    """Occupations of the corpus that have at least ten surely placed postings."""
    places = ("usajobs_questionnaires_part.jsonl.gz", "la_city_bulletins")
    texts = {
        document.id: document
        for place in places
        for document in read(place_of(str(data / "postings" / place)))
    }
    sure: defaultdict[str, list[str]] = defaultdict(list)
    every: defaultdict[str, set[str]] = defaultdict(set)
    for posting in corpus:
        every[posting.guesses[0].code].add(posting.id)
        if posting.guesses[0].probability >= SURE and posting.title:
            sure[posting.guesses[0].code].append(posting.id)
    for code, ids in sorted(sure.items()):
        if len(ids) >= 10:
            yield Occupation(code, "corpus", [texts[i] for i in ids], frozenset(every[code]))


def main() -> None:
    """Judge, print a line a case and a table, and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dataset", type=Path, required=True)
    parser.add_argument("--extracted", type=Path, action="append", required=True)
    parser.add_argument("--half", choices=("chosen on", "held out", "both"), default="both")
    parser.add_argument("--seeds", type=int, default=2, help="cases an occupation")
    parser.add_argument("--keep", type=Path, help="file in which what was read is kept")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    dataset = Dataset.open(given.dataset)
    coder = RememberingCoder(given.dataset)
    coder.known = {}
    if given.keep and given.keep.exists():
        coder.known = pickle.loads(given.keep.read_bytes())
    lists, residual = RememberingLists(dataset, coder), residual_codes(dataset)
    corpus = of_folders(given.extracted).postings
    extractor = Extractor(load(given.dataset, "fast"), coder)
    cases, found = [], []
    occupations = [*synthetic(CoderData(given.data)), *of_corpus(corpus, given.data)]
    for occupation in occupations:
        half = "held out" if occupation.held_out else "chosen on"
        if given.half not in (half, "both"):
            continue
        rest = [p for p in corpus if p.id not in occupation.leaving]
        for seed in range(given.seeds):
            rng = random.Random(f"{occupation.code} {occupation.source} {seed}")
            size = rng.choice([n for n in SIZES if n <= len(occupation.documents)])
            documents = planted(occupation, size, rng)
            extra = of_extracted([extractor.extract(documents)]).postings
            cases.append(
                (
                    occupation,
                    half,
                    size,
                    len({plain_title(d.title or "") for d in documents}),
                    rest,
                    extra,
                )
            )
    if given.keep:
        given.keep.write_bytes(pickle.dumps(coder.known))
    for occupation, half, size, titles, rest, extra in cases:
        grouping = grouped([*rest, *extra], residual, lists, coder)
        badly = len(placement(extra, residual, lists, coder).candidates)
        hits = [
            (sum(m.posting.source == "planted" for m in each.members), len(each.members))
            for each in grouping.told
        ]
        best = max(hits, default=(0, 0))
        row = {
            "code": occupation.code, "source": occupation.source, "half": half, "size": size,
            "titles": titles, "placed badly": badly, "recall": round(best[0] / size, 3),
            "precision": round(best[0] / best[1], 3) if best[0] else None,
            "false groups": sum(2 * hit < of for hit, of in hits),
            "not told": grouping.not_told,
        }  # fmt: skip
        found.append(row)
        print(*row.values(), flush=True)
    answer = {"cases": found, "summary": summary(found), "without": []}
    for name, some in without(corpus, extractor, given.data, given.half):
        grouping = grouped(some, residual, lists, coder)
        names = [sorted({m.posting.title or "" for m in g.members})[:5] for g in grouping.told]
        answer["without"].append({"corpus": name, "postings": len(some), "groups": names})
        print(name, len(some), names, grouping.not_told, flush=True)
    if given.keep:
        given.keep.write_bytes(pickle.dumps(coder.known))
    print(json.dumps(answer["summary"], indent=1))
    if given.out:
        given.out.write_text(json.dumps(answer, indent=1) + "\n", "utf-8")


def without(
    corpus: Sequence[Posting], extractor: Extractor, data: Path, half: str
) -> Iterator[tuple[str, list[Posting]]]:
    """Corpora in which nothing is planted."""
    yield "federal and city texts", list(corpus)
    for source in sorted({p.source for p in corpus}):
        yield source, [p for p in corpus if p.source == source]
    yield "surely placed postings", [p for p in corpus if p.guesses[0].probability >= SURE]
    rng = random.Random(half)
    for n in range(3):
        yield f"half of the texts, draw {n + 1}", rng.sample(list(corpus), len(corpus) // 2)
    documents = list(read(place_of(str(data / "bench" / "postings" / "GenEasy.jsonl"))))
    some = of_extracted([extractor.extract(documents)]).postings
    yield "synthetic postings under their own titles", list(some)
    yield "all texts and the synthetic postings", [*corpus, *some]


def summary(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Means over the cases of each half, kind of source and number of titles."""
    kinds: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        titles = {1: "one title", 3: "three titles"}.get(row["titles"], "a title a posting")
        for kind in (row["half"], f"{row['half']}, {row['source']}", f"{row['half']}, {titles}"):
            kinds[kind].append(row)
        if row["placed badly"] >= 0.8 * row["size"]:
            kinds[f"{row['half']}, four of five placed badly"].append(row)
    return {
        kind: {
            "cases": len(rows),
            "found": sum(r["recall"] >= 0.5 for r in rows),
            "recall": round(float(np.mean([r["recall"] for r in rows])), 3),
            "precision of found": round(
                float(np.mean([r["precision"] for r in rows if r["precision"]] or [0])), 3
            ),
            "false groups": sum(r["false groups"] for r in rows),
        }
        for kind, rows in sorted(kinds.items())
    }


if __name__ == "__main__":
    main()
