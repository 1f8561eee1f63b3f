"""Arrays that take time, computed at a dataset's first use and kept in the user's cache."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

Arrays = Mapping[str, NDArray[np.float32]]


def kept(key: str, make: Callable[[], Arrays]) -> Arrays:
    """The arrays under `key`, from the cache or from `make`; in half precision either way.

    A cache that cannot be written, or holds a broken file, costs time and nothing else.
    """
    place = user_cache_path("occupath", appauthor=False) / "programs" / f"{key}.npz"
    try:
        with np.load(place) as file:
            return {name: file[name].astype(np.float32) for name in file.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        pass
    made = {name: values.astype(np.float16) for name, values in make().items()}
    partial = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            np.savez(file, **made)  # type: ignore[arg-type]  # keywords are arrays
        partial.replace(place)
    except OSError:
        partial.unlink(missing_ok=True)
    return {name: values.astype(np.float32) for name, values in made.items()}
