"""Peer: spaCy's PhraseMatcher over every ESCO skill label, alternatives too, in lower case.

Requirements: spacy>=3.8,<4 (MIT) and pyarrow>=17, which a base install of Occupath has. The labels
are those of a dataset, so that the list is not what differs.

python benchmarks/peers/run_phrases.py --dataset /tmp/dataset < texts.jsonl
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import spacy
from lines import Row, arguments, serve
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans


def main() -> None:
    """Print the longest labels found."""
    parser = arguments(__doc__)
    parser.add_argument("--dataset", type=Path, required=True)
    options = parser.parse_args()
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("skill", list(nlp.pipe(labels(options.dataset))))

    def answer(rows: Iterable[Row]) -> Iterator[Row]:
        pairs = ((row["text"], row["id"]) for row in rows)
        for doc, name in nlp.pipe(pairs, as_tuples=True):
            longest = filter_spans(matcher(doc, as_spans=True))
            yield {
                "id": name,
                "mentions": [{"start": s.start_char, "end": s.end_char} for s in longest],
            }

    serve(answer, options)


def labels(dataset: Path) -> list[str]:
    """Preferred and alternative labels of the dataset's ESCO skills, sorted."""
    table = parquet.read_table(
        dataset / "text" / "concepts.parquet",
        columns=["label", "alternatives"],
        filters=[("scheme", "=", "esco-skill")],
    )
    found = set()
    for row in table.to_pylist():
        found.update([row["label"], *row["alternatives"]])
    return sorted(found)


if __name__ == "__main__":
    main()
