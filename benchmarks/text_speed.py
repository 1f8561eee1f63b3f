"""How many postings of 600 words a CPU second each tool reads, and how well it finds skills.

Every tool runs in one process on one core, over the same texts: the postings for speed and memory,
SkillSpan's dev split for F1. Loading and three warm-up texts are not in the time.

python benchmarks/peers/install.py /tmp/peers
python benchmarks/text_speed.py --environments /tmp/peers --dataset /tmp/dataset > speed.json

With `--answers` the F1 of a tool comes from the answers in that folder, where it has some: so the
accurate pipeline is scored on what `predict_spans.py` writes, as the held-out splits are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any

from peer_runs import Failed, Places, peers, run
from span_scoring import MEASURES, Sentence, predicted_spans, read_sentences, score

from occupath.extract.pipeline.schemes import ANNOTATED

WORDS = 600
WARM_UP = 3
KINDS = {kind for kinds in ANNOTATED["skillspan"].values() for kind in kinds}  # of ours


def main() -> None:
    """Print a JSON object a tool to standard output, a table to standard error."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--dataset", type=Path, required=True)
    parser.add_argument("--environments", type=Path, default=Path("/tmp/peers"))
    parser.add_argument("--postings", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=20, help="CPU seconds a tool at most")
    parser.add_argument("--only", nargs="*", help="names of peers.toml")
    parser.add_argument("--answers", type=Path, help="folder of SkillSpan answers, NAME.jsonl each")
    options = parser.parse_args()
    places = Places(options.data, options.dataset, options.environments)
    texts = list(islice(postings(options.data), options.postings + WARM_UP))
    sentences = read_sentences(options.data / "bench/skillspan/dev.json")
    results = {}
    for name, peer in peers().items():
        if options.only and name not in options.only:
            continue
        limits = ("--warm-up", str(WARM_UP), "--seconds", str(options.seconds))
        try:
            timed = run(peer, texts, places, options=limits)
            found = kept_answers(options.answers, name)
            if found is None:
                found = run(peer, [each.row for each in sentences], places).rows
        except Failed as error:
            sys.stderr.write(f"{name}: {error}\n")
            continue
        results[name] = {
            "title": peer["title"],
            "label": peer["label"],
            "postings_per_second": round(timed.per_second, 3),
            **timed.meter,
            **{measure: round(f1, 4) for measure, f1 in skillspan(sentences, found).items()},
        }
        sys.stderr.write(f"{name}: {results[name]}\n")
    print(json.dumps(results, indent=1))


def kept_answers(folder: Path | None, name: str) -> list[dict[str, Any]] | None:
    """What a tool answered before, where a folder of answers is given and has its file."""
    if folder is None or not (folder / f"{name}.jsonl").exists():
        return None
    lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def postings(data: Path) -> chain[dict[str, str]]:
    """City bulletins and federal texts in turn, in the order of their hash, cut to 600 words."""
    folder = data / "postings"
    city = [path.read_text("utf-8", "replace") for path in sorted(folder.glob("la_*/*.txt"))]
    with gzip.open(
        folder / "usajobs_questionnaires_part.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        federal = [json.loads(line)["text"] or "" for line in lines]
    pairs = zip(_cut(city), _cut(federal), strict=False)
    return chain.from_iterable(
        ({"id": f"city-{n}", "text": one}, {"id": f"federal-{n}", "text": other})
        for n, (one, other) in enumerate(pairs)
    )


def _cut(texts: Sequence[str]) -> list[str]:
    kept = []
    for text in sorted(texts, key=lambda text: sha256(text.encode()).digest()):
        ends = [word.end() for word in islice(re.finditer(r"\S+", text), WORDS)]
        if len(ends) == WORDS:
            kept.append(text[: ends[-1]])
    return kept


def skillspan(sentences: Sequence[Sentence], rows: list[dict[str, Any]]) -> dict[str, float]:
    """F1 by measure over both layers."""
    kept = [
        {**row, "mentions": [m for m in row["mentions"] if m.get("kind", "skill") in KINDS]}
        for row in rows
    ]
    found = predicted_spans(sentences, kept)
    scores = score([each.layers["both"] for each in sentences], found)
    return {measure: scores[measure].f1 for measure in MEASURES}


if __name__ == "__main__":
    main()
