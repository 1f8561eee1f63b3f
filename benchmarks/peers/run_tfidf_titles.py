"""Peer: the codes of the nearest titles by the cosine of TF-IDF vectors over parts of words.

Requirements: scikit-learn>=1.5 (BSD-3-Clause). `--titles` has a line `{"title", "codes"}` a known
title. A code's probability is its share of the nearness of the ten nearest titles.

python benchmarks/peers/run_tfidf_titles.py --titles train.jsonl < titles.jsonl
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from lines import Row, arguments, serve
from sklearn.feature_extraction.text import TfidfVectorizer

NEAREST = 10
TOP = 5


def main() -> None:
    """Print up to five codes a title."""
    parser = arguments(__doc__)
    parser.add_argument("--titles", type=Path, required=True)
    options = parser.parse_args()
    known = [json.loads(line) for line in options.titles.read_text("utf-8").splitlines()]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    table = vectors.fit_transform([row["title"] for row in known])

    def answer(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            near = (table @ vectors.transform([row["title"]]).T).toarray()[:, 0]
            shares: dict[str, float] = defaultdict(float)
            for place in np.argsort(-near, kind="stable")[:NEAREST]:
                for code in known[place]["codes"]:
                    shares[code] += near[place] / len(known[place]["codes"])
            total = sum(shares.values()) or 1.0
            ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]
            codes = [{"code": code, "probability": round(s / total, 4)} for code, s in ranked]
            yield {"id": row["id"], "codes": codes}

    serve(answer, options)


if __name__ == "__main__":
    main()
