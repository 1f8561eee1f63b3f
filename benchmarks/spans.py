"""The sentences of a span benchmark as JSON Lines, and the scores of predictions for them.

python benchmarks/spans.py texts --benchmark skillspan > texts.jsonl
python benchmarks/predict_spans.py --benchmark skillspan < texts.jsonl > found.jsonl
python benchmarks/spans.py score --benchmark skillspan found.jsonl [other.jsonl …]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from span_scoring import (
    BOTH,
    MEASURES,
    Sentence,
    predicted_spans,
    read_sentences,
    score,
)

DATA = Path("../shared/data")


def main() -> None:
    """Print texts, or one Markdown table row a file of predictions, layer and source."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("action", choices=("texts", "score"))
    parser.add_argument("predictions", type=Path, nargs="*")
    parser.add_argument("--benchmark", choices=("skillspan", "green"), required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_intermixed_args()
    path = options.data / "bench" / options.benchmark / f"{options.split}.json"
    sentences = read_sentences(path)
    if options.action == "texts":
        for each in sentences:
            print(json.dumps(each.row, ensure_ascii=False))
        return
    print(f"| predictions | layer | {' | '.join(MEASURES)} | precision | recall | spans |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for file in options.predictions:
        for line in report(file, sentences):
            print(line)


def report(file: Path, sentences: Sequence[Sentence]) -> list[str]:
    """Rows of F1 by measure, strict precision and recall, and the number of spans predicted."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    labelled = any("kind" in mention for row in rows for mention in row["mentions"])
    layers = [BOTH, *(name for name in sentences[0].layers if name != BOTH and labelled)]
    if len(sentences[0].layers) == 2:  # one layer: both is the same
        layers = [BOTH]
    lines = []
    for layer in layers:
        found = predicted_spans(sentences, rows, layer)
        lines.append(_row(file.stem, layer, sentences, found))
        sources = sorted({each.source for each in sentences}) if layer == BOTH else []
        for source in sources if len(sources) > 1 else []:
            part = [i for i, each in enumerate(sentences) if each.source == source]
            lines.append(
                _row(file.stem, source, [sentences[i] for i in part], [found[i] for i in part])
            )
    return lines


def _row(
    name: str,
    layer: str,
    sentences: Sequence[Sentence],
    found: Sequence[frozenset[tuple[int, int]]],
) -> str:
    wanted = [each.layers.get(layer, each.layers[BOTH]) for each in sentences]
    scores = score(wanted, found)
    strict = scores["strict"]
    cells = [f"{scores[measure].f1:.3f}" for measure in MEASURES]
    cells += [f"{strict.precision:.3f}", f"{strict.recall:.3f}", str(strict.predicted)]
    return f"| {name} | {layer} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
