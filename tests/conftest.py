"""Fixtures shared by all tests: where the real data is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data: OCCUPATH_DATA, else ``../shared/data``; must exist in CI."""
    place = Path(os.environ.get("OCCUPATH_DATA", ROOT.parent / "shared" / "data"))
    if not (place / "onet_30.1").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"real data is not at {place}; set OCCUPATH_DATA")
        pytest.skip(f"real data is not at {place}; set OCCUPATH_DATA to run this test")
    return place


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of small fixtures written for the tests."""
    return ROOT / "tests" / "fixtures"
