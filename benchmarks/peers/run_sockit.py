"""Peer: `sockit`, which codes titles and finds skills of its own list.

Requirements: sockit==0.3.1 (free for non-commercial use).

python benchmarks/peers/run_sockit.py --task title < titles.jsonl   # {"id", "title"}
python benchmarks/peers/run_sockit.py --task skills < texts.jsonl   # {"id", "text"}
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

from lines import Row, arguments, each, serve
from sockit import data, title

WORD = re.compile(r"[^\s.,;:/()]+")


def main() -> None:
    """Print the codes of titles, or the places of skills."""
    parser = arguments(__doc__)
    parser.add_argument("--task", choices=("title", "skills"), required=True)
    options = parser.parse_args()
    logging.disable(logging.INFO)
    serve(codes if options.task == "title" else each(skills), options)


def codes(rows: Iterable[Row]) -> Iterator[Row]:
    """Up to five SOC codes a title, with the package's probabilities."""
    for row in rows:
        ranked = title.sort(title.search(title.clean(row["title"])))[:5]
        yield {
            "id": row["id"],
            "codes": [
                {"code": f"{found['soc'][:2]}-{found['soc'][2:]}", "probability": found["prob"]}
                for found in ranked
            ],
        }


def skills(text: str) -> list[Row]:
    """Skills of the package's trie, found by its own search; the words give the places."""
    words = list(WORD.finditer(text))
    plain = [re.sub(r"[^a-z0-9 ]", "", word.group().lower()) for word in words]
    mentions, after = [], 0
    for nodes, _skill in data.get_trie("skills").search(plain, return_nodes=True):
        size = len(nodes)
        place = next(i for i in range(after, len(plain)) if plain[i : i + size] == nodes)
        mentions.append({"start": words[place].start(), "end": words[place + size - 1].end()})
        after = place + size
    return mentions


if __name__ == "__main__":
    main()
