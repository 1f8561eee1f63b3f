"""How `occupath extract --jobs` scales: wall time and memory of one and of two processes.

    python benchmarks/jobs.py --dataset /tmp/dataset --pipeline balanced --postings 400

Whole commands are timed, so the time to load the models is in it; give enough postings. Memory is
the most that one process of the command held. Nothing else should run on the machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from text_speed import postings

COMMAND = "from occupath.cli import main; main()"


def main() -> None:
    """Print a Markdown row a number of jobs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--dataset", type=Path, required=True)
    parser.add_argument("--pipeline", default="balanced")
    parser.add_argument("--postings", type=int, default=400)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    options = parser.parse_args()
    print("| jobs | seconds | times faster | MB at most |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "postings"
        folder.mkdir()
        for text in islice(postings(options.data), options.postings):
            (folder / f"{text['id']}.txt").write_text(text["text"], "utf-8")
        first = 0.0
        for jobs in options.jobs:
            seconds, memory = timed(
                "extract", folder, "--pipeline", options.pipeline, "--no-code",
                "--format", "parquet", "--output", Path(name) / f"out-{jobs}",
                "--jobs", jobs, "--dataset", options.dataset,
            )  # fmt: skip
            first = first or seconds
            print(f"| {jobs} | {seconds:.1f} | {first / seconds:.2f} | {memory:.0f} |", flush=True)


def timed(*words: object) -> tuple[float, float]:
    """Wall seconds of a command, and the memory (MB) of the largest of its processes."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *map(str, words)], stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"occupath {' '.join(map(str, words))} failed")
    return time.perf_counter() - began, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
