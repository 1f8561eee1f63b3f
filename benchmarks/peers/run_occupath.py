"""Ours, as the peers are run: one of the pipelines, in one process.

python benchmarks/peers/run_occupath.py --pipeline fast --dataset /tmp/dataset < texts.jsonl
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lines import Row, arguments, serve

from occupath import extract


def main() -> None:
    """Print the mentions that score on SkillSpan: those of a skill or of knowledge in some form."""
    parser = arguments(__doc__)
    parser.add_argument("--pipeline", choices=("fast", "balanced", "accurate"), required=True)
    parser.add_argument("--dataset", type=Path, required=True)
    options = parser.parse_args()
    nlp = extract.load(options.dataset, pipeline=options.pipeline)

    def answer(rows: Iterable[Row]) -> Iterator[Row]:
        pairs = ((row["text"], row["id"]) for row in rows)
        for doc, name in nlp.pipe(pairs, as_tuples=True):
            yield {"id": name, "mentions": [found._asdict() for found in doc._.mentions]}

    serve(answer, options)


if __name__ == "__main__":
    main()
