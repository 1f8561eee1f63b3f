"""``occupath build --postings`` and ``occupath retract``, from Parquet to a dataset and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Outcome
from tests.graph import postings
from tests.graph.conftest import FILES


def test_postings_go_in_are_asked_for_and_come_out_again(
    occupath: Callable[..., Outcome], tmp_path: Path
) -> None:
    for name, text in FILES.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    city, place = postings.city(tmp_path / "city"), str(tmp_path / "d")
    built = occupath("build", "--data", str(tmp_path / "data"), "--postings", str(city),
                     "--area-wages", "none", "--out", place)  # fmt: skip
    assert built.status == 0, built.err
    assert "postings/city" in built.out

    asked = ("query", "demand-evidence", "--param", "occupation=47-2111", "--param",
             "skill=2.A.1.a", "--dataset", place, "--format", "json")  # fmt: skip
    assert '"sentence": "It asks for reading."' in occupath(*asked).out

    gone = occupath("retract", "city", "--dataset", place)
    assert gone.status == 0, gone.err
    assert "4 postings taken out" in gone.out
    assert "2 links between an occupation and what its postings ask for are gone" in gone.err
    assert "It asks for" not in occupath(*asked).out

    again = occupath("retract", "city", "--dataset", place)
    assert again.status == 2
    assert "has no source 'city'; its sources are: onet, onet-taxonomy, soc2018" in again.err
