"""Runs of the tools that `peers/peers.toml` names, ours among them: a process each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).with_name("peers")


class Places(NamedTuple):
    """Where the parts of a run lie; `environments` is the folder that `install.py` filled."""

    data: Path
    dataset: Path
    environments: Path


class Run(NamedTuple):
    """What a tool answered and what it cost (see `peers/lines.py`)."""

    rows: list[dict[str, Any]]
    meter: dict[str, float]

    @property
    def per_second(self) -> float:
        """Texts per CPU second."""
        return self.meter["texts"] / self.meter["cpu_seconds"]


class Failed(Exception):
    """A tool could not be run here; the text is its last line."""


def peers() -> dict[str, dict[str, Any]]:
    """The tables of `peers.toml`, in its order."""
    return tomllib.loads((FOLDER / "peers.toml").read_text("utf-8"))


def run(
    peer: dict[str, Any],
    texts: Iterable[dict[str, str]],
    places: Places,
    benchmark: str = "skillspan",
    options: Sequence[str] = (),
) -> Run:
    """Answers of one tool on one core.

    Raises:
        Failed: its environment, its model or its input is missing.
    """
    known = {
        **places._asdict(),
        "benchmark": benchmark,
        "train": places.data / "bench" / benchmark / "train.json",
    }
    script, *given = [word.format(**known) for word in peer["run"]]
    python = Path(sys.executable)
    if "environment" in peer:
        python = places.environments / peer["environment"] / "bin" / "python"
        if not python.exists():
            raise Failed(f"{python} is missing: run benchmarks/peers/install.py")
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    if "cache" in peer:
        environment["HF_HOME"] = str(places.environments / peer["cache"])
        environment["HF_HUB_OFFLINE"] = "1"
    done = subprocess.run(
        [str(python), str(FOLDER / script), *given, *options],
        input="".join(json.dumps(text) + "\n" for text in texts),
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        preexec_fn=_one_core,
    )
    last = (done.stderr.strip().splitlines() or ["no message"])[-1]
    if done.returncode:
        raise Failed(last)
    return Run([json.loads(line) for line in done.stdout.splitlines()], json.loads(last))


def _one_core() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
