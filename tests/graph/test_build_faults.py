"""Whatever befalls a build, the old dataset stays usable and the message says what to do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from occupath.graph.build import build
from occupath.graph.dataset import Dataset
from occupath.graph.place import replacing, standing
from occupath.ontology.errors import InvalidDataset, OccupathError, SourceError

Write = Callable[..., Path]

SCRIPT = """
import os, resource, signal, sys, time
from pathlib import Path
from occupath.graph.build import build
from occupath.ontology.errors import OccupathError

class Watch:
    def begin(self, step):
        if step == sys.argv[4]:
            {action}
    def advance(self, source, rows): pass
    def end(self, step, seconds): pass

try:
    build(Path(sys.argv[1]), Path(sys.argv[2]), areas=(), progress=Watch())
except OccupathError as error:
    print(error)
    sys.exit(2)
"""
KILL = "os.kill(os.getpid(), signal.SIGKILL)"
WAIT = "print('building', flush=True); time.sleep(60)"
FILL = "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"


def command(action: str, data: Path, out: Path, step: str) -> list[str]:
    return [sys.executable, "-c", SCRIPT.format(action=action), str(data), str(out), "-", step]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def usable(place: Path) -> bool:
    dataset = Dataset.open(place)
    return dataset.ask("ASK { ?o a oc:Occupation ; skos:notation '47-2111.00' }")


def leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".dataset.lock"}


@pytest.fixture
def old(small_dataset: Path, tmp_path: Path) -> Path:
    """A dataset that stands already."""
    return Path(shutil.copytree(small_dataset, tmp_path / "dataset"))


@pytest.mark.parametrize("step", ["read onet", "load", "check", "pack"])
def test_a_killed_build_leaves_the_old_dataset_and_the_next_build_clears_up(
    small_data: Path, old: Path, step: str
) -> None:
    killed = subprocess.run(command(KILL, small_data, old, step), env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert leftovers(old.parent) == {"dataset", ".dataset.building"}
    assert usable(old)
    build(small_data, old, areas=())
    assert leftovers(old.parent) == {"dataset"}
    assert usable(old)


def test_two_builds_at_once_get_a_clear_error(small_data: Path, old: Path) -> None:
    with subprocess.Popen(
        command(WAIT, small_data, old, "link"), env=environment(), stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"building\n"
        with pytest.raises(OccupathError, match="another build of this dataset is under way"):
            build(small_data, old, areas=())
        assert usable(old)
        first.kill()


@pytest.mark.parametrize("step", ["read onet", "load", "score moves", "pack"])
def test_a_full_disk_is_an_error_that_says_so(small_data: Path, old: Path, step: str) -> None:
    full = subprocess.run(
        command(FILL, small_data, old, step),
        env=environment(), check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert full.returncode == 2, full.stderr
    assert "the dataset could not be written" in full.stdout
    assert "What stood there is untouched" in full.stdout
    assert leftovers(old.parent) == {"dataset"}
    assert usable(old)


def test_an_interrupt_clears_up(small_data: Path, old: Path) -> None:
    class Impatient:
        def begin(self, step: str) -> None:
            if step == "infer":
                raise KeyboardInterrupt

        def advance(self, source: str, rows: int) -> None:
            pass

        def end(self, step: str, seconds: float) -> None:
            pass

    with pytest.raises(KeyboardInterrupt):
        build(small_data, old, areas=(), progress=Impatient())
    assert leftovers(old.parent) == {"dataset"}
    assert usable(old)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("soc/soc2018_all.csv", "", "soc/soc2018_all.csv: the file is empty"),
        ("soc/soc2018_all.csv", "a,b\n1,2\n", "no header with the required columns"),
        ("onet_30.1/Job Zones.txt", "O*NET-SOC Code\tZone\n", "onet_30.1/Job Zones.txt"),
        (
            "soc/soc2018_all.csv",
            'code,title,Hierarchical_structure,parent\n"47-0000,x',
            "truncated",
        ),
    ],
)  # fmt: skip
def test_a_source_that_fails_stops_the_build_and_is_named(
    write_data: Write, tmp_path: Path, old: Path, file: str, text: str, message: str
) -> None:
    data = write_data(tmp_path / "data", {file: text})
    with pytest.raises(SourceError, match=message):
        build(data, old, areas=())
    assert usable(old)
    assert leftovers(old.parent) == {"dataset", "data"}


def test_odd_rows_are_counted_with_file_and_line_and_do_not_stop_it(
    write_data: Write, tmp_path: Path
) -> None:
    data = write_data(
        tmp_path / "data",
        soc2018_all="47-5000,Lost,Minor,47-9999\n47-2111,Wiremen,Detailed,47-2110\n",
        Occupation_Data="47-2111.00 | Wiremen | Again.\n47-211.00 | Lost a digit | x\n",
        Alternate_Titles="47-9999.00 | Of Nobody | n/a\n47-2111.00 | <b>Bold</b> | n/a\n",
    )
    made = build(data, tmp_path / "d", areas=())
    entries = {entry.name: entry for entry in made.sources}
    assert entries["soc2018"].rows_rejected == 2
    assert entries["onet"].rows_rejected == 3
    said = " ".join(entries["onet"].rejections + entries["soc2018"].rejections)
    assert "onet_30.1/Occupation Data.txt:5: " in said
    assert "onet_30.1/Occupation Data.txt:6: " in said
    assert "onet_30.1/Alternate Titles.txt:4: points to what is not in occupation" in said
    assert "soc/soc2018_all.csv:11: " in said
    assert all(e.rows_read == e.rows_kept + e.rows_rejected + sum(e.set_aside.values())
               for e in made.sources)  # fmt: skip


def test_text_that_looks_like_statements_stays_text(write_data: Write, tmp_path: Path) -> None:
    trick = 'x" . <urn:a> <urn:b> "c'
    data = write_data(tmp_path / "data", Alternate_Titles=f"47-2111.00 | {trick} | n/a\n")
    build(data, tmp_path / "d", areas=())
    dataset = Dataset.open(tmp_path / "d")
    assert not dataset.ask("ASK { <urn:a> ?p ?o }")
    assert dataset.ask("ASK { ?o skos:altLabel $trick@en }".replace("$trick", f"'{trick}'"))


def test_a_folder_with_other_files_is_not_replaced(small_data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "documents"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(OccupathError, match="holds files that are not a dataset"):
        build(small_data, mine, areas=())
    assert (mine / "thesis.txt").read_text("utf-8") == "years of work"
    with pytest.raises(OccupathError, match="is not a folder"):
        build(small_data, mine / "thesis.txt", areas=())


def test_an_empty_folder_may_be_used(small_data: Path, tmp_path: Path) -> None:
    (tmp_path / "dataset").mkdir()
    build(small_data, tmp_path / "dataset", areas=())
    assert usable(tmp_path / "dataset")


def test_a_build_killed_between_the_two_renames_loses_nothing(old: Path) -> None:
    aside = old.with_name(".dataset.old")
    old.rename(aside)  # the old one is aside, the new one not yet in its place
    assert standing(old) == aside
    assert usable(old)
    with pytest.raises(ZeroDivisionError), replacing(old):
        _ = 1 / 0
    assert usable(old)
    assert leftovers(old.parent) == {"dataset"}


def test_a_build_killed_after_the_renames_leaves_no_second_copy(old: Path) -> None:
    shutil.copytree(old, old.with_name(".dataset.old"))
    with replacing(old) as workshop:
        assert not old.with_name(".dataset.old").exists()
        (workshop / "manifest.json").write_text("{}", "utf-8")
    assert leftovers(old.parent) == {"dataset"}
    assert [path.name for path in old.iterdir()] == ["manifest.json"]


def test_a_half_made_dataset_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / ".dataset.building").mkdir()
    with pytest.raises(InvalidDataset, match="is being made or its build was interrupted"):
        Dataset.open(tmp_path / "dataset")
