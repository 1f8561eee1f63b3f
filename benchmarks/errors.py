"""Wrong answers to read: twenty of each task, drawn with a seed, and how many there are by class.

    python benchmarks/errors.py --spans skillspan.jsonl --links tech.jsonl --titles titles.jsonl

The files are answers in the form that `spans.py` and `ranked.py` score; `docs/errors.md` holds what
a reader made of them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ranked import Query, answers, esco_labels, links, titles
from span_scoring import BOTH, Sentence, Span, predicted_spans, read_sentences


class Case(NamedTuple):
    """A wrong answer: what the class is, the text, what was wanted and what was given."""

    kind: str
    text: str
    wanted: str
    given: str


def main() -> None:
    """Print a count by class and the cases drawn, as Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--dataset", type=Path, help="gives labels to answers that have IRIs only")
    parser.add_argument("--spans", type=Path, help="answers for SkillSpan's dev split")
    parser.add_argument("--links", type=Path, help="answers for the tech validation set")
    parser.add_argument("--titles", type=Path, help="answers for the Census titles kept apart")
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    labels = esco_labels(options.dataset) if options.dataset else {}
    found: dict[str, list[Case]] = {}
    if options.spans:
        rows = [json.loads(line) for line in options.spans.read_text("utf-8").splitlines()]
        sentences = read_sentences(options.data / "bench/skillspan/dev.json")
        found["spans"] = list(wrong_spans(sentences, predicted_spans(sentences, rows)))
    if options.links:
        ranked = answers(options.links, labels)
        found["links"] = list(wrong_firsts(links(options.data, "tech"), ranked))
    if options.titles:
        found["titles"] = list(wrong_firsts(titles(options.data), answers(options.titles, {})))
    for task, cases in found.items():
        drawn = random.Random(options.seed).sample(cases, min(options.cases, len(cases)))
        counts = Counter(case.kind for case in cases).most_common()
        print(f"## {task}: {len(cases)} wrong; {', '.join(f'{n} {kind}' for kind, n in counts)}\n")
        for number, case in enumerate(drawn, 1):
            print(f"{number}. [{case.kind}] {case.text}\n   wanted: {case.wanted}")
            print(f"   given: {case.given}\n")


def wrong_spans(
    sentences: Sequence[Sentence], predicted: Sequence[frozenset[Span]]
) -> Iterator[Case]:
    """Every gold span that was not found exactly, and every span found where none is."""
    for sentence, given in zip(sentences, predicted, strict=True):
        gold = sentence.layers[BOTH]
        for span in sorted(gold - given):
            near = [other for other in given if _meet(span, other)]
            kind = "boundary" if near else "missed"
            yield Case(kind, sentence.text, _words(sentence, [span]), _words(sentence, near))
        for span in sorted(given - gold):
            if not any(_meet(span, other) for other in gold):
                yield Case("spurious", sentence.text, "–", _words(sentence, [span]))


def wrong_firsts(queries: Sequence[Query], ranked: dict[str, list[str]]) -> Iterator[Case]:
    """Every query whose first answer is wrong, by whether a right one is among the first five."""
    for number, query in enumerate(queries):
        given = ranked.get(str(number), [])
        if given and given[0] in query.gold:
            continue
        kind = "no answer" if not given else "in the first five"
        if given and not query.gold.intersection(given[:5]):
            kind = "not in the first five"
        yield Case(kind, query.text, "; ".join(sorted(query.gold)[:6]), "; ".join(given[:3]) or "–")


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _words(sentence: Sentence, spans: Iterable[Span]) -> str:
    return " ¦ ".join(" ".join(sentence.tokens[a:b]) for a, b in sorted(spans)) or "–"


if __name__ == "__main__":
    main()
