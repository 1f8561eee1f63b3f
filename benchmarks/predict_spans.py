"""What the accurate pipeline marks of what a span benchmark annotates, sentence by sentence.

python benchmarks/predict_spans.py --benchmark skillspan [--dataset DIR] < texts.jsonl > found.jsonl

Reads ``{"id", "text"}`` lines, writes ``{"id", "mentions": [{"start", "end", "text", "kind",
"confidence"}]}``; kinds and what counts: `occupath.extract.pipeline.schemes`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from occupath.extract import load
from occupath.extract.pipeline.load import PIPELINES
from occupath.extract.pipeline.schemes import ANNOTATED, answers


def main() -> None:
    """Read lines from standard input, write lines to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--benchmark", choices=tuple(ANNOTATED), required=True)
    parser.add_argument("--dataset", type=Path, help="folder made by 'occupath build'")
    parser.add_argument("--pipeline", choices=PIPELINES, default="accurate")
    options = parser.parse_args()
    # Only the model's layer of the benchmark is asked for, so that the other parts may rest.
    nlp = load(
        options.dataset,
        options.pipeline,
        {"gazetteer": None, "qualifications": None, "merge": None, "requirement": None},
        linking=False,
    )
    for doc, row in nlp.pipe(_rows(), as_tuples=True):
        found = [answer._asdict() for answer in answers(doc, options.benchmark)]
        print(json.dumps({"id": row["id"], "mentions": found}, ensure_ascii=False))


def _rows() -> Iterator[tuple[str, dict[str, str]]]:
    for line in sys.stdin:
        if line.strip():
            row = json.loads(line)
            yield row["text"], row


if __name__ == "__main__":
    main()
