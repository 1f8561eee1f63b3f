"""Peer: a conditional random field per layer on the words' shapes, trained on the train split.

Requirements: sklearn-crfsuite==0.5.0 (MIT).

python benchmarks/peers/run_crf.py --model /tmp/crf.pickle \
    --train ../shared/data/bench/skillspan/train.json < texts.jsonl   # trains if there is no model
"""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import sklearn_crfsuite
from lines import Row, arguments, each, serve

WORD = re.compile(r"[^\s]+")
REACH = 2  # words to each side whose features a word sees


def main() -> None:
    """Print the spans of each layer."""
    parser = arguments(__doc__)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    if options.model.exists():
        models = pickle.loads(options.model.read_bytes())
    else:
        models = trained(options.train)
        options.model.write_bytes(pickle.dumps(models))
    serve(each(lambda text: find(models, text)), options)


def trained(path: Path) -> dict[str, sklearn_crfsuite.CRF]:
    """A model a layer of the file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    seen = [features(row["tokens"]) for row in rows]
    models = {}
    for name in sorted({name for row in rows for name in row if name.startswith("tags_")}):
        model = sklearn_crfsuite.CRF(
            algorithm="lbfgs", c1=0.1, c2=0.05, max_iterations=80, all_possible_transitions=True
        )
        models[name.removeprefix("tags_")] = model.fit(seen, [row[name] for row in rows])
    return models


def find(models: dict[str, sklearn_crfsuite.CRF], text: str) -> list[Row]:
    """The mentions of a text, line by line."""
    mentions = []
    start = 0
    for line in text.split("\n"):
        words = list(WORD.finditer(line))
        if words:
            seen = [features([word.group() for word in words])]
            for kind, model in models.items():
                tags = "".join(model.predict(seen)[0])
                for run in re.finditer("BI*|I+", tags):
                    first, last = words[run.start()], words[run.end() - 1]
                    mentions.append(
                        {"start": start + first.start(), "end": start + last.end(), "kind": kind}
                    )
        start += len(line) + 1
    return mentions


def features(words: list[str]) -> list[dict[str, float]]:
    """Names of what is seen of each word and of those beside it."""
    own = [
        [
            f"w={word.lower()}", f"shape={shape(word)}", f"p3={word[:3].lower()}",
            f"s3={word[-3:].lower()}", f"s2={word[-2:].lower()}",
        ]
        for word in words
    ]  # fmt: skip
    rows = []
    for place in range(len(words)):
        row = {"bias": 1.0}
        for step in range(-REACH, REACH + 1):
            near = place + step
            if 0 <= near < len(words):
                kept = own[near] if abs(step) < REACH else own[near][:1]
                row.update({f"{step}:{name}": 1.0 for name in kept})
            else:
                row[f"{step}:edge"] = 1.0
        rows.append(row)
    return rows


def shape(word: str) -> str:
    """Its capitals, small letters and digits, with repeats left out: `C++` is `X+`."""
    mapped = re.sub(r"\d", "9", re.sub(r"[a-z]", "x", re.sub(r"[A-Z]", "X", word)))
    return re.sub(r"(.)\1+", r"\1", mapped)


if __name__ == "__main__":
    main()
