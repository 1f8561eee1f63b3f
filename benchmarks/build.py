"""Time and memory of a full build, with the share of each step, and whether two are identical.

python benchmarks/build.py --data ../shared/data --out /tmp/dataset [--twice]
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import resource
import sys
import time
from pathlib import Path

from occupath.graph.build import build

COMPARED = ("dataset.nq.gz", "manifest.json", "validation.json")


def main() -> int:
    """Build once or twice and print what it took; exit 1 if two builds differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--twice", action="store_true", help="build again and compare the bytes")
    options = parser.parse_args()
    digests = []
    for turn in range(2 if options.twice else 1):
        start = time.perf_counter()
        manifest = build(options.data, options.out)
        seconds = time.perf_counter() - start
        digests.append([_digest(options.out / name) for name in COMPARED])
        if turn == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
            children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
            print(f"python {platform.python_version()}, {platform.machine()}")
            print(f"{manifest.triples:,} triples from {len(manifest.sources)} sources")
            print(f"{seconds:.0f} s, peak {peak:.2f} GiB (largest child {children:.2f} GiB)\n")
            print("| step | seconds | share |\n|---|---:|---:|")
            for step, took in sorted(_steps(manifest.seconds).items(), key=lambda item: -item[1]):
                print(f"| {step} | {took:.1f} | {took / seconds:.0%} |")
    if options.twice:
        same = digests[0] == digests[1]
        print(f"\ntwo builds byte-identical ({', '.join(COMPARED)}): {'yes' if same else 'NO'}")
        return 0 if same else 1
    return 0


def _steps(seconds: dict[str, float]) -> dict[str, float]:
    """Steps with the small sources' reading summed."""
    steps: dict[str, float] = {}
    for step, took in seconds.items():
        name = "read the other sources" if step.startswith("read ") and took < 1 else step
        steps[name] = steps.get(name, 0.0) + took
    return steps


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
