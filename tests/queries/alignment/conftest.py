"""One aligner for the tests of this folder: its models are slow to load."""

from __future__ import annotations

from pathlib import Path

import pytest

from occupath.graph.dataset import Dataset
from occupath.queries.alignment.align import Aligner, Alignment
from occupath.queries.alignment.syllabus import gather
from occupath.queries.occupation.find import find_occupation

PROGRAMS = {
    "nj/50530": "47-2231.00",  # renewable energy technician
    "nj/48764": "31-1131.00",  # patient care technician
    "nj/44988": "15-1253.00",  # software testing
    "nj/30844": "43-3021.00",  # medical billing and coding
    "nj/39159": "15-1231.00",  # networks
    "nj/48556": "29-2061.00",  # practical nursing
    "nj/49010": "27-1024.00",  # Adobe design software
    "nj/46848": "31-9091.00",  # dental infection control
    "nj/48748": "43-6013.00",  # medical office
    "nj/34804": "53-3032.00",  # tractor trailer
}


@pytest.fixture(scope="session")
def programs() -> dict[str, str]:
    """Ten programs of New Jersey's list and the occupation that each is held against."""
    return PROGRAMS


@pytest.fixture(scope="session")
def real_aligner(real_dataset: Path) -> Aligner:
    """An aligner of the whole real data."""
    return Aligner(Dataset.open(real_dataset))


@pytest.fixture(scope="session")
def ten(real_aligner: Aligner) -> list[Alignment]:
    """Ten real programs of New Jersey's list, each held against an occupation."""
    made = []
    for place, code in PROGRAMS.items():
        target = real_aligner.target(find_occupation(real_aligner.dataset, code).occupation)
        made += real_aligner.align(gather([place], real_aligner.dataset).syllabuses, target, 0.6)
    return made


@pytest.fixture(scope="session")
def starter_aligner(starter_dataset: Path) -> Aligner:
    """An aligner of the starter data, which holds no tasks."""
    return Aligner(Dataset.open(starter_dataset))
