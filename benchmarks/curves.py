"""Pictures of what was measured: speed against F1, and accuracy against the share answered.

Wants matplotlib (`pip install 'occupath[bench]'`). The same numbers give the same bytes.

    python benchmarks/curves.py --speed speed.json --titles code.json --links links.json \
        --out docs/pictures
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update(
    {
        "svg.hashsalt": "occupath",
        "svg.fonttype": "path",
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.alpha": 0.3,
    }
)
from matplotlib import pyplot  # noqa: E402

OURS, OTHERS, SECOND = "#0b6e4f", "#8a8a8a", "#c1666b"
WORST = 0.1  # F1 at the foot of the picture
LABELS = {  # where a point's name stands: shift, and the side of the name that is there
    "right": ((7, 0), "left", "center"),
    "left": ((-7, 0), "right", "center"),
    "above": ((0, 7), "center", "bottom"),
    "below": ((0, -7), "center", "top"),
}


def main() -> None:
    """Draw what the files given hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--speed", type=Path, help="output of text_speed.py")
    parser.add_argument("--titles", type=Path, help="output of code.py")
    parser.add_argument("--links", type=Path, help="output of link_curve.py")
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, draw in (("speed", speed), ("titles", titles), ("links", links)):
        given: Path | None = getattr(options, name)
        if given is not None:
            figure, axes = pyplot.subplots(figsize=(6.4, 4), layout="constrained")
            draw(axes, json.loads(given.read_text("utf-8")))
            figure.savefig(options.out / f"{name}.svg", metadata={"Date": None})
            pyplot.close(figure)


def speed(axes: Any, results: Mapping[str, Mapping[str, Any]]) -> None:
    """A point a tool; ours are joined."""
    ours = sorted(
        (each["postings_per_second"], each["strict"])
        for name, each in results.items()
        if name.startswith("occupath")
    )
    axes.plot(*zip(*ours, strict=True), color=OURS, linewidth=1.5)
    for name, each in results.items():
        mine = name.startswith("occupath")
        place = (each["postings_per_second"], each["strict"])
        axes.plot(*place, "o", color=OURS if mine else OTHERS, markersize=7 if mine else 5)
        shift, across, up = LABELS[each["label"]]
        axes.annotate(
            each["title"], place, textcoords="offset points", xytext=shift, ha=across, va=up,
            color=OURS if mine else "#444444", fontsize=8.5 if mine else 7.5,
        )  # fmt: skip
    axes.set_xscale("log")
    axes.set_xlim(1, 3000)
    axes.set_ylim(WORST, None)
    axes.margins(y=0.12)
    axes.set_xlabel("postings of 600 words per CPU second (logarithmic)")
    axes.set_ylabel("SkillSpan dev, strict F1 over both layers")


def titles(axes: Any, results: Mapping[str, Mapping[str, Any]]) -> None:
    """Accuracy of the first code of the surest answers, by the share of titles answered."""
    for name, color in (("titles", OURS), ("verbatim titles", SECOND)):
        if name in results:
            found = results[name]
            curve = found["accuracy at coverage"]
            points = sorted((float(share), right) for share, right in curve.items())
            label = f"{name} ({found['cases']:,})"
            axes.plot(*zip(*points, strict=True), "o-", color=color, markersize=4, label=label)
    axes.plot(0.6, 0.93, "x", color="#444444")
    axes.annotate("aim", (0.6, 0.93), textcoords="offset points", xytext=(6, -10), fontsize=8)
    _shares(axes, "share of titles answered, surest first", "share of answers that are right")


def links(axes: Any, results: Mapping[str, list[list[float]]]) -> None:
    """Precision of the links of annotated spans, by the share of spans that get one."""
    for (name, points), color in zip(sorted(results.items()), (OURS, SECOND), strict=False):
        axes.plot(*zip(*points, strict=True), color=color, label=name)
    _shares(axes, "share of spans linked, surest first", "share of links that are right")


def _shares(axes: Any, across: str, up: str) -> None:
    axes.set_xlim(0, 1.02)
    axes.set_ylim(None, 1.01)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.legend(frameon=False, loc="lower left")


if __name__ == "__main__":
    main()
