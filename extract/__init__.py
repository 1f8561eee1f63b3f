"""Text and files into facts: readers of official files, and the pipeline that reads prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from occupath.extract.pipeline.load import load

__all__ = ["load"]


def __getattr__(name: str) -> object:
    if name == "load":  # spaCy is slow to import, and most commands do without it
        from occupath.extract.pipeline.load import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
