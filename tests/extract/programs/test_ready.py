"""Shipped vectors are used for the texts that they were made of, and only for those."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from occupath.extract.programs.ready import Ready, save


def test_only_texts_without_a_shipped_vector_are_encoded(tmp_path: Path) -> None:
    encoder = tmp_path / "encoder"
    encoder.write_bytes(b"weights")
    vectors = np.array([[0.6, 0.8], [1.0, 0.0]], np.float32)
    save(tmp_path / "ready.npz", encoder, ["a", "b"], vectors)
    asked: list[str] = []

    def make(some: list[str]) -> np.ndarray:
        asked.extend(some)
        return np.full((len(some), 2), 0.5, np.float32)

    ready = Ready(tmp_path / "ready.npz", encoder)
    assert ready.filled(["b", "new", "a"], make).tolist() == [
        pytest.approx([1, 0], abs=0.01),
        [0.5, 0.5],
        pytest.approx([0.6, 0.8], abs=0.01),
    ]
    assert asked == ["new"]
    assert ready.filled(["b"], make).shape == (1, 2)
    encoder.write_bytes(b"other weights")
    Ready(tmp_path / "ready.npz", encoder).filled(["a"], make)
    assert asked == ["new", "a"]
