"""Vectors of names: computed at a dataset's first use, then kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from occupath.extract.encoder import Encoder

NAME_PIECES = 24  # of a name; the rest is cut
PER_RUN = 2048  # names between two calls of `progress`
TOKENS_PER_BATCH = 512  # small batches of like length: three times as fast as large ones here


def cached_vectors(
    names: Sequence[str],
    encoder: Encoder,
    progress: Callable[[int, int], None] | None = None,
) -> NDArray[np.float32]:
    """One unit vector a name, in order; read from the cache, or computed and put there.

    `progress` is called with the number of names encoded so far and in all. A cache that cannot be
    written, or holds a broken file, costs time and nothing else.
    """
    place = user_cache_path("occupath", appauthor=False) / "vectors" / f"{_key(names, encoder)}.npy"
    try:
        kept = np.load(place)
        if kept.shape[0] == len(names) and kept.ndim == 2:
            return np.asarray(kept, dtype=np.float32)
    except (OSError, ValueError, EOFError):
        pass
    made = _computed(names, encoder, progress).astype(np.float16)
    partial = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            np.save(file, made)
        partial.replace(place)
    except OSError:
        partial.unlink(missing_ok=True)
    return made.astype(np.float32)


def encoded(texts: Sequence[str], encoder: Encoder, limit: int) -> NDArray[np.float32]:
    """One unit vector a text, in order."""
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    pieces = encoder.encode(texts, limit)
    return np.array(encoder.run(pieces, TOKENS_PER_BATCH), dtype=np.float32).reshape(len(texts), -1)


def _computed(
    names: Sequence[str], encoder: Encoder, progress: Callable[[int, int], None] | None
) -> NDArray[np.float32]:
    pieces = encoder.encode(names, NAME_PIECES)
    order = sorted(range(len(names)), key=lambda i: len(pieces[i].ids))
    made: NDArray[np.float32] | None = None
    for at in range(0, len(order), PER_RUN):
        some = order[at : at + PER_RUN]
        found = np.array(encoder.run([pieces[i] for i in some], TOKENS_PER_BATCH))
        if made is None:
            made = np.zeros((len(names), found.shape[1]), dtype=np.float32)
        made[some] = found
        if progress is not None:
            progress(min(at + PER_RUN, len(order)), len(order))
    return np.zeros((0, 1), dtype=np.float32) if made is None else made


def _key(names: Sequence[str], encoder: Encoder) -> str:
    digest = hashlib.sha256(encoder.file.read_bytes())
    for name in names:
        digest.update(name.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:32]
