"""How long the training gap of a full state takes, made and drawn: a seeded synthetic state.

``python benchmarks/training_gap.py [--programs 5000] [--occupations 500]`` prints CPU seconds for
the comparison, the page, the workbook and JSON. With ``--dataset DIR --area NJ`` it times that too.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from pathlib import Path

import numpy as np

from occupath.graph.dataset import Dataset
from occupath.queries.training import answer
from occupath.queries.training.gap import compare
from occupath.queries.training.reading import Asked, training_gap
from occupath.queries.training.report.page import page
from occupath.queries.training.report.workbook import workbook
from occupath.queries.training.sectors import Selection
from occupath.queries.training.tables import (
    Area,
    AreaTables,
    Cell,
    Figure,
    Need,
    Occupation,
    Outcome,
    Program,
)
from occupath.queries.training.trace import Trace, trace

PROVIDERS, CIPS, SKILLS = 400, 600, 3_000
NEEDS, TAUGHT = 90, 8  # of an occupation, of a program


def state(programs: int, occupations: int, seed: int = 20_260) -> AreaTables:
    """A state of that many programs and occupations, in the shape of New Jersey's."""
    rng = np.random.default_rng(seed)
    codes = [f"{11 + i // 50}-{1000 + i % 50:04d}" for i in range(occupations)]
    jobs = {code: float(rng.lognormal(7, 1.5)) for code in codes}
    leads = [
        tuple(sorted({codes[j] for j in rng.integers(0, occupations, rng.geometric(0.25))}))
        for _ in range(CIPS)
    ]
    concepts = [f"https://w3id.org/occupath/id/skill/{i}" for i in range(SKILLS)]
    pairs = sorted({(int(rng.integers(PROVIDERS)), int(rng.integers(CIPS)))
                    for _ in range(programs * 2 // 3)})  # fmt: skip
    outcomes = tuple(
        Outcome(str(p), f"School {p}", f"{c:06d}", f"Field {c}", (f"{c:06d}",),
                int(rng.geometric(0.03)), leads[c], False, None,
                Cell("outcomes", "outcome", ("ZZ", str(p), f"{c:06d}"), "completers"))
        for p, c in pairs
    )  # fmt: skip
    listed = []
    for i in range(programs):
        p, c = pairs[int(rng.integers(len(pairs)))]
        taught = frozenset(concepts[j] for j in rng.integers(0, SKILLS, TAUGHT))
        listed.append(
            Program(str(i), f"Program {i}", str(p), f"School {p}", f"{c:06d}", (f"{c:06d}",),
                    float(rng.integers(500, 20_000)), None, leads[c], taught,
                    Cell("programs", "program", ("ZZ", str(i)), "the program"), True, 10)
        )  # fmt: skip
    needs = {
        code: tuple(
            Need(concepts[j], f"Skill {j}", "skill", "rated", 3.5, 4.0)
            for j in sorted(set(rng.integers(0, SKILLS, NEEDS).tolist()))
        )
        for code in codes
    }
    return AreaTables(
        Area("ZZ", "Synthetic", "state", ("ZZ",)), 4, {"oews": "2025-05"},
        {code: Occupation(code, f"Occupation {code}", (code,)) for code in codes},
        {code: _figures(code, jobs[code]) for code in codes}, outcomes, tuple(listed), jobs,
        {code: n * 0.1 for code, n in jobs.items()}, {"the area's employment": len(jobs)}, needs,
    )  # fmt: skip


def _figures(code: str, jobs: float) -> tuple[Figure, ...]:
    cell = Cell("wages", "wage", ("ZZ", code), "employment")
    return (
        Figure("employment", jobs, "persons", "2025-05", "ZZ", "wages", (cell,)),
        Figure("openings_at_national_rate", jobs * 0.1, "persons a year", "2024-2034", "ZZ",
               "wages × projections", (cell,), None, True),
    )  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--programs", type=int, default=5_000)
    options.add_argument("--occupations", type=int, default=500)
    options.add_argument("--dataset", type=Path)
    options.add_argument("--area", default="NJ")
    given = options.parse_args()
    tables = state(given.programs, given.occupations)
    everything = Selection("all", "All.", None, tuple(tables.occupations), {})
    seconds: dict[str, float] = {}
    start = time.process_time()
    gap = compare(tables, everything, skills=True)
    places = Trace({}, {})
    seconds["compare"] = time.process_time() - start
    for name, write in (("page", page), ("workbook", workbook), ("json", _json)):
        before = time.process_time()
        write(gap, places)
        seconds[name] = time.process_time() - before
    seconds["all"] = time.process_time() - start
    if given.dataset is not None:
        before = time.process_time()
        dataset = Dataset.open(given.dataset)
        real = training_gap(dataset, Asked(given.area, skills=True))
        page(real, trace(dataset, answer.cells(real)))
        seconds[f"{given.area}, all {len(real.occupations)} occupations, page"] = (
            time.process_time() - before
        )
    print(f"{given.programs:,} programs, {given.occupations:,} occupations, "
          f"{len(tables.outcomes):,} outcome rows; Python {platform.python_version()}")  # fmt: skip
    for name, value in seconds.items():
        print(f"{value:8.2f} s  {name}")


def _json(gap: object, places: Trace) -> str:
    return json.dumps(answer.as_json(gap, places))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
