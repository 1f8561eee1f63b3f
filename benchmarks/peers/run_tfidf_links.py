"""Peer: ESCO labels by the cosine of TF-IDF vectors over words and word parts.

Requirements: scikit-learn>=1.5 (BSD-3-Clause).

python benchmarks/peers/run_tfidf_links.py \
    --labels ../shared/data/bench/esco_link/skills_en_label.txt < texts.jsonl
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from lines import Row, arguments, serve
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union


def main() -> None:
    """Print the ten nearest labels of each text."""
    parser = arguments(__doc__)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--top", type=int, default=10)
    options = parser.parse_args()
    labels = options.labels.read_text("utf-8").splitlines()
    vectors = make_union(
        TfidfVectorizer(sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )
    table = vectors.fit_transform(labels)

    def answer(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            scores = (table @ vectors.transform([row["text"]]).T).toarray()[:, 0]
            best = np.argsort(-scores, kind="stable")[: options.top]
            yield {
                "id": row["id"],
                "concepts": [{"label": labels[i], "score": round(scores[i], 4)} for i in best],
            }

    serve(answer, options)


if __name__ == "__main__":
    main()
