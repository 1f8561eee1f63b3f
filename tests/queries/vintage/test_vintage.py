"""Two vintages differ as published; a draft is applied, told, and dropped without a trace."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occupath.graph.dataset import Dataset
from occupath.graph.retract import retract
from occupath.ontology.errors import OccupathError
from occupath.queries.vintage.assign import Assigner, Described, Given, Job
from occupath.queries.vintage.series import LEAST, series_break

Occupath = Callable[..., Any]

DRAFT = """
id = "draftsolar"
title = "SOC 2018 with renewable energy technicians"
[[added]]
code = "47-2232"
title = "Renewable Energy Technicians"
from = ["47-2231", "49-9081"]
definition = "Install, test, and repair systems that make power from sun and wind."
duties = ["Install photovoltaic modules on roofs."]
skills = ["Troubleshooting"]
titles = ["Solar and Wind Technician"]
profiles = ["47-2231.00"]
[[retitled]]
code = "47-2111"
title = "Electricians and Wirers"
"""


def published(data_dir: Path, file: str) -> list[dict[str, str]]:
    with (data_dir / "soc" / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_difference_of_soc_2010_and_2018_is_the_published_one(
    occupath: Occupath, real_dataset: Path, data_dir: Path
) -> None:
    answer = occupath("vintage", "diff", "soc2010", "soc2018", "--all", "--format", "json",
                      "--dataset", str(real_dataset))  # fmt: skip
    assert answer.status == 0, answer.err
    told = json.loads(answer.out)
    assert told["rows"] == {"1:1": 766, "1:m": 70, "m:1": 32, "m:m": 32}
    old = [r for r in published(data_dir, "soc2010_all.csv") if not r["code"].startswith("99-")]
    new = published(data_dir, "soc2018_all.csv")
    for level in told["levels"]:
        name = level["level"]
        before = {r["code"] for r in old if r["Hierarchical_structure"].lower().startswith(name)}
        after = {r["code"] for r in new if r["Hierarchical_structure"].lower().startswith(name)}
        assert (level["before"], level["after"]) == (len(before), len(after))
        assert level["added"] == sorted(after - before)
        assert level["removed"] == sorted(before - after)
    rows = {
        (r["SOCCode2010"], r["SOCCode2018"])
        for r in published(data_dir, "soc2010_to_2018_crosswalk.csv")
    }
    to, back = Counter(a for a, _ in rows), Counter(b for _, b in rows)
    changes = {tuple(c["code"] for c in change["from"]): change for change in told["changes"]}
    assert sum(len(key) for key in changes) == 840
    for key, change in changes.items():
        ends = {b for a, b in rows if a in key}
        assert {c["code"] for c in change["to"]} == ends
        one = len(key) == 1 and to[key[0]] == 1 and back[next(iter(ends))] == 1
        assert (change["change"] in ("unchanged", "retitled", "recoded", "recoded and retitled")) \
            == one  # fmt: skip
        assert (change["change"] == "split") == (len(key) == 1 and len(ends) > 1)


@pytest.fixture
def applied(starter_dataset: Path, tmp_path: Path, occupath: Occupath) -> tuple[Path, Any]:
    """A copy of the starter with a draft, and what was told of it."""
    place, file = tmp_path / "dataset", tmp_path / "draft.toml"
    shutil.copytree(starter_dataset, place)
    file.write_text(DRAFT, "utf-8")
    answer = occupath("vintage", "apply", str(file), "--dataset", str(place), "--format", "json")
    assert answer.status == 0, answer.err
    return place, json.loads(answer.out)


def contents(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def test_a_draft_is_a_classification_of_the_dataset_and_leaves_no_trace(
    applied: tuple[Path, Any], starter_dataset: Path, occupath: Occupath, tmp_path: Path
) -> None:
    place, told = applied
    dataset = Dataset.open(place)
    assert dataset.ask("ASK { id:draftsolar a skos:ConceptScheme ; xkos:follows id:soc2018 }")
    levels = dataset.select(
        "SELECT ?d (COUNT(?c) AS ?n) WHERE { ?l a xkos:ClassificationLevel ; xkos:depth ?d ; "
        "skos:member ?c . ?c skos:inScheme id:draftsolar } GROUP BY ?d ORDER BY ?d"
    )
    was = dataset.select(
        "SELECT ?d (COUNT(?c) AS ?n) WHERE { ?l a xkos:ClassificationLevel ; xkos:depth ?d ; "
        "skos:member ?c . ?c skos:inScheme id:soc2018 } GROUP BY ?d ORDER BY ?d"
    )
    counts = {row["d"]: int(str(row["n"])) for row in was}
    assert {row["d"]: int(str(row["n"])) for row in levels} == counts | {4: counts[4] + 1}
    crossed = occupath("crosswalk", "47-2231", "--from", "soc2018", "--to", "draftsolar",
                       "--format", "json", "--dataset", str(place))  # fmt: skip
    (one,) = json.loads(crossed.out)
    assert {t["code"]: t["cardinality"] for t in one["to"]} == {
        "47-2231": "1:m", "47-2232": "m:m",
    }  # fmt: skip
    profile = occupath("crosswalk", "47-2231.00", "--from", "onetsoc2019", "--to", "draftsolar",
                       "--format", "json", "--dataset", str(place))  # fmt: skip
    assert [t["code"] for t in json.loads(profile.out)[0]["to"]] == ["47-2232"]

    moved = occupath("gap", "electrician", "47-2232", "--format", "json", "--dataset", str(place))
    assert json.loads(moved.out)["to"]["code"] == "47-2231.00"

    stated = {row["id"]: row for row in told["profiles"]}
    assert (stated["47-2231.00"]["to"], stated["47-2231.00"]["basis"]) == ("47-2232", "stated")
    assert stated["49-9081.00"]["to"] == "49-9081"
    assert {row["code"] for row in told["routes"] if row["when"] == "before"} == {
        "47-2231", "49-9081",
    }  # fmt: skip
    into = next(r for r in told["routes"] if (r["when"], r["code"]) == ("after", "47-2232"))
    assert into["profiles"] == ["47-2231.00"]
    assert into["from"]
    assert {g["code"] for g in told["gaps"]} == {"47-2232"}
    assert all(b["note"] for b in told["series"] if b["what"] == "postings")

    with pytest.raises(OccupathError, match="has the drafts draftsolar; drop them first"):
        retract(place, "stem")
    again = occupath("vintage", "apply", str(tmp_path / "draft.toml"), "--dataset", str(place))
    assert again.status == 2
    assert "is applied already" in again.err
    del dataset
    assert occupath("vintage", "drop", "draftsolar", "--dataset", str(place)).status == 0
    assert contents(place) == contents(starter_dataset)


def test_a_dry_run_changes_nothing(
    starter_dataset: Path, occupath: Occupath, tmp_path: Path
) -> None:
    file = tmp_path / "draft.toml"
    file.write_text(DRAFT, "utf-8")
    before = (starter_dataset / "manifest.json").read_bytes()
    answer = occupath("vintage", "apply", str(file), "--dry-run")
    assert answer.status == 0, answer.err
    assert "Breaks in series" in answer.out
    assert (starter_dataset / "manifest.json").read_bytes() == before
    assert not (starter_dataset / "vintages").exists()
    shown = occupath("vintage", "diff", "soc2018", str(file))
    assert "47-2232 Renewable Energy Technicians" in shown.out
    gone = occupath("vintage", "drop", "draftsolar")
    assert gone.status == 2
    assert "is not applied" in gone.err


def test_a_new_draft_is_a_file_to_complete(occupath: Occupath, tmp_path: Path) -> None:
    place = tmp_path / "solar.toml"
    answer = occupath("vintage", "new", str(place), "--code", "47-2231")
    assert answer.status == 0, answer.err
    assert 'from = ["47-2231"]' in place.read_text("utf-8")
    shown = occupath("vintage", "diff", "soc2018", str(place), "--format", "json")
    (change,) = json.loads(shown.out)["changes"]
    assert change["change"] == "split"
    assert occupath("vintage", "new", str(place)).status == 2
    assert occupath("vintage", "new", str(tmp_path / "x.toml"), "--code", "1").status == 2


CODES = [
    Described("a", "Solar Photovoltaic Installers", ("Roof Panel Fitter",),
              "Assemble solar modules."),
    Described("b", "Wind Turbine Service Technicians", (), "Inspect and repair wind turbines."),
]  # fmt: skip


def test_a_job_goes_to_the_code_that_it_is_like() -> None:
    jobs = [
        Job("roof panel fitters"),
        Job("Solar Module Technician"),
        Job(None, ("Climbs towers to repair the turbine's gearbox.",)),
        Job(None),
    ]
    own, solar, wind, nothing = Assigner().assign(jobs, CODES)
    assert own == Given((1.0, 0.0), "title")
    assert solar.probabilities[0] > 0.7
    assert wind.probabilities[1] > 0.7
    assert nothing == Given((0.5, 0.5), "nothing")


@given(st.lists(st.floats(0, 1), min_size=LEAST, max_size=30))
@settings(max_examples=8, deadline=None)
def test_what_moves_and_what_stays_is_all_there_was(chances: list[float]) -> None:
    given_ = [Given((p, 1 - p), "likeness") for p in chances]
    found = series_break("postings", "x", ("a", "A"), [("a", "A"), ("b", "B")], given_)
    assert found == series_break("postings", "x", ("a", "A"), [("a", "A"), ("b", "B")], given_)
    assert sum(part.count for part in found.after) == pytest.approx(len(chances), abs=0.01)
    assert found.moved is not None
    share, low, high = found.moved
    assert share == pytest.approx(1 - np.mean(chances), abs=0.001)
    assert 0 <= low <= high <= 1
    assert all(part.share_low <= part.share_high for part in found.after)


def test_too_few_are_not_assessed() -> None:
    found = series_break("postings", "x", ("a", "A"), [("a", "A"), ("b", "B")],
                         [Given((1.0, 0.0), "title")] * (LEAST - 1))  # fmt: skip
    assert found.moved is None
    assert found.note == f"not assessable: {LEAST - 1} postings had the code, at least {LEAST} " \
        "are needed"  # fmt: skip
