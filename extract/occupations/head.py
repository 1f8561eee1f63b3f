"""From the encoder's features of a text to scores of the codes.

A title goes through a small network over all its features; a sentence through the linear head
that the encoder was trained with, over the mean of its last layer.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_GELU = np.float32(0.7978845608), np.float32(0.044715)  # of its tanh form


class Head:
    """Both heads; `path` is ``coder-head.npz``, made by `training/coder_head.py`."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            self._inner: Floats = file["inner"].astype(np.float32)
            self._inner_bias: Floats = file["inner_bias"]
            self._outer: Floats = file["outer"].astype(np.float32)
            self._outer_bias: Floats = file["outer_bias"]
            self._plain: Floats = file["plain"].astype(np.float32)
            self._plain_bias: Floats = file["plain_bias"]

    def titles(self, features: Floats) -> Floats:
        """Scores (titles × codes) before the softmax."""
        hidden = features @ self._inner + self._inner_bias
        scale, cubic = _GELU
        bent = np.tanh(scale * (hidden + cubic * hidden**3))
        made: Floats = (hidden * (1 + bent) / 2) @ self._outer + self._outer_bias
        return made

    def sentences(self, features: Floats) -> Floats:
        """Scores (sentences × codes) before the softmax."""
        made: Floats = features[:, : len(self._plain)] @ self._plain + self._plain_bias
        return made
