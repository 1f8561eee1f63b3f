"""JSON Lines in, JSON Lines out, with a meter: the frame that every runner of this folder shares.

Reads `{"id", "text", …}` lines on standard input, writes the runner's answers on standard output
and, last on standard error, one JSON line with `loading` and `cpu_seconds` (CPU seconds of this
process, all threads, before the first and after the warm-up text), `texts` (timed) and `peak_mb`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

Row = dict[str, Any]
Answer = Callable[[Iterable[Row]], Iterator[Row]]


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options every runner takes; a runner adds its own."""
    parser = argparse.ArgumentParser(description=(description or "").splitlines()[0])
    parser.add_argument("--warm-up", type=int, default=0, help="texts answered before the clock")
    parser.add_argument("--seconds", type=float, help="stop after so many CPU seconds")
    return parser


def serve(answer: Answer, options: argparse.Namespace) -> None:
    """Give the rows of standard input to `answer` and write what it yields, one row for each."""
    loading = time.process_time()
    rows = (json.loads(line) for line in sys.stdin)
    for _row in answer(list(islice(rows, options.warm_up))):
        pass
    began = time.process_time()
    texts = 0
    for found in answer(_until(rows, began, options.seconds)):
        texts += 1
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    meter = {
        "loading": round(loading, 3),
        "cpu_seconds": round(time.process_time() - began, 3),
        "texts": texts,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    sys.stdout.flush()
    sys.stderr.write(json.dumps(meter) + "\n")


def each(find: Callable[[str], list[Row]]) -> Answer:
    """An answer for extractors that see one text at a time: text → mentions."""

    def answer(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield {"id": row["id"], "mentions": find(row["text"])}

    return answer


def _until(rows: Iterable[Row], began: float, seconds: float | None) -> Iterator[Row]:
    for row in rows:
        if seconds is not None and time.process_time() - began > seconds:
            return
        yield row
