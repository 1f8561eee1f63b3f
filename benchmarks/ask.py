"""How fast a dataset answers: each named query, a route, and the command line's start.

python benchmarks/ask.py --dataset /tmp/dataset [--runs 20]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from occupath.graph.dataset import Dataset
from occupath.queries.catalog import list_queries
from occupath.queries.named import run
from occupath.queries.occupation.find import find_occupation
from occupath.queries.pathway.neighbors import all_neighbors
from occupath.queries.pathway.route import Limits, route

PAIRS = (
    ("47-2031.00", "47-4011.01"), ("53-3032.00", "49-9081.00"), ("41-2011.00", "31-9092.00"),
    ("15-1252.00", "15-2051.00"), ("43-4051.00", "13-1071.00"), ("35-2014.00", "11-9051.00"),
    ("49-9071.00", "49-9021.00"), ("25-2021.00", "13-1151.00"), ("51-4121.00", "47-2152.00"),
    ("33-9032.00", "33-3051.00"), ("29-2061.00", "29-1141.00"), ("43-3031.00", "13-2011.00"),
)  # fmt: skip
STATEMENT = "from occupath.cli import main; main()"


def main() -> None:
    """Print medians in milliseconds, warm, slowest first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--dataset", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=20)
    options = parser.parse_args()
    dataset = Dataset.open(options.dataset)
    medians = {}
    for query in list_queries():
        rows = len(run(query.name, dataset, query.examples()).rows)
        medians[query.name] = (
            _median(lambda q=query: run(q.name, dataset, q.examples()), options.runs),
            rows,
        )
    ordered = sorted(medians.items(), key=lambda item: -item[1][0])
    middle = statistics.median(ms for ms, _rows in medians.values())
    print(f"{len(medians)} named queries, warm, median of each over {options.runs} runs")
    print(f"median over the list {middle:.1f} ms, slowest {ordered[0][1][0]:.1f} ms\n")
    print("| query | ms | rows |\n|---|---:|---:|")
    for name, (ms, rows) in ordered:
        print(f"| {name} | {ms:.1f} | {rows} |")
    start = find_occupation(dataset, "electrician").occupation
    end = find_occupation(dataset, "solar technician").occupation
    cases: dict[str, Callable[[], object]] = {
        "find_occupation('solar technician')": lambda: find_occupation(dataset, "solar technician"),
        "route electrician → solar technician, k=3": lambda: route(dataset, start, end),
        "route, k=10, New Jersey": lambda: route(dataset, start, end, Limits(k=10, area="NJ")),
        "neighbors --all --top 20": lambda: all_neighbors(dataset, 20),
    }
    print("\n| in one process, warm | ms |\n|---|---:|")
    for name, call in cases.items():
        print(f"| {name} | {_median(call, max(3, options.runs // 4)):.0f} |")
    print(f"| route, {len(PAIRS)} other pairs, each asked once, median | {_pairs(dataset):.0f} |")
    print("\n| whole process, median of 5 | s |\n|---|---:|")
    place = ["--dataset", str(options.dataset)]
    for words in (
        ["--help"],
        ["query", "occupation", "-p", "occupation=47-2111.00", *place],
        ["route", "electrician", "solar technician", *place],
    ):
        shown = " ".join(w for w in words if w not in place)
        print(f"| occupath {shown} | {_process(words):.2f} |")


def _pairs(dataset: Dataset) -> float:
    """The median of routes between pairs that nobody has asked in this process."""
    times = []
    for one, other in PAIRS:
        start, end = (find_occupation(dataset, code).occupation for code in (one, other))
        began = time.perf_counter()
        route(dataset, start, end)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _median(call: Callable[[], object], runs: int) -> float:
    call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _process(words: list[str]) -> float:
    times = []
    for _ in range(6):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", STATEMENT, *words], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
